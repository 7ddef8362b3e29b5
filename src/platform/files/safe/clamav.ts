import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { ClamavAddress } from '../settings.ts';

/** A scanner that is silent for so long is taken for gone. */
const SILENCE_MS = 120_000;
const CHUNK = 65_536;

/** The scanner is configured and cannot be asked: nothing is opened before it could. */
export class ScannerUnavailable extends Error {
  constructor(reason: string) {
    super(`The virus scanner cannot be asked: ${reason}`);
    this.name = 'ScannerUnavailable';
  }
}

/**
 * Asks clamd about a content by INSTREAM (clamd(8)): each chunk behind its length, a length of zero at the end.
 * @returns the name of what was found, undefined when it is clean
 * @throws ScannerUnavailable
 */
export async function scan(address: ClamavAddress, content: Readable): Promise<string | undefined> {
  const socket = connect('path' in address ? { path: address.path } : address);
  try {
    const answer = readAnswer(socket);
    // Looked at below; the scanner may also end the talk in the middle, with its reason.
    answer.catch(() => {});
    await Promise.race([sendAll(socket, content), answer]);
    return verdict(await answer);
  } catch (error) {
    if (error instanceof ScannerUnavailable) throw error;
    throw new ScannerUnavailable((error as NodeJS.ErrnoException).code ?? (error as Error).message);
  } finally {
    content.destroy();
    socket.destroy();
  }
}

function verdict(answer: string): string | undefined {
  if (/: OK$/.test(answer)) return undefined;
  const found = /: (.+) FOUND$/.exec(answer)?.[1];
  if (found) return found;
  throw new ScannerUnavailable(answer || 'no answer');
}

function readAnswer(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setTimeout(SILENCE_MS, () => reject(new ScannerUnavailable('it is silent')));
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
      if (text.includes('\0')) resolve(text.slice(0, text.indexOf('\0')));
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(text));
  });
}

async function sendAll(socket: Socket, content: Readable): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'));
  for await (const chunk of content as AsyncIterable<Buffer>) {
    for (let at = 0; at < chunk.length; at += CHUNK) {
      const piece = chunk.subarray(at, at + CHUNK);
      const head = Buffer.alloc(4);
      head.writeUInt32BE(piece.length);
      await write(socket, Buffer.concat([head, piece]));
    }
  }
  await write(socket, Buffer.alloc(4));
}

const write = (socket: Socket, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())));
