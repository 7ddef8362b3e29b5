import { createHmac, randomBytes } from 'node:crypto';
import { decodeCursor, encodeCursor, type RouteRequest } from '@sojourn/route-contract';
import { ownRecord } from '#platform/access/service/record.ts';
import { SHOWN_SECONDS, stateReveal } from '#platform/access/service/reveal.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import { uuid7 } from '#platform/db/uuid7.ts';
import { type Binding, bind, type RequestActor } from '#platform/http/binding.ts';
import type { SliceManifest } from '#platform/http/module.ts';
import { notFound } from '#platform/http/problem.ts';
import { openText, type SealedColumn, sealText } from '#platform/vault/sealed-column.ts';
import type { Vault } from '#platform/vault/vault.ts';
import { access } from './access.ts';
import * as contract from './contract.ts';
import * as store from './store.ts';

export const sealedValue: SealedColumn = {
  table: 'casework.case_sealed',
  column: 'value',
  key: 'id',
  purpose: 'casework.narrative',
};
const ENTITY = 'casework.case';

/** Checks that the application makes besides the database's own; a test takes them out one by one. */
export type Check = 'purpose' | 'mask' | 'acceptance' | 'dates';

const words = (text: string): Buffer[] =>
  [
    ...new Set(
      text
        .normalize('NFKC')
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u),
    ),
  ]
    .filter((word) => word.length > 1)
    .map((word) => createHmac('sha256', 'a key of the installation').update(word).digest().subarray(0, 16));

const toListed = (row: store.ListedRow): contract.ListedCase => ({
  id: row.id,
  reference: row.reference,
  state: row.state,
  risk: row.risk,
  openedAt: row.opened_at.toISOString(),
});

async function listCases(tx: Tx, q: RouteRequest<typeof contract.listCases>['querystring']) {
  const [key, id] = (q.cursor && decodeCursor(q.cursor, 2)) || [];
  const after = typeof key === 'string' && typeof id === 'string' ? ([key, id] as const) : null;
  const reference = q.q && /^CW-[0-9A-F]{12}$/i.test(q.q) ? q.q.toUpperCase() : null;
  const tokens = q.q && !reference ? words(q.q) : [];
  const rows = await store.listCases(tx, {
    state: q.state ?? null,
    reference,
    tokens,
    sort: q.sort,
    after,
    limit: q.limit + 1,
  });
  const items = rows.slice(0, q.limit).map(toListed);
  const last = items.at(-1);
  const more = rows.length > q.limit && last;
  return {
    items,
    nextCursor: more
      ? encodeCursor([q.sort === 'reference' ? last.reference : last.openedAt, last.id])
      : null,
  };
}

async function createCase(
  tx: Tx,
  actor: RequestActor,
  body: RouteRequest<typeof contract.createCase>['body'],
  { vault, now }: { vault: Vault; now: Date },
) {
  const id = uuid7(now);
  const reference = `CW-${randomBytes(6).toString('hex').toUpperCase()}`;
  const sealedId = uuid7(now);
  const record = { entity: ENTITY, entityId: id };
  // Sent one after the other without waiting in between: one round trip, and the first refusal ends them all.
  await Promise.all([
    store.insertCase(tx, {
      id,
      reference,
      ownCode: body.ownCode ?? null,
      risk: body.risk,
      officeId: body.officeId,
      operationId: body.operationId,
      openedBy: actor.accountId,
      openedAt: now,
    }),
    ownRecord(tx, actor, { ...record, relation: 'owner' }),
    store.insertHidden(tx, {
      caseId: id,
      personName: body.personName,
      location: body.location,
      sealed: {
        id: sealedId,
        field: 'narrative',
        value: sealText(vault, sealedValue, sealedId, body.narrative),
      },
      tokens: words(body.personName),
    }),
    audit(tx, actor, {
      action: 'casework.case_opened',
      ...record,
      officeId: body.officeId,
      operationId: body.operationId,
      after: { reference, risk: body.risk, owner: actor.accountId },
      at: now,
    }),
  ]);
  return { id, reference };
}

async function referralOf(tx: Tx, id: string, skip: ReadonlySet<Check>, now: Date) {
  const found = await store.findReferral(tx, id);
  const today = now.toISOString().slice(0, 10);
  if (!found || (!skip.has('dates') && (today < found.starts_on || today > found.ends_on)))
    throw notFound('referral');
  return found;
}

/** The fictional slice. `skip`: checks of the application left out, to prove that the database holds without them. */
export function caseworkModule(vault: Vault, skip: ReadonlySet<Check> = new Set()): SliceManifest {
  const routes = [...readRoutes(vault, skip), ...writeRoutes(vault, skip), ...referralRoutes(skip)];
  const records = [{ entity: ENTITY, references: store.findReferences }];
  return { name: 'casework', access, problems: {}, sealed: [sealedValue], records, routes };
}

