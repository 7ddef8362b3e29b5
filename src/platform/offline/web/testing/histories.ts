import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { CallError, type Route } from '@sojourn/route-contract';
import { createSite, getSite, updateSite } from '#platform/places/contract/site.ts';
import { call, callOnce, isQueued } from '#platform/ui/call.ts';
import { reportOnline } from '#platform/ui/connection.ts';
import { setOfflinePort } from '#platform/ui/offline-port.ts';
import { merged } from '../../domain.ts';
import { newKey } from '../cipher.ts';
import { findAnswer, keepAnswer, type Waiting } from '../kept.ts';
import { localStore } from '../opened.ts';
import { addWaiting, dropWaiting, listWaiting, sendAnew, sendWaiting } from '../outbox.ts';

/** A person who is signed in at the server. */
interface Person {
  accountId: string | null;
  cookie: string | null;
  call: typeof call;
}

/** The server, and a look at its tables. */
interface Ground {
  url: string;
  database: { ownerQuery<T>(sql: string, params?: unknown[]): Promise<T[]> };
}

/** What the network does to one device. `lossy`: requests arrive, answers may not; `twice`: requests arrive twice. */
export const LINKS = ['up', 'down', 'lossy', 'twice'] as const;
type Link = (typeof LINKS)[number];
const FIELDS = ['name', 'notes'] as const;
type Field = (typeof FIELDS)[number];

/** One thing that happens. Numbers are taken modulo what there is; `chance` decides what is left to luck. */
export type Step =
  | { kind: 'edit'; device: number; site: number; field: number; chance: number }
  | { kind: 'create'; device: number; chance: number }
  | { kind: 'link'; device: number; link: Link; chance: number }
  | { kind: 'clock'; device: number; hours: number }
  | { kind: 'send'; device: number; chance: number }
  | { kind: 'decide'; device: number; chance: number };

/** One write of a person: what she wrote and what stood there before as she saw it. */
interface Written {
  device: number;
  value: string;
  field: Field;
  site: string;
  saw: string;
  /** `told`: she was told at once that it was not taken; `dropped`: she gave it up herself. */
  state: 'done' | 'waits' | 'told' | 'dropped';
}

interface Device {
  accountId: string;
  deviceId: string;
  key: Uint8Array;
  caller: Person;
  link: Link;
  /** ms that its clock is off. */
  skew: number;
}

/** Luck of one step, the same at each run of the same history. */
function luckOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

const realNow = Date.now;

/** Several browsers of several people over one server: what each does goes through the product's own outbox and store. */
export class Histories {
  private readonly writes: Written[] = [];
  private readonly sites: string[] = [];
  private created: string[] = [];
  private devices: Device[] = [];
  private luck = luckOf(1);
  private serial = 0;
  private readonly server: Ground;
  private readonly operationId: string;
  private readonly callers: Person[];

  constructor(server: Ground, operationId: string, callers: Person[]) {
    this.server = server;
    this.operationId = operationId;
    this.callers = callers;
    setOfflinePort({
      keep: (route, input, answer) => {
        this.keeping = keepAnswer(route, input, answer);
      },
      find: findAnswer,
      queue: (route, input, key) =>
        addWaiting(route, (input ?? {}) as Waiting['input'], key).then(() => true),
    });
    // Node 20 has no navigator, later ones have one that cannot be set.
    Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
  }
  private keeping: Promise<void> = Promise.resolve();

  /** Plays one history to its end, then lets every link come back and decides what is left. @returns what went wrong */
  async play(steps: readonly Step[], deviceCount: number): Promise<string[]> {
    await this.begin(deviceCount);
    for (const step of steps) await this.step(step);
    for (const device of this.devices) device.link = 'up';
    for (let round = 0; round < 20 && (await this.unsent()) > 0; round++)
      for (let device = 0; device < this.devices.length; device++) {
        await this.step({ kind: 'send', device, chance: round });
        await this.step({ kind: 'decide', device, chance: round });
      }
    const left = await this.unsent();
    const faults = await this.compare();
    this.end();
    return left > 0 ? [`${left} writes are still on a device`, ...faults] : faults;
  }

