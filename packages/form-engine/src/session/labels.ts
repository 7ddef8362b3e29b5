import type { TextForms, TextPart, TextSource } from '../definition/types.ts';
import type { XPathContext } from '../xpath/host.ts';
import { read } from './reactive.ts';
import type { Runtime } from './state.ts';
import type { Label, LabelPart } from './types.ts';

/** The text of a source in the current language. Depends on the language and on every answer that it shows. */
export function labelOf(runtime: Runtime, text: TextSource, context: XPathContext): Label {
  const forms = formsOf(runtime, text, context);
  if (forms !== undefined) return fromForms(forms, context);
  if (text.fromNode !== undefined) {
    const value = text.fromNode.compiled.text(context);
    return { text: value, parts: [{ text: value, source: 'form' }] };
  }
  return fromParts(text.parts, context);
}

/** Guidance is a form of the hint's itext entry. */
export function guidanceOf(runtime: Runtime, text: TextSource, context: XPathContext): Label | undefined {
  const guidance = formsOf(runtime, text, context)?.guidance;
  return guidance === undefined ? undefined : fromParts(guidance, context);
}

function formsOf(runtime: Runtime, text: TextSource, context: XPathContext): TextForms | undefined {
  const id = text.itextId ?? text.itextFrom?.compiled.text(context);
  if (id === undefined) return undefined;
  return itextForms(runtime, id) ?? (text.parts.length > 0 ? undefined : { long: [id] });
}

/** The entry in the current language; one that is missing there is taken from the default language. */
export function itextForms(runtime: Runtime, id: string): TextForms | undefined {
  const { itext, defaultLanguage } = runtime.definition;
  const language = read(runtime.graph, runtime.language);
  return itext.get(language)?.get(id) ?? itext.get(defaultLanguage)?.get(id);
}

function fromForms(forms: TextForms, context: XPathContext): Label {
  const label: { -readonly [K in keyof Label]: Label[K] } = fromParts(
    forms.long ?? forms.short ?? [],
    context,
  );
  if (forms.short !== undefined) label.short = fromParts(forms.short, context).text;
  if (forms.image) label.image = forms.image;
  if (forms.bigImage) label.bigImage = forms.bigImage;
  if (forms.audio) label.audio = forms.audio;
  if (forms.video) label.video = forms.video;
  return label;
}

/** `context.node` of an item is the item; outputs in its label still speak of the question. */
export function fromParts(parts: readonly TextPart[], context: XPathContext): Label {
  const outer = context.node === context.origin ? context : { ...context, node: context.origin };
  const filled: LabelPart[] = parts.map((part) =>
    typeof part === 'string'
      ? { text: part, source: 'form' }
      : { text: part.compiled.text(outer), source: 'answer' },
  );
  return {
    text: filled
      .map((part) => part.text)
      .join('')
      .trim(),
    parts: filled,
  };
}
