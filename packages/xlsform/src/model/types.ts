/**
 * The form model: everything that a form asks, in plain JSON. It is the single source for screens, exports,
 * tables and figures; the XForm carries the same form to other clients.
 *
 * Expressions are XPath 1.0 with the ODK functions. References are already paths: absolute, or relative to the
 * node that carries the expression when both lie in the same repeat. Texts keep `${name}`; `outputs` of the
 * item tells for each such fragment the XPath whose value takes its place.
 */
export interface FormModel {
  /** Raised when a reader of an older model would misread a newer one. */
  readonly modelVersion: 1;
  readonly formId: string;
  readonly title: string;
  /** Version from the settings; empty if there is none. */
  readonly version: string;
  /** Name of the root element; the first step of every path. */
  readonly rootName: string;
  /** Key of the texts to show first. */
  readonly defaultLanguage: string;
  /** Languages in the order of the workbook; one named `default` for a form without translations. */
  readonly languages: readonly FormLanguage[];
  readonly settings: FormSettings;
  readonly items: readonly FormItem[];
  /** Questions of the meta block: `instanceID`, `instanceName`, `audit`. Never shown. */
  readonly meta: readonly Question[];
  readonly choiceLists: Readonly<Record<string, FormChoiceList>>;
  /** Files and lists that expressions reach by `instance('id')`. */
  readonly instances: readonly FormInstance[];
  readonly entities: readonly FormEntity[];
}

export interface FormLanguage {
  /** As in the headers, e.g. `Français (fr)`; the key of texts. */
  readonly name: string;
  /** Language code, if the name ends with one. */
  readonly code: string | null;
}

export interface FormSettings {
  readonly style?: string;
  readonly instanceName?: string;
  readonly submissionUrl?: string;
  readonly publicKey?: string;
  readonly autoSend?: string;
  readonly autoDelete?: string;
  readonly clientEditable: boolean;
  readonly namespaces?: string;
}

/** A text by language name. */
export type Texts = Readonly<Record<string, string>>;

/** File names by language name, for each kind of media. */
export interface Media {
  readonly image?: Texts;
  readonly 'big-image'?: Texts;
  readonly audio?: Texts;
  readonly video?: Texts;
}

/** Row of the workbook that an item was written in; absent for what the compiler added. */
export interface ItemSource {
  readonly sheet: string;
  readonly row: number;
}

interface ItemBase {
  readonly name: string;
  /** Full path, e.g. `/data/household/member/age`. */
  readonly path: string;
  readonly label: Texts;
  readonly media?: Media;
  readonly relevant?: string;
  readonly readonly?: string;
  readonly appearance?: string;
  /** XPath by text fragment, for labels, hints and messages that mention answers. */
  readonly outputs?: Readonly<Record<string, string>>;
  readonly source?: ItemSource;
}

export interface Group extends ItemBase {
  readonly kind: 'group';
  readonly items: readonly FormItem[];
}

export interface Repeat extends ItemBase {
  readonly kind: 'repeat';
  /** How many instances there are, if not for the user to decide. */
  readonly count?: string;
  readonly items: readonly FormItem[];
}

/** Where a select finds its choices. */
export interface QuestionChoices {
  /** XPath of the choices, filtered and shuffled as the form asks. */
  readonly nodeset: string;
  /** Child of a choice that is stored. */
  readonly value: string;
  /** Child of a choice that is shown; `jr:itext(itextId)` for a translated list. */
  readonly label: string;
  /** List of the form, when the choices stand in it. */
  readonly list?: string;
  /** File that the choices are read from. */
  readonly file?: string;
  /** Question of a repeat whose answers are the choices. */
  readonly fromQuestion?: string;
}

export interface Question extends ItemBase {
  readonly kind: 'question';
  readonly type: QuestionType;
  /** XForms data type: `string`, `int`, `decimal`, `date`, `geopoint`, `binary`... */
  readonly bindType: string;
  /** Whether the question is shown at all: calculations and metadata are not. */
  readonly visible: boolean;
  readonly hint?: Texts;
  readonly guidanceHint?: Texts;
  readonly constraint?: string;
  readonly constraintMessage?: Texts;
  readonly required?: string;
  readonly requiredMessage?: Texts;
  readonly calculation?: string;
  /** Name of the choice list, for selects, ranks and labelled ranges. */
  readonly list?: string;
  readonly choices?: QuestionChoices;
  /** Predicate over choices, already part of `choices.nodeset`. */
  readonly choiceFilter?: string;
  readonly default?: QuestionDefault;
  /** Questions whose change sets this one by its calculation. */
  readonly trigger?: readonly string[];
  readonly parameters?: Readonly<Record<string, string>>;
  /** Metadata that the client fills in. */
  readonly preload?: { readonly kind: string; readonly params: string };
  /** Entity property that the answer is saved to. */
  readonly saveTo?: string;
  /** Further attributes of the control, e.g. `rows`, `autoplay`, `intent`, `accuracyThreshold`. */
  readonly control?: Readonly<Record<string, string>>;
}

/** A fixed value, or an expression evaluated once when the form or the repeat instance is made. */
export type QuestionDefault =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'expression'; readonly expression: string };

export type FormItem = Group | Repeat | Question;

export type QuestionType =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'date'
  | 'time'
  | 'dateTime'
  | 'note'
  | 'calculate'
  | 'hidden'
  | 'acknowledge'
  | 'barcode'
  | 'geopoint'
  | 'geotrace'
  | 'geoshape'
  | 'image'
  | 'audio'
  | 'video'
  | 'file'
  | 'osm'
  | 'range'
  | 'select_one'
  | 'select_multiple'
  | 'rank'
  | 'select_one_external'
  | 'start'
  | 'end'
  | 'today'
  | 'deviceid'
  | 'subscriberid'
  | 'simserial'
  | 'phonenumber'
  | 'username'
  | 'email'
  | 'audit'
  | 'start-geopoint'
  | 'background-audio'
  | 'background-geopoint';

export interface FormChoice {
  readonly value: string;
  readonly label: Texts;
  readonly media?: Media;
  /** Further columns of the choices sheet, which filters use. */
  readonly columns?: Readonly<Record<string, string>>;
}

export interface FormChoiceList {
  readonly choices: readonly FormChoice[];
}

export interface FormInstance {
  readonly id: string;
  readonly kind: 'external' | 'pulldata' | 'file' | 'last-saved' | 'choices';
  /** `jr://` address; absent for a choice list of the form itself. */
  readonly src?: string;
}

/** An entity that a submission creates or updates. Source: ODK XForms Entities specification. */
export interface FormEntity {
  readonly list: string;
  /** Path of the `entity` element. */
  readonly path: string;
  readonly id?: string;
  readonly createIf?: string;
  readonly updateIf?: string;
  readonly label?: string;
  /** Path of the question that is saved to each property. */
  readonly properties: Readonly<Record<string, string>>;
}
