import { createContext, Script } from 'node:vm';

const context = createContext({ work: undefined as (() => void) | undefined });
const script = new Script('work()');

/**
 * What the work gives, or undefined when it took longer: a pattern or an expression of a form may run for years, and
 * the server has but one thread for everybody. The work must leave nothing half-done behind.
 */
export function within<T>(milliseconds: number, work: () => T): T | undefined {
  let value: T | undefined;
  context.work = () => {
    value = work();
  };
  try {
    script.runInContext(context, { timeout: milliseconds });
    return value;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  } finally {
    context.work = undefined;
  }
}
