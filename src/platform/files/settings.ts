import type { S3Settings } from './objects/s3.ts';

/** Where the scanner of viruses listens: a host with its port, or a socket in the file system. */
export type ClamavAddress = { host: string; port: number } | { path: string };

/** How files are kept, as the environment decides. */
export interface FilesSettings {
  /** A bucket; the data folder when there is none. */
  s3?: S3Settings | undefined;
  clamav?: ClamavAddress | undefined;
  /** Greatest file of a record, in bytes. */
  maxBytes: number;
  /** Endings of names, in lower case and without dot, that no file of a record may have. */
  forbidden: readonly string[];
  /** Days after which what was removed from a record is purged. */
  keepRemovedDays: number;
}

/** Programs and scripts of the usual systems, and what starts them when it is opened. */
const FORBIDDEN =
  'apk app bat bin chm cmd com cpl deb dll dmg docm dotm elf exe gadget hta inf iso jar js jse lnk mjs msc msi msix msp mst pif pkg potm ppam ppsm pptm ps1 psm1 py reg rpm run scf scr sct sh sys url vb vbe vbs vhd vhdx ws wsc wsf wsh xlam xlsm xltm';

export const defaultSettings: FilesSettings = {
  maxBytes: 500_000_000,
  forbidden: FORBIDDEN.split(' '),
  keepRemovedDays: 14,
};

/**
 * Reads SOJOURN_S3_*, SOJOURN_CLAMAV and SOJOURN_FILES_*.
 * @param fail throws one sentence for the administrator
 */
export function readFilesSettings(env: NodeJS.ProcessEnv, fail: (sentence: string) => never): FilesSettings {
  return {
    s3: readS3Settings(env, 'SOJOURN_S3', fail),
    clamav: readClamav(env.SOJOURN_CLAMAV, fail),
    maxBytes: readMegabytes(env.SOJOURN_FILES_MAX_MB, fail) ?? defaultSettings.maxBytes,
    forbidden: env.SOJOURN_FILES_FORBIDDEN
      ? env.SOJOURN_FILES_FORBIDDEN.toLowerCase()
          .split(/[\s,.]+/)
          .filter(Boolean)
      : defaultSettings.forbidden,
    keepRemovedDays: readDays(env.SOJOURN_FILES_KEEP_REMOVED_DAYS, fail) ?? defaultSettings.keepRemovedDays,
  };
}

/**
 * Reads a bucket from `<prefix>_ENDPOINT`, `_BUCKET`, `_KEY_ID`, `_SECRET` and `_REGION`; undefined where no endpoint is set.
 * @param fail throws one sentence for the administrator
 */
export function readS3Settings(
  env: NodeJS.ProcessEnv,
  prefix: string,
  fail: (sentence: string) => never,
): S3Settings | undefined {
  const endpoint = env[`${prefix}_ENDPOINT`];
  if (!endpoint) {
    // Without this, who forgot or misspelt one would find everything in the data folder.
    const alone = ['BUCKET', 'KEY_ID', 'SECRET', 'REGION'].find((name) => env[`${prefix}_${name}`]);
    if (alone) fail(`${prefix}_${alone} is set: ${prefix}_ENDPOINT is needed too.`);
    return undefined;
  }
  if (!/^https?:\/\/[^/]+\/?$/.test(endpoint))
    fail(`${prefix}_ENDPOINT is "${endpoint}"; it must look like https://s3.example.org, without a path.`);
  const need = (name: string): string =>
    env[`${prefix}_${name}`] || fail(`${prefix}_ENDPOINT is set: ${prefix}_${name} is needed too.`);
  const bucket = need('BUCKET');
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    fail(`${prefix}_BUCKET is "${bucket}", which cannot be the name of a bucket.`);
  return {
    endpoint: endpoint.replace(/\/$/, ''),
    bucket,
    region: env[`${prefix}_REGION`] || 'us-east-1',
    accessKeyId: need('KEY_ID'),
    secretAccessKey: need('SECRET'),
  };
}

function readClamav(text: string | undefined, fail: (sentence: string) => never): ClamavAddress | undefined {
  if (!text) return undefined;
  if (text.startsWith('/')) return { path: text };
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  if (!host || !port || Number(port) < 1 || Number(port) > 65_535)
    fail(
      `SOJOURN_CLAMAV is "${text}"; it must be a host with its port (clamav:3310) or the path of a socket.`,
    );
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
}

function readMegabytes(text: string | undefined, fail: (sentence: string) => never): number | undefined {
  if (!text) return undefined;
  const megabytes = Number(text);
  if (!(megabytes >= 1 && megabytes <= 100_000))
    fail(`SOJOURN_FILES_MAX_MB is "${text}"; it must be a number of megabytes between 1 and 100000.`);
  return megabytes * 1_000_000;
}

function readDays(text: string | undefined, fail: (sentence: string) => never): number | undefined {
  if (!text) return undefined;
  const days = Number(text);
  if (!(Number.isInteger(days) && days >= 1 && days <= 3650))
    fail(
      `SOJOURN_FILES_KEEP_REMOVED_DAYS is "${text}"; it must be a whole number of days between 1 and 3650.`,
    );
  return days;
}
