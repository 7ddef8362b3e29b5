import { join } from 'node:path';
import type { Vault } from '#platform/vault/vault.ts';
import { type ContentStore, createContentStore } from './contents.ts';
import { createFolderObjects } from './objects/folder.ts';
import type { Objects } from './objects/objects.ts';
import { createS3Objects, type S3Settings } from './objects/s3.ts';

/** Where contents lie inside the data folder, or are received on their way to a bucket. */
export const contentDir = (dataDir: string): string => join(dataDir, 'files');

/** Stored bytes of an installation: in its data folder, or in a bucket where one is configured. */
export const openObjects = (dataDir: string, s3?: S3Settings): Objects =>
  s3 ? createS3Objects(s3) : createFolderObjects(contentDir(dataDir));

/** The files of an installation, by content, sealed. */
export const openContents = (place: {
  dataDir: string;
  vault: Vault;
  s3?: S3Settings | undefined;
}): ContentStore =>
  createContentStore(contentDir(place.dataDir), openObjects(place.dataDir, place.s3), place.vault);
