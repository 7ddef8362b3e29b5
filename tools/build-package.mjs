// Builds one package for publishing, in the folder from which it is called: dist with ES modules and their
// declarations. Nothing of the product needs it; development reads the sources by the `source` condition.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
rmSync('dist', { recursive: true, force: true });
execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { stdio: 'inherit' });

// The compiler renames imports in the modules only; older compilers look for `.ts` sources beside a declaration.
for (const name of readdirSync('dist', { recursive: true })) {
  if (!name.endsWith('.d.ts')) continue;
  const path = join('dist', name);
  const text = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    text.replace(/((?:from |import\(|^import )['"]\.{1,2}\/[^'"]*)\.ts(['"])/gm, '$1.js$2'),
  );
}
