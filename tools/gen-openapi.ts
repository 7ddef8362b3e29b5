// Writes docs/openapi.json from the contracts; `--check` says whether it is fresh.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { productRoot } from '#server/root.ts';
import { currentApiDocument } from './api-document.ts';

const file = join(productRoot, 'docs', 'openapi.json');
const document = currentApiDocument();
const text = `${JSON.stringify(document, null, 1)}\n`;

if (process.argv.includes('--check')) {
  const stored = readFileSync(file, 'utf8');
  if (stored !== text) {
    console.error('docs/openapi.json is out of date: run npm run generate and look at what changed.');
    process.exit(1);
  }
  console.log('docs/openapi.json is fresh.');
} else {
  writeFileSync(file, text);
  console.log(`${file}: ${Object.keys(document.paths as object).length} paths`);
}
process.exit(0);
