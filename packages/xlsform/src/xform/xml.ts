const LONE_SURROGATE = '[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]';
/** Characters that XML 1.0 cannot hold, not even escaped. */
const FORBIDDEN = new RegExp(
  `[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]|${LONE_SURROGATE}`,
  'g',
);
const SPECIAL = /[&<>]/;

/** Escapes text for element content. */
export function escapeText(text: string): string {
  const clean = text.replace(FORBIDDEN, '');
  return SPECIAL.test(clean)
    ? clean.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
    : clean;
}

/** Escapes text for an attribute in double quotes. */
export function escapeAttribute(text: string): string {
  const escaped = escapeText(text);
  return escaped.includes('"') ? escaped.replace(/"/g, '&quot;') : escaped;
}

export type Attributes = Readonly<Record<string, string | undefined>>;

/** An element as text; `content` is markup already. Attributes without value are left out. */
export function element(name: string, attributes: Attributes, content?: string): string {
  let open = `<${name}`;
  for (const key of Object.keys(attributes)) {
    const value = attributes[key];
    if (value !== undefined) open += ` ${key}="${escapeAttribute(value)}"`;
  }
  return content === undefined || content === '' ? `${open}/>` : `${open}>${content}</${name}>`;
}
