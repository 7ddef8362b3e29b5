import type { Tx } from '#platform/db/tx.ts';
import { type AreaIndex, buildAreaIndex, type KnownArea } from './area-index.ts';
import { readCurrent, readVersion } from './store/area.ts';
import { findSiteRow, listKnownCodes } from './store/site.ts';

export type { AreaIndex, KnownArea } from './area-index.ts';

interface Loaded {
  version: string;
  index: AreaIndex;
}

let loaded: Loaded | undefined;
const loading = new Map<string, Promise<Loaded>>();

/**
 * The areas in force, for questions by the thousand. One short query finds out whether any process has applied an
 * edition since; only then the index is built anew.
 */
export async function currentAreas(tx: Tx): Promise<AreaIndex> {
  const version = await readVersion(tx);
  if (loaded?.version === version) return loaded.index;
  let pending = loading.get(version);
  if (!pending) {
    pending = load(tx, version).finally(() => loading.delete(version));
    loading.set(version, pending);
  }
  loaded = await pending;
  return loaded.index;
}

async function load(tx: Tx, version: string): Promise<Loaded> {
  return { version, index: buildAreaIndex(await readCurrent(tx, null)) };
}

/** The smallest area in which a point lies, with its P-codes from the country down. */
export async function findSmallestArea(
  tx: Tx,
  lon: number,
  lat: number,
): Promise<(KnownArea & { path: string[] }) | undefined> {
  const index = await currentAreas(tx);
  const area = index.findSmallest(lon, lat);
  return area && { ...area, path: index.pathOf(area.pcode) };
}

/** A site as records name it. */
export interface KnownSite {
  id: string;
  code: string;
  name: string;
  /** Smallest known area of the site; null when it lies in none. */
  pcode: string | null;
  lat: number | null;
  lon: number | null;
}

/** The site of an operation with this code (SSID), whatever its letters' case; undefined when hidden or unknown. */
export async function findSiteByCode(
  tx: Tx,
  operationId: string,
  code: string,
): Promise<KnownSite | undefined> {
  const row = await findSiteRow(tx, { operationId, code: code.trim() });
  return (
    row && {
      id: row.id,
      code: row.code,
      name: row.name,
      pcode: row.area_path.at(-1) ?? null,
      lat: row.lat,
      lon: row.lon,
    }
  );
}

/** Which of many codes are sites of an operation, whatever their letters' case. */
export async function siteCodesAmong(
  tx: Tx,
  operationId: string,
  codes: readonly string[],
): Promise<(code: string) => boolean> {
  const known = new Set(await listKnownCodes(tx, operationId, codes));
  return (code) => known.has(code.toLowerCase());
}
