import { expect, test } from 'vitest';
import { newRecoveryCode, recoveryCodeHash } from './secrets.ts';

test('what is no recovery code has no hash', () => {
  for (const typed of ['', '123456', 'aaaa-bbbb-cccc', 'aaaa-bbbb-cccc-dddd-e', 'aaaa-bbbb-cccc-ddd!'])
    expect(recoveryCodeHash(typed)).toBeNull();
});

test('a recovery code is the same however it is typed, and no other', () => {
  const code = newRecoveryCode();
  expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$/);
  const hash = recoveryCodeHash(code);
  expect(recoveryCodeHash(` ${code.toUpperCase().replaceAll('-', ' ')} `)).toEqual(hash);
  expect(recoveryCodeHash(code.replaceAll('1', 'l').replaceAll('0', 'O'))).toEqual(hash);
  expect(recoveryCodeHash(newRecoveryCode())).not.toEqual(hash);
});
