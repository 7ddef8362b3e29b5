import type { SubmissionNode, SubmissionTree } from '@sojourn/form-engine';
import type { AnswerKind, Outline } from '../contract/shapes.ts';

/** Answers by path without the root element; a repeat is a list of such objects under its own path. */
export interface Answers {
  [path: string]: AnswerValue;
}
export type AnswerValue = string | number | string[] | Answers[];

/** What a submission says, in the shape in which it is kept. */
export interface ReadAnswers {
  data: Answers;
  /** Files that the answers name, each with the path of its question. */
  files: { name: string; path: string }[];
  point: { lon: number; lat: number } | null;
  startedAt: string | null;
  endedAt: string | null;
}

export interface AnswerReader {
  /** Reads a submission of this version. Elements that the version does not know are kept as text. */
  read(tree: SubmissionTree): ReadAnswers;
}

/** A reader of the submissions of one version; made once, used for each. */
export function createAnswerReader(outline: Outline): AnswerReader {
  const kindOf = new Map<string, AnswerKind>();
  const repeats = new Set<string>();
  const groups = new Set<string>();
  let start: string | undefined;
  let end: string | undefined;
  for (const node of outline.nodes) {
    if (node.node === 'repeat') repeats.add(node.path);
    else if (node.node === 'group') groups.add(node.path);
    else if (node.kind) kindOf.set(node.path, node.kind);
    if (node.type === 'start') start ??= node.path;
    if (node.type === 'end') end ??= node.path;
  }
  return {
    read(tree) {
      const out: ReadAnswers = { data: {}, files: [], point: null, startedAt: null, endedAt: null };
      const cut = tree.root.path.length + 1;
      const visit = (node: SubmissionNode, into: Answers): void => {
        const path = node.path.slice(cut);
        if (repeats.has(path)) {
          const instance: Answers = {};
          const list = into[path] as Answers[] | undefined;
          if (list) list.push(instance);
          else into[path] = [instance];
          for (const child of node.children) visit(child, instance);
        } else if (node.children.length > 0) {
          if (path === 'meta') readMeta(node, cut, kindOf, out);
          else for (const child of node.children) visit(child, into);
        } else if (node.text !== undefined) {
          keep(path, node.text, kindOf.get(path), into, out);
        }
      };
      for (const child of tree.root.children) visit(child, out.data);
      out.startedAt = instantOf(start === undefined ? undefined : out.data[start]);
      out.endedAt = instantOf(end === undefined ? undefined : out.data[end]);
      return out;
    },
  };
}

function readMeta(
  meta: SubmissionNode,
  cut: number,
  kinds: ReadonlyMap<string, AnswerKind>,
  out: ReadAnswers,
) {
  for (const child of meta.children) {
    if (child.name === 'audit' || kinds.get(child.path.slice(cut)) === 'file') {
      const name = child.text?.trim();
      if (name) out.files.push({ name, path: child.path.slice(cut) });
    }
  }
}

function keep(
  path: string,
  raw: string,
  kind: AnswerKind | undefined,
  into: Answers,
  out: ReadAnswers,
): void {
  // A zero byte, alone among characters, can be kept neither in jsonb nor in text.
  const text = raw.includes('\u0000') ? raw.replaceAll('\u0000', '') : raw;
  if (text.trim() === '' || kind === 'note') return;
  switch (kind) {
    case 'integer':
    case 'decimal':
      into[path] = numberOf(text) ?? text;
      break;
    case 'select_multiple':
    case 'rank':
      into[path] = text.trim().split(/\s+/);
      break;
    case 'file':
      out.files.push({ name: text.trim(), path });
      into[path] = text.trim();
      break;
    case 'geopoint':
      into[path] = text.trim();
      out.point ??= pointOf(text);
      break;
    case undefined:
    case 'text':
      into[path] = text;
      break;
    default:
      into[path] = text.trim();
  }
}

/** A number that survives being a double; anything else stays text. */
function numberOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(trimmed)) return undefined;
  const value = Number(trimmed);
  if (!Number.isFinite(value)) return undefined;
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? undefined : value;
}

/** `lat lon altitude accuracy` as OpenRosa writes it. */
function pointOf(text: string): { lon: number; lat: number } | null {
  const [lat = Number.NaN, lon = Number.NaN] = text.trim().split(/\s+/).map(Number);
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lon, lat } : null;
}

function instantOf(value: AnswerValue | undefined): string | null {
  if (typeof value !== 'string') return null;
  // Years that Postgres or people could not mean are left out rather than refused: the XML keeps them.
  const time = Date.parse(value);
  return Number.isNaN(time) || time < -2_208_988_800_000 || time > 7_258_118_400_000
    ? null
    : new Date(time).toISOString();
}
