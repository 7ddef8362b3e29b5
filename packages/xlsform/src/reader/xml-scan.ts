/** What a scan reports; names come without prefix. */
interface XmlHandler {
  readonly open?: (name: string, attributes: string, empty: boolean) => void;
  readonly close?: (name: string) => void;
  /** Character data as it stands in the file; `decodeEntities` reads it. */
  readonly text?: (raw: string) => void;
}

/**
 * Walks through the elements of an XML text, forward only and without building a tree. It reads what
 * spreadsheet programs write; entities that a document type would declare are never expanded.
 */
export function scanXml(xml: string, handler: XmlHandler): void {
  const { open, close, text } = handler;
  let at = xml.indexOf('<');
  while (at >= 0 && at < xml.length) {
    const next = xml.charCodeAt(at + 1);
    let end: number;
    if (next === 33 || next === 63) {
      end = skipMarkup(xml, at, text);
    } else {
      end = tagEnd(xml, at);
      if (end < 0) return;
      if (next === 47) close?.(localName(xml, at + 2, end - 1));
      else {
        const empty = xml.charCodeAt(end - 2) === 47;
        const nameStop = nameEnd(xml, at + 1, end - 1);
        const name = localName(xml, at + 1, nameStop);
        open?.(name, xml.slice(nameStop, empty ? end - 2 : end - 1), empty);
        if (empty) close?.(name);
      }
    }
    if (end <= 0) return;
    const following = xml.indexOf('<', end);
    if (text !== undefined && following > end) text(xml.slice(end, following));
    at = following;
  }
}

/** End of a comment, CDATA section, declaration or instruction; 0 if it has none. */
function skipMarkup(xml: string, at: number, text: ((raw: string) => void) | undefined): number {
  if (xml.startsWith('<![CDATA[', at)) {
    const end = xml.indexOf(']]>', at);
    if (end < 0) return 0;
    text?.(xml.slice(at + 9, end).replace(/&/g, '&amp;'));
    return end + 3;
  }
  const mark = xml.startsWith('<!--', at) ? '-->' : '>';
  const end = xml.indexOf(mark, at + 1);
  return end < 0 ? 0 : end + mark.length;
}

/** Index after the `>` of a tag, -1 if it has none; a `>` inside an attribute does not count. */
function tagEnd(xml: string, at: number): number {
  let quote = 0;
  for (let i = at + 1; i < xml.length; i++) {
    const code = xml.charCodeAt(i);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 34 || code === 39) quote = code;
    else if (code === 62) return i + 1;
  }
  return -1;
}

function nameEnd(xml: string, from: number, limit: number): number {
  let i = from;
  while (i < limit) {
    const code = xml.charCodeAt(i);
    if (code === 32 || code === 47 || code === 9 || code === 10 || code === 13) break;
    i += 1;
  }
  return i;
}

function localName(xml: string, from: number, limit: number): string {
  const name = xml.slice(from, nameEnd(xml, from, limit));
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Reads the five entities of XML and numeric ones; others stay as they are. */
export function decodeEntities(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** No spreadsheet program writes longer tags; a longer one is not worth searching. */
const LONGEST_TAG = 65_536;

/** Value of an attribute by its name, with or without a prefix. */
export function attributeOf(attributes: string, name: string): string | undefined {
  if (attributes.length > LONGEST_TAG) return undefined;
  const match = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  const value = match?.[1] ?? match?.[2];
  return value === undefined ? undefined : decodeEntities(value);
}
