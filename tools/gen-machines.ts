// Writes the states and steps of each machine into the README of its slice, between its two marks; `--check` tells
// whether they are fresh. A machine whose model does not hold is refused either way.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { productRoot } from '#server/root.ts';
import { checkModel } from '../src/platform/workflow/domain/check-model.ts';
import type { AnyMachine } from '../src/platform/workflow/domain/machine.ts';
import { machineText } from '../src/platform/workflow/domain/machine-text.ts';
import type { World } from '../src/platform/workflow/domain/world.ts';

const checking = process.argv.includes('--check');
const problems: string[] = [];

const listing = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);
const slices = ['platform', 'modules'].flatMap((kind) =>
  listing(join(productRoot, 'src', kind)).map((name) => join('src', kind, name)),
);

/** The machine and the world that a file declares. */
async function declared(file: string): Promise<[AnyMachine, World<string, unknown>]> {
  const all: Record<string, unknown> = await import(pathToFileURL(join(productRoot, file)).href);
  const named = (end: string) => Object.keys(all).find((name) => name.endsWith(end));
  const [machine, world] = [named('Machine'), named('World')];
  if (!machine || !world) throw new Error(`${file} exports no ...Machine with its ...World`);
  return [all[machine] as AnyMachine, all[world] as World<string, unknown>];
}

let count = 0;
for (const slice of slices) {
  const readme = join(slice, 'README.md');
  const files = listing(join(productRoot, slice, 'domain')).filter((name) => name.endsWith('-machine.ts'));
  if (files.length === 0) continue;
  const stored = existsSync(join(productRoot, readme)) ? readFileSync(join(productRoot, readme), 'utf8') : '';
  let text = stored;
  for (const file of files) {
    const [machine, world] = await declared(join(slice, 'domain', file));
    count += 1;
    problems.push(...checkModel(machine, world).findings.map((one) => `${machine.id}: ${one.text}`));
    const [begin, end] = [`<!-- machine ${machine.id} -->`, `<!-- end of machine ${machine.id} -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < from) problems.push(`${readme} lacks the lines "${begin}" and "${end}".`);
    else text = `${text.slice(0, from + begin.length)}\n${machineText(machine, world)}\n${text.slice(to)}`;
  }
  if (!checking && text !== stored) writeFileSync(join(productRoot, readme), text);
  else if (text !== stored)
    problems.push(`${readme} is out of date: run npm run generate and look at what changed.`);
}
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(
  `${count} state machines: their models hold, their READMEs are ${checking ? 'fresh' : 'written'}.`,
);
process.exit(0);