  private async begin(count: number): Promise<void> {
    this.writes.length = 0;
    this.sites.length = 0;
    this.created = [];
    this.devices = Array.from({ length: count }, (_, i) => {
      const caller = this.callers[i % this.callers.length]!;
      const accountId = caller.accountId!;
      return { accountId, deviceId: randomUUID(), key: newKey(), caller, link: 'up' as Link, skew: 0 };
    });
    for (let i = 0; i < 2; i++) {
      const body = { code: this.code(), name: 'begin', type: 'camp' as const, operationId: this.operationId };
      const site = await this.callers[0]!.call(createSite, { body });
      this.sites.push(site.id);
      for (let device = 0; device < count; device++) await this.on(device, 0, () => this.see(site.id));
    }
  }

  private end(): void {
    reportOnline();
    localStore.set(null);
    Date.now = realNow;
  }

  private code = (): string => `H-${++this.serial}-${randomUUID().slice(0, 8)}`;

  /** Does something as one device: with its store, its session, its link and its clock. */
  private async on<T>(index: number, chance: number, work: () => Promise<T>): Promise<T> {
    const device = this.devices[index % this.devices.length]!;
    const { accountId, deviceId, key } = device;
    this.luck = luckOf(chance);
    localStore.set({ accountId, deviceId, key } as never);
    const real = globalThis.fetch;
    globalThis.fetch = ((path: string, init: RequestInit) => this.carry(real, device, path, init)) as never;
    Date.now = () => realNow() + device.skew;
    try {
      return await work();
    } finally {
      await this.keeping;
      globalThis.fetch = real;
      Date.now = realNow;
    }
  }

  private async carry(
    real: typeof fetch,
    device: Device,
    path: string,
    init: RequestInit = {},
  ): Promise<Response> {
    if (device.link === 'down' || path === '/healthz') throw new TypeError('no link');
    const headers = { ...(init.headers as object), cookie: `sojourn_session=${device.caller.cookie}` };
    const send = () => real(this.server.url + path, { ...init, headers });
    if (device.link === 'lossy' && this.luck() < 0.3) throw new TypeError('lost on the way');
    if (device.link === 'twice') await (await send()).arrayBuffer();
    const answer = await send();
    if (device.link === 'lossy' && this.luck() < 0.5) {
      await answer.arrayBuffer();
      throw new TypeError('answer lost');
    }
    return answer;
  }

  private see = (siteId: string) => call(getSite, { params: { siteId } });

  private step(step: Step): Promise<unknown> {
    const device = step.device % this.devices.length;
    if (step.kind === 'link') {
      this.devices[device]!.link = step.link;
      return Promise.resolve();
    }
    if (step.kind === 'clock') {
      this.devices[device]!.skew = step.hours * 3_600_000;
      return Promise.resolve();
    }
    return this.on(device, step.chance, () => {
      if (step.kind === 'edit') return this.edit(device, step.site, FIELDS[step.field % FIELDS.length]!);
      if (step.kind === 'create') return this.create();
      if (step.kind === 'send') return this.send(device);
      return this.decide(device);
    });
  }

  private async edit(device: number, which: number, field: Field): Promise<void> {
    const site = this.sites[which % this.sites.length]!;
    const seen = await this.see(site).catch(() => undefined);
    if (!seen) return;
    const value = `v${++this.serial}`;
    const body = { [field]: value, revision: seen.revision };
    const state = await said(updateSite, { params: { siteId: site }, body });
    this.writes.push({ device, value, field, site, saw: seen[field], state });
  }

  private async create(): Promise<void> {
    const code = this.code();
    const body = { code, name: 'new', type: 'camp', operationId: this.operationId };
    if ((await said(createSite, { body })) !== 'told') this.created.push(code);
  }

  private async send(device: number): Promise<void> {
    await sendWaiting();
    await this.settle(device);
  }

  /** What has left the outbox is done. */
  private async settle(device: number): Promise<void> {
    const waiting = new Set((await listWaiting()).map((one) => this.writtenIn(device, one)));
    for (const one of this.writes)
      if (one.device === device && one.state === 'waits' && !waiting.has(one)) one.state = 'done';
  }

