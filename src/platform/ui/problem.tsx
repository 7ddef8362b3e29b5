import { Button, Group, Text } from '@mantine/core';
import { CallError, type ProblemDocument } from '@sojourn/route-contract';
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import { use } from 'react';
import type { Language } from '../i18n/language.ts';
import { type Catalogue, fillMessage, loadMessages, type MessageValues } from '../i18n/messages.ts';
import { useLanguage, useT } from '../i18n/web/use-t.tsx';
import { uiMessages } from './messages/catalogue.ts';
import classes from './problem.module.css';

const catalogues = new Map<string, Catalogue>();

/** The frame names each slice's catalogue here, so that `problem.<code>` is found by the code's first word. */
export const registerProblems = (id: string, catalogue: Catalogue): void => {
  catalogues.set(id, catalogue);
};

/** A slice's own messages, for those who speak of its records without knowing it; none of a slice without screens. */
export const catalogueOf = (id: string): Catalogue | undefined => catalogues.get(id);

/** Names of the slices that have messages. */
export const slicesWithWords = (): string[] => [...catalogues.keys()];

export interface Sentence {
  code: string;
  text: string;
  params?: Record<string, unknown>;
}

const sentences = new Map<string, Promise<(document: Sentence) => string | undefined>>();

function sayer(code: string, language: Language) {
  const slice = code.split('.')[0]!;
  const key = `${slice}|${language}`;
  let found = sentences.get(key);
  if (!found) {
    found = Promise.all(
      [catalogues.get(slice), uiMessages as Catalogue].map((one) =>
        one ? loadMessages(one, language).catch(() => ({})) : {},
      ),
    ).then((all: Record<string, string>[]) => ({ code, params }: Sentence) => {
      const message = all.map((messages) => messages[`problem.${code}`]).find(Boolean);
      try {
        return message && fillMessage(language, message, params as MessageValues);
      } catch {
        return undefined;
      }
    });
    sentences.set(key, found);
  }
  return found;
}

/** The sentence of a problem code in the reader's language; the server's English only where none was written. */
export async function sayProblem(language: Language, sentence: Sentence): Promise<string> {
  return (await sayer(sentence.code, language))(sentence) ?? sentence.text;
}

/** Any thrown thing as a problem document. */
function problemOf(error: unknown): ProblemDocument {
  if (error instanceof CallError) return error.problem;
  const failedImport = error instanceof TypeError && /import|fetch|module/i.test(error.message);
  return {
    type: 'about:blank',
    title: 'Problem',
    status: 0,
    code: failedImport ? 'http.offline' : 'http.unexpected',
  };
}

export interface SaidProblem {
  text: string;
  errors: { path: string; text: string }[];
  offline: boolean;
  /** Nothing failed: the write waits on this device. */
  queued: boolean;
}

/** A thrown error as sentences in the reader's language. */
export async function sayError(language: Language, error: unknown): Promise<SaidProblem> {
  const problem = problemOf(error);
  const say = (one: Sentence) => sayProblem(language, one);
  const errors = await Promise.all(
    (problem.errors ?? []).map(async (field) => ({
      path: field.path,
      text: await say({
        code: field.code,
        text: field.message,
        params: (field as { params?: Record<string, unknown> }).params ?? problem.params,
      }),
    })),
  );
  const text = await say({
    code: problem.code,
    text: problem.detail ?? problem.title,
    params: problem.params,
  });
  return { text, errors, offline: problem.code === 'http.offline', queued: problem.code === 'http.queued' };
}

/** A thrown error in sentences; suspends for a moment when the slice's messages are not there yet. */
function useSaidError(error: unknown): SaidProblem {
  const language = useLanguage();
  return use(saidOnce(language, error));
}

const said = new WeakMap<object, Map<Language, Promise<SaidProblem>>>();
const nameless = { name: 'an error that is no object' };

/** One promise for one error: `use` must find the same again when it comes back. */
function saidOnce(language: Language, error: unknown): Promise<SaidProblem> {
  const key = typeof error === 'object' && error !== null ? error : nameless;
  const known = said.get(key) ?? new Map<Language, Promise<SaidProblem>>();
  said.set(key, known);
  const promise = known.get(language) ?? sayError(language, error);
  known.set(language, promise);
  return promise;
}

/** What went wrong, where, and how to mend it. */
export function Problem(props: { error: unknown; onRetry?: () => void; title?: string }) {
  const t = useT(uiMessages);
  const said = useSaidError(props.error);
  const Icon = said.offline || said.queued ? IconPlugConnectedX : IconAlertTriangle;
  const extra = said.errors.filter(({ text }) => text !== said.text);
  return (
    <div role="alert" className={classes.problem} data-waits={said.queued || undefined}>
      <Icon size={20} stroke={1.8} aria-hidden className={classes.icon} />
      <div>
        <Text fw={600} size="sm">
          {said.queued ? t('problem.queued') : (props.title ?? t('problem.title'))}
        </Text>
        <Text size="sm">{said.text}</Text>
        {extra.length > 0 && (
          <ul className={classes.list}>
            {extra.map(({ path, text }) => (
              <li key={path + text}>{text}</li>
            ))}
          </ul>
        )}
        {props.onRetry && (
          <Group mt="xs">
            <Button size="xs" variant="default" onClick={props.onRetry}>
              {t('again')}
            </Button>
          </Group>
        )}
      </div>
    </div>
  );
}
