/** Why an XML text, an expression or a form was refused. Stable: callers may switch on it. */
export type FormEngineErrorCode =
  | 'xml.malformed'
  | 'xml.doctype'
  | 'xml.too-large'
  | 'xml.too-deep'
  | 'xml.too-many-nodes'
  | 'submission.no-form-id'
  | 'xpath.syntax'
  | 'xpath.unknown-function'
  | 'xpath.arguments'
  | 'xpath.type'
  | 'xpath.too-complex'
  | 'form.structure'
  | 'form.endless-actions'
  | 'session.unknown-node'
  | 'session.not-allowed';

/** The only error that this package throws on purpose. `message` never quotes an answer. */
export class FormEngineError extends Error {
  readonly code: FormEngineErrorCode;
  /** Zero-based offset into the expression, where the code starts with `xpath.`. */
  readonly offset: number | undefined;

  constructor(code: FormEngineErrorCode, message: string, offset?: number) {
    super(message);
    this.name = 'FormEngineError';
    this.code = code;
    this.offset = offset;
  }
}
