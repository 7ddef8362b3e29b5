import { type ComponentType, lazy } from 'react';
import { connection, reportOffline, serverAnswers } from './connection.ts';

/**
 * Loads a part of the application. Without a link it waits for one: the page stays as it is, and the banner says why.
 * @throws what the import said where the server answers and has no such part, as after another release
 */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
  for (let isRefused = false; ; ) {
    try {
      return await load();
    } catch (error) {
      const answers = await serverAnswers();
      if (answers && isRefused) throw error;
      isRefused = answers;
      if (!answers) await link();
    }
  }
}

function link(): Promise<void> {
  reportOffline();
  return new Promise((resolve) => {
    const stop = connection.subscribe(() => {
      if (connection.get() === 'offline') return;
      stop();
      resolve();
    });
  });
}

/** As React's `lazy`, for parts that come after the page: a dropped link must not take down what stands there. */
// biome-ignore lint/suspicious/noExplicitAny: as in React's own type, the component's properties are inferred
export const lazyPart = <T extends ComponentType<any>>(load: () => Promise<{ default: T }>) =>
  lazy(() => patiently(load));
