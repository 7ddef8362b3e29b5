import { join, resolve } from 'node:path';
import type { S3Settings } from '#platform/files/objects/s3.ts';
import { type FilesSettings, readFilesSettings, readS3Settings } from '#platform/files/settings.ts';
import { type MailSettings, mailFromEnvironment } from '#platform/notify/email/settings.ts';
import { type RootKeyInput, rootKeyInput } from '#platform/vault/root-key.ts';

/** What the environment decides; every value has a default that works on a fresh machine. */
export interface Config {
  /** Folder of database, files, keys and logs of this installation. */
  dataDir: string;
  host: string;
  port: number;
  /** Owner's address of an external PostgreSQL 15+; without it the embedded one runs. */
  databaseUrl: string | undefined;
  /** Address under which people reach this installation; from host and port when not given. */
  publicUrl: string;
  /** Invented people and data, passwords printed: never for real use. */
  demonstration: boolean;
  trustProxy: boolean;
  logLevel: string;
  /** Where the root key of sealed values comes from; the data folder when nothing is given. */
  rootKey: RootKeyInput;
  files: FilesSettings;
  /** Bucket that takes copies of backups. */
  backupBucket: S3Settings | undefined;
  /** Mail server of the environment; an administrator may set one on a screen instead. */
  mail: MailSettings | undefined;
  /** Push services besides those of the makers of browsers, as origins. */
  pushOrigins: readonly string[];
  /** Hosts in the own network on which providers of other sign-ins may lie. */
  providerHosts: readonly string[];
  /** Folder with the built web; absent in development, where Vite serves it. */
  webDir: string;
}

/** A setting that cannot be understood; the message is one sentence for the administrator. */
export class ConfigProblem extends Error {}

const fail = (sentence: string): never => {
  throw new ConfigProblem(sentence);
};

/** Contents and backups in one bucket would go together; and a restore wants an empty one. */
function readBackupBucket(env: NodeJS.ProcessEnv): S3Settings | undefined {
  const backups = readS3Settings(env, 'SOJOURN_BACKUP_S3', fail);
  const files = readS3Settings(env, 'SOJOURN_S3', fail);
  if (backups && files && backups.endpoint === files.endpoint && backups.bucket === files.bucket)
    fail(
      'SOJOURN_BACKUP_S3_BUCKET is the bucket of the files: name another one for backups, best at another service.',
    );
  return backups;
}

/**
 * Reads the configuration.
 * @param root the folder of the product (where package.json stands)
 * @throws ConfigProblem
 */
export function readConfig(env: NodeJS.ProcessEnv, root: string, demonstration: boolean): Config {
  const port = readPort(env.SOJOURN_PORT);
  const host = env.SOJOURN_HOST || '127.0.0.1';
  return {
    dataDir: resolve(env.SOJOURN_DATA || join(root, '.data', demonstration ? 'demo' : 'sojourn')),
    host,
    port,
    databaseUrl: env.DATABASE_URL || undefined,
    publicUrl:
      readUrl(env.SOJOURN_URL) ??
      `http://${host === '0.0.0.0' || host === '127.0.0.1' ? 'localhost' : host}:${port}`,
    demonstration,
    trustProxy: readSwitch('SOJOURN_TRUST_PROXY', env.SOJOURN_TRUST_PROXY),
    logLevel: readLogLevel(env.SOJOURN_LOG) ?? (demonstration ? 'warn' : 'info'),
    rootKey: rootKeyInput(env),
    files: readFilesSettings(env, fail),
    backupBucket: readBackupBucket(env),
    mail: readMail(env),
    pushOrigins: listOf(env.SOJOURN_PUSH_ORIGINS).map(readPushOrigin),
    providerHosts: listOf(env.SOJOURN_PROVIDER_HOSTS).map(readHost),
    webDir: join(root, 'dist', 'web'),
  };
}

const listOf = (text = ''): string[] => text.split(/[\s,]+/).filter(Boolean);

function readMail(env: NodeJS.ProcessEnv): MailSettings | undefined {
  try {
    return mailFromEnvironment(env);
  } catch (error) {
    throw new ConfigProblem((error as Error).message);
  }
}

function readPort(text: string | undefined): number {
  if (!text) return 4080;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  return fail(`SOJOURN_PORT is "${text}"; it must be a number between 0 and 65535.`);
}

/** The address alone: the product lives at the root of its host. */
function originOf(text: string, protocols: RegExp): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !protocols.test(url.protocol) || url.username || url.password) return undefined;
  return /^\/+$/.test(url.pathname) && !url.search && !url.hash ? url.origin : undefined;
}

function readUrl(text: string | undefined): string | undefined {
  if (!text) return undefined;
  return (
    originOf(text, /^https?:$/) ??
    fail(
      `SOJOURN_URL is "${text}"; it must be an address such as https://sojourn.example.org, without a path.`,
    )
  );
}

const readPushOrigin = (text: string): string =>
  originOf(text, /^https:$/) ??
  fail(`SOJOURN_PUSH_ORIGINS holds "${text}"; each must be an address such as https://push.example.org.`);

const readHost = (text: string): string =>
  /^[a-z0-9.:[\]-]+$/i.test(text)
    ? text.toLowerCase()
    : fail(
        `SOJOURN_PROVIDER_HOSTS holds "${text}"; each must be the name of a host, such as sso.example.org.`,
      );

function readSwitch(name: string, text: string | undefined): boolean {
  if (!text || text === '0') return false;
  return text === '1' || fail(`${name} is "${text}"; it must be 1, or 0 for off.`);
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error'];

function readLogLevel(text: string | undefined): string | undefined {
  if (!text || LOG_LEVELS.includes(text)) return text || undefined;
  return fail(`SOJOURN_LOG is "${text}"; it must be one of ${LOG_LEVELS.join(', ')}.`);
}
