/**
 * Drives this engine and ODK Web Forms' engine with the same forms and the same answers, and compares what they
 * would send. A second opinion for people who change the engine; it is no dependency of anything.
 *
 *   mkdir other && cd other && npm init -y && npm i @getodk/xforms-engine@0.22.0 solid-js@1 jsdom@26
 *   TZ=UTC npx tsx --conditions=source tools/differential-engine.ts --modules other [--rounds 200] [--seed 1] [form.xml ...]
 *   TZ=UTC npx tsx --conditions=source tools/differential-engine.ts --modules other --cases cases.jsonl
 *
 * Without forms it makes its own. `--cases` takes lines of JSON with the XForm in `reference.xform`. Prints every
 * difference with the edits that led to it, and a last line `same/total`.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type FormNode, type FormSession, openForm, parseXForm } from '@sojourn/form-engine';
import { makeForm, type Random, seededRandom } from './differential-forms.ts';
import { makeNestedForm } from './differential-nested.ts';
import {
  loadWebForms,
  type OtherEngine,
  type OtherNode,
  type OtherRoot,
  WITHOUT_FILES,
} from './other-engines.ts';

const { values: args, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    modules: { type: 'string' },
    rounds: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    cases: { type: 'string' },
  },
});

function flat(node: FormNode): FormNode[] {
  return [node, ...node.children.flatMap(flat)];
}

function flatOther(node: OtherNode): OtherNode[] {
  return [node, ...(node.currentState.children ?? []).flatMap(flatOther)];
}

/** `/data/r[2]/x`: the ref with the positions of the instances around it. */
function reference(node: FormNode): string {
  let path = node.ref ?? '';
  for (let at: FormNode | undefined = node; at !== undefined; at = at.parent) {
    if (at.kind !== 'repeat-instance' || at.ref === undefined || !path.startsWith(at.ref)) continue;
    path = `${at.ref}[${at.position}]${path.slice(at.ref.length)}`;
  }
  return path;
}

interface Edit {
  readonly kind: 'set' | 'add' | 'remove';
  readonly reference: string;
  readonly nodeId: string;
  readonly value: string;
  readonly single: boolean;
}

const TEXTS = ['', 'a', 'b', 'yes', '1', '2', '10', 'two words'];
const BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  int: ['', '0', '1', '2', '7', '-3'],
  // Whole decimals are left out: Web Forms writes `2` as `2.0`.
  decimal: ['', '0.5', '-1.5', '2.25'],
  date: ['', '2020-02-29', '2026-03-04', '1999-12-31'],
  string: TEXTS,
};

function chooseEdit(session: FormSession, random: Random): Edit | undefined {
  const nodes = flat(session.root).filter((node) => node.relevant);
  const ranges = nodes.filter((node) => node.kind === 'repeat-range' && node.canChange);
  const range = random.pick(ranges);
  if (range !== undefined && random.chance(0.25)) {
    const last = range.children[range.children.length - 1];
    if (last !== undefined && random.chance(0.35)) {
      return { kind: 'remove', reference: reference(last), nodeId: last.id, value: '', single: false };
    }
    return { kind: 'add', reference: reference(range), nodeId: range.id, value: '', single: false };
  }
  const node = random.pick(nodes.filter(isAnswerable));
  if (node === undefined) return undefined;
  const single = node.control === 'select1';
  return { kind: 'set', reference: reference(node), nodeId: node.id, value: valueFor(node, random), single };
}

function isAnswerable(node: FormNode): boolean {
  if (node.kind !== 'question' || node.readonly) return false;
  if (isChosen(node)) return node.choices().length > 0;
  if (node.control === 'range') return true;
  return node.control === 'input' && BY_TYPE[node.valueType] !== undefined;
}

const isChosen = (node: FormNode): boolean =>
  node.control === 'select1' || node.control === 'select' || node.control === 'rank';

function valueFor(node: FormNode, random: Random): string {
  const offered = node.choices().map((choice) => choice.value);
  if (node.control === 'select1') return random.pick(['', ...offered]) ?? '';
  if (node.control === 'select') return offered.filter(() => random.chance(0.4)).join(' ');
  if (node.control === 'rank') return shuffled(offered, random).join(' ');
  if (node.control === 'range') return random.pick(['1', '3', '5', '7']) ?? '';
  return random.pick(BY_TYPE[node.valueType] ?? TEXTS) ?? '';
}

function shuffled(words: readonly string[], random: Random): string[] {
  return words
    .map((word) => [random.next(), word] as const)
    .sort(([a], [b]) => a - b)
    .map(([, word]) => word);
}

function applyOurs(session: FormSession, edit: Edit): void {
  if (edit.kind === 'add') session.addRepeat(edit.nodeId);
  else if (edit.kind === 'remove') session.removeRepeat(edit.nodeId);
  else session.setValue(edit.nodeId, edit.value);
}

