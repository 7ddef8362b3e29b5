/**
 * Writes `tables.gen.ts` of each slice from a freshly migrated database.
 *
 *   npx tsx --conditions=source tools/gen-tables.ts [--check] [slice ...]
 *
 * `--check` writes nothing and ends with 1 if a file is stale or missing.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type CatalogueColumn, readColumns } from '#platform/db/catalogue.ts';
import { findSlices, schemaOf } from '#platform/db/slices.ts';
import { startTestCluster } from '#platform/db/testing/cluster.ts';
import { renderTables } from './gen-tables/render.ts';

const args = process.argv.slice(2);
const check = args.includes('--check');
const wanted = args.filter((arg) => !arg.startsWith('--'));
const slices = findSlices().filter(({ slice }) => wanted.length === 0 || wanted.includes(slice));

const cluster = await startTestCluster();
let columns: CatalogueColumn[];
try {
  columns = await readColumns(
    cluster.templateUrl,
    slices.map(({ slice }) => schemaOf(slice)),
  );
} finally {
  await cluster.stop();
}

for (const { slice, folder } of slices) {
  const broken = cluster.leftOut.find((left) => left.slice === slice);
  if (broken !== undefined) {
    complain(`${slice} does not migrate: ${broken.reason}`);
    continue;
  }
  const file = join(folder, 'tables.gen.ts');
  const own = columns.filter((column) => column.schema === schemaOf(slice));
  const text = renderTables(schemaOf(slice), own);
  const present = existsSync(file) ? await readFile(file, 'utf8') : '';
  if (present === text || (own.length === 0 && present === '')) continue;
  if (check)
    complain(
      `${relative('.', file)} is stale: run "npx tsx --conditions=source tools/gen-tables.ts ${slice}".`,
    );
  else {
    await writeFile(file, text);
    process.stdout.write(`${relative('.', file)} written\n`);
  }
}

function complain(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
