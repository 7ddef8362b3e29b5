/**
 * The database could not be reached, or went away under a transaction. `outcome` says what is known of its writes:
 * `unchanged`, none of them stands; `unknown`, the connection broke after the commit was sent and before it was answered.
 */
export class DatabaseUnavailable extends Error {
  readonly outcome: 'unchanged' | 'unknown';
  constructor(outcome: DatabaseUnavailable['outcome'], cause: unknown) {
    super('The database cannot be reached.', { cause });
    this.name = 'DatabaseUnavailable';
    this.outcome = outcome;
  }
}

/** What the client library says without a code when a connection ends under it. */
const BROKEN =
  /^Connection terminated|^Client has encountered a connection error|not queryable|^Query read timeout/;
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
]);

/** Whether an error of a statement means that its connection ended, by itself or by the server's will. */
export function isBrokenConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: string };
  // Connection exceptions, a server that stops or starts, sessions that it ended.
  if (code) return NETWORK.has(code) || /^(08...|57P0.|25P0[34])$/.test(code);
  return BROKEN.test(error.message);
}
