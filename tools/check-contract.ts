// Refuses what takes something away from callers of the last release, unless the version is raised. `--release` makes
// the document of today the one that the next changes are measured by.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { productRoot } from '#server/root.ts';
import { currentApiDocument } from './api-document.ts';
import { type ApiDocument, findNarrowings, mayNarrow } from './contract/compare.ts';

const name = 'docs/openapi.released.json';
const file = join(productRoot, name);
const current = currentApiDocument() as unknown as ApiDocument;
if (process.argv.includes('--release')) {
  writeFileSync(file, `${JSON.stringify(current, null, 1)}\n`);
  console.log(`${name} is now the API of ${current.info.version}.`);
  process.exit(0);
}
const released = JSON.parse(readFileSync(file, 'utf8')) as ApiDocument;
const findings = findNarrowings(released, current);
const from = released.info.version;
const to = current.info.version;
const allowed = mayNarrow(from, to);
for (const { route, field, what } of findings) console.log(`${route}: ${field} ${what}`);
if (findings.length === 0) console.log(`The API gives everything that ${from} gave.`);
else if (allowed)
  console.log(`${findings.length} narrowed since ${from}; ${to} may, and the changelog should say so.`);
else {
  const [major, minor] = from.split('.').map(Number);
  const next = major === 0 ? `0.${minor! + 1}.0` : `${major! + 1}.0.0`;
  console.error(
    `${findings.length} narrowed since ${from}. Keep what was there beside the new, or raise the version in package.json to ${next} and say it in CHANGELOG.md.`,
  );
}
process.exit(findings.length > 0 && !allowed ? 1 : 0);