const place = (row: store.CaseRow) => ({
  entity: ENTITY,
  entityId: row.id,
  officeId: row.office_id,
  operationId: row.operation_id,
});

function readRoutes(vault: Vault, skip: ReadonlySet<Check>): Binding[] {
  return [
    bind(contract.listCases, (c) => listCases(c.tx, c.querystring)),
    bind(contract.countCases, async (c) => ({ items: await store.countCases(c.tx) })),
    bind(contract.listFigures, async (c) => ({ items: await store.listFigures(c.tx) })),
    bind(contract.getCase, async (c) => {
      const row = await store.findCase(c.tx, c.params.caseId);
      if (!row) throw notFound('case');
      const restricted = (value: string | null) =>
        value === null && !skip.has('mask') ? { hidden: 'restricted' as const } : { value: value ?? '' };
      const early = skip.has('purpose') ? await store.findSealed(c.tx, row.id, 'narrative') : undefined;
      return {
        ...toListed(row),
        personName: restricted(row.person_name),
        location: restricted(row.location),
        narrative: early
          ? { value: openText(vault, sealedValue, early.id, early.value) }
          : { hidden: 'sealed' as const },
      };
    }),
  ];
}

function writeRoutes(vault: Vault, skip: ReadonlySet<Check>): Binding[] {
  return [
    bind(contract.createCase, (c) => createCase(c.tx, c.actor, c.body, { vault, now: c.now })),
    bind(contract.updateCase, async (c) => {
      const row = await store.findCase(c.tx, c.params.caseId);
      if (!row) throw notFound('case');
      const after = { state: c.body.state ?? row.state, risk: c.body.risk ?? row.risk };
      if (!(await store.updateCase(c.tx, row.id, after))) throw notFound('case');
      await audit(c.tx, c.actor, {
        action: 'casework.case_changed',
        ...place(row),
        before: { state: row.state, risk: row.risk },
        after,
        at: c.now,
      });
      return { id: row.id };
    }),
    bind(contract.revealCase, async (c) => {
      const row = await store.findCase(c.tx, c.params.caseId);
      if (!row) throw notFound('case');
      const { field, ...reason } = c.body;
      if (!skip.has('purpose'))
        await stateReveal(
          c.tx,
          c.actor,
          { action: 'casework.case_revealed', ...place(row), fields: [field], ...reason },
          c.now,
        );
      const sealed = await store.findSealed(c.tx, row.id, field);
      if (!sealed) throw notFound('value');
      return { value: openText(vault, sealedValue, sealed.id, sealed.value), shownSeconds: SHOWN_SECONDS };
    }),
    bind(contract.exportCases, async (c) => {
      const { items } = await listCases(c.tx, { limit: 200, sort: '-openedAt' });
      await audit(c.tx, c.actor, {
        action: 'casework.case_exported',
        entity: 'identity.account',
        entityId: c.actor.accountId!,
        after: { cases: items.length },
        at: c.now,
      });
      const body = ['reference,state', ...items.map((one) => `${one.reference},${one.state}`)].join('\n');
      return { headers: { 'content-type': 'text/csv' }, body };
    }),
  ];
}

function referralRoutes(skip: ReadonlySet<Check>): Binding[] {
  return [
    bind(contract.createReferral, async (c) => {
      const row = await store.findCase(c.tx, c.params.caseId);
      if (!row) throw notFound('case');
      const id = uuid7(c.now);
      const { fields, ...rest } = c.body;
      const values = { personName: row.person_name, location: row.location };
      await store.insertReferral(c.tx, { id, caseId: row.id, ...rest });
      await store.insertReferralFields(
        c.tx,
        id,
        Object.fromEntries(
          fields.flatMap((field) => (values[field] === null ? [] : [[field, values[field]]])),
        ),
      );
      await audit(c.tx, c.actor, {
        action: 'casework.referral_sent',
        ...place(row),
        after: { referralId: id, fields },
        at: c.now,
      });
      return { id };
    }),
    bind(contract.getReferral, async (c) => {
      const found = await referralOf(c.tx, c.params.referralId, skip, c.now);
      return {
        id: found.id,
        service: found.service,
        state: found.state,
        endsOn: found.ends_on,
        fields: found.state === 'accepted' || skip.has('acceptance') ? found.fields : {},
      };
    }),
    bind(contract.acceptReferral, async (c) => {
      const found = await referralOf(c.tx, c.params.referralId, skip, c.now);
      if (!(await store.acceptReferral(c.tx, found.id))) throw notFound('referral');
      await audit(c.tx, c.actor, {
        action: 'casework.referral_accepted',
        entity: 'casework.referral',
        entityId: found.id,
        at: c.now,
      });
      return { id: found.id };
    }),
  ];
}
