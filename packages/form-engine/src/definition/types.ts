import type { XNode } from '../xml/tree.ts';
import type { Compiled } from '../xpath/compiled.ts';

/** An XPath expression of the form, compiled. */
export interface Expression {
  readonly source: string;
  readonly compiled: Compiled;
  /** Set when the expression is `true()` or `false()`: nothing to watch, nothing to compute. */
  readonly constant: boolean | undefined;
}

/** Fixed text, or an `<output>` whose value is filled in while the form runs. */
export type TextPart = string | Expression;

/** The variants that one itext entry may hold: `form` attribute of its `<value>`s. */
export interface TextForms {
  readonly long?: readonly TextPart[];
  readonly short?: readonly TextPart[];
  readonly guidance?: readonly TextPart[];
  readonly image?: string;
  readonly bigImage?: string;
  readonly audio?: string;
  readonly video?: string;
}

/** A label, hint or message: by itext id, by a computed itext id or value, or written in place. */
export interface TextSource {
  readonly itextId?: string;
  /** `jr:itext(expr)`: the id depends on data. */
  readonly itextFrom?: Expression;
  /** The text is the value of a node, as in an itemset's `<label ref="label"/>`. */
  readonly fromNode?: Expression;
  readonly parts: readonly TextPart[];
}

/** Itext by language, then by id. */
export type Itext = ReadonlyMap<string, ReadonlyMap<string, TextForms>>;

/** Data types of ODK XForms; what a bind names beyond them counts as `string`. */
export type DataType =
  | 'string'
  | 'int'
  | 'boolean'
  | 'decimal'
  | 'date'
  | 'time'
  | 'dateTime'
  | 'geopoint'
  | 'geotrace'
  | 'geoshape'
  | 'binary'
  | 'barcode'
  | 'intent';

export interface Bind {
  readonly ref: string;
  readonly type: DataType;
  readonly relevant: Expression | undefined;
  readonly readonly: Expression | undefined;
  readonly required: Expression | undefined;
  readonly constraint: Expression | undefined;
  readonly calculate: Expression | undefined;
  readonly constraintMessage: TextSource | undefined;
  readonly requiredMessage: TextSource | undefined;
  /** `jr:preload` and its parameter, e.g. `timestamp` and `start`. */
  readonly preload: { readonly kind: string; readonly param: string } | undefined;
  /** Every attribute as written, by local name (`max-pixels`, `saveto`, `track-changes`, ...). */
  readonly attributes: Readonly<Record<string, string>>;
}

export type ActionEvent =
  | 'odk-instance-first-load'
  | 'odk-instance-load'
  | 'odk-new-repeat'
  | 'xforms-value-changed'
  | 'xforms-ready';

export interface Action {
  readonly kind: 'setvalue' | 'setgeopoint' | 'recordaudio';
  readonly events: readonly ActionEvent[];
  /** Absolute ref, without positions, of the node that is set. */
  readonly ref: string;
  /** Where the form says which instance of a repeat is meant (`/data/r[1]/x`): the path as an expression. */
  readonly target: Expression | undefined;
  /** Computed value; undefined means the fixed `text`. */
  readonly value: Expression | undefined;
  readonly text: string;
  /** Ref of the control or repeat that the action is written in; undefined for actions of the model. */
  readonly owner: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
}

/** One node of the primary instance as the form declares it; repeats and the like appear once. */
export interface ModelNode {
  readonly kind: 'element' | 'attribute';
  readonly name: string;
  /** `/data/group/question`, `/data/meta/entity/@id`. */
  readonly ref: string;
  readonly path: readonly string[];
  readonly parent: ModelNode | undefined;
  readonly children: readonly ModelNode[];
  readonly attributes: readonly ModelNode[];
  readonly bind: Bind | undefined;
  readonly repeat: RepeatElement | undefined;
  /** Some child is a repeat: which children there are can change. */
  readonly hasRepeats: boolean;
  /** Blank copy for new instances of a repeat, or to complete a loaded record. */
  readonly template: XNode;
  /** First control of the body that is bound to this node. */
  readonly control: ControlElement | undefined;
  /** `xforms-value-changed` actions of the controls bound to this node. */
  readonly changeActions: readonly Action[];
}

interface BodyBase {
  readonly ref: string | undefined;
  readonly appearance: readonly string[];
  readonly label: TextSource | undefined;
  readonly hint: TextSource | undefined;
  /** Every attribute as written, by local name (`rows`, `autoplay`, `accuracyThreshold`, `mediatype`, ...). */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface GroupElement extends BodyBase {
  readonly kind: 'group';
  readonly children: readonly BodyElement[];
}

export interface RepeatElement extends BodyBase {
  readonly kind: 'repeat';
  readonly ref: string;
  readonly count: Expression | undefined;
  /** `jr:noAddRemove`: people may not change how many there are. */
  readonly fixed: boolean;
  readonly children: readonly BodyElement[];
}

export type ControlKind = 'input' | 'select1' | 'select' | 'rank' | 'range' | 'upload' | 'trigger';

export interface ControlElement extends BodyBase {
  readonly kind: 'control';
  readonly control: ControlKind;
  readonly ref: string;
  readonly choices: ChoiceSource | undefined;
}

export type BodyElement = GroupElement | RepeatElement | ControlElement;

export type ChoiceSource =
  | {
      readonly kind: 'items';
      readonly items: readonly { readonly value: string; readonly label: TextSource }[];
    }
  | {
      readonly kind: 'itemset';
      readonly nodeset: Expression;
      /** Relative path from an item to its value, and what labels it. */
      readonly value: Expression;
      readonly label: TextSource | undefined;
      /** Names of plain children, so that most items need no evaluation at all. */
      readonly valueName: string | undefined;
      readonly labelName: string | undefined;
    };

/** An external file that the form refers to. */
export interface FormResource {
  readonly instanceId: string;
  /** As in the form: `jr://file-csv/cities.csv`. */
  readonly uri: string;
  readonly found: boolean;
}

export interface FormWarning {
  readonly code:
    | 'resource.missing'
    | 'resource.unreadable'
    | 'bind.no-node'
    | 'control.no-node'
    | 'control.unknown';
  readonly message: string;
}

/** A form, ready to be opened any number of times. Immutable. */
export interface FormDefinition {
  readonly title: string;
  readonly formId: string;
  readonly version: string;
  readonly rootName: string;
  /** In the order of the form; empty when the form has no translations. */
  readonly languages: readonly string[];
  /** Empty when the form has no translations. */
  readonly defaultLanguage: string;
  readonly model: ModelNode;
  readonly modelByRef: ReadonlyMap<string, ModelNode>;
  /** The primary instance as written, repeat templates included. */
  readonly instance: XNode;
  readonly binds: ReadonlyMap<string, Bind>;
  readonly itext: Itext;
  readonly body: readonly BodyElement[];
  /** `class` of the body: `pages`, `theme-grid`, ... */
  readonly bodyClasses: readonly string[];
  readonly actions: readonly Action[];
  readonly secondaryInstances: ReadonlyMap<string, XNode>;
  readonly resources: readonly FormResource[];
  readonly warnings: readonly FormWarning[];
  /** Attributes of `<submission>` by local name (`action`, `base64RsaPublicKey`, `auto-send`, ...). */
  readonly submission: Readonly<Record<string, string>>;
  /** Namespace declarations in scope of the primary instance: prefix to URI. */
  readonly namespaces: ReadonlyMap<string, string>;
  /** Size of `XPathHost.staticPaths`. */
  readonly staticPathCount: number;
}
