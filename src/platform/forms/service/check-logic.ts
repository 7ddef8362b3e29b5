import { FormEngineError, parseXForm } from '@sojourn/form-engine';
import {
  type Diagnostic,
  diagnosticMessage,
  type FormItem,
  type FormModel,
  visitItems,
} from '@sojourn/xlsform';

const FIELDS: Record<string, 'relevant' | 'readonly' | 'required' | 'constraint' | 'calculation'> = {
  relevant: 'relevant',
  readonly: 'readonly',
  required: 'required',
  constraint: 'constraint',
  calculate: 'calculation',
};

/**
 * What the engine cannot read of the logic of a form: an operator without its other side, say, that the compiler of
 * workbooks lets pass. Such a form would be published and then refused by every device, so it is refused here.
 * Functions unknown to the engine are no reason: Collect may know them.
 */
export function findBrokenLogic(model: FormModel, xform: string): Diagnostic | undefined {
  try {
    parseXForm(xform);
    return undefined;
  } catch (error) {
    if (!(error instanceof FormEngineError)) throw error;
    if (error.code !== 'xpath.syntax') return undefined;
    return diagnosticOf(model, error);
  }
}

function diagnosticOf(model: FormModel, error: FormEngineError): Diagnostic {
  const [, attribute = '', path = ''] = /^(\S+) of (\S+): /.exec(error.message) ?? [];
  let item: FormItem | undefined;
  visitItems(model, (each) => {
    if (each.path === path) item = each;
  });
  const field = FIELDS[attribute];
  const source = item && field ? (item as Partial<Record<typeof field, string>>)[field] : undefined;
  const at = error.offset ?? 0;
  const near = source?.slice(Math.max(0, at - 10), at + 15).trim() || path || error.message;
  const found = {
    code: 'expression_malformed' as const,
    severity: 'error' as const,
    message: '',
    params: { near },
  };
  return { ...found, ...item?.source, message: diagnosticMessage(found, 'en') };
}
