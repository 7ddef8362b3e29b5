import fc from 'fast-check';
import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { newRecoveryCode, newSecret, newTotpSecret, recoveryCodeHash, totpStep } from './secrets.ts';

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

test('a code of the app is taken in the thirty seconds that it is shown, and at no other moment', () => {
  const secret = newTotpSecret();
  const app = new TOTP({ secret: Secret.fromBase32(secret) });
  const second = fc.integer({ min: 0, max: 4_000_000_000 });
  fc.assert(
    fc.property(second, fc.integer({ min: -200, max: 200 }), (shown, later) => {
      const at = Math.max(0, shown + later);
      const code = app.generate({ timestamp: shown * 1000 });
      const same = Math.floor(shown / 30) === Math.floor(at / 30);
      // One code in a million is that of a neighbour by chance.
      fc.pre(same || code !== app.generate({ timestamp: at * 1000 }));
      expect(totpStep(secret, code, new Date(at * 1000))).toBe(same ? Math.floor(at / 30) : null);
    }),
  );
});
