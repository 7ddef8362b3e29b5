import type { ControlElement, ControlKind, DataType } from '../definition/types.ts';

/** A piece of a label. Answers are kept apart so that a host that renders markdown never renders them as such. */
export interface LabelPart {
  readonly text: string;
  readonly source: 'form' | 'answer';
}

export interface Label {
  /** Plain text, answers filled in; markdown as the form wrote it. */
  readonly text: string;
  readonly parts: readonly LabelPart[];
  /** Short variant, where the form has one. */
  readonly short?: string;
  /** File URIs (`jr://images/map.png`), as the form names them. */
  readonly image?: string;
  readonly bigImage?: string;
  readonly audio?: string;
  readonly video?: string;
}

export interface Choice {
  readonly value: string;
  /** Plain text in the current language; the value itself when the choice has no label. */
  readonly text: string;
  readonly label: Label;
  /** Where the choice stands, where its list says so (`geometry`): `lat lon alt acc`, several parted by `;`. */
  readonly geometry?: string;
}

export type NodeKind =
  | 'root'
  | 'group'
  | 'repeat-range'
  | 'repeat-instance'
  | 'question'
  /** A read-only text without calculation: something to read, not to answer. */
  | 'note';

export type ErrorKind = 'required' | 'constraint' | 'type';

export interface NodeError {
  readonly kind: ErrorKind;
  /** The form's own message in the current language; empty when the form has none. */
  readonly message: string;
}

export interface ValidationError extends NodeError {
  readonly nodeId: string;
  readonly ref: string;
}

/**
 * One thing to render. Live: getters answer for now, `version` of the session tells when to ask again.
 * Groups, questions and repeat instances keep their identity (and id) for as long as they exist.
 */
export interface FormNode {
  readonly id: string;
  /** Ref without positions; undefined for groups that only the body has. */
  readonly ref: string | undefined;
  readonly kind: NodeKind;
  readonly control: ControlKind | undefined;
  /** The control as declared, for its attributes (`rows`, `start`, `accuracyThreshold`, ...). */
  readonly element: ControlElement | undefined;
  readonly valueType: DataType;
  readonly appearance: readonly string[];
  /** Attributes of the body element by local name. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly parent: FormNode | undefined;
  readonly children: readonly FormNode[];
  /** False when this node or anything around it is hidden. */
  readonly relevant: boolean;
  readonly required: boolean;
  readonly readonly: boolean;
  /** As stored in the record; empty when unanswered or not relevant. */
  readonly value: string;
  /** Repeat ranges only: whether people may add or remove instances. */
  readonly canChange: boolean;
  /** Repeat instances only: 1-based. */
  readonly position: number;
  readonly errors: readonly NodeError[];
  label(): Label | undefined;
  hint(): Label | undefined;
  guidance(): Label | undefined;
  constraintMessage(): string;
  requiredMessage(): string;
  /** The choices that the form offers now; the same array until they change. */
  choices(): readonly Choice[];
}

/** Something only the host can do: where am I, record this. The answer comes back through `setValue`. */
export interface HostRequest {
  readonly kind: 'setgeopoint' | 'recordaudio';
  readonly nodeId: string;
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Attachment {
  readonly nodeId: string;
  readonly nodeRef: string;
  readonly fileName: string;
}

export type FormMode = 'new' | 'resume' | 'edit' | 'view';

export interface OpenFormOptions {
  /**
   * `new` starts a record, `resume` goes on with a draft, `edit` revises a sent record (new instanceID,
   * deprecatedID), `view` computes no answers.
   */
  readonly mode?: FormMode;
  /** A record of this form, or a draft; required for all modes but `new`. */
  readonly instanceXml?: string;
  readonly now: () => Date;
  /** An RFC 4122 version 4 UUID, without prefix. */
  readonly uuid: () => string;
  /** 0 <= n < 1; default Math.random. */
  readonly random?: () => number;
  /** Minutes east of UTC at an instant; default the zone of the machine. */
  readonly zone?: (ms: number) => number;
  readonly language?: string;
  readonly deviceId?: string;
  readonly username?: string;
  readonly email?: string;
  readonly phoneNumber?: string;
  readonly onRequest?: (request: HostRequest) => void;
}

export interface FormSession {
  readonly root: FormNode;
  readonly language: string;
  readonly languages: readonly string[];
  readonly instanceId: string;
  readonly instanceName: string;
  /** Whether an answer was changed by someone since the form was opened. */
  readonly dirty: boolean;
  /** Set when the form computes in a circle; its answers cannot be relied on. */
  readonly hasCycle: boolean;
  node(id: string): FormNode | undefined;
  /**
   * Stores an answer. Several choices are separated by spaces; dates are ISO; geo values as ODK writes them.
   * @throws FormEngineError `session.unknown-node`, or `session.not-allowed` for what is read-only.
   */
  setValue(nodeId: string, value: string): void;
  /** Adds an instance at the end and returns its id. */
  addRepeat(rangeId: string): string;
  removeRepeat(instanceId: string): void;
  setLanguage(language: string): void;
  /** Every fault of relevant questions, in the order of the form. */
  validate(): readonly ValidationError[];
  /** The submission: relevant nodes only, with its meta block. */
  serialize(): string;
  /** Everything, hidden answers included, to be opened again in mode `resume`. Cheap enough for every keystroke. */
  draft(): string;
  attachments(): readonly Attachment[];
  setAttachment(nodeId: string, fileName: string): void;
  /** Calls back when the node (or, with `*`, anything) may look different. */
  subscribe(nodeId: string, listener: () => void): () => void;
  /** A number that grows whenever the node (or, with `*`, anything) may look different. */
  version(nodeId: string): number;
}
