import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { access, constants, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { asDiskProblem, type ObjectBody, ObjectMissing, type Objects } from './objects.ts';

/** What is on its way and no object yet. */
const INCOMING = 'incoming';

/** Objects as files below a folder that all processes of an installation see. */
export function createFolderObjects(dir: string): Objects {
  const pathOf = (key: string): string => join(dir, key);
  return {
    async put(key, body) {
      try {
        await place(pathOf(key), body, dir);
      } catch (error) {
        throw asDiskProblem(error);
      }
    },
    async get(key, range) {
      const stream = createReadStream(pathOf(key), {
        highWaterMark: 262_144,
        ...(range ? { start: range.from, ...(range.to === undefined ? {} : { end: range.to }) } : {}),
      });
      // Opened before it is handed out, so that a missing object is an answer and not a broken stream.
      await once(stream, 'open').catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? new ObjectMissing(key) : error;
      });
      return stream;
    },
    size: (key) =>
      stat(pathOf(key)).then(
        (found) => found.size,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return undefined;
          throw error;
        },
      ),
    remove: (key) => rm(pathOf(key), { force: true }),
    isEmpty: async () => (await readdir(dir).catch(() => [])).every((name) => name === INCOMING),
    async check() {
      await mkdir(join(dir, INCOMING), { recursive: true, mode: 0o700 });
      await access(dir, constants.R_OK | constants.W_OK);
    },
  };
}

async function place(path: string, body: ObjectBody, dir: string): Promise<void> {
  const folder = dirname(path);
  // Written first: on a disk that can only be read, Node answers a recursive mkdir with ENOENT and an open with the truth.
  const temporary = Buffer.isBuffer(body) ? await writeBeside(dir, body) : body.path;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rename(temporary, path);
  } catch (error) {
    if (Buffer.isBuffer(body)) await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

async function writeBeside(dir: string, bytes: Buffer): Promise<string> {
  const incoming = join(dir, INCOMING);
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const path = join(incoming, randomUUID());
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  return path;
}

/** A new name survives a power cut only once its folder was synced; some systems cannot and need not. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
