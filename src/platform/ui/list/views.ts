import { createStoredStore, readStored, type Store } from '../store.ts';
import type { ListQuery } from './types.ts';

/** Views as they were kept on the device before the server kept them. */
interface DeviceView {
  name: string;
  query: ListQuery;
  columns: string[];
}

const deviceKey = (listId: string): string => `sojourn.views.${listId}`;

/** Views of a list that only this device knows; they move to the server when they are next looked at. */
export const deviceViews = (listId: string): DeviceView[] => readStored<DeviceView[]>(deviceKey(listId), []);
export const forgetDeviceViews = (listId: string): void => localStorage.removeItem(deviceKey(listId));

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
