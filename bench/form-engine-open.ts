/**
 * Opens forms with the engine and prints medians: parse (XML to definition), open (definition to a form at rest),
 * serialize, and one answer to every question in turn.
 *
 *   npx tsx --conditions=source bench/form-engine-open.ts form.xml [form.xml ...]
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type FormNode, openForm, parseXForm } from '@sojourn/form-engine';

const ROUNDS = 9;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function time<T>(action: () => T): readonly [T, number] {
  const start = performance.now();
  const result = action();
  return [result, performance.now() - start];
}

function questions(node: FormNode): FormNode[] {
  return node.children.flatMap((child) => (child.kind === 'question' ? [child] : questions(child)));
}

function measure(path: string): void {
  const xml = readFileSync(path, 'utf8');
  const figures: Record<string, number[]> = { first: [], parse: [], open: [], serialize: [], render: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const [definition, parse] = time(() => parseXForm(xml));
    const [session, open] = time(() => openForm(definition, { now: () => new Date(), uuid: randomUUID }));
    const [, render] = time(() =>
      questions(session.root).map((node) => [node.label(), node.choices(), node.errors]),
    );
    const [, serialize] = time(() => session.serialize());
    if (round === 0) figures.first?.push(parse + open);
    figures.parse?.push(parse);
    figures.open?.push(open);
    figures.render?.push(render);
    figures.serialize?.push(serialize);
  }
  const text = Object.entries(figures).map(([name, values]) => `${name} ${median(values).toFixed(1)} ms`);
  process.stdout.write(`${basename(path)} (${(xml.length / 1024).toFixed(0)} KB): ${text.join(', ')}\n`);
}

const paths = process.argv.slice(2);
if (paths.length === 0) {
  process.stderr.write('Give the paths of XForm files.\n');
  process.exitCode = 1;
}
for (const path of paths) measure(path);
