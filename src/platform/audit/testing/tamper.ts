import { randomUUID } from 'node:crypto';
import type { Signer } from '../domain/note.ts';
import type { Finding } from '../verify/finding.ts';
import { type EntryModel, type LogModel, rechain, releaf, reseal, toHex } from './model.ts';

/** What a tampering touched; the verifier has to point at it by at least one of these. */
export interface Victim {
  entryId?: number;
  entity?: string;
  entityId?: string;
  leafIndex?: number;
  /** The damage has no place in the log (a note of the witness). */
  nowhere?: true;
}

export interface Tools {
  /** From 0 (included) to n (excluded). */
  random(n: number): number;
  /** The log's own key, as if stolen. */
  stolen: Signer;
  /** A key that nobody knows. */
  foreign: Signer;
}

/** Changes the model; undefined where the kind does not apply to what was picked. */
export type Tampering = (model: LogModel, tools: Tools) => Victim | undefined;

const pick = <T>(list: readonly T[], { random }: Tools): T => list[random(list.length)]!;

const leafOf = (model: LogModel, entry: EntryModel) => model.leaf.find((leaf) => leaf.entry_id === entry.id);

function victimOf(model: LogModel, entry: EntryModel): Victim {
  const leaf = leafOf(model, entry);
  const place = { entryId: entry.id, entity: entry.entity, entityId: entry.entity_id };
  return leaf ? { ...place, leafIndex: leaf.index } : place;
}

const sealed = (model: LogModel, tools: Tools): EntryModel => {
  const ids = new Set(model.leaf.map((leaf) => leaf.entry_id));
  return pick(
    model.entry.filter((entry) => ids.has(entry.id)),
    tools,
  );
};

/** Another text that still is an entry: the reason reads otherwise. */
function reword(entry: EntryModel): void {
  const body = JSON.parse(entry.body);
  entry.body = entry.body.replace(
    `"reason":${JSON.stringify(body.reason)}`,
    `"reason":"changed ${randomUUID()}"`,
  );
}

const ownChain = (model: LogModel, entry: EntryModel) =>
  model.entry.filter((e) => e.entity === entry.entity && e.entity_id === entry.entity_id);

const edits: Record<string, Tampering> = {
  'edit a text': (model, tools) => {
    const entry = pick(model.entry, tools);
    reword(entry);
    return victimOf(model, entry);
  },
  'make a text no JSON': (model, tools) => {
    const entry = pick(model.entry, tools);
    entry.body = entry.body.slice(0, tools.random(entry.body.length));
    return victimOf(model, entry);
  },
  'edit a hash': (model, tools) => {
    const entry = pick(model.entry, tools);
    entry.hash = pick([toHex(Buffer.alloc(32, 1)), '\\x', entry.prev_hash], tools);
    return victimOf(model, entry);
  },
  'edit a previous hash': (model, tools) => {
    const entry = pick(model.entry, tools);
    entry.prev_hash = pick([toHex(Buffer.alloc(32, 1)), '\\x', entry.hash], tools);
    return victimOf(model, entry);
  },
  'edit a column': (model, tools) => {
    const entry = pick(model.entry, tools);
    const victim = victimOf(model, entry);
    pick(
      [
        () => (entry.actor_id = randomUUID()),
        () => (entry.actor_id = null),
        () => (entry.office_id = randomUUID()),
        () => (entry.operation_id = randomUUID()),
        () => (entry.action = 'other.action'),
        () => (entry.entity = 'other.entity'),
        () => (entry.entity_id = randomUUID()),
        () => (entry.at = '2020-01-01T00:00:00Z'),
      ],
      tools,
    )();
    return victim;
  },
  'edit a text and its hash': (model, tools) => {
    const entry = sealed(model, tools);
    const victim = victimOf(model, entry);
    const { leaf, head } = structuredClone(model);
    reword(entry);
    rechain(model, entry.entity, entry.entity_id);
    model.leaf = leaf;
    if (tools.random(2) === 0) model.head = head;
    return victim;
  },
  'edit a text and all hashes up to the leaves': (model, tools) => {
    const entry = sealed(model, tools);
    reword(entry);
    rechain(model, entry.entity, entry.entity_id);
    releaf(model);
    return victimOf(model, entry);
  },
  'edit a text and all hashes up to the root': (model, tools) => {
    const entry = sealed(model, tools);
    reword(entry);
    rechain(model, entry.entity, entry.entity_id);
    releaf(model);
    reseal(model, pick([undefined, tools.foreign], tools));
    return victimOf(model, entry);
  },
  'fork: edit a text and sign anew with the stolen key': (model, tools) => {
    const entry = sealed(model, tools);
    reword(entry);
    rechain(model, entry.entity, entry.entity_id);
    releaf(model);
    reseal(model, tools.stolen);
    return victimOf(model, entry);
  },
  'edit a head': (model, tools) => {
    const head = pick(model.head, tools);
    if (tools.random(2) === 0) head.seq += pick([-1, 1, 5], tools);
    else head.hash = toHex(Buffer.alloc(32, 2));
    return { entity: head.entity, entityId: head.entity_id };
  },
  'edit a leaf': (model, tools) => {
    const leaf = pick(model.leaf, tools);
    leaf.hash = pick([toHex(Buffer.alloc(32, 3)), '\\x'], tools);
    return { leafIndex: leaf.index, entryId: leaf.entry_id };
  },
  'edit a checkpoint': (model, tools) => {
    const checkpoint = pick(model.checkpoint, tools);
    pick(
      [
        () =>
          (checkpoint.note = checkpoint.note.replace(`\n${checkpoint.size}\n`, `\n${checkpoint.size + 1}\n`)),
        () => (checkpoint.note = ''),
        () => (checkpoint.root = toHex(Buffer.alloc(32, 4))),
        () => (checkpoint.edge = [...checkpoint.edge, toHex(Buffer.alloc(32, 4))]),
      ],
      tools,
    )();
    return { leafIndex: checkpoint.size - 1 };
  },
};

