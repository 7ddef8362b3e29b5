/** Why an XML text, an expression or a form was refused. Stable: callers may switch on it. */
export type FormEngineErrorCode =
  /** Not well formed, truncated, with a duplicate attribute or an unknown prefix or entity. */
  | 'xml.malformed'
  /** A DOCTYPE: never accepted, whatever it declares. */
  | 'xml.doctype'
  /** More characters than the limit. */
  | 'xml.too-large'
  /** Deeper nesting than the limit. */
  | 'xml.too-deep'
  /** More elements than the limit. */
  | 'xml.too-many-nodes'
  /** The root element of a submission has no `id`. */
  | 'submission.no-form-id'
  /** No XPath; `offset` says where. */
  | 'xpath.syntax'
  /** A function that is not in the list of API.md. */
  | 'xpath.unknown-function'
  /** A function with too few or too many arguments. */
  | 'xpath.arguments'
  /** A value where nodes are needed. */
  | 'xpath.type'
  /** Nesting or work beyond what any form needs. */
  | 'xpath.too-complex'
  /** No XForm, or one without what every form has; a record of another form. */
  | 'form.structure'
  /** Actions set off each other without end. */
  | 'form.endless-actions'
  /** No node has this id (any more). */
  | 'session.unknown-node'
  /** The node may not be changed so: read-only, no question, a repeat that is counted or fixed, mode `view`; or a mode lacks its record. */
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
