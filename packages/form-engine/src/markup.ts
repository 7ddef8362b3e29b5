import type { Label } from './session/types.ts';

/**
 * The markdown that ODK forms use in labels and hints, as data for a host to render: bold, emphasis, links,
 * headings, lists, line breaks, and `<span>`, `<b>`, `<i>`, `<u>` with a harmless style. Answers are never markup.
 */
export type MarkupInline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'break' }
  | { readonly type: 'strong' | 'emphasis' | 'underline'; readonly children: readonly MarkupInline[] }
  /** `href` is http, https, mailto or tel; other links come as plain text. */
  | { readonly type: 'link'; readonly href: string; readonly children: readonly MarkupInline[] }
  | {
      readonly type: 'span';
      readonly style: Readonly<Record<string, string>>;
      readonly children: readonly MarkupInline[];
    };

export type MarkupBlock =
  | { readonly type: 'paragraph'; readonly children: readonly MarkupInline[] }
  | { readonly type: 'heading'; readonly level: number; readonly children: readonly MarkupInline[] }
  | {
      readonly type: 'list';
      readonly ordered: boolean;
      readonly items: readonly (readonly MarkupInline[])[];
    };

/** Answers stand in the text as single private-use characters while it is parsed. */
const FIRST_MARK = 0xe000;
const MARKS = /[\uE000-\uF8FF]/g;
const HEADING = /^(#{1,6})\s+(.*)$/;
const LIST_ITEM = /^\s*(?:([-*+])|\d{1,9}[.)])\s+(.*)$/;
const SAFE_LINK = /^(?:https?:|mailto:|tel:)/i;
const STYLES = new Set(['color', 'font-family', 'font-size', 'text-align']);
const MAX_NESTING = 20;

interface Source {
  readonly answers: readonly string[];
}

/** Reads a label's markdown as blocks of inlines; whatever is no markup, and every answer, stays text. Never throws. */
export function parseMarkup(label: Pick<Label, 'parts'>): readonly MarkupBlock[] {
  const answers: string[] = [];
  let text = '';
  for (const part of label.parts) {
    if (part.source === 'form') text += part.text.replace(MARKS, '');
    else text += String.fromCharCode(FIRST_MARK + Math.min(answers.push(part.text) - 1, 0x18ff));
  }
  return blocks(text.trim().split(/\r?\n/), { answers });
}

function blocks(lines: readonly string[], source: Source): MarkupBlock[] {
  const found: MarkupBlock[] = [];
  let paragraph: string[] = [];
  let list: { ordered: boolean; items: MarkupInline[][] } | undefined;
  const flush = (): void => {
    if (paragraph.length > 0)
      found.push({ type: 'paragraph', children: inline(paragraph.join('\n'), source, 0) });
    // One numbered line alone is a sentence that happens to begin with a number ("2. Age").
    paragraph = [];
    list = undefined;
  };
  lines.forEach((line, index) => {
    const heading = HEADING.exec(line);
    const item = LIST_ITEM.exec(line);
    if (line.trim() === '') flush();
    else if (heading !== null) {
      flush();
      found.push({
        type: 'heading',
        level: heading[1]?.length ?? 1,
        children: inline(heading[2] ?? '', source, 0),
      });
    } else if (item !== null && (list !== undefined || item[1] !== undefined || isListed(lines[index + 1]))) {
      const ordered = item[1] === undefined;
      if (list === undefined || list.ordered !== ordered) {
        flush();
        list = { ordered, items: [] };
        found.push({ type: 'list', ...list });
      }
      list.items.push(inline(item[2] ?? '', source, 0));
    } else {
      if (list !== undefined) flush();
      paragraph.push(line);
    }
  });
  flush();
  return found;
}

function isListed(line: string | undefined): boolean {
  return line !== undefined && LIST_ITEM.test(line);
}