const deletions: Record<string, Tampering> = {
  'delete an entry': (model, tools) => {
    const entry = pick(model.entry, tools);
    const victim = victimOf(model, entry);
    model.entry = model.entry.filter((e) => e !== entry);
    return victim;
  },
  'delete a sealed entry and mend its chain': (model, tools) => {
    const entry = sealed(model, tools);
    const victim = victimOf(model, entry);
    model.entry = model.entry.filter((e) => e !== entry);
    rechain(model, entry.entity, entry.entity_id);
    return victim;
  },
  'delete a sealed entry and mend everything but the signatures': (model, tools) => {
    const entry = sealed(model, tools);
    const victim = victimOf(model, entry);
    model.entry = model.entry.filter((e) => e !== entry);
    rechain(model, entry.entity, entry.entity_id);
    releaf(model);
    if (tools.random(2) === 0) reseal(model, pick([undefined, tools.foreign, tools.stolen], tools));
    return victim;
  },
  'delete the history of a record': (model, tools) => {
    const entry = sealed(model, tools);
    const victim = victimOf(model, entry);
    model.entry = model.entry.filter((e) => !ownChain(model, entry).includes(e));
    model.head = model.head.filter((h) => h.entity !== entry.entity || h.entity_id !== entry.entity_id);
    return victim;
  },
  'cut the tail of a record': (model, tools) => {
    const entry = pick(model.entry, tools);
    const victim = victimOf(model, entry);
    const cut = ownChain(model, entry).filter((e) => e.seq >= entry.seq);
    model.entry = model.entry.filter((e) => !cut.includes(e));
    return victim;
  },
  'cut the tail of the log': (model, tools) => {
    if (model.checkpoint.length < 2) return undefined;
    const keep = tools.random(model.checkpoint.length - 1);
    model.checkpoint = model.checkpoint.slice(0, keep + 1);
    const size = model.checkpoint[keep]!.size;
    const cut = new Set([
      ...model.leaf.slice(size).map((l) => l.entry_id),
      ...model.pending.map((p) => p.entry_id),
    ]);
    const records = model.entry.filter((e) => cut.has(e.id));
    model.entry = model.entry.filter((e) => !cut.has(e.id));
    model.leaf = model.leaf.slice(0, size);
    model.pending = [];
    for (const entry of records) rechain(model, entry.entity, entry.entity_id);
    return { leafIndex: size };
  },
  'delete leaves': (model, tools) => {
    const from = tools.random(model.leaf.length);
    const victim = { leafIndex: from, entryId: model.leaf[from]!.entry_id };
    model.leaf.splice(from, 1 + tools.random(3));
    return victim;
  },
  'delete the last leaves and queue their entries again': (model, tools) => {
    const cut = model.leaf.splice(-1 - tools.random(5));
    model.pending.push(...cut.map(({ entry_id }) => ({ entry_id })));
    return { leafIndex: cut[0]!.index };
  },
  'delete a checkpoint': (model, tools) => {
    const [gone] = model.checkpoint.splice(tools.random(model.checkpoint.length), 1);
    return { leafIndex: gone!.size - 1 };
  },
  'delete a head': (model, tools) => {
    const head = pick(model.head, tools);
    model.head = model.head.filter((h) => h !== head);
    return { entity: head.entity, entityId: head.entity_id };
  },
  'take an entry from the queue': (model, tools) => {
    if (model.pending.length === 0) return undefined;
    const [gone] = model.pending.splice(tools.random(model.pending.length), 1);
    return { entryId: gone!.entry_id };
  },
};