  private writtenIn(device: number, { input }: Waiting): Written | undefined {
    const values = Object.values((input.body ?? {}) as object);
    return this.writes.find((one) => one.device === device && values.includes(one.value));
  }

  /** The person looks at each conflict: hers once more over what stands there, or given up. */
  private async decide(device: number): Promise<void> {
    for (const one of (await listWaiting()).filter(({ state }) => state === 'conflict')) {
      const written = this.writtenIn(device, one);
      const current = await callOnce(getSite, { params: one.input.params } as never).catch(() => undefined);
      if (!written || !current) continue;
      if (this.luck() < 0.3) {
        await dropWaiting(one.id);
        written.state = 'dropped';
        continue;
      }
      const [before, after] = await this.aroundOf(device, one, written);
      written.saw = before?.value ?? current[written.field];
      if (after) after.saw = written.value;
      await sendAnew(one.id, randomUUID(), merged(one.input.body as object as never, current as never, {}));
    }
  }

  /** Her own writes of the same field that are on their way just before and after one: each follows on from the other. */
  private async aroundOf(device: number, { at }: Waiting, { site, field }: Written) {
    const same = (await listWaiting())
      .filter(({ state }) => state === 'waiting')
      .map((one) => ({ at: one.at, written: this.writtenIn(device, one) }))
      .filter(({ written }) => written?.site === site && written.field === field);
    return [same.findLast((one) => one.at < at)?.written, same.find((one) => one.at > at)?.written];
  }

  private async unsent(): Promise<number> {
    let left = 0;
    for (let device = 0; device < this.devices.length; device++)
      left += (await this.on(device, 0, listWaiting)).length;
    return left;
  }

  /** Compares what people were told with what the audit log says was done, and in what order. */
  private async compare(): Promise<string[]> {
    const faults: string[] = [];
    const entries = await this.server.database.ownerQuery<{ entity_id: string; body: string }>(
      `select entity_id, body from audit.entry where action = 'places.site_changed' and entity_id = any($1) order by id`,
      [this.sites],
    );
    const changes = entries.map(({ entity_id, body }) => ({ site: entity_id, ...JSON.parse(body) }));
    for (const one of this.writes) {
      const done = changes.filter(({ site, after }) => site === one.site && after?.[one.field] === one.value);
      const first = done.filter(({ before }) => before?.[one.field] !== one.value);
      const wanted = one.state === 'done' ? 1 : 0;
      if (first.length !== wanted)
        faults.push(`${one.value} is ${one.state} and was done ${first.length} times`);
      const before = first[0]?.before?.[one.field];
      if (first.length === 1 && before !== one.saw)
        faults.push(`${one.value} was written over ${before}, its person saw ${one.saw}`);
    }
    const made = await this.server.database.ownerQuery<{ code: string; n: number }>(
      'select code, count(*)::int as n from places.site where code = any($1) group by code',
      [this.created],
    );
    if (made.length !== this.created.length || made.some(({ n }) => n !== 1))
      faults.push(`${this.created.length} sites were kept, ${made.length} are there`);
    return [...faults, ...(await this.notEqual())];
  }

  /** With links back every device shows the same. */
  private async notEqual(): Promise<string[]> {
    const shown = await Promise.all([...this.sites].map(() => new Set<string>()));
    for (let device = 0; device < this.devices.length; device++)
      for (const [i, site] of this.sites.entries())
        shown[i]!.add(JSON.stringify(await this.on(device, 0, () => this.see(site))));
    return shown.filter(({ size }) => size > 1).map(({ size }) => `devices show ${size} different sites`);
  }
}

/** What the screen would say of a write. */
async function said<R extends Route>(route: R, input: object): Promise<'done' | 'waits' | 'told'> {
  return call(route, input as never).then(
    () => 'done' as const,
    (error: unknown) => {
      if (isQueued(error)) return 'waits' as const;
      if (error instanceof CallError && error.status > 0) return 'told' as const;
      throw error;
    },
  );
}
