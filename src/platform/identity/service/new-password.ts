import { invalid } from '#platform/http/problem.ts';
import { knownPasswords } from '../common-passwords.ts';
import { passwordWeakness, wordsOf } from '../domain/password.ts';
import { hashPassword } from '../secrets.ts';

/** The product and what such agencies do: words that a guesser tries everywhere. */
const EVERYWHERE = [
  'sojourn',
  'migration',
  'displacement',
  'resettlement',
  'protection',
  'humanitarian',
  'agency',
  'administrator',
  'password',
];

const SENTENCES = {
  common:
    'Many people use this password or one like it. Choose another one, such as four words that do not belong together.',
  guessable:
    'This password is little more than names that others know. Choose one without your name or that of the agency.',
};

/**
 * The hash of a new password.
 * @param about names and addresses of the person and the agency, which do not make a password
 * @param path of the field, such as `body.password`
 * @throws Problem `identity.password_common`, `identity.password_guessable`
 */
export async function hashNewPassword(
  password: string,
  about: readonly (string | null | undefined)[],
  path: string,
): Promise<string> {
  const words = wordsOf(...EVERYWHERE, ...about.map((text) => text ?? ''));
  const weakness = passwordWeakness(password, await knownPasswords(), words);
  if (weakness) throw invalid(path, `identity.password_${weakness}`, SENTENCES[weakness]);
  return hashPassword(password);
}
