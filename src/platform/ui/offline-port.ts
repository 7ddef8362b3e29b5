import type { Route } from '@sojourn/route-contract';

/** What stands in for the server while there is no link; put in place by `platform/offline` once a store is open. */
export interface OfflinePort {
  /** Keeps the answer of a route that may be kept. */
  keep(route: Route, input: unknown, answer: unknown): void;
  /** The answer that was kept last, or undefined. */
  find(route: Route, input: unknown): Promise<unknown>;
  /** Takes a write that may wait, under its key; false where nothing can be kept. */
  queue(route: Route, input: unknown, key: string): Promise<boolean>;
}

let port: OfflinePort | undefined;

export const setOfflinePort = (next: OfflinePort | undefined): void => {
  port = next;
};
export const offlinePort = (): OfflinePort | undefined => port;
