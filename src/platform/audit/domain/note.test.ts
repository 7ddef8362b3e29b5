import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkpointText,
  openCheckpoint,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  signerOf,
  signNote,
} from './note.ts';

const pem = () =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const signer = signerOf('agency.example/audit', pem());
const verifier = parseVerifierKey(signer.verifierKey);
const root = Buffer.alloc(32, 7);

describe('verifier keys', () => {
  it('refuses malformed keys and a hash that does not fit', () => {
    expect(() => parseVerifierKey('nonsense')).toThrow(TypeError);
    expect(() => parseVerifierKey(signer.verifierKey.replace(/\+[0-9a-f]{8}\+/, '+00000000+'))).toThrow(
      /fit/,
    );
  });

  it('refuses other kinds of key and names with spaces', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    expect(() => signerOf('x', rsa.export({ type: 'pkcs8', format: 'pem' }) as string)).toThrow(/Ed25519/);
    expect(() => signerOf('a b', pem())).toThrow(TypeError);
  });
});

describe('notes', () => {
  it('opens the published example of the Go implementation', () => {
    const key = parseVerifierKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
    const text =
      'If you think cryptography is the answer to your problem,\n' +
      "then you don't know what your problem is.\n";
    const signature =
      'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=';
    expect(openNote(`${text}\n\u2014 PeterNeumann ${signature}\n`, [key])).toBe(text);
    expect(openNote(`${text}x\n\n\u2014 PeterNeumann ${signature}\n`, [key])).toBeUndefined();
  });

  it('does not open under another key, another name or without a signature', () => {
    const note = signNote('hello\n', signer);
    const other = signerOf('agency.example/audit', pem());
    expect(openNote(note, [parseVerifierKey(other.verifierKey)])).toBeUndefined();
    expect(openNote(note.replace('agency', 'agencx'), [verifier])).toBeUndefined();
    expect(openNote('hello\n', [verifier])).toBeUndefined();
    expect(openNote(note, [])).toBeUndefined();
    expect(() => signNote('no end', signer)).toThrow(TypeError);
  });

  it('opens what was signed and nothing that was changed by one bit', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 48), fc.nat(), fc.nat(7), (size, position, bit) => {
        const text = checkpointText({ origin: signer.name, size, root });
        const note = signNote(text, signer);
        expect(openCheckpoint(note, [verifier])).toEqual({ origin: signer.name, size, root });
        const bytes = Buffer.from(note, 'utf8');
        const end = note.lastIndexOf('\n\n');
        bytes[position % end]! ^= 1 << bit;
        expect(openCheckpoint(bytes.toString('utf8'), [verifier])).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });
});

describe('checkpoints', () => {
  it('refuses any other form of the same statement', () => {
    const text = checkpointText({ origin: 'a', size: 12, root });
    expect(parseCheckpoint(text)).toEqual({ origin: 'a', size: 12, root });
    expect(parseCheckpoint(text.replace('12', '012'))).toBeUndefined();
    expect(parseCheckpoint(`${text}extension\n`)).toBeUndefined();
    expect(parseCheckpoint(text.replace('=', ''))).toBeUndefined();
  });

  it('refuses a checkpoint of another log that the same key signed', () => {
    const note = signNote(checkpointText({ origin: 'other.example', size: 1, root }), signer);
    expect(openCheckpoint(note, [verifier])).toBeUndefined();
  });
});
