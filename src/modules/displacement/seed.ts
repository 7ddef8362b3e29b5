import { setTimeout as pause } from 'node:timers/promises';
import { createClient, type Route, type RouteInput, type RouteOutput } from '@sojourn/route-contract';
import { createGrant, createOffice, createOperation } from '#platform/access/contract.ts';
import type { Actor, Db } from '#platform/db/tx.ts';
import type { ContentStore } from '#platform/files/contents.ts';
import { createDevice } from '#platform/forms/contract/device.ts';
import { changeVersionState, importWorkbook } from '#platform/forms/contract/form.ts';
import { listRecords, reviewRecord } from '#platform/forms/contract/record.ts';
import { submit } from '#platform/forms/service/submit.ts';
import { invitePerson } from '#platform/identity/contract/people.ts';
import { createToken } from '#platform/identity/contract/token.ts';
import { signIn, useLink } from '#platform/identity/contract.ts';
import * as identity from '#platform/identity/service/sign-in.ts';
import { addCountry, importAreas } from '#platform/places/service/area-import.ts';
import { importSites } from '#platform/places/service/import-run.ts';
import { bindForm, createRound, moveRound, type RoundMove } from './contract.ts';
import { type DemoPlan, demoPlan } from './demo/plan.ts';
import { seedWork } from './demo/work.ts';

/** The password of every invented person. */
export const DEMO_PASSWORD = 'tesovar-demo';

export interface SeedContext {
  url: string;
  db: Db;
  contents: ContentStore;
  say(sentence: string): void;
}

export interface Seeded {
  people: { name: string; title: string; email: string }[];
  /** Address of the server for Collect, with the key of one device. */
  collectUrl: string;
  /** Read token of the displacement officer. */
  token: string;
}

type Caller = <R extends Route>(route: R, input: RouteInput<R>) => Promise<RouteOutput<R>>;

/**
 * Fills an empty installation with the demonstration through the product's own paths: set-up, invitations, imports,
 * submissions, rounds.
 */
export async function seedDisplacement(context: SeedContext): Promise<Seeded> {
  const plan = demoPlan();
  const people = await seedPeople(context, plan);
  const officer = people.get('officer')!;
  await seedPlaces(context, plan, officer);
  const forms = await seedForms(plan, officer);
  const rounds = await seedRounds(plan, officer, forms);
  const devices = await seedDevices(plan, officer);
  await sendRecords(context, plan, officer, devices);
  await reviewSome(people.get('assistant-north')!, forms.site_assessment);
  await settleRounds(officer, rounds);
  await seedWork({
    officer,
    assistant: people.get('assistant-north')!,
    director: people.get('director')!,
    roundId: rounds.at(-1)!,
  });
  const { secret } = await officer.call(createToken, {
    body: {
      name: 'Demonstration, read only',
      permissions: [
        'displacement.figure.read',
        'displacement.round.read',
        'forms.form.read',
        'forms.record.read',
        'forms.record.export',
        'places.site.read',
        'reports.feed.read',
      ],
      days: 366,
    },
  });
  return {
    people: plan.people.map(({ name, title, email }) => ({ name, title, email })),
    collectUrl: devices.at(-1)!.serverUrl,
    token: secret,
  };
}

interface DemoAccount {
  accountId: string;
  actor: Actor;
  call: Caller;
  operationId: string;
}

async function callerOf(url: string, email: string): Promise<Caller> {
  const answer = await fetch(url + signIn.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: DEMO_PASSWORD }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`The demonstration could not sign in as ${email}: ${answer.status}`);
  return createClient({ baseUrl: url, headers: () => ({ cookie }) });
}

const personActor = (accountId: string, kind: Actor['kind'] = 'person'): Actor => ({
  accountId,
  kind,
  permissions: null,
  requestId: 'demonstration',
});

