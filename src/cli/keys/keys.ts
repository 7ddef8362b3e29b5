import { parseArgs } from 'node:util';
import { changeRoot } from '#platform/vault/change-root.ts';
import { rootFile, rootKeyInput } from '#platform/vault/root-key.ts';
import { rotate } from '#platform/vault/rotate.ts';
import { describeKeys, destroyKey, startRotation } from '#platform/vault/service.ts';
import { findRotation, serversConnected } from '#platform/vault/store/rotation.ts';
import { verifySealed } from '#platform/vault/verify.ts';
import { type Config, ConfigProblem, readConfig } from '#server/config.ts';
import { productRoot } from '#server/root.ts';
import { askHidden, withTerminal } from '../terminal.ts';
import { withKeys } from './open-keys.ts';
import { describeList, describeVerified } from './report.ts';

const KEYS_USAGE = `sojourn keys <command> [--demo]

  list                     keys, their age and state, and how much is sealed under each
  verify                   open everything that is sealed; says what does not open
  rotate                   new data keys, and everything sealed anew under them; run again, it goes on
  change-root              another root key: a new file, or what SOJOURN_NEW_KEY, SOJOURN_NEW_KEY_FILE,
                           SOJOURN_NEW_PASSPHRASE or SOJOURN_NEW_PASSPHRASE_FD gives; --passphrase asks for one
  destroy <id> --reason …  end a retired data key under which nothing stands any more

Beside a running server or on a database at rest. The root key in use comes from the data folder, or from SOJOURN_KEY,
SOJOURN_KEY_FILE, SOJOURN_PASSPHRASE, SOJOURN_PASSPHRASE_FD, or is asked.

Ends with 0 when all is well, 1 when something does not open, 2 when nothing could be done.`;

interface Given {
  config: Config;
  id: string | undefined;
  reason: string;
  askPassphrase: boolean;
  signal: AbortSignal;
}

const commands: Record<string, (given: Given) => Promise<number>> = {
  list: ({ config }) =>
    withKeys(config, 'list', async ({ db, actor, stores }) => {
      const keys = await db.withActor(actor, (tx) => describeKeys(tx, stores));
      console.log(describeList(keys, config.dataDir));
      return 0;
    }),
  verify: ({ config }) =>
    withKeys(config, 'verify', async (keys) => {
      const found = await verifySealed(keys);
      console.log(describeVerified(found));
      return found.every(({ closed }) => closed.length === 0) ? 0 : 1;
    }),
  rotate: rotateKeys,
  'change-root': changeRootKey,
  destroy: ({ config, id, reason }) =>
    withKeys(config, 'destroy', async ({ db, actor, stores }) => {
      if (!id || !reason) throw new ConfigProblem('name the key and say why: keys destroy <id> --reason "…"');
      await db
        .withActor(actor, (tx) => destroyKey(tx, actor, { id, reason, stores }, new Date()))
        .catch(sayWhyNot);
      console.log(`The key ${id} is destroyed.`);
      return 0;
    }),
};

const WHY_NOT: Record<string, string> = {
  key__retired_before_destroyed: 'there is no retired key of this id; "sojourn keys list" names them.',
  key__rested_before_destroyed:
    'this key was retired less than an hour ago, and a server may still hold on to it; try again later.',
  key__unused_before_destroyed: 'something still stands under this key; run "sojourn keys rotate" first.',
};

function sayWhyNot(error: unknown): never {
  const sentence = WHY_NOT[(error as { constraint?: string }).constraint ?? ''];
  throw sentence ? new ConfigProblem(sentence) : error;
}

const TELL_MS = 2_000;

