import type { Language } from '#platform/i18n/language.ts';

/** A document as what it says; how it looks is the same for all of them. Every text is in its language already. */
export interface Document {
  language: Language;
  title: string;
  /** Who speaks. */
  agency: string;
  /** Who may read it, on every page; null for none. */
  classification: string | null;
  /** The day of the document in the reader's words. */
  date: string;
  blocks: readonly Block[];
}

export type Block = Heading | Paragraph | Facts | Table | Picture;

interface Heading {
  kind: 'heading';
  text: string;
}
interface Paragraph {
  kind: 'paragraph';
  text: string;
}
/** Names and values, such as what the document speaks of. */
interface Facts {
  kind: 'facts';
  facts: readonly { label: string; value: string }[];
}
export interface Table {
  kind: 'table';
  caption: string;
  columns: readonly { header: string; numeric?: boolean }[];
  /** One text for each column. */
  rows: readonly (readonly string[])[];
  /** The last row sums up the others. */
  endsInTotal?: boolean;
}
export interface Picture {
  kind: 'picture';
  caption: string;
  /** What it shows, for those who do not see it. */
  alt: string;
  /** Vector graphics with a size in its `viewBox`. */
  svg: string;
  width: number;
  height: number;
}

export type DocumentFormat = 'pdf' | 'docx';

export const isRightToLeft = (language: Language): boolean => language === 'ar';

/** Marks of direction are for screens: a document says the direction of a number in its own way. */
export const withoutMarks = (text: string): string => text.replaceAll(/[\u061c\u200e\u200f]/g, '');
