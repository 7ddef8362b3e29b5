/**
 * Drives every route of the contract with broken inputs, chosen by seed: wrong types, NUL, lone surrogates, huge numbers,
 * deep nesting, megabytes, names of prototypes, wrong content types, bad UTF-8, odd headers, keys, cursors, filters and
 * boxes; as nobody, as somebody without a role, as an officer and as an administrator of the top office.
 * Expects no answer of 5xx, no trace of the inside in an answer, every request answered, and memory that comes back.
 * Usage: npx tsx --expose-gc --conditions=source bench/fuzz-api.ts [inputs=100000] [seed=1]
 */
import { Agent, request as httpRequest } from 'node:http';
import { SESSION_COOKIE } from '#platform/identity/authenticate.ts';
import { EVERYTHING, type Installation, revive } from '#server/testing/installation.ts';
import { NOT_CALLED } from '#server/testing/probe.ts';
import { type Parts, partsOf, put, written } from '#server/testing/requests.ts';
import { type Route, slotsOf } from '#server/testing/slots.ts';
import { choose } from '#server/testing/swap.ts';
import {
  brokenBody,
  brokenHeader,
  brokenValue,
  feedQuery,
  pick,
  type Random,
} from './support/broken-inputs.ts';
import { seeded, withInstallation } from './support/installation.ts';

const [wanted = 100_000, seed = 1] = process.argv.slice(2).map(Number);
/** Calls of others: a mail server, an identity provider. */
const OUTSIDE = new Set(['notify.testMail']);