/** What can begin an inline element; tried in this order wherever the text reaches one. */
const INLINE = [
  /\\([\\`*_{}[\]()#+.!<>-])/y,
  /(\*\*|__)(?=\S)([\s\S]*?\S)\1/y,
  /([*_])(?=\S)([\s\S]*?\S)\1(?![\p{L}\p{N}])/uy,
  /\[([^\]\n]{1,500})\]\(([^()\s]{1,2000})\)/y,
  /<(span|b|strong|i|em|u|p|div)(\s[^<>]{0,500})?>([\s\S]*?)<\/\1\s*>/iy,
] as const;
const STARTS = /[\\*_[<\n\uE000-\uF8FF]/g;

function inline(text: string, source: Source, depth: number): MarkupInline[] {
  const found: MarkupInline[] = [];
  let plain = '';
  const add = (node: MarkupInline): void => {
    if (plain !== '') found.push({ type: 'text', text: plain });
    plain = '';
    found.push(node);
  };
  let at = 0;
  while (at < text.length) {
    STARTS.lastIndex = at;
    const next = STARTS.exec(text)?.index ?? text.length;
    plain += text.slice(at, next);
    at = next;
    if (at >= text.length) break;
    const element = depth < MAX_NESTING ? elementAt(text, at, source, depth) : undefined;
    if (element?.node !== undefined) add(element.node);
    else plain += element?.text ?? answerOr(text[at] ?? '', source);
    at += element?.length ?? 1;
  }
  if (plain !== '') found.push({ type: 'text', text: plain });
  return found;
}

function answerOr(character: string, source: Source): string {
  const code = character.charCodeAt(0);
  return code >= FIRST_MARK && code <= 0xf8ff ? (source.answers[code - FIRST_MARK] ?? '') : character;
}

interface Element {
  readonly length: number;
  readonly node?: MarkupInline;
  readonly text?: string;
}

function elementAt(text: string, at: number, source: Source, depth: number): Element | undefined {
  if (text[at] === '\n') return { length: 1, node: { type: 'break' } };
  // `snake_case` is no emphasis.
  if (text[at] === '_' && at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return undefined;
  for (const [kind, pattern] of INLINE.entries()) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return elementOf(kind, match, source, depth);
  }
  return undefined;
}

function elementOf(kind: number, match: RegExpExecArray, source: Source, depth: number): Element {
  const [{ length }, first = '', second = '', third = ''] = match;
  const children = (inner: string): MarkupInline[] => inline(inner, source, depth + 1);
  if (kind === 0) return { length, text: first };
  if (kind === 1) return { length, node: { type: 'strong', children: children(second) } };
  if (kind === 2) return { length, node: { type: 'emphasis', children: children(second) } };
  if (kind === 3) return { length, node: linkOf(first, second, source, depth) };
  return { length, node: tagOf(first.toLowerCase(), second, children(third)) };
}

function linkOf(text: string, target: string, source: Source, depth: number): MarkupInline {
  const href = target.replace(MARKS, (mark) => encodeURIComponent(answerOr(mark, source)));
  const children = inline(text, source, depth + 1);
  // Nothing that could run: a form comes from elsewhere.
  return SAFE_LINK.test(href) ? { type: 'link', href, children } : { type: 'span', style: {}, children };
}

function tagOf(tag: string, attributes: string, children: readonly MarkupInline[]): MarkupInline {
  if (tag === 'b' || tag === 'strong') return { type: 'strong', children };
  if (tag === 'i' || tag === 'em') return { type: 'emphasis', children };
  if (tag === 'u') return { type: 'underline', children };
  return { type: 'span', style: styleOf(attributes), children };
}

function styleOf(attributes: string): Record<string, string> {
  const source = /style\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(attributes);
  const style: Record<string, string> = {};
  for (const declaration of (source?.[1] ?? source?.[2] ?? '').split(';')) {
    const [name = '', value = ''] = declaration.split(':').map((part) => part.trim());
    // Letters, digits and the marks of colours and sizes only: no url(), no expression().
    if (STYLES.has(name) && /^[\w\s#%.,'"-]{1,60}$/.test(value)) style[name] = value;
  }
  return style;
}
