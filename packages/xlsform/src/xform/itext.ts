import { MEDIA_KINDS } from '../dialect/columns.ts';
import { hasReference } from '../expressions/references.ts';
import type { Text } from '../sheets/tree.ts';
import { needsItext } from '../survey/choices.ts';
import { type CompiledForm, placeOf } from '../survey/form.ts';
import { type FormNode, walk } from '../survey/node.ts';
import { mixedText } from './text.ts';
import { element } from './xml.ts';

/** One translated text: its forms (`long`, `guidance`, `image`...) with the node that its references count from. */
type Forms = Map<string, { text: string; context: FormNode | undefined }>;
type Translations = Map<string, Map<string, Forms>>;

/** Messages of a bind that may be translated. */
export const BIND_MESSAGES = ['jr:constraintMsg', 'jr:requiredMsg', 'jr:noAppErrorString'] as const;

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
  const translations: Translations = new Map();
  addChoices(form, translations);
  walk(form.root, (node) => {
    if (
      node.kind === 'question' ||
      node.kind === 'group' ||
      node.kind === 'repeat' ||
      node.kind === 'survey'
    ) {
      addNode(form, translations, node);
    }
  });
  walk(form.root, (node) => {
    if (node.kind === 'question' || node.kind === 'group' || node.kind === 'repeat')
      addMedia(form, translations, node);
  });
  fillGaps(translations);
  const languages = [...translations.keys()];
  if (languages.length === 0) return { markup: '', languages };
  const markup = languages
    .map((language) => translation(form, language, translations.get(language)!))
    .join('\n');
  return { markup: `<itext>\n${markup}\n</itext>`, languages };
}

function add(
  translations: Translations,
  language: string,
  path: string,
  form: string,
  value: { text: string; context: FormNode | undefined },
): void {
  const paths = translations.get(language) ?? new Map<string, Forms>();
  translations.set(language, paths);
  const forms: Forms = paths.get(path) ?? new Map();
  paths.set(path, forms);
  forms.set(form, value);
}

function addText(
  translations: Translations,
  defaultLanguage: string,
  target: { path: string; form: string; context: FormNode | undefined },
  text: Text,
): void {
  const byLanguage = typeof text === 'string' ? { [defaultLanguage]: text } : text;
  for (const [language, value] of Object.entries(byLanguage)) {
    add(translations, language, target.path, target.form, { text: value, context: target.context });
  }
}

function addChoices(form: CompiledForm, translations: Translations): void {
  const { defaultLanguage } = form.settings;
  for (const list of form.choices.values()) {
    if (!needsItext(list)) continue;
    for (const [index, choice] of list.choices.entries()) {
      const path = `${list.name}-${index}`;
      if (choice.label !== undefined) {
        addText(translations, defaultLanguage, { path, form: 'long', context: undefined }, choice.label);
      }
      for (const [kind, media] of Object.entries(choice.media ?? {})) {
        addText(translations, defaultLanguage, { path, form: kind, context: undefined }, media);
      }
    }
  }
}

function addNode(form: CompiledForm, translations: Translations, node: FormNode): void {
  const { defaultLanguage } = form.settings;
  const put = (id: string, kind: string, text: Text): void =>
    addText(translations, defaultLanguage, { path: `${node.path}:${id}`, form: kind, context: node }, text);
  for (const key of BIND_MESSAGES) {
    const message = node.bind?.[key];
    if (message !== undefined && messageNeedsItext(key, message)) put(key, 'long', message);
  }
  if (node.label !== undefined && labelNeedsItext(node)) put('label', 'long', node.label);
  if (node.hint !== undefined && hintNeedsItext(node)) put('hint', 'long', node.hint);
  if (node.guidanceHint !== undefined) put('hint', 'guidance', node.guidanceHint);
}

function addMedia(form: CompiledForm, translations: Translations, node: FormNode): void {
  for (const [kind, media] of Object.entries(node.media ?? {})) {
    if (!MEDIA_KINDS.has(kind)) {
      form.report.error('media_unknown', placeOf(form, node, 'media', kind), { media: kind });
      continue;
    }
    const target = { path: `${node.path}:label`, form: kind, context: undefined };
    addText(translations, form.settings.defaultLanguage, target, media);
  }
}

function fillGaps(translations: Translations): void {
  const wanted = new Map<string, Set<string>>();
  for (const paths of translations.values()) {
    for (const [path, forms] of paths) {
      const kinds = wanted.get(path) ?? new Set();
      for (const kind of forms.keys()) kinds.add(kind);
      wanted.set(path, kinds);
    }
  }
  for (const language of translations.keys()) {
    for (const [path, kinds] of wanted) {
      for (const kind of kinds) {
        if (translations.get(language)!.get(path)?.has(kind) !== true) {
          add(translations, language, path, kind, { text: '-', context: undefined });
        }
      }
    }
  }
}

function translation(form: CompiledForm, language: string, paths: Map<string, Forms>): string {
  const texts: string[] = [];
  for (const [path, forms] of paths) {
    let values = '';
    const isHint = path.slice(path.indexOf(':') + 1) === 'hint';
    for (const [kind, { text, context }] of forms)
      values += value(kind, mixedText(form, text, context), isHint);
    texts.push(element('text', { id: path }, values));
  }
  const isDefault = language === form.settings.defaultLanguage ? 'true()' : undefined;
  return element('translation', { lang: language, default: isDefault }, `\n${texts.join('\n')}\n`);
}

function value(kind: string, markup: string, isHint: boolean): string {
  if (kind === 'guidance') return element('value', { form: 'guidance' }, markup);
  if (kind === 'long' || isHint) return element('value', {}, markup);
  if (markup === '-') return '';
  const folder = kind === 'image' || kind === 'big-image' ? 'images' : kind;
  return element('value', { form: kind }, `jr://${folder}/${markup}`);
}
