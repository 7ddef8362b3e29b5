import { expect, test } from 'vitest';
import { newRecoveryCode, newSecret, recoveryCodeHash } from './secrets.ts';

test('what is no recovery code has no hash', () => {
  for (const typed of ['', '123456', 'aaaa-bbbb-cccc', 'aaaa-bbbb-cccc-dddd-e', 'aaaa-bbbb-cccc-ddd!'])
    expect(recoveryCodeHash(typed)).toBeNull();
});

test('a recovery code is the same however it is typed, and no other', () => {
  const code = newRecoveryCode();
  expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){5}$/);
  const hash = recoveryCodeHash(code);
  expect(recoveryCodeHash(` ${code.toUpperCase().replaceAll('-', ' ')} `)).toEqual(hash);
  expect(recoveryCodeHash(code.replaceAll('1', 'l').replaceAll('0', 'O'))).toEqual(hash);
  expect(recoveryCodeHash(newRecoveryCode())).not.toEqual(hash);
});

test('a code of sixteen letters, as earlier ones were, still has its hash', () => {
  expect(recoveryCodeHash('0123-4567-89ab-cdef')).not.toBeNull();
});

test('secrets and codes are as long as they should be, and never the same', () => {
  const secrets = Array.from({ length: 200 }, newSecret);
  expect(secrets.every((secret) => Buffer.from(secret, 'base64url').length === 32)).toBe(true);
  expect(new Set([...secrets, ...Array.from({ length: 200 }, newRecoveryCode)]).size).toBe(400);
});
