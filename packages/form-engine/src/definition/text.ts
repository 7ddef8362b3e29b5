import { attr, childNamed, type XNode } from '../xml/tree.ts';
import type { Expressions } from './expressions.ts';
import type { Itext, TextForms, TextPart, TextSource } from './types.ts';

const ITEXT_LITERAL = /^\s*(?:jr:)?itext\(\s*(?:'([^']*)'|"([^"]*)")\s*\)\s*$/;
const ITEXT_CALL = /^\s*(?:jr:)?itext\((.*)\)\s*$/s;
type Draft = { -readonly [K in keyof TextForms]: TextForms[K] };

/** `<label>`, `<hint>` and the like: by reference, or written in place with `<output>`s. */
export function parseText(
  node: XNode | undefined,
  contextRef: string | undefined,
  expressions: Expressions,
): TextSource | undefined {
  if (node === undefined) return undefined;
  const ref = attr(node, 'ref');
  const parts = parseParts(node, contextRef, expressions);
  return ref === undefined ? { parts } : { ...refText(ref, contextRef, expressions), parts };
}

function refText(
  ref: string,
  contextRef: string | undefined,
  expressions: Expressions,
): Omit<TextSource, 'parts'> {
  const literal = ITEXT_LITERAL.exec(ref);
  if (literal !== null) return { itextId: literal[1] ?? literal[2] ?? '' };
  const call = ITEXT_CALL.exec(ref);
  if (call !== null) return { itextFrom: expressions.compile(call[1] ?? '', contextRef, 'label') };
  return { fromNode: expressions.compile(ref, contextRef, 'label') };
}

/** A message attribute of a bind: `jr:itext('id')`, or plain text. */
export function parseMessage(value: string | undefined): TextSource | undefined {
  if (value === undefined) return undefined;
  const literal = ITEXT_LITERAL.exec(value);
  return literal === null ? { parts: [value] } : { itextId: literal[1] ?? literal[2] ?? '', parts: [] };
}

function parseParts(
  node: XNode,
  contextRef: string | undefined,
  expressions: Expressions,
): readonly TextPart[] {
  if (node.children.length === 0) return node.text === '' ? [] : [node.text];
  const parts: TextPart[] = [];
  for (const part of node.mixed ?? node.children) {
    if (typeof part === 'string') parts.push(part);
    else if (part.local === 'output') parts.push(outputOf(part, contextRef, expressions));
    else parts.push(part.text);
  }
  return parts;
}

function outputOf(output: XNode, contextRef: string | undefined, expressions: Expressions): TextPart {
  const value = attr(output, 'value') ?? attr(output, 'ref');
  return value === undefined ? '' : expressions.compile(value, contextRef, 'output');
}

export interface ParsedItext {
  readonly itext: Itext;
  readonly languages: readonly string[];
  readonly defaultLanguage: string;
}

export function parseItext(model: XNode, expressions: Expressions): ParsedItext {
  const itext = new Map<string, Map<string, TextForms>>();
  let defaultLanguage: string | undefined;
  for (const translation of childNamed(model, 'itext')?.children ?? []) {
    const language = attr(translation, 'lang') ?? '';
    const isDefault = attr(translation, 'default');
    if (isDefault !== undefined && !isDefault.startsWith('false')) defaultLanguage ??= language;
    const texts = itext.get(language) ?? new Map<string, TextForms>();
    itext.set(language, texts);
    for (const text of translation.children) texts.set(attr(text, 'id') ?? '', parseForms(text, expressions));
  }
  const languages = [...itext.keys()];
  return { itext, languages, defaultLanguage: defaultLanguage ?? languages[0] ?? '' };
}

function parseForms(text: XNode, expressions: Expressions): TextForms {
  const forms: Draft = {};
  for (const value of text.children) {
    const form = attr(value, 'form') ?? 'long';
    const media = MEDIA[form];
    if (media !== undefined) forms[media] = value.text.trim();
    else if (form === 'long' || form === 'short' || form === 'guidance') {
      forms[form] = parseParts(value, undefined, expressions);
    }
  }
  return forms;
}

const MEDIA: Readonly<Record<string, 'image' | 'bigImage' | 'audio' | 'video'>> = {
  image: 'image',
  'big-image': 'bigImage',
  audio: 'audio',
  video: 'video',
};