interface Sent {
  method: string;
  path: string;
  headers: Record<string, string | string[]>;
  body: Buffer | undefined;
}
interface Answered {
  status: number;
  text: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

function send(url: string, { method, path, headers, body }: Sent): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { agent, method, path, headers, timeout: 60_000 }, (answer) => {
      if (answer.headers['content-type']?.startsWith('text/event-stream')) {
        answer.destroy();
        resolve({ status: answer.statusCode ?? 0, text: '' });
        return;
      }
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      );
      answer.on('error', reject);
    });
    outgoing.on(
      'socket',
      (socket) => void (socket.listenerCount('error') < 3 && socket.on('error', () => {})),
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer within a minute')));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Puts broken values into a few places of the parts. */
function breakParts(parts: Parts, random: Random): void {
  for (let n = 1 + Math.floor(random() * 3); n > 0; n--) {
    const part = parts[pick(random, ['params', 'querystring', 'body', 'body'] as const)];
    const keys = Object.keys(part);
    if (keys.length === 0) continue;
    const key = pick(random, keys);
    const inner = part[key];
    if (inner && typeof inner === 'object' && random() < 0.5) {
      const names = Object.keys(inner);
      if (names.length > 0) (inner as Record<string, unknown>)[pick(random, names)] = brokenValue(random);
    } else part[key] = brokenValue(random);
  }
}

/** Optional fields are given now and then, too, so that they are read. */
function addOptional(route: Route, parts: Parts, random: Random): void {
  for (const part of ['querystring', 'body'] as const) {
    const shape = (route.schema[part] as { shape?: Record<string, unknown> } | undefined)?.shape;
    for (const key of Object.keys(shape ?? {})) if (random() < 0.25) parts[part][key] ??= brokenValue(random);
  }
}

function compose(route: Route, world: Installation, random: Random): Sent {
  const parts = partsOf(route);
  const mine = choose(world.ofA, random);
  for (const slot of slotsOf(route).slots) {
    const value = slot.required || random() < 0.3 ? mine(slot) : undefined;
    if (value) put(parts, slot, value);
  }
  if (random() < 0.7) breakParts(parts, random);
  addOptional(route, parts, random);
  let [path, init] = safelyWritten(route, parts);
  if (/^\/(odata|ogc)/.test(path) || random() < 0.05) {
    const more = Array.from({ length: 1 + Math.floor(random() * 3) }, () => feedQuery(random));
    path += `${path.includes('?') ? '&' : '?'}${more.map(([k, v]) => `${k}=${encode(v)}`).join('&')}`;
  }
  if (random() < 0.05)
    path += pick(random, ['%', '%00', '%ff', '%zz', '/', '//', '?a[]=1&a[]=2', '?a=1&a=2', ';x', '%2f..']);
  const headers: Sent['headers'] = { ...(init.headers as Record<string, string>) };
  let body: Buffer | undefined = typeof init.body === 'string' ? Buffer.from(init.body) : undefined;
  if (!/GET|HEAD/.test(route.method) && random() < 0.15) {
    const broken = brokenBody(random);
    body = broken.body;
    if (random() < 0.6) headers['content-type'] = broken.type;
  }
  while (random() < 0.3) {
    const [name, value] = brokenHeader(random);
    headers[name] = value;
  }
  if (random() < 0.01) headers['x-padding'] = 'x'.repeat(15_000);
  return { method: route.method, path: path.slice(0, 12_000), headers, body };
}

/** No address carries half a surrogate pair. */
const wellFormed = (text: string): string => Buffer.from(text).toString();
const encode = (text: string): string => encodeURIComponent(wellFormed(text));

/** A value that no address or JSON can carry is left as text. */
function safelyWritten(route: Route, parts: Parts): [string, RequestInit] {
  for (const part of ['params', 'querystring'] as const)
    for (const [key, value] of Object.entries(parts[part]))
      parts[part][key] = wellFormed((typeof value === 'string' ? value : toText(value)).slice(0, 3000));
  return written(route, parts);
}
const toText = (value: unknown): string => {
  try {
    return (JSON.stringify(value) ?? 'undefined').slice(0, 3000);
  } catch {
    return 'circular';
  }
};

/** What no answer may tell of the inside. */
const INSIDE =
  /\n\s+at .+:\d+:\d+|node_modules|\.ts:\d+|relation ".+" does not|syntax error at|violates .+ constraint|FST_|ECONN/;

process.on('uncaughtException', (error) => console.log(`uncaught: ${error.stack}`));
const random = seeded(seed);
const errors: string[] = [];
const logger = {
  level: 'error',
  stream: { write: (line: string) => void errors.push(String(JSON.parse(line).err?.stack ?? line)) },
};

await withInstallation(
  async (world) => {
    const routes = world.modules
      .flatMap((m) => m.routes.map(({ route }) => route))
      .filter(({ id }) => !NOT_CALLED.has(id) && !OUTSIDE.has(id));
    const head = await world.server.persona('Head', [{ role: EVERYTHING, officeId: world.hq }]);
    const outsider = await world.server.persona('Outsider', []);
    const people = [world.server.stranger, outsider, world.a.person, head];
    const bugs = new Map<string, number>();
    const statuses: Record<string, number> = {};
    const began = performance.now();
    let sent = 0;
    const one = async () => {
      const route = pick(random, routes);
      const who = people[pick(random, [0, 1, 2, 2, 2, 3, 3, 3])]!;
      const call = compose(route, world, random);
      if (who.cookie && !call.headers.cookie) call.headers.cookie = `${SESSION_COOKIE}=${who.cookie}`;
      if (route.config.auth === 'device-key' && random() < 0.7)
        call.path = call.path.replace(/^\/collect\/[^/?]*/, world.a.made.collect!);
      const bug = (what: string) => {
        const key = `${route.id}: ${what}`;
        bugs.set(key, (bugs.get(key) ?? 0) + 1);
        if (bugs.get(key) === 1)
          console.log(
            `${key}\n  ${call.method} ${call.path.slice(0, 300)} ${JSON.stringify(call.headers).slice(0, 300)} ${call.body?.toString().slice(0, 300) ?? ''}`,
          );
      };
      const before = errors.length;
      const answer = await send(world.server.url, call).catch((error: NodeJS.ErrnoException) => {
        // A header that no client may write, or a body cut off because it is refused.
        if (!/ERR_INVALID|ERR_UNESCAPED|EPIPE|ECONNRESET/.test(error.code ?? ''))
          bug(`no answer: ${error.message}`);
        return { status: 0, text: '' };
      });
      sent++;
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      // OData wants 501 for what it knows and this server does not do.
      if (answer.status >= 500 && !(answer.status === 501 && call.path.startsWith('/odata')))
        bug(
          `${answer.status} ${(errors[before] ?? errors.at(-1) ?? '').split('\n').slice(0, 4).join(' | ').slice(0, 500)}`,
        );
      const inside = INSIDE.exec(answer.text);
      if (inside && answer.status >= 400)
        bug(`tells of the inside: ${answer.text.slice(Math.max(0, inside.index - 80), inside.index + 120)}`);
    };
    const memory: number[] = [];
    while (sent < wanted) {
      world.clock.aheadMs += 5000;
      await tidy(
        world,
        people.filter(({ accountId }) => accountId),
      );
      await Promise.all(Array.from({ length: 12 }, one));
      if (sent % 6000 < 12) {
        (globalThis as { gc?: () => void }).gc?.();
        memory.push(Math.round(process.memoryUsage().heapUsed / 1e6));
        if (memory.length % 2) console.error(`${sent} sent, heap ${memory.at(-1)} MB`);
      }
    }
    console.log(
      `${sent} inputs on ${routes.length} routes in ${((performance.now() - began) / 1000).toFixed(0)} s, seed ${seed}`,
    );
    console.log(`answers: ${JSON.stringify(statuses)}`);
    console.log(
      `heap after collection, MB: ${memory.join(' ')}; resident ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
    );
    console.log(`bugs: ${bugs.size}`);
    for (const [key, count] of bugs) console.log(`${count} x ${key}`);
    process.exitCode = bugs.size === 0 ? 0 : 1;
  },
  { logger },
);

/** Undoes what would shut the callers out of everything that follows. */
async function tidy({ server }: Installation, people: Parameters<typeof revive>[1]): Promise<void> {
  await server.database.ownerQuery('delete from access.role_sign_in');
  await server.database
    .ownerQuery(
      'update identity.account set totp_secret = null, totp_confirmed_at = null where id = any($1::uuid[])',
      [people.map(({ accountId }) => accountId)],
    )
    .catch(() => undefined);
  await revive(server, people);
}
