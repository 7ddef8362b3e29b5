import { createPool } from '../pool.ts';
import { createDb, type Db } from '../tx.ts';

/** The database of a test as the server sees it, for a child process that a test kills. */
export const openApp = (appUrl: string): Db => createDb(createPool({ url: appUrl, max: 2 }));
