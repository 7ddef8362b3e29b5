import { createStoredStore, type Store } from '../store.ts';
import type { ListQuery } from './types.ts';

export interface SavedView {
  name: string;
  query: ListQuery;
  /** Ids of the columns shown. */
  columns: string[];
}

/** Where saved views live; a server-side store can take this place without a change in any list. */
export interface ViewStore {
  list: (listId: string) => Store<SavedView[]>;
}

const stores = new Map<string, Store<SavedView[]>>();

/** Saved views on this device. */
export const localViews: ViewStore = {
  list(listId) {
    let store = stores.get(listId);
    if (!store) {
      store = createStoredStore<SavedView[]>(`sojourn.views.${listId}`, []);
      stores.set(listId, store);
    }
    return store;
  },
};

const columnStores = new Map<string, Store<string[] | null>>();

/** Ids of the columns that the reader wants in this list; null for the standard ones. */
export function shownColumns(listId: string): Store<string[] | null> {
  let store = columnStores.get(listId);
  if (!store) {
    store = createStoredStore<string[] | null>(`sojourn.columns.${listId}`, null);
    columnStores.set(listId, store);
  }
  return store;
}
