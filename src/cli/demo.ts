import { existsSync } from 'node:fs';
import { readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEMO_PASSWORD, type Seeded, seedDisplacement } from '#modules/displacement/seed.ts';
import { StartProblem } from '#platform/db/embedded/problems.ts';
import type { Config } from '#server/config.ts';
import type { RunningServer } from '#server/server.ts';

const fileOf = (config: Config, name: string) => join(config.dataDir, name);
const READY = 'demo-ready.json';
const FILLING = 'demo-filling';

/** A demonstration whose filling was cut off is made anew: it holds nothing that anyone entered. */
export async function clearHalfFilled(config: Config): Promise<void> {
  if (!existsSync(fileOf(config, FILLING))) return;
  if (config.databaseUrl) {
    throw new StartProblem(
      'start_failed',
      'The filling of the demonstration was cut off in the database of DATABASE_URL: give an empty database and start again.',
    );
  }
  for (const name of ['postgres', 'files', READY, FILLING]) {
    const path = fileOf(config, name);
    // The database may stand elsewhere, behind a link.
    const real = await realpath(path).catch(() => path);
    await rm(real, { recursive: true, force: true });
    await rm(path, { recursive: true, force: true });
  }
}

/** Fills the demonstration at its first start, then says where to open it and as whom. */
export async function openDemonstration(server: RunningServer): Promise<void> {
  const { config } = server;
  const ready = fileOf(config, READY);
  if (!existsSync(ready)) {
    if (!server.setUpCode) {
      throw new StartProblem(
        'start_failed',
        `The data in ${config.dataDir} is not a demonstration: set SOJOURN_DATA to another folder.`,
      );
    }
    console.log('Filling the demonstration (once) …');
    await writeFile(fileOf(config, FILLING), '');
    const seeded = await seedDisplacement({
      url: server.url,
      db: server.db,
      contents: server.contents,
      say: (sentence) => console.log(sentence),
    });
    await writeFile(fileOf(config, 'demo-token'), `${seeded.token}\n`, { mode: 0o600 });
    await writeFile(ready, JSON.stringify(seeded.people));
    await writeCollectUrl(config, seeded.collectUrl);
    await rm(fileOf(config, FILLING));
  }
  await announce(server);
}

/** The device's address, whole; the key stays the same when the demonstration moves to another port. */
async function writeCollectUrl(config: Config, url: string): Promise<void> {
  await writeFile(fileOf(config, 'demo-collect-url'), `${url}\n`, { mode: 0o600 });
}

async function announce(server: RunningServer): Promise<void> {
  const { config, url } = server;
  const before = (await readFile(fileOf(config, 'demo-collect-url'), 'utf8')).trim();
  const collect = `${url}/collect/${before.split('/collect/')[1]}`;
  if (collect !== before) await writeCollectUrl(config, collect);
  const people = JSON.parse(await readFile(fileOf(config, READY), 'utf8')) as Seeded['people'];
  const width = Math.max(...people.map((p) => p.email.length));
  console.log(`
Sojourn's demonstration is at ${url}
Everybody signs in with the password  ${DEMO_PASSWORD}

${people.map((p) => `  ${p.email.padEnd(width)}  ${p.title}`).join('\n')}

ODK Collect (or curl): server address in ${fileOf(config, 'demo-collect-url')}
API: read token of the displacement officer in ${fileOf(config, 'demo-token')}, document at ${url}/api/openapi.json
Stop with Ctrl-C; everything stays in ${config.dataDir}.`);
}
