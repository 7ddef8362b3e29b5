/**
 * Compares how long an answer takes for something that exists and is hidden with one for something that does not exist:
 * the two are asked in turn (which first is drawn each time), over one connection, thousands of times. Prints median,
 * trimmed mean (the slowest and quickest tenth left out) and the gap of the trimmed means with its 95 % interval
 * (bootstrap). Aims at gaps below 5 %: who may not see a thing cannot time that it is there.
 * Usage: npx tsx --conditions=source bench/timing-gap.ts [pairs=3000] [part of a name] [beat in ms]
 */
import { Agent, request as httpRequest } from 'node:http';
import { BEAT_MS } from '#platform/http/even-answer.ts';
import { SESSION_COOKIE } from '#platform/identity/authenticate.ts';
import { type Installation, revive } from '#server/testing/installation.ts';
import { seeded, withInstallation } from './support/installation.ts';

const [count = '3000', only = '', beat = BEAT_MS] = process.argv.slice(2);
const pairs = Number(count);
const random = seeded(7);
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

interface Ask {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}
interface Case {
  name: string;
  hidden(): Ask;
  absent(): Ask;
  /** Fewer pairs for what is slow by design. */
  share?: number;
}

/** @returns milliseconds until the whole answer is there, and its status */
function time(url: string, ask: Ask): Promise<[number, number]> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const outgoing = httpRequest(
      url,
      { agent, method: ask.method, path: ask.path, headers: ask.headers },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve([performance.now() - began, answer.statusCode ?? 0]));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(ask.body);
  });
}

function casesOf(world: Installation): Case[] {
  const cookie = { cookie: `${SESSION_COOKIE}=${world.a.person.cookie}` };
  const nothing = () => crypto.randomUUID();
  const own = (table: string) => world.ofB.ids.get(table)![0]!;
  const read = (name: string, path: (id: string) => string, id: string): Case => ({
    name,
    hidden: () => ({ method: 'GET', path: path(id), headers: cookie }),
    absent: () => ({ method: 'GET', path: path(nothing()), headers: cookie }),
  });
  const post = (name: string, path: string, body: (id: string) => object, id: string): Case => {
    const ask = (one: string): Ask => ({
      method: 'POST',
      path,
      headers: { ...cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body(one)),
    });
    return { name, hidden: () => ask(id), absent: () => ask(nothing()) };
  };
  const search = (name: string, path: (word: string) => string): Case => ({
    name,
    hidden: () => ({ method: 'GET', path: path(world.b.mark), headers: cookie }),
    absent: () => ({ method: 'GET', path: path(nothing().slice(0, world.b.mark.length)), headers: cookie }),
  });
  const site = own('places.site');
  return [
    read('record', (id) => `/api/records/${id}`, own('forms.record')),
    read('form', (id) => `/api/forms/${id}`, own('forms.form')),
    read('site', (id) => `/api/places/sites/${id}`, own('places.site')),
    read('round: forms bound', (id) => `/api/displacement/rounds/${id}/bindings`, own('displacement.round')),
    read('round: figures', (id) => `/api/displacement/figures?roundId=${id}`, own('displacement.round')),
    read('file', (id) => `/api/files/attachments/${id}/content`, own('files.attachment')),
    read('file: preview', (id) => `/api/files/attachments/${id}/preview/small`, own('files.attachment')),
    read('files of a record', (id) => `/api/files/records/places.site/${id}`, site),
    read('comments of a record', (id) => `/api/comments?entity=places.site&entityId=${id}`, site),
    read('timeline of a record', (id) => `/api/audit/timeline?entity=places.site&entityId=${id}`, site),
    read('task', (id) => `/api/tasks/${id}`, own('tasks.task')),
    read('person', (id) => `/api/people/${id}`, own('identity.account')),
    read('job', (id) => `/api/jobs/runs/${id}`, own('jobs.run')),
    read('export', (id) => `/api/exports/${id}`, own('forms.export')),
    read('notice', (id) => `/api/notices/${id}`, own('notify.notice')),
    post(
      'task on a record',
      '/api/tasks',
      (entityId) => ({ title: 'x', record: { entity: 'places.site', entityId } }),
      site,
    ),
    post(
      'comment on a record',
      '/api/comments',
      (entityId) => ({ entity: 'places.site', entityId, text: 'x' }),
      site,
    ),
    search('sites by name', (word) => `/api/places/sites?q=${word}`),
    search('people by name', (word) => `/api/people?q=${word}`),
    search('tasks by words', (word) => `/api/tasks?q=${word}`),
    ...doors(world),
  ];
}

