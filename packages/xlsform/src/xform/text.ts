import type { TextPart } from '../expressions/resolve.ts';
import type { CompiledForm } from '../survey/form.ts';
import type { FormNode } from '../survey/node.ts';
import { element, escapeText } from './xml.ts';

/**
 * Markup of a text whose references become `<output>`. Text around an output is set off by spaces, as
 * readers of the format have always had it.
 */
export function mixedText(form: CompiledForm, text: string, context: FormNode | undefined): string {
  if (text === '-' || !(text.includes('${') || text.includes('instance('))) return escapeText(text);
  const parts = form.resolver.parts(text, context);
  if (!parts.some((part) => 'output' in part)) return escapeText(text);
  const markup = parts.map((part) =>
    'output' in part ? element('output', { value: part.output }) : escapeText(part.text),
  );
  const set = parts.length > 1 && parts.some((part) => 'text' in part);
  return set ? `${isText(parts[0]!) ? ' ' : ''}${markup.join('')} ` : markup.join('');
}

const isText = (part: TextPart): boolean => 'text' in part;