const insertions: Record<string, Tampering> = {
  'add an entry past the way of entries': (model, tools) => {
    const like = pick(model.entry, tools);
    const id = Math.max(...model.entry.map((e) => e.id)) + 1;
    const entry = { ...like, id, seq: 0 };
    reword(entry);
    model.entry.push(entry);
    rechain(model, entry.entity, entry.entity_id);
    return victimOf(model, entry);
  },
  'add an entry into the past': (model, tools) => {
    const like = sealed(model, tools);
    const at = leafOf(model, like)!.index;
    const before = model.leaf.map((leaf) => leaf.hash);
    const id = pick([-1000, like.id - 0.5, 1e12], tools);
    const entry = { ...like, id: Math.floor(id), seq: 0 };
    if (model.entry.some((e) => e.id === entry.id)) entry.id = -7;
    reword(entry);
    model.entry.push(entry);
    rechain(model, entry.entity, entry.entity_id);
    model.leaf.splice(at, 0, { index: at, entry_id: entry.id, hash: entry.hash });
    releaf(model);
    if (tools.random(2) === 0) reseal(model, pick([undefined, tools.foreign, tools.stolen], tools));
    // Links after the new one changed too, and they may be leaves before it: the first is where the log departs.
    const leafIndex = model.leaf.findIndex((leaf, index) => leaf.hash !== before[index]);
    return { ...victimOf(model, entry), leafIndex };
  },
  'queue a sealed entry again': (model, tools) => {
    const entry = sealed(model, tools);
    model.pending.push({ entry_id: entry.id });
    return victimOf(model, entry);
  },
  'queue an entry that is not there': (model) => {
    model.pending.push({ entry_id: 999_999 });
    return { entryId: 999_999 };
  },
  'add a leaf': (model) => {
    const index = model.leaf.length;
    model.leaf.push({ index, entry_id: 999_999, hash: toHex(Buffer.alloc(32, 5)) });
    return { leafIndex: index };
  },
};

const reorders: Record<string, Tampering> = {
  'swap the texts of two entries': (model, tools) => {
    const [a, b] = [pick(model.entry, tools), pick(model.entry, tools)];
    if (a === b) return undefined;
    [a.body, b.body] = [b.body, a.body];
    return victimOf(model, a);
  },
  'swap the numbers of two entries of a record': (model, tools) => {
    const a = pick(model.entry, tools);
    const b = pick(ownChain(model, a), tools);
    if (a === b) return undefined;
    [a.seq, b.seq] = [b.seq, a.seq];
    return victimOf(model, a);
  },
  'swap the ids of two entries of a record': (model, tools) => {
    const a = pick(model.entry, tools);
    const b = pick(ownChain(model, a), tools);
    if (a === b) return undefined;
    [a.id, b.id] = [b.id, a.id];
    return victimOf(model, a);
  },
  'swap two leaves': (model, tools) => {
    const [a, b] = [pick(model.leaf, tools), pick(model.leaf, tools)];
    if (a === b) return undefined;
    [a.index, b.index] = [b.index, a.index];
    return { leafIndex: Math.min(a.index, b.index) };
  },
  'move an entry to another record': (model, tools) => {
    const entry = sealed(model, tools);
    const other = pick(model.entry, tools);
    if (other.entity_id === entry.entity_id) return undefined;
    const from = { entity: entry.entity, id: entry.entity_id };
    const victim = victimOf(model, entry);
    entry.body = entry.body
      .replace(`"entityId":"${entry.entity_id}"`, `"entityId":"${other.entity_id}"`)
      .replace(`"entity":"${entry.entity}"`, `"entity":"${other.entity}"`);
    [entry.entity, entry.entity_id] = [other.entity, other.entity_id];
    rechain(model, from.entity, from.id);
    rechain(model, other.entity, other.entity_id);
    if (tools.random(2) === 0) releaf(model);
    return victim;
  },
  'edit a note of the witness': (model, tools) => {
    const at = tools.random(model.witness.length);
    const other = model.witness[at] === 'A' ? 'B' : 'A';
    model.witness = model.witness.slice(0, at) + other + model.witness.slice(at + 1);
    return { nowhere: true };
  },
};

export const tamperings: Readonly<Record<string, Tampering>> = {
  ...edits,
  ...deletions,
  ...insertions,
  ...reorders,
};

/** Whether one of the findings points at the victim: by entry, by record or by a range of leaves. */
export function isLocated(findings: readonly Finding[], victim: Victim): boolean {
  if (victim.nowhere) return findings.length > 0;
  return findings.some(
    (f) =>
      (victim.entryId !== undefined && f.entryId === victim.entryId) ||
      (victim.entityId !== undefined && f.entity === victim.entity && f.entityId === victim.entityId) ||
      (victim.leafIndex !== undefined &&
        f.leafIndex !== undefined &&
        f.leafIndex <= victim.leafIndex &&
        victim.leafIndex < (f.leafEnd ?? f.leafIndex + 1)),
  );
}