function applyTheirs(root: OtherRoot, edit: Edit): void {
  const nodes = flatOther(root);
  if (edit.kind === 'set') {
    const node = nodes.find((each) => each.currentState.reference === edit.reference);
    const words = edit.value === '' ? [] : edit.value.split(' ');
    const single = edit.single && edit.value !== '' ? [edit.value] : words;
    if (node?.selectValues !== undefined) node.selectValues(single);
    else if (node?.setValues !== undefined) node.setValues(words);
    else if (node?.setValue !== undefined) node.setValue(edit.value);
    else throw new Error(`the other engine has no question ${edit.reference}`);
    return;
  }
  const path = edit.kind === 'add' ? edit.reference : edit.reference.replace(/\[\d+\]$/, '');
  const range = nodes.find(
    (each) => each.nodeType.startsWith('repeat-range') && each.currentState.reference === path,
  );
  const count = range?.currentState.children?.length ?? 0;
  if (edit.kind === 'add') range?.addInstances?.(count - 1, 1);
  else range?.removeInstances?.(count - 1, 1);
}

/** Identity and clocks differ by nature; how an empty element and a namespace are written does not matter. */
function normal(xml: string): string {
  return xml
    .replace(/<\?xml[^>]*\?>\s*/, '')
    .replace(/ xmlns(:\w+)?="[^"]*"/g, '')
    .replace(/<(?:orx:)?meta>.*?<\/(?:orx:)?meta>/s, '')
    .replace(/<([\w:.-]+)([^<>]*)><\/\1>/g, '<$1$2/>')
    .replace(/uuid:[0-9a-f-]{36}/g, 'uuid')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'uuid')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+([+-]\d\d:\d\d|Z)/g, 'now');
}

function firstDifference(ours: string, theirs: string): string {
  const a = ours.split(/(?=<)/);
  const b = theirs.split(/(?=<)/);
  const index = a.findIndex((part, at) => part !== b[at]);
  return `ours   ${a.slice(Math.max(0, index - 2), index + 3).join('')}\n  theirs ${b.slice(Math.max(0, index - 2), index + 3).join('')}`;
}

type Verdict = 'same' | 'different' | 'refused';

async function compare(other: OtherEngine, name: string, xml: string, random: Random): Promise<Verdict> {
  let theirs: OtherRoot;
  try {
    theirs = (await other.createInstance(xml, WITHOUT_FILES)).root;
  } catch (error) {
    process.stdout.write(`${name}: refused by the other engine: ${String(error).slice(0, 160)}\n`);
    return 'refused';
  }
  const ours = openForm(parseXForm(xml), { now: () => new Date(), uuid: () => crypto.randomUUID() });
  const edits: Edit[] = [];
  for (let step = 0; step <= 8; step++) {
    const payload = await theirs.prepareInstancePayload();
    const sent = await payload.data[0]!.get('xml_submission_file').text();
    const [a, b] = [normal(ours.serialize()), normal(sent)];
    if (a !== b) {
      const trail = edits
        .map(({ kind, reference: at, value }) => `${kind} ${at} ${JSON.stringify(value)}`)
        .join('; ');
      process.stdout.write(`${name}: differs after [${trail}]\n  ${firstDifference(a, b)}\n`);
      return 'different';
    }
    const edit = chooseEdit(ours, random);
    if (edit === undefined) break;
    edits.push(edit);
    try {
      applyOurs(ours, edit);
      applyTheirs(theirs, edit);
    } catch (error) {
      process.stdout.write(
        `${name}: ${edit.kind} ${edit.reference} ${JSON.stringify(edit.value)}: ${String(error).slice(0, 200)}\n`,
      );
      return 'refused';
    }
  }
  return 'same';
}

function* forms(random: Random): Generator<readonly [string, string]> {
  if (args.cases !== undefined) {
    for (const line of readFileSync(args.cases, 'utf8').split('\n')) {
      if (line.trim() === '') continue;
      const { id, reference: made } = JSON.parse(line) as { id: string; reference?: { xform?: string } };
      if (made?.xform) yield [id, made.xform];
    }
    return;
  }
  for (const path of positionals) yield [basename(path), readFileSync(path, 'utf8')];
  if (positionals.length > 0) return;
  for (let round = 0; round < Number(args.rounds); round++)
    yield [`made ${round}`, round % 2 === 0 ? makeForm(random) : makeNestedForm(random)];
}

if (args.modules === undefined) {
  process.stderr.write('Say with --modules where the other engine is installed.\n');
  process.exit(1);
}
const other = await loadWebForms(args.modules);
const random = seededRandom(Number(args.seed));
const totals: Record<Verdict, number> = { same: 0, different: 0, refused: 0 };
for (const [name, xml] of forms(random)) {
  try {
    totals[await compare(other, name, xml, random)] += 1;
  } catch (error) {
    totals.different += 1;
    process.stdout.write(`${name}: ${String(error).slice(0, 300)}\n`);
  }
}
process.stdout.write(`refused ${totals.refused}\n${totals.same}/${totals.same + totals.different}\n`);
