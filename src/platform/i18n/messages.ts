import { IntlMessageFormat } from 'intl-messageformat';
import { type Language, localeTag } from './language.ts';

export type MessageValues = Record<string, string | number | boolean | Date | null | undefined>;

/** Says the message of a key in one language, its ICU placeholders filled. */
export type Translator<K extends string = string> = (key: K, values?: MessageValues) => string;

type Loader<M> = () => Promise<{ messages: M }>;

/** The messages of one slice in all languages, each language loaded when it is first read. */
export interface Catalogue<K extends string = string> {
  readonly id: string;
  readonly load: Readonly<Record<Language, Loader<Record<K, string>>>>;
}

/**
 * Declares a slice's catalogue. The English file defines the keys; a language that lacks one does not compile.
 * `id` names the slice and prefixes its problem codes.
 */
export function defineCatalogue<M extends Record<string, string>>(
  id: string,
  load: { en: Loader<M> } & Record<Exclude<Language, 'en'>, Loader<Record<keyof M, string>>>,
): Catalogue<keyof M & string> {
  return { id, load } as Catalogue<keyof M & string>;
}

const loaded = new WeakMap<object, Map<Language, Record<string, string>>>();
const loading = new WeakMap<object, Map<Language, Promise<Record<string, string>>>>();

const entry = <V>(store: WeakMap<object, Map<Language, V>>, catalogue: object): Map<Language, V> => {
  let found = store.get(catalogue);
  if (!found) {
    found = new Map();
    store.set(catalogue, found);
  }
  return found;
};

/** The messages when they are already in memory. */
export const messagesNow = (catalogue: Catalogue, language: Language): Record<string, string> | undefined =>
  loaded.get(catalogue)?.get(language);

/** Loads the messages of one language once; the same promise for every caller until it fails. */
export function loadMessages(catalogue: Catalogue, language: Language): Promise<Record<string, string>> {
  const pending = entry(loading, catalogue);
  let promise = pending.get(language);
  if (!promise) {
    const arriving: Promise<Record<string, string>> = catalogue.load[language]().then(({ messages }) => {
      entry(loaded, catalogue).set(language, messages);
      // What React's `use` looks for: a promise so marked is read at once, without a moment of suspense.
      Object.assign(arriving, { status: 'fulfilled', value: messages });
      return messages;
    });
    promise = arriving;
    promise.catch(() => pending.delete(language));
    pending.set(language, promise);
  }
  return promise;
}

const compiled = new Map<string, IntlMessageFormat>();

/** Fills one ICU message. A message without placeholders is returned as it stands, without a parser. */
export function fillMessage(language: Language, message: string, values?: MessageValues): string {
  if (!/[{']/.test(message)) return message;
  const key = `${language}|${message}`;
  let format = compiled.get(key);
  if (!format) {
    format = new IntlMessageFormat(message, localeTag(language), undefined, { ignoreTag: true });
    compiled.set(key, format);
  }
  return String(format.format(values as Record<string, string>));
}

/** A translator over messages already in memory. An unknown key reads as itself, so that a screen never breaks. */
export const translatorOf =
  <K extends string>(language: Language, messages: Readonly<Record<K, string>>): Translator<K> =>
  (key, values) => {
    const message = messages[key];
    return message === undefined ? key : fillMessage(language, message, values);
  };

/** Loads and returns a translator; for the server, jobs and providers outside React. */
export async function translator<K extends string>(
  catalogue: Catalogue<K>,
  language: Language,
): Promise<Translator<K>> {
  return translatorOf<K>(language, (await loadMessages(catalogue, language)) as Record<K, string>);
}