/** Agency, offices, operation and people, each person invited, welcomed by the link and granted a role. */
async function seedPeople({ url, db }: SeedContext, plan: DemoPlan): Promise<Map<string, DemoAccount>> {
  const [head, ...offices] = plan.offices;
  const [administrator, ...others] = plan.people;
  const boot: Actor = { accountId: null, kind: 'anonymous', permissions: null, requestId: 'demonstration' };
  const opened = await db.withActor(boot, (tx) =>
    identity.setUp(
      tx,
      boot,
      {
        agencyName: 'Demonstration agency',
        ...{ name: administrator!.name, email: administrator!.email, language: administrator!.language },
        password: DEMO_PASSWORD,
        office: { code: head!.code, name: head!.name },
        operation: null,
        device: { agent: 'demonstration', address: '127.0.0.1', key: null },
      },
      new Date(),
    ),
  );
  const admin = await callerOf(url, administrator!.email);
  const officeIds = new Map<string, string>([[head!.code, await topOffice(admin)]]);
  for (const office of offices) {
    const parentId = officeIds.get(office.parent!)!;
    const { code, name, country } = office;
    officeIds.set(code, (await admin(createOffice, { body: { parentId, code, name, country } })).id);
  }
  const { operation } = plan;
  const officeId = officeIds.get(operation.office)!;
  const body = { officeId, code: operation.code, name: operation.name, country: operation.country };
  const operationId = (await admin(createOperation, { body })).id;
  const accounts = new Map<string, DemoAccount>();
  const add = async (key: string, email: string, accountId: string) =>
    accounts.set(key, {
      accountId,
      actor: personActor(accountId),
      call: await callerOf(url, email),
      operationId,
    });
  await add(administrator!.key, administrator!.email, opened.actor.accountId!);
  for (const person of others) {
    const { name, email, language } = person;
    const invited = await admin(invitePerson, { body: { name, email, language } });
    const token = invited.invitation.link.split('#')[1]!;
    await createClient({ baseUrl: url })(useLink, { body: { token, password: DEMO_PASSWORD } });
    const place = officeIds.get(person.office)!;
    // Sub-offices work in the operation of the country office above them.
    const within = /^QT-/.test(person.office) ? { officeId, operationId } : { officeId: place };
    await admin(createGrant, {
      body: { accountId: invited.person.id, roleId: person.role, ...within, reason: person.title },
    });
    await add(person.key, email, invited.person.id);
  }
  return accounts;
}

async function topOffice(admin: Caller): Promise<string> {
  const { listOffices } = await import('#platform/access/contract.ts');
  return (await admin(listOffices, {})).items[0]!.id;
}

/** The invented country, both editions of its boundaries, and the sites. */
async function seedPlaces({ db }: SeedContext, plan: DemoPlan, officer: DemoAccount): Promise<void> {
  const { country, editions } = plan;
  const { actor } = officer;
  const bytes = (value: unknown) =>
    new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
  await db.withActor(actor, (tx) =>
    addCountry(
      tx,
      actor,
      { code: country.iso2, alpha3: country.iso3, names: { ...country.name } },
      new Date(),
    ),
  );
  for (const edition of editions) {
    const files = edition.levels.map(({ fileName, collection }) => ({
      name: fileName,
      bytes: bytes(collection),
    }));
    const facts = {
      country: country.iso2,
      name: edition.code,
      source: 'Demonstration boundaries',
      validFrom: edition.validOn,
      mode: 'replace' as const,
      makeParents: false,
      files,
    };
    await db.withActor(actor, (tx) => importAreas(tx, actor, facts, new Date()));
  }
  const files = [{ name: 'sites.csv', bytes: bytes(plan.sitesCsv) }];
  await db.withActor(actor, (tx) =>
    importSites(tx, actor, { operationId: officer.operationId, files }, new Date()),
  );
}

type FormIds = Record<keyof DemoPlan['forms'], string>;

async function seedForms(plan: DemoPlan, { call, operationId }: DemoAccount): Promise<FormIds> {
  const ids: Partial<FormIds> = {};
  for (const [key, form] of Object.entries(plan.forms)) {
    const workbook = await form.workbook();
    const imported = await call(importWorkbook, { params: { operationId }, body: workbook } as never);
    const params = { formId: imported.form.id, versionId: imported.versionId };
    await call(changeVersionState, { params, body: { transition: 'publish' } });
    ids[key as keyof FormIds] = imported.form.id;
  }
  return ids as FormIds;
}

