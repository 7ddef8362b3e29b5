import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type CompileResult, compileSheets, type WorkbookSheet } from '@sojourn/xlsform';
import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import { useNamespaces as selectWith } from 'xpath';

type Rows = (string | null)[][];
type Expectations = Record<string, unknown>;

interface Case {
  readonly id: string;
  readonly area: string;
  readonly form_name: string;
  readonly errored: boolean;
  readonly sheets?: Record<string, Rows>;
  readonly ss_structure?: Record<string, Record<string, string>[]>;
  readonly expect: Expectations;
  readonly nsmap: Record<string, string>;
}

interface Outcome {
  /** Why the case failed; empty if it passed. */
  readonly failures: readonly string[];
  /** The same for the whole-text expectations, which are stricter than the rules need. */
  readonly strict: readonly string[];
}

function sheetsOf(one: Case): WorkbookSheet[] {
  if (one.sheets !== undefined) return Object.entries(one.sheets).map(([name, rows]) => ({ name, rows }));
  return Object.entries(one.ss_structure ?? {}).map(([name, records]) => {
    const headers = [...new Set(records.flatMap((record) => Object.keys(record)))];
    return {
      name,
      rows: [headers, ...records.map((record) => headers.map((header) => record[header] ?? null))],
    };
  });
}

const EMPTY = [
  {
    name: 'survey',
    rows: [
      ['type', 'name', 'label'],
      ['text', 'a', 'A'],
    ],
  },
];

function compileCase(one: Case, floor: boolean): CompileResult {
  return compileSheets(floor ? EMPTY : sheetsOf(one), { rootName: one.form_name });
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** Element as text: no namespace declarations, attributes sorted with unprefixed first, no blanks between tags. */
function normalForm(node: Node): string {
  if (node.nodeType === 2) return node.nodeValue ?? '';
  const text = new XMLSerializer().serializeToString(node as never);
  return text
    .replace(/\sxmlns(?::\w+)?="[^"]*"/g, '')
    .replace(
      /<([\w:.-]+)((?:\s+[\w:.-]+="[^"]*")+)\s*(\/?)>/g,
      (_whole, name: string, attributes: string, slash: string) => {
        const parts = [...attributes.matchAll(/[\w:.-]+="[^"]*"/g)].map(([part]) => part);
        const rank = (part: string): string => (part.split('=')[0]!.includes(':') ? `1${part}` : `0${part}`);
        parts.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
        return `<${name} ${parts.join(' ')}${slash}>`;
      },
    )
    .replace(/<([\w:.-]+)([^<>]*)><\/\1>/g, '<$1$2/>')
    .replace(/>\s+</g, '><');
}

type Select = (xpath: string, node: Node) => unknown;

function nodesOf(select: Select, xpath: string, root: Node): Node[] {
  const found = select(xpath, root);
  return Array.isArray(found) ? [...new Set(found as Node[])] : [];
}

function checkXPath(one: Case, root: Node, select: Select): string[] {
  const failures: string[] = [];
  for (const xpath of list(one.expect.xml__xpath_match ?? []) as string[]) {
    const count = nodesOf(select, xpath, root).length;
    if (count !== 1) failures.push(`${count} nodes for ${xpath.trim()}`);
  }
  for (const [xpath, wanted] of list(one.expect.xml__xpath_count ?? []) as [string, number][]) {
    const count = nodesOf(select, xpath, root).length;
    if (count !== wanted) failures.push(`${count} nodes, not ${wanted}, for ${xpath.trim()}`);
  }
  for (const [xpath, wanted] of list(one.expect.xml__xpath_exact ?? []) as [string, string[]][]) {
    const found = nodesOf(select, xpath, root).map(normalForm).sort();
    if (JSON.stringify(found) !== JSON.stringify([...wanted].sort()))
      failures.push(`other nodes for ${xpath.trim()}: ${found}`);
  }
  return failures;
}

const PARTS: Readonly<Record<string, string>> = {
  xml: '/*',
  model: '//x:model',
  itext: '//x:itext',
  instance: '//x:instance',
};

function checkText(one: Case, root: Node, select: Select): string[] {
  const failures: string[] = [];
  for (const [part, xpath] of Object.entries(PARTS)) {
    const wanted = list(one.expect[`${part}__contains`] ?? []) as string[];
    const unwanted = list(one.expect[`${part}__excludes`] ?? []) as string[];
    if (wanted.length === 0 && unwanted.length === 0) continue;
    const node = nodesOf(select, xpath, root)[0];
    const text = node === undefined ? '' : normalForm(node);
    const whole = new XMLSerializer().serializeToString(root as never).slice(0, 3000);
    for (const raw of wanted) {
      const piece = raw.trim().replace(/>\s+</g, '><');
      if (!text.includes(piece) && !whole.includes(piece)) failures.push(`${part} lacks ${piece}`);
    }
    for (const piece of unwanted) if (text.includes(piece)) failures.push(`${part} has ${piece}`);
  }
  return failures;
}

function checkFindings(one: Case, result: CompileResult): string[] {
  const warned = result.diagnostics.some(({ severity }) => severity === 'warning');
  const shown = result.diagnostics
    .map(({ code, sheet, row, message }) => `${code}@${sheet}:${row} ${message}`)
    .join(' | ');
  const { expect } = one;
  if (expect.warnings__contains !== undefined && !warned) return ['no warning raised'];
  const count = expect.warnings_count;
  if (typeof count === 'number' && count > 0 !== warned)
    return [`warnings wanted: ${count}; found: ${shown}`];
  return [];
}

function judge(one: Case, floor: boolean): Outcome {
  const result = compileCase(one, floor);
  const shown = result.diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, sheet, row, message }) => `${code}@${sheet}:${row} ${message}`)
    .join(' | ');
  if (one.errored) {
    const located = result.diagnostics.some(
      ({ severity, sheet }) => severity === 'error' && sheet !== undefined,
    );
    const failures = result.ok ? ['an error was expected'] : checkFindings(one, result);
    return { failures, strict: result.ok || located ? [] : ['the error has no place'] };
  }
  if (!result.ok) return { failures: [`refused: ${shown}`], strict: [] };
  const parsed = new DOMParser({ errorHandler: { warning: () => undefined } }).parseFromString(
    result.xform!,
    'text/xml',
  );
  const root = parsed.documentElement as unknown as Node;
  const select = selectWith(one.nsmap) as unknown as Select;
  const failures = [...checkXPath(one, root, select), ...checkFindings(one, result)];
  return { failures, strict: checkText(one, root, select) };
}