/** Ways in, each with somebody or something that is known and not let in. */
function doors(world: Installation): Case[] {
  const signIn = (email: string): Ask => ({
    method: 'POST',
    path: '/api/session',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: 'not the password of anybody' }),
  });
  return [
    {
      name: 'sign-in: known and unknown person',
      share: 0.05,
      hidden: () => signIn(`kim-${world.b.mark.toLowerCase()}@example.org`),
      absent: () => signIn(`kim-${crypto.randomUUID().slice(0, world.b.mark.length)}@example.org`),
    },
    {
      name: 'token: ended and unknown',
      hidden: () => ({
        method: 'GET',
        path: '/api/forms',
        headers: { authorization: `Bearer ${world.b.made.endedToken}` },
      }),
      absent: () => ({
        method: 'GET',
        path: '/api/forms',
        headers: {
          authorization: `Bearer sj_${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')}`,
        },
      }),
    },
  ];
}

const sorted = (times: readonly number[]) => [...times].sort((a, b) => a - b);
const median = (times: readonly number[]) => sorted(times)[Math.floor(times.length / 2)]!;
function trimmedMean(times: readonly number[]): number {
  const cut = Math.floor(times.length / 10);
  const kept = sorted(times).slice(cut, times.length - cut);
  return kept.reduce((sum, one) => sum + one, 0) / kept.length;
}
const gapOf = (hidden: readonly number[], absent: readonly number[]) =>
  (trimmedMean(hidden) / trimmedMean(absent) - 1) * 100;

/** Lower and upper bound of the gap in per cent: pairs are drawn anew, so what slows both for a while counts for neither. */
function interval(hidden: readonly number[], absent: readonly number[]): [number, number] {
  const gaps = Array.from({ length: 400 }, () => {
    const drawn = hidden.map(() => Math.floor(random() * hidden.length));
    return gapOf(
      drawn.map((i) => hidden[i]!),
      drawn.map((i) => absent[i]!),
    );
  });
  const order = sorted(gaps);
  return [order[10]!, order[389]!];
}

async function measure(world: Installation, one: Case): Promise<boolean> {
  const hidden: number[] = [];
  const absent: number[] = [];
  const statuses = new Set<string>();
  const wanted = Math.max(50, Math.round(pairs * (one.share ?? 1)));
  const warm = Math.min(200, Math.ceil(wanted / 10));
  for (let i = -warm; i < wanted; i++) {
    // Limits of a minute and of wrong passwords are not what is measured.
    world.clock.aheadMs += 60_000;
    if (i % 100 === 0) await revive(world.server, [world.a.person]);
    if (one.share) await world.server.database.ownerQuery('delete from identity.sign_in_failure');
    const first = random() < 0.5;
    for (const isHidden of [first, !first]) {
      const [ms, status] = await time(world.server.url, isHidden ? one.hidden() : one.absent());
      if (i >= 0) (isHidden ? hidden : absent).push(ms);
      statuses.add(`${isHidden ? 'hidden' : 'absent'} ${status}`);
    }
  }
  const gap = gapOf(hidden, absent);
  const [low, high] = interval(hidden, absent);
  const columns = [median(hidden), median(absent), trimmedMean(hidden), trimmedMean(absent)].map((ms) =>
    ms.toFixed(3).padStart(8),
  );
  const told = [...statuses].sort().join(', ');
  // Proved above the aim only where the whole interval lies beyond it.
  const fine = low < 5 && high > -5;
  console.log(
    `${one.name.padEnd(34)} ${columns.join(' ')}  ${gap.toFixed(1).padStart(6)} %  [${low.toFixed(1)}, ${high.toFixed(1)}]  ${fine ? '' : 'GAP '}${told}`,
  );
  return fine;
}

await withInstallation(
  async (world) => {
    // A token that was good once.
    world.b.made.endedToken = world.b.made.tokenSecret!;
    await world.server.database.ownerQuery(
      'update identity.api_token set revoked_at = now() where account_id = $1',
      [world.b.person.accountId],
    );
    console.log(
      `${pairs} pairs; milliseconds; median hidden, median absent, mean hidden, mean absent, gap [95 %]`,
    );
    const results: boolean[] = [];
    for (const one of casesOf(world)) if (one.name.includes(only)) results.push(await measure(world, one));
    console.log(`${results.filter((fine) => !fine).length} of ${results.length} with a gap above 5 %`);
    process.exitCode = results.every(Boolean) ? 0 : 1;
  },
  { beatMs: Number(beat) },
);