async function seedRounds(
  plan: DemoPlan,
  { call, operationId }: DemoAccount,
  forms: FormIds,
): Promise<string[]> {
  const ids: string[] = [];
  for (const { number, code, name, start, end, reportingDate } of plan.rounds) {
    const body = { operationId, number, code, name, startsOn: start, endsOn: end, reportingDate };
    const round = await call(createRound, { body });
    for (const [key, { tool, mapping }] of Object.entries(plan.forms)) {
      const params = { roundId: round.id, formId: forms[key as keyof FormIds] };
      await call(bindForm, { params, body: { tool, mapping } });
    }
    ids.push(round.id);
  }
  return ids;
}

interface DemoDevice {
  id: string;
  serverUrl: string;
}

/** The two devices of the story, and one more for whoever tries the demonstration. */
async function seedDevices(plan: DemoPlan, { call, operationId }: DemoAccount): Promise<DemoDevice[]> {
  const devices: DemoDevice[] = [];
  for (const name of [...plan.devices.map((d) => d.name), 'Try-out device']) {
    const made = await call(createDevice, { body: { operationId, name } });
    devices.push({ id: made.device.id, serverUrl: made.serverUrl });
  }
  return devices;
}

/** Sends every record as its device did, at the hour it was sent; several transactions side by side. */
async function sendRecords(
  context: SeedContext,
  plan: DemoPlan,
  officer: DemoAccount,
  devices: DemoDevice[],
): Promise<void> {
  const target = { operationId: officer.operationId };
  const accounts = await deviceAccounts(context.db, officer, devices);
  const sendBatch = (device: 0 | 1, batch: readonly { xml: string; sentAt: string }[]) => {
    const actor = personActor(accounts[device]!, 'device');
    return context.db.withActor(actor, async (tx) => {
      for (const { xml, sentAt } of batch) {
        const sent = { xml: Buffer.from(xml), files: [], incomplete: false };
        const input = {
          target,
          sent,
          deviceId: devices[device]!.id,
          clientId: null,
          userAgent: 'demonstration',
          folder: context.contents,
        };
        await submit(tx, actor, input, new Date(sentAt));
      }
    });
  };
  let done = 0;
  for (const round of plan.rounds) {
    for await (const batch of round.submissions(400)) {
      // One transaction for each device: entries of one device never wait for those of the other.
      await Promise.all(
        ([0, 1] as const).map((d) =>
          sendBatch(
            d,
            batch.filter((s) => s.device === d),
          ),
        ),
      );
      done += batch.length;
    }
    context.say(`  round ${round.number}: ${done.toLocaleString('en')} records so far`);
    await pause(0);
  }
}

async function deviceAccounts(db: Db, officer: DemoAccount, devices: DemoDevice[]): Promise<string[]> {
  const { findDevice } = await import('#platform/forms/store/device.ts');
  return db.withActor(officer.actor, async (tx) => {
    const ids: string[] = [];
    for (const { id } of devices) ids.push((await findDevice(tx, id))!.account_id);
    return ids;
  });
}

/** An assistant has begun to review the newest site assessments. */
async function reviewSome({ call }: DemoAccount, formId: string): Promise<void> {
  const { items } = await call(listRecords, { params: { formId }, querystring: { limit: 30 } });
  for (const [i, record] of items.entries()) {
    const params = { formId, recordId: record.id };
    const transition = i % 10 === 7 ? 'flag' : 'approve';
    const comment = transition === 'flag' ? 'Sex and age do not add up: ask the team again.' : '';
    await call(reviewRecord, { params, body: { transition, comment } } as never);
  }
}

/** The first three rounds are published, the last is being cleaned. */
async function settleRounds({ call }: DemoAccount, rounds: readonly string[]): Promise<void> {
  const path: RoundMove[] = ['start', 'clean', 'validate', 'clear', 'publish'];
  for (const [i, roundId] of rounds.entries()) {
    const steps = i < rounds.length - 1 ? path : path.slice(0, 2);
    for (const transition of steps) await call(moveRound, { params: { roundId }, body: { transition } });
  }
}
