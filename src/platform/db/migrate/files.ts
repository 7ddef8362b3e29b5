import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type MigrationSource, schemaOf } from '../slices.ts';
import { MigrateProblem } from './problems.ts';

export interface MigrationFile {
  readonly slice: string;
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

export interface SlicePolicies {
  readonly slice: string;
  readonly schema: string;
  readonly text: string;
}

export interface MigrationSet {
  /** The platform's own first, then in the order of time across slices, at the same time as the slices were given. */
  readonly migrations: readonly MigrationFile[];
  readonly policies: readonly SlicePolicies[];
}

const FILE_NAME = /^\d{8}T\d{4}_[a-z0-9_-]+\.sql$/;
const SLICE_NAME = /^[a-z][a-z0-9-]*$/;

export async function readMigrationSet(slices: readonly MigrationSource[]): Promise<MigrationSet> {
  const read = await Promise.all(slices.map(readSlice));
  const migrations = read.flatMap((slice) => slice.migrations);
  // Array.sort is stable: equal times keep the order of the slices.
  migrations.sort((a, b) => compare(rank(a), rank(b)));
  return { migrations, policies: read.map((slice) => slice.policies) };
}

async function readSlice({
  slice,
  folder,
}: MigrationSource): Promise<{ migrations: MigrationFile[]; policies: SlicePolicies }> {
  if (!SLICE_NAME.test(slice)) {
    throw new MigrateProblem('bad_file', `A slice may not be called "${slice}": use small letters and "-".`);
  }
  const names = await readdir(join(folder, 'migrations')).catch(() => [] as string[]);
  const migrations = await Promise.all(
    names
      .filter((name) => name.endsWith('.sql'))
      .sort()
      .map((name) => readMigration(slice, join(folder, 'migrations'), name)),
  );
  const text = await readFile(join(folder, 'policies.sql'), 'utf8').catch(() => '');
  return { migrations, policies: { slice, schema: schemaOf(slice), text: unixLines(text) } };
}

async function readMigration(slice: string, folder: string, name: string): Promise<MigrationFile> {
  if (!FILE_NAME.test(name)) {
    throw new MigrateProblem(
      'bad_file',
      `The migration ${slice}/${name} must be named like 20261121T0900_what_it_does.sql.`,
      { slice },
    );
  }
  const text = unixLines(await readFile(join(folder, name), 'utf8'));
  return { slice, name, text, checksum: sha256(text) };
}

/** A checkout on another system may bring other line ends, which are no edit. */
function unixLines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** The platform's own schema holds the record of migrations and what every slice calls: it comes before all. */
function rank(file: MigrationFile): string {
  return file.slice === 'platform' ? '' : file.name.slice(0, 13);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sha256(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex');
}

/** One value for everything that a run would apply. */
export function fingerprintOf(set: MigrationSet, appPassword: string): string {
  return sha256(
    'runner 1',
    // A hash of a hash: the stored value says nothing about the password.
    sha256('app password', appPassword),
    ...set.migrations.flatMap((file) => [file.slice, file.name, file.checksum]),
    ...set.policies.flatMap((file) => [file.slice, file.text]),
  );
}
