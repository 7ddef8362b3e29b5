import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { productRoot } from '../../root.ts';

/** The product as a process of its own, set up, with its first administrator signed in. */
export interface Started {
  readonly url: string;
  /** Calls as the administrator; an object is sent as JSON. */
  ask(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<Answer>;
  /** Begins an upload to a record; answers its address. */
  begin(record: string, name: string, bytes: Buffer): Promise<string>;
  /** Sends the rest of an upload from where it stands. */
  send(address: string, bytes: Buffer): Promise<Answer>;
  /** How much of an upload has arrived. */
  offset(address: string): Promise<number>;
  file(record: string, id: string): Promise<{ state: string; refusal: string | null } | undefined>;
  /** Makes a task, on which files hang. */
  task(title: string, key?: string): Promise<Answer>;
  alive(): boolean;
  /** Memory of the process, in megabytes. */
  resident(): Promise<number>;
  output(): string;
  stop(): Promise<number | null>;
}

interface Answer {
  status: number;
  code: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: answers of many routes
  body: any;
}

/** Starts the command from its sources; answers once it has said that it serves, or has ended. */
export async function run(env: Record<string, string>, until = /Sojourn is at .+\n/) {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', join(productRoot, 'src/cli/main.ts'), 'start'],
    {
      cwd: productRoot,
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', SOJOURN_PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const serves = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += String(chunk);
        if (until.test(output)) resolve();
      });
  });
  await Promise.race([serves, ended]);
  return {
    child,
    ended,
    output: () => output,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

const TUS = { 'tus-resumable': '1.0.0' };

type Ask = Started['ask'];

/** Calls with the session of whoever signs in first. */
function askAt(url: string): Ask {
  let cookie = '';
  return async (method, path, body, headers = {}) => {
    const raw = Buffer.isBuffer(body);
    const answer = await fetch(url + path, {
      method,
      headers: {
        ...(cookie ? { cookie } : {}),
        ...(body && !raw ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: raw ? (body as unknown as BodyInit) : JSON.stringify(body) } : {}),
    });
    cookie ||= /sojourn_session=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? '';
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json');
    const said = isJson ? JSON.parse(text) : { text, headers: Object.fromEntries(answer.headers) };
    return { status: answer.status, code: answer.ok ? undefined : said.code, body: said };
  };
}

async function setUp(ask: Ask, output: string): Promise<string> {
  const made = await ask('POST', '/api/set-up', {
    email: 'ada.norel@agency.example',
    password: 'a quiet river under stars',
    setUpCode: /set-up code ([A-Z0-9-]+)/.exec(output)?.[1] ?? '',
    agencyName: 'Agency of the Isles',
    name: 'Ada Norel',
    language: 'en',
    office: { code: 'HQ', name: 'Head office' },
    operation: { code: 'QY-DTM', name: 'Quelyra response', country: 'QY' },
  });
  if (made.status !== 200) throw new Error(`Set-up answered ${made.status} ${made.code}`);
  return (await ask('GET', '/api/operations')).body.items[0].id as string;
}

function filesBy(ask: Ask): Pick<Started, 'begin' | 'send' | 'offset' | 'file'> {
  const offset = async (address: string) =>
    Number((await ask('HEAD', address, undefined, TUS)).body.headers['upload-offset']);
  return {
    offset,
    async begin(record, name, bytes) {
      const metadata = { filename: name, entity: 'tasks.task', entityId: record };
      const answer = await ask('POST', '/api/files/uploads', undefined, {
        ...TUS,
        'upload-length': String(bytes.length),
        'upload-metadata': Object.entries(metadata)
          .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
          .join(','),
      });
      if (answer.status !== 201) throw new Error(`An upload was refused: ${answer.status} ${answer.code}`);
      return answer.body.headers.location as string;
    },
    async send(address, bytes) {
      const from = await offset(address);
      return ask('PATCH', address, bytes.subarray(from), {
        ...TUS,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(from),
      });
    },
    file: async (record, id) =>
      (await ask('GET', `/api/files/records/tasks.task/${record}`)).body.items?.find(
        (one: { id: string }) => one.id === id,
      ),
  };
}

export async function startSetUp(env: Record<string, string>): Promise<Started> {
  const { child, output, stop } = await run(env, /set-up code \S+\n/);
  const url = /Sojourn is at (\S+)/.exec(output())?.[1];
  if (!url) throw new Error(`It did not start: ${output()}`);
  const ask = askAt(url);
  const operationId = await setUp(ask, output()).catch(async (error) => {
    await stop();
    throw error;
  });
  return {
    url,
    ask,
    ...filesBy(ask),
    task: (title, key = randomUUID()) =>
      ask('POST', '/api/tasks', { title, operationId }, { 'idempotency-key': key }),
    alive: () => child.exitCode === null && child.signalCode === null,
    resident: async () =>
      Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    output,
    stop,
  };
}

/** Bytes that no program takes for anything but text. */
export const letter = (bytes: number): Buffer => {
  const line = `${createHash('sha256').update(String(bytes)).digest('hex')}\n`;
  return Buffer.from(line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes));
};
