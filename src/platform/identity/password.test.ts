import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, PERSONA_PASSWORD, refusal, type TestServer } from '#platform/http/testing.ts';
import { knownPasswords } from './common-passwords.ts';
import * as people from './contract/people.ts';
import * as contract from './contract.ts';
import { passwordWeakness, repeatedPart, wordsOf } from './domain/password.ts';
import { identityServer } from './testing/server.ts';

/** Passwords that others would try: the list, what people make of it, and what is known of person and agency. */
const known = await knownPasswords();
const weakness = (password: string, ...about: string[]) =>
  passwordWeakness(password, known, wordsOf(...about));

test('the list holds the 3,000 most common passwords that are long enough, and many more', () => {
  expect(known.whole.size).toBeGreaterThan(10_000);
  expect([...known.whole].every(({ length }) => length >= 12)).toBe(true);
});

test('every password of the list is refused, however it is written', () => {
  const listed = [...known.whole];
  expect(listed.filter((password) => weakness(password) !== 'common')).toEqual([]);
  fc.assert(
    fc.property(fc.constantFrom(...listed), fc.boolean(), (password, upper) => {
      expect(weakness(upper ? password.toUpperCase() : ` ${password}`)).toBe('common');
    }),
  );
});

const signs = fc.string({ unit: fc.constantFrom(...'0123456789!?.-_ '), maxLength: 6 });
test('a common word lengthened by up to six digits and signs is refused', () => {
  const words = [...known.stems].filter((stem) => /^[a-z]{6,}$/.test(stem));
  fc.assert(
    fc.property(fc.constantFrom(...words), signs, signs, (word, before, after) => {
      fc.pre(before.length + after.length <= 6);
      expect(weakness(before.trimStart() + word + after.trimEnd())).toBe('common');
    }),
  );
});

test('what repeats itself is found, as trying every length finds it', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 14 }), (text) => {
      const parts = Array.from({ length: text.length }, (_, i) => text.slice(0, i + 1));
      expect(repeatedPart(text)).toBe(parts.find((part) => text.replaceAll(part, '') === ''));
    }),
  );
});

test.each([
  'passwordpassword',
  'Password2026!',
  'P@ssw0rd1234',
  'aaaaaaaaaaaa',
  'abcabcabcabc',
  'abcdefghijkl',
  '987654321098',
  'qwertyuiop12',
])('%s is common', (password) => expect(weakness(password)).toBe('common'));

test.each([
  ['sojourn-2026', 'sojourn'],
  ['Amadou.Diallo', 'Amadou Diallo'],
  ['diallo.amadou99', 'amadou.diallo@agency.example'],
  ['S0journ!2026', 'sojourn'],
  ['mercyhands1', 'MercyHands International'],
])('%s is guessable where %s is known', (password, about) =>
  expect(weakness(password, about)).toBe('guessable'),
);

test.each([
  PERSONA_PASSWORD,
  'a quiet river under stars',
  'amadou eats seven mangoes',
  'كلب أزرق يمشي فوق الغيوم',
  '2847-9931-0027-5512',
  'tk4$Xw!nq82Lzp',
])('%s may be used by Amadou Diallo of Sojourn', (password) =>
  expect(weakness(password, 'Amadou Diallo', 'sojourn')).toBeUndefined(),
);

test('a random password is never refused for its composition', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 20, maxLength: 60 }), (text) => {
      fc.pre(new Set(text).size > 8);
      expect(weakness(text, 'Amadou Diallo', 'sojourn')).toBeUndefined();
    }),
  );
});

describe('wherever a password is set', () => {
  let server: TestServer;
  let admin: Caller;
  beforeAll(async () => {
    server = await identityServer();
    const hq = await server.office('HQ');
    admin = await server.persona('Admin', [{ role: 'administrator', officeId: hq }]);
  });
  afterAll(() => server?.close());

  const change = (who: Caller, next: string) =>
    refusal(who.call(contract.changePassword, { body: { current: PERSONA_PASSWORD, next } }));

  test('changing it', async () => {
    const person = await server.persona('Marisol', []);
    expect(await change(person, 'password12345')).toBe('422 identity.password_common');
    expect(await change(person, 'Marisol-2026')).toBe('422 identity.password_guessable');
    // The present one is asked first: nobody tries words against another's account.
    const wrong = { current: 'not it', next: 'password12345' };
    expect(await refusal(person.call(contract.changePassword, { body: wrong }))).toBe(
      '422 identity.wrong_password',
    );
    expect((await person.call(contract.getMe, {})).account?.name).toBe('Marisol');
  });

  test('it counts to its last letter, and capitals are other letters', async () => {
    const person = await server.persona('Wordy', []);
    const long = 'Seven mangoes '.repeat(20).slice(0, 199);
    await person.call(contract.changePassword, { body: { current: PERSONA_PASSWORD, next: `${long}x` } });
    const signIn = (password: string) =>
      refusal(server.stranger.call(contract.signIn, { body: { email: 'wordy@example.org', password } }));
    expect(await signIn(`${long}y`)).toBe('401 identity.wrong_credentials');
    expect(await signIn(`${long.toLowerCase()}x`)).toBe('401 identity.wrong_credentials');
    expect(await signIn(`${long}x`)).toMatch(/^no refusal/);
  });

  test('a one-time link, which stays good', async () => {
    const invited = await admin.call(people.invitePerson, {
      body: { name: 'Ikram Haddad', email: 'ikram@agency.example', language: 'en' },
    });
    const token = invited.invitation.link.split('#')[1]!;
    const use = (password: string) => server.stranger.call(contract.useLink, { body: { token, password } });
    expect(await refusal(use('ikramhaddad1'))).toBe('422 identity.password_guessable');
    expect(await refusal(use('qwertyuiop123'))).toBe('422 identity.password_common');
    expect((await use('five loud green kettles')).account?.name).toBe('Ikram Haddad');
  });
});