const hasRuleExpectation = (one: Case): boolean =>
  one.errored ||
  Object.keys(one.expect).some((key) => key.startsWith('xml__xpath') || key.startsWith('warnings'));

interface Tally {
  passed: number;
  total: number;
}

function count(tallies: Map<string, Tally>, key: string, passed: boolean): void {
  const tally = tallies.get(key) ?? { passed: 0, total: 0 };
  tally.total += 1;
  if (passed) tally.passed += 1;
  tallies.set(key, tally);
}

function groupOf(one: Case): string {
  if (one.errored) return 'error expected';
  return Object.keys(one.expect).some((key) => key.startsWith('xml__xpath')) ? 'xpath expected' : 'other';
}

/**
 * Replays recorded cases: prints passed/total by area and by kind, the floor that one fixed form would reach,
 * and last `passed/total`. Returns whether all passed.
 */
export function replayXlsForm(path: string, verbose: boolean): boolean {
  const cases = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Case);
  const areas = new Map<string, Tally>();
  const kinds = new Map<string, Tally>();
  let floor = 0;
  for (const one of cases) {
    const outcome = judge(one, false);
    const passed = outcome.failures.length === 0 && (hasRuleExpectation(one) || outcome.strict.length === 0);
    count(areas, one.area, passed);
    count(kinds, groupOf(one), passed);
    const textKeys = Object.keys(one.expect).some((key) =>
      /^(xml|model|itext|instance)__(contains|excludes)$/.test(key),
    );
    if (textKeys || one.errored)
      count(kinds, one.errored ? 'errors located' : 'whole text', outcome.strict.length === 0);
    if (verbose && (!passed || outcome.strict.length > 0)) {
      console.log(
        `${passed ? 'strict' : 'FAILED'} ${one.id}\n  ${[...outcome.failures, ...outcome.strict].join('\n  ')}`,
      );
    }
    const bottom = judge(one, true);
    if (bottom.failures.length === 0 && (hasRuleExpectation(one) || bottom.strict.length === 0)) floor += 1;
  }
  for (const [area, { passed, total }] of [...areas].sort()) console.log(`${area}: ${passed}/${total}`);
  for (const [kind, { passed, total }] of kinds) console.log(`[${kind}] ${passed}/${total}`);
  console.log(`[floor of one fixed form] ${floor}/${cases.length}`);
  const passed = [...areas.values()].reduce((sum, tally) => sum + tally.passed, 0);
  console.log(`${passed}/${cases.length}`);
  return passed === cases.length;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [path, ...flags] = process.argv.slice(2);
  if (path === undefined) {
    console.error('Usage: conformance-xlsform <cases.jsonl> [--verbose]');
    process.exitCode = 2;
  } else if (!replayXlsForm(path, flags.includes('--verbose'))) process.exitCode = 1;
}