function rotateKeys({ config, signal }: Given): Promise<number> {
  return withKeys(config, 'rotate', async (keys) => {
    const { db, actor } = keys;
    const present = await db.withActor(actor, findRotation);
    if (present && !present.finished_at) console.log('A change of keys is under way: going on with it.');
    else await db.withActor(actor, (tx) => startRotation(tx, actor, new Date()));
    const serving = await db.withActor(actor, serversConnected);
    if (serving) console.log('Waiting until every running server knows the new keys (half a minute).');
    let total = 0;
    let told = performance.now();
    const left = await rotate({
      ...keys,
      signal,
      ...(serving ? {} : { graceMs: 0 }),
      onTotal: (waiting) => {
        total = waiting;
        console.log(`${waiting.toLocaleString('en')} values are to be sealed anew.`);
      },
      onBatch: (done) => {
        if (performance.now() - told < TELL_MS) return;
        told = performance.now();
        console.log(`${done.toLocaleString('en')} of ${total.toLocaleString('en')}`);
      },
    });
    console.log(
      left === 0
        ? 'Everything stands under the new keys.'
        : `${left.toLocaleString('en')} values do not open and were left as they are: run "sojourn keys verify".`,
    );
    return left === 0 ? 0 : 1;
  });
}

async function changeRootKey({ config, askPassphrase }: Given): Promise<number> {
  const next = rootKeyInput(process.env, 'SOJOURN_NEW_');
  if (askPassphrase) next.passphrase = await askTwice();
  return withKeys(config, 'change-root', async ({ db, actor }) => {
    const { root, keys } = await changeRoot({
      db,
      dataDir: config.dataDir,
      rootKey: config.rootKey,
      next,
      actor,
    });
    const where = {
      file: `the file ${rootFile(config.dataDir, root.id)}; keep a copy of it elsewhere`,
      environment:
        'the environment: give it from now on as SOJOURN_KEY or SOJOURN_KEY_FILE, and keep a copy elsewhere; backups do not carry it',
      passphrase:
        'a passphrase: give it from now on at the terminal, as SOJOURN_PASSPHRASE or SOJOURN_PASSPHRASE_FD; backups do not carry it',
    };
    console.log(`The root key is now ${root.id}, from ${where[root.source]}.`);
    console.log(`It wraps ${keys} data keys. Start every running server anew.`);
    return 0;
  });
}

async function askTwice(): Promise<string> {
  if (!process.stdin.isTTY)
    throw new ConfigProblem('there is no terminal to ask at; set SOJOURN_NEW_PASSPHRASE.');
  const passphrase = await askHidden('New passphrase of the root key: ');
  if ((await askHidden('The same again: ')) !== passphrase)
    throw new ConfigProblem('the two passphrases are not the same. Nothing was changed.');
  return passphrase;
}

function read(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      demo: { type: 'boolean', default: false },
      passphrase: { type: 'boolean', default: false },
      reason: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  });
}

/** `sojourn keys`: what an administrator does with keys at the terminal. */
export async function keysCommand(args: string[]): Promise<number> {
  let parsed: ReturnType<typeof read>;
  try {
    parsed = read(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${KEYS_USAGE}`);
    return 2;
  }
  const { values, positionals } = parsed;
  const command = commands[positionals[0] ?? ''];
  if (!command || values.help) {
    console[values.help ? 'log' : 'error'](KEYS_USAGE);
    return values.help ? 0 : 2;
  }
  const stopping = new AbortController();
  const stop = (): void =>
    stopping.abort(new Error('Stopped: run it again to go on. What is sealed can be opened as before.'));
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    return await command({
      config: withTerminal(readConfig(process.env, productRoot, values.demo)),
      id: positionals[1],
      reason: values.reason.trim(),
      askPassphrase: values.passphrase,
      signal: stopping.signal,
    });
  } catch (error) {
    console.error(sentenceOf(error));
    return 2;
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** A message of the database may quote a row: its code says enough. An abort carries its reason. */
function sentenceOf(error: unknown): string {
  const { name, severity, code, message, cause } = error as Error & { severity?: string; code?: string };
  if (severity) return `The database refused (${code}).`;
  return name === 'AbortError' && cause instanceof Error ? cause.message : message;
}
