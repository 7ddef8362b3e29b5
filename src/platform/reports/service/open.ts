import type { Tx } from '#platform/db/tx.ts';
import type { RequestActor } from '#platform/http/binding.ts';
import { notFound, Problem } from '#platform/http/problem.ts';
import type { Language } from '#platform/i18n/language.ts';
import { loadMessages } from '#platform/i18n/messages.ts';
import type { DataSet, DataSetSource, Label } from '../data-set.ts';
import { type AccessedColumn, findScopes } from '../store/rows.ts';

/** `look`: on a screen. `leave`: as a file or in a feed. */
export type Purpose = 'look' | 'leave';

/** A data set as one caller sees it. */
export interface OpenSet {
  set: DataSet;
  columns: readonly AccessedColumn[];
  /** Rows are taken only where this is held. */
  scope: string | undefined;
  /** Says a label in the reader's language. */
  say(label: Label): string;
}

const isFamily = (source: DataSetSource): source is Extract<DataSetSource, { prefix: string }> =>
  'prefix' in source;

const mayOpen = (set: DataSet, actor: RequestActor, purpose: Purpose): boolean =>
  actor.held.has(set.permission) && (purpose === 'look' || !set.leaves || actor.held.has(set.leaves));

/** Data sets that the caller may open for a purpose, in the order of their declaration. */
export async function listSets(
  tx: Tx,
  sources: readonly DataSetSource[],
  asked: { actor: RequestActor; purpose: Purpose; language: Language },
): Promise<DataSet[]> {
  const { actor, purpose, language } = asked;
  const out: DataSet[] = [];
  for (const source of sources) {
    if (!actor.held.has(source.permission)) continue;
    const sets = isFamily(source) ? await source.list(tx, language) : [source];
    out.push(...sets.filter((set) => mayOpen(set, actor, purpose)));
  }
  if (purpose === 'look') return out;
  const scopes = new Map<string, string[]>();
  const kept: DataSet[] = [];
  for (const set of out) {
    if (!set.leaves || !set.operationId) {
      kept.push(set);
      continue;
    }
    let within = scopes.get(set.leaves);
    if (!within) {
      within = (await findScopes(tx, set.permission, set.leaves)).leaves;
      scopes.set(set.leaves, within);
    }
    if (within.includes(set.operationId)) kept.push(set);
  }
  return kept;
}

/**
 * Opens a set by its id.
 * @throws Problem 404 when there is none that the caller may see, 403 when its rows may not leave with the caller
 */
export async function openSet(
  tx: Tx,
  sources: readonly DataSetSource[],
  asked: { id: string; actor: RequestActor; purpose: Purpose; language: Language },
): Promise<OpenSet> {
  const { actor, purpose, language } = asked;
  const set = await findSet(tx, sources, asked.id, language);
  if (!set || !actor.held.has(set.permission)) throw notFound('data set');
  const forbidden = () =>
    new Problem(403, 'http.forbidden', { detail: 'Your roles do not allow this data to leave.' });
  if (!mayOpen(set, actor, purpose)) throw forbidden();
  const scopes = await findScopes(tx, set.permission, set.leaves ?? set.permission);
  if (purpose === 'leave' && set.operationId && !scopes.leaves.includes(set.operationId)) throw forbidden();
  const restricted = restrictedAccess(set, actor, scopes);
  return {
    set,
    columns: set.columns.map((column) => ({ ...column, access: accessOf(column.sensitivity, restricted) })),
    scope: purpose === 'leave' && set.leaves && !set.operationId ? set.leaves : undefined,
    say: await sayer(set.words, language),
  };
}

/** Says labels of a set in a language. */
export async function sayer(words: DataSet['words'], language: Language): Promise<(label: Label) => string> {
  const messages = await loadMessages(words, language);
  return (label) => (typeof label === 'string' ? (messages[label] ?? label) : label.text);
}

async function findSet(
  tx: Tx,
  sources: readonly DataSetSource[],
  id: string,
  language: Language,
): Promise<DataSet | undefined> {
  for (const source of sources) {
    if (isFamily(source)) {
      if (id.startsWith(source.prefix)) {
        const set = await source.find(tx, id, language);
        if (set) return set;
      }
    } else if (source.id === id) return source;
  }
  return undefined;
}

const accessOf = (
  sensitivity: DataSet['columns'][number]['sensitivity'],
  restricted: AccessedColumn['access'],
): AccessedColumn['access'] =>
  sensitivity === 'sealed' ? 'sealed' : sensitivity === 'restricted' ? restricted : 'seen';

/** Seen where rows are read and the permission is held as well; rows without an operation show nothing restricted. */
function restrictedAccess(
  set: DataSet,
  actor: RequestActor,
  scopes: { restricted: string[]; read: string[] },
): AccessedColumn['access'] {
  if (!actor.held.has('reports.restricted.read')) return 'masked';
  const restricted = new Set(scopes.restricted);
  if (set.operationId) return restricted.has(set.operationId) ? 'seen' : 'masked';
  if (set.within === null) return 'masked';
  if (scopes.read.every((operation) => restricted.has(operation))) return 'seen';
  return scopes.read.some((operation) => restricted.has(operation)) ? 'partly' : 'masked';
}

/** Names of columns whose values are hidden from the caller, wholly or in some operations. */
export const maskedNames = (columns: readonly AccessedColumn[]): string[] =>
  columns.filter((c) => c.access !== 'seen').map((c) => c.name);
