const TEXT = /[&<>\r]/g;
const ATTRIBUTE = /[&<>"\t\n\r]/g;
// XML 1.0 cannot carry these at all, not even as references: a keyboard or a barcode reader may still send them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: the class is the set that XML forbids
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const refer = (character: string): string => REFERENCES[character] ?? character;

/** Text that is legal between two tags; characters that XML 1.0 forbids are dropped. */
export function escapeText(text: string): string {
  return clean(text).replace(TEXT, refer);
}

export function escapeAttribute(text: string): string {
  return clean(text).replace(ATTRIBUTE, refer);
}

function clean(text: string): string {
  return text.replace(FORBIDDEN, '').replace(LONE_SURROGATE, '\uFFFD');
}
