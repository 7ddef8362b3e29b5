import type { RouteOutput } from '@sojourn/route-contract';
import type { Dexie, EntityTable, Table } from 'dexie';
import { localDatabase, openStore } from '#platform/offline/web/local-store.ts';
import type { getDefinition } from '../../../contract/form.ts';
import type { Step } from './journal.ts';

export type Definition = RouteOutput<typeof getDefinition>;

/** `ready`: filled and waiting to be sent, its XML fixed. `refused`: the server said why it will not take it. */
type DraftState = 'open' | 'ready' | 'refused';

/** A record that is being filled on this device and that the server does not have yet. */
export interface Draft {
  id: string;
  accountId: string;
  formId: string;
  versionId: string;
  version: string;
  state: DraftState;
  /** What the form calls the record, once it can. */
  name: string;
  /** Answers so far and questions in all, as they stood when it was last saved. */
  answered: number;
  /** ms since 1970 */
  startedAt: number;
  updatedAt: number;
  seed: string;
  language: string;
  /** Where the person was. */
  place: string;
  /** The record last sent from this form, as it was when this draft began. */
  lastSaved?: string;
  /** Set for the revision of a record that the server has. */
  revised?: { recordId: string; instanceId: string; xml: string };
  /** From `ready` on. */
  xml?: string;
  instanceId?: string;
  files?: string[];
  /** A post went out and nothing is known of its fate: the record must stay as it is. */
  tried?: boolean;
  problem?: { code: string; text: string; params?: Record<string, unknown> };
}

interface DraftStep {
  draftId: string;
  seq: number;
  step: Step;
}

interface DraftFile {
  draftId: string;
  name: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

interface KeptDefinition {
  accountId: string;
  versionId: string;
  formId: string;
  at: number;
  definition: Definition;
}

interface Resource {
  versionId: string;
  name: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

interface LastSaved {
  accountId: string;
  formId: string;
  xml: string;
}

type FillDatabase = Dexie & {
  draft: EntityTable<Draft, 'id'>;
  step: Table<DraftStep, [string, number]>;
  file: Table<DraftFile, [string, string]>;
  definition: Table<KeptDefinition, [string, string]>;
  resource: Table<Resource, [string, string]>;
  lastSaved: Table<LastSaved, [string, string]>;
};

const STORES = {
  draft: 'id, [accountId+formId], [accountId+state]',
  step: '[draftId+seq], draftId',
  file: '[draftId+name], draftId',
  definition: '[accountId+versionId], [accountId+formId]',
  resource: '[versionId+name]',
  lastSaved: '[accountId+formId]',
};

/** What is typed is on this device alone until it is sent. */
const STAMPS = {
  draft: ({ updatedAt }: Draft) => updatedAt,
  step: ({ step }: DraftStep) => step.at,
};

/** What this device keeps of forms for the account whose store is open, sealed. @throws while none is open */
export const fillDatabase = (): FillDatabase => localDatabase<FillDatabase>('fill', STORES, STAMPS);

/** The same, after the account's store was opened. @throws where the browser keeps nothing or the store stays closed */
export async function openFill(accountId: string): Promise<FillDatabase> {
  await openStore(accountId);
  return fillDatabase();
}

/** A file as a row holds it. */
export const asRow = async (blob: Blob) => ({
  type: blob.type,
  bytes: new Uint8Array(await blob.arrayBuffer()),
});
export const asBlob = ({ type, bytes }: { type: string; bytes: Uint8Array<ArrayBuffer> }): Blob =>
  new Blob([bytes], { type });

/** Asks the browser once not to clear the store when space runs low. */
export function askToKeep(): void {
  void navigator.storage?.persist?.().catch(() => undefined);
}
