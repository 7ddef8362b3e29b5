// Writes docs/openapi.json from the contracts; `--check` says whether it is fresh, and refuses a narrowed contract.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createModules } from '#server/modules.ts';
import { apiDocument } from '#server/openapi.ts';
import { productRoot } from '#server/root.ts';

const file = join(productRoot, 'docs', 'openapi.json');
const modules = createModules({
  dataDir: '/nonexistent',
  publicUrl: () => '',
  setUpCode: () => '',
  demonstration: false,
});
const document = apiDocument(modules.flatMap((m) => m.routes.map((b) => b.route)));
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
