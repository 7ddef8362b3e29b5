import { NCNAME } from './names.ts';

/** `${name}` or `${last-saved#name}` as found in a text. */
export interface Reference {
  readonly name: string;
  readonly lastSaved: boolean;
  readonly start: number;
  readonly end: number;
}

const CANDIDATE = /\$\{([^}]+)\}|\$\{[^}]*$/g;
const INNER = new RegExp(`^(last-saved#)?(${NCNAME})$`, 'u');
const SIMPLE_INNER = /^[A-Za-z_][\w.-]*$/;

export const mayRefer = (text: string): boolean => text.length > 2 && text.includes('${');

/** Result of reading references: those well formed, and the first text that only looks like one. */
export interface References {
  readonly references: readonly Reference[];
  readonly malformed?: string;
}

const NONE: References = { references: [] };

/** Every reference of a text, in order. */
export function readReferences(text: string): References {
  if (!mayRefer(text)) return NONE;
  const references: Reference[] = [];
  for (const match of text.matchAll(CANDIDATE)) {
    const inner = match[1];
    const reference = inner === undefined ? undefined : parseInner(inner, match.index, match[0].length);
    if (reference === undefined) return { references, malformed: match[0].slice(0, 60) };
    references.push(reference);
  }
  return { references };
}

function parseInner(inner: string, start: number, length: number): Reference | undefined {
  const end = start + length;
  if (SIMPLE_INNER.test(inner)) return { name: inner, lastSaved: false, start, end };
  const match = INNER.exec(inner);
  return match === null ? undefined : { name: match[2]!, lastSaved: match[1] !== undefined, start, end };
}

/** Whether a text is one reference and nothing else. */
export function isReference(text: string): boolean {
  const { references, malformed } = readReferences(text);
  return (
    malformed === undefined &&
    references.length === 1 &&
    references[0]!.start === 0 &&
    references[0]!.end === text.length
  );
}

/** Whether a text holds a well-formed reference. */
export const hasReference = (text: string): boolean => readReferences(text).references.length > 0;

/** Whether a text refers to the last saved record. */
export const refersToLastSaved = (text: string): boolean =>
  text.includes('last-saved#') && readReferences(text).references.some((reference) => reference.lastSaved);
