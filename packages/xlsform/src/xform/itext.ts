import { MEDIA_KINDS } from '../dialect/columns.ts';
import { hasReference } from '../expressions/references.ts';
import type { Text } from '../sheets/tree.ts';
import { needsItext } from '../survey/choices.ts';
import { type CompiledForm, placeOf } from '../survey/form.ts';
import { type FormNode, walk } from '../survey/node.ts';
import { mixedText } from './text.ts';
import { element, escapeAttribute } from './xml.ts';

/** One form of a text (`long`, `guidance`, `image`...) with the node that its references count from. */
interface Form {
  readonly kind: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly context: FormNode | undefined;
}

/** Forms by the id of the text. Texts are looked up by language only when written, so nothing is copied. */
type Catalogue = Map<string, Form[]>;

/** Messages of a bind that may be translated. */
const BIND_MESSAGES = ['jr:constraintMsg', 'jr:requiredMsg', 'jr:noAppErrorString'] as const;

/** Whether the label is written by itext: translated, or with media. */
export const labelNeedsItext = (node: FormNode): boolean =>
  (node.label !== undefined && typeof node.label !== 'string') ||
  (node.media !== undefined && Object.keys(node.media).length > 0);

/** Whether the hint is written by itext: translated, or beside a guidance hint. */
export const hintNeedsItext = (node: FormNode): boolean =>
  (node.hint !== undefined && typeof node.hint !== 'string') || node.guidanceHint !== undefined;

/** Whether a bind's message is written by itext. */
export const messageNeedsItext = (key: string, message: Text): boolean =>
  typeof message !== 'string' || (key !== 'jr:noAppErrorString' && hasReference(message));

/** The itext block; empty if nothing is translated. Every language gets every text, `-` where it has none. */
export function itext(form: CompiledForm): { markup: string; languages: string[] } {
  const catalogue: Catalogue = new Map();
  addChoices(form, catalogue);
  walk(form.root, (node) => {
    if (node.kind === 'question' || node.kind === 'group' || node.kind === 'repeat')
      addNode(form, catalogue, node);
  });
  const languages = languagesOf(catalogue);
  if (languages.length === 0) return { markup: '', languages };
  const markup = languages.map((language) => translation(form, language, catalogue)).join('\n');
  return { markup: `<itext>\n${markup}\n</itext>`, languages };
}

/** In the order in which they are met. */
function languagesOf(catalogue: Catalogue): string[] {
  const languages = new Set<string>();
  for (const forms of catalogue.values()) {
    for (const { texts } of forms) for (const language of Object.keys(texts)) languages.add(language);
  }
  return [...languages];
}

function addChoices(form: CompiledForm, catalogue: Catalogue): void {
  for (const list of form.choices.values()) {
    if (!needsItext(list)) continue;
    for (const [index, choice] of list.choices.entries()) {
      const forms: Form[] = [];
      if (choice.label !== undefined) forms.push(formOf(form, 'long', choice.label, undefined));
      for (const [kind, media] of Object.entries(choice.media ?? {}))
        forms.push(formOf(form, kind, media, undefined));
      if (forms.length > 0) catalogue.set(`${list.name}-${index}`, forms);
    }
  }
}

function formOf(form: CompiledForm, kind: string, text: Text, context: FormNode | undefined): Form {
  return {
    kind,
    texts: typeof text === 'string' ? { [form.settings.defaultLanguage]: text } : text,
    context,
  };
}

function addNode(form: CompiledForm, catalogue: Catalogue, node: FormNode): void {
  const put = (id: string, kind: string, text: Text, context?: FormNode): void => {
    const path = `${node.path}:${id}`;
    const forms = catalogue.get(path) ?? [];
    forms.push(formOf(form, kind, text, context));
    catalogue.set(path, forms);
  };
  for (const key of BIND_MESSAGES) {
    const message = node.bind?.[key];
    if (message !== undefined && messageNeedsItext(key, message)) put(key, 'long', message, node);
  }
  if (node.label !== undefined && labelNeedsItext(node)) put('label', 'long', node.label, node);
  if (node.hint !== undefined && hintNeedsItext(node)) put('hint', 'long', node.hint, node);
  if (node.guidanceHint !== undefined) put('hint', 'guidance', node.guidanceHint, node);
  for (const [kind, media] of Object.entries(node.media ?? {})) {
    // Clients complete absolute paths in file names with the instance at hand.
    if (MEDIA_KINDS.has(kind)) put('label', kind, media);
    else form.report.error('media_unknown', placeOf(form, node, 'media', kind), { media: kind });
  }
}

function translation(form: CompiledForm, language: string, catalogue: Catalogue): string {
  let texts = '';
  for (const [path, forms] of catalogue) {
    let values = '';
    for (const { kind, texts: byLanguage, context } of forms) {
      const text = Object.hasOwn(byLanguage, language) ? byLanguage[language]! : '-';
      values += value(kind, mixedText(form, text, context));
    }
    const id = escapeAttribute(path);
    texts += values === '' ? `<text id="${id}"/>\n` : `<text id="${id}">${values}</text>\n`;
  }
  const isDefault = language === form.settings.defaultLanguage ? 'true()' : undefined;
  return element('translation', { lang: language, default: isDefault }, `\n${texts}`);
}

function value(kind: string, markup: string): string {
  if (kind === 'long') return markup === '' ? '<value/>' : `<value>${markup}</value>`;
  if (kind === 'guidance') return element('value', { form: 'guidance' }, markup);
  if (markup === '-') return '';
  const folder = kind === 'image' || kind === 'big-image' ? 'images' : kind;
  return element('value', { form: kind }, `jr://${folder}/${markup}`);
}
