const START =
  'A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\u{10000}-\\u{effff}';

/** Source of a pattern for a name without colon (XML Namespaces 1.0, NCName). */
export const NCNAME = `[${START}][-.0-9\\u00b7\\u0300-\\u036f\\u203f-\\u2040${START}]*`;
/** The same, with an optional prefix. */
export const QNAME = `${NCNAME}(?::${NCNAME})?`;

const QNAME_ONLY = new RegExp(`^(?:${QNAME})$`, 'u');
const SIMPLE = /^[A-Za-z_][\w.-]*$/;

/** Whether a text can name an XML element or attribute. */
export function isXmlName(text: string): boolean {
  return SIMPLE.test(text) || QNAME_ONLY.test(text);
}
