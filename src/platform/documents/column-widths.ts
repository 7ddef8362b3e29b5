import type { Table } from './document.ts';

/** Twentieths of a point: a wide letter of the tables' bold text at nine points, and the margins of a cell. */
const LETTER = 135;
const MARGINS = 180;

const longestWord = (texts: readonly string[]): number =>
  Math.max(0, ...texts.flatMap((text) => text.split(/[\s-]+/).map((word) => [...word].length)));

/**
 * Widths of a table's columns in word processors, which break a word that does not fit: columns of numbers are as wide as their
 * longest word, the others share the rest. Where all of that is too much, everything shrinks alike.
 * @param total in twentieths of a point, as are the widths
 */
export function columnWidths({ columns, rows }: Table, total: number): number[] {
  const needs = columns.map(
    ({ header }, i) => longestWord([header, ...rows.map((row) => row[i] ?? '')]) * LETTER + MARGINS,
  );
  const sum = needs.reduce((all, need) => all + need, 0);
  if (sum >= total) return needs.map((need) => Math.floor((need / sum) * total));
  const free = columns.flatMap(({ numeric }, i) => (numeric ? [] : [i]));
  const sharing = free.length > 0 ? free : columns.map((_, i) => i);
  const more = Math.floor((total - sum) / sharing.length);
  return needs.map((need, i) => (sharing.includes(i) ? need + more : need));
}
