import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FormDefinition, type FormNode, type FormSession, openForm, parseXForm } from '../src/index.ts';
import { NOW, xform } from './forms.ts';

/**
 * The graph against brute force: after any edits, everything that a form shows must be what a form shows that was
 * opened on the final record and had to compute it all from nothing.
 */

const COUNT = 8;
const names = Array.from({ length: COUNT }, (_, index) => `q${index}`);

/** Something that a node may be computed from: plain questions, a repeat's inside seen from outside, or siblings. */
type Scope = readonly string[];

const leaf = (scope: Scope): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...scope) },
    { weight: 1, arbitrary: fc.constantFrom('1', '2', "'x'", "''", 'true()') },
  );

const expression = (scope: Scope): fc.Arbitrary<string> => {
  const atom = leaf(scope);
  return fc.oneof(
    atom,
    fc
      .tuple(atom, fc.constantFrom('+', '-', '*', '=', '!=', '<', 'and', 'or'), atom)
      .map((parts) => parts.join(' ')),
    fc.tuple(atom, atom, atom).map(([test, yes, no]) => `if(${test} > 1, ${yes}, ${no})`),
    fc.tuple(atom, atom).map(([a, b]) => `concat(${a}, '-', ${b})`),
    fc.tuple(atom, atom).map(([a, b]) => `coalesce(${a}, ${b})`),
    atom.map((a) => `selected(${a}, 'x')`),
    fc.constantFrom(
      'sum(/data/r/x)',
      'count(/data/r)',
      "join(',', /data/r/x)",
      'count(/data/r[x > 1])',
      'max(/data/r/y)',
    ),
  );
};

interface FormSpec {
  readonly calculations: readonly (string | undefined)[];
  readonly relevants: readonly (string | undefined)[];
  readonly inner: { readonly y: string; readonly z: string };
  readonly counted: boolean;
  /** When the group with a plain question and a note in it is shown. */
  readonly group: string;
}

const scopeBefore = (index: number): Scope =>
  index === 0 ? ['1'] : names.slice(0, index).map((name) => `/data/${name}`);

const optional = (arbitrary: fc.Arbitrary<string>): fc.Arbitrary<string | undefined> =>
  fc.option(arbitrary, { nil: undefined });

const spec: fc.Arbitrary<FormSpec> = fc.record({
  // The repeat stands on q0 to q3 only, and only q4 and later see into it: no circles.
  calculations: fc.tuple(
    ...names.map((_, index) =>
      index < 4 ? fc.constant(undefined) : optional(expression(scopeBefore(index))),
    ),
  ),
  relevants: fc.tuple(
    ...names.map((_, index) =>
      index < 4 ? fc.constant(undefined) : optional(expression(scopeBefore(index))),
    ),
  ),
  inner: fc.record({
    y: fc.constantFrom(
      '../x * 2',
      'position(..)',
      '/data/r/x + /data/q1',
      'concat(../x, /data/q2)',
      'sum(../../r/x)',
    ),
    z: fc.constantFrom('../x > 1', "/data/q0 = 'x'", 'position(..) mod 2 = 1', '../y != ../x'),
  }),
  counted: fc.boolean(),
  group: expression(scopeBefore(COUNT)),
});

function formOf({ calculations, relevants, inner, counted, group }: FormSpec): FormDefinition {
  const binds = names.map((name, index) => {
    const parts = [`nodeset="/data/${name}"`];
    if (calculations[index] !== undefined) parts.push(`calculate="${quote(calculations[index])}"`);
    if (relevants[index] !== undefined) parts.push(`relevant="${quote(relevants[index])}"`);
    parts.push(`required="${quote("/data/q0 = 'x'")}" constraint="string-length(.) &lt; 3"`);
    return `<bind ${parts.join(' ')}/>`;
  });
  const controls = names.map(
    (name) => `<input ref="/data/${name}"><label>${name} <output value="/data/q0"/></label></input>`,
  );
  return parseXForm(
    xform({
      instance: `${names
        .slice(0, 4)
        .map((name) => `<${name}/>`)
        .join('')}<r jr:template=""><x>1</x><y/><z/></r><r><x>1</x><y/><z/></r>
        ${names
          .slice(4)
          .reverse()
          .map((name) => `<${name}/>`)
          .join('')}<pick/><g><gq/><gn/></g>`,
      model: `${binds.join('')}<bind nodeset="/data/r/y" calculate="${quote(inner.y)}"/>
        <bind nodeset="/data/r/z" relevant="${quote(inner.z)}"/><bind nodeset="/data/g" relevant="${quote(group)}"/>
        <bind nodeset="/data/g/gn" readonly="true()"/>`,
      body: `${controls.join('')}<group ref="/data/r"><repeat nodeset="/data/r" ${counted ? 'jr:count="/data/q3"' : ''}>
        <input ref="/data/r/x"/><input ref="/data/r/y"/><input ref="/data/r/z"/></repeat></group>
        <select1 ref="/data/pick"><itemset nodeset="/data/r[x != /data/q1]"><value ref="x"/><label ref="y"/></itemset></select1>
        <group ref="/data/g"><input ref="/data/g/gn"><label>Note</label></input><group><input ref="/data/g/gq"/></group></group>`,
    }),
  );
}

function quote(source: string): string {
  return source.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

type Edit =
  | { readonly kind: 'set'; readonly target: number; readonly value: string }
  | { readonly kind: 'add' }
  | { readonly kind: 'remove'; readonly at: number }
  | { readonly kind: 'look' };

const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('set' as const),
      target: fc.nat(40),
      value: fc.constantFrom('', '0', '1', '2', '3', 'x', 'x y', '2.5'),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'add' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), at: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'look' as const }) },
);

function flat(node: FormNode): FormNode[] {
  return [node, ...node.children.flatMap(flat)];
}

function apply(session: FormSession, step: Edit, calculated: ReadonlySet<string>): void {
  const range = session.node('/data/r');
  if (step.kind === 'look') snapshot(session);
  if (step.kind === 'add' && range?.canChange) session.addRepeat(range.id);
  if (step.kind === 'remove' && range?.canChange) {
    const instance = range.children[step.at];
    if (instance !== undefined) session.removeRepeat(instance.id);
  }
  if (step.kind !== 'set') return;
  const open = flat(session.root).filter(
    (node) => node.kind === 'question' && !calculated.has(node.ref ?? ''),
  );
  const target = open[step.target % open.length];
  if (target !== undefined) session.setValue(target.id, step.value);
}

/** Everything that can be seen, ids left out because they number instances by their making. */
function snapshot(session: FormSession): unknown {
  return flat(session.root).map((node) => ({
    ref: node.ref,
    relevant: node.relevant,
    required: node.required,
    value: node.value,
    position: node.position,
    label: node.label()?.text,
    // A hidden node's choices and faults are nobody's business.
    errors: node.relevant ? node.errors : [],
    choices: node.relevant ? node.choices().map(({ value, text }) => [value, text]) : [],
  }));
}

function withoutMeta(xml: string): string {
  return xml.replace(/<meta>.*<\/meta>/, '');
}

const options = { now: () => NOW, uuid: () => 'u', random: () => 0.5, zone: () => 0 };

describe('the incremental graph', () => {
  it('ends where a full computation ends', () => {
    fc.assert(
      fc.property(spec, fc.array(edit, { maxLength: 25 }), (form, edits) => {
        const definition = formOf(form);
        const calculated = new Set(['/data/r/y']);
        form.calculations.forEach((each, index) => {
          if (each !== undefined) calculated.add(`/data/q${index}`);
        });
        const session = openForm(definition, options);
        for (const step of edits) apply(session, step, calculated);
        const record = session.serialize();
        const fresh = openForm(definition, { ...options, mode: 'edit', instanceXml: record });
        expect(withoutMeta(fresh.serialize())).toBe(withoutMeta(record));
        expect(snapshot(session)).toEqual(snapshot(fresh));
      }),
      { numRuns: 200 },
    );
  });

  it('shows watchers every change that they would see by looking again', () => {
    fc.assert(
      fc.property(spec, fc.array(edit, { minLength: 1, maxLength: 12 }), (form, edits) => {
        const session = openForm(formOf(form), options);
        const calculated = new Set(names.slice(4).map((name) => `/data/${name}`)).add('/data/r/y');
        const look = (): Map<string, string> =>
          new Map(
            flat(session.root).map((node) => [
              node.id,
              JSON.stringify([
                node.relevant,
                node.required,
                node.value,
                node.label(),
                node.errors,
                node.choices(),
                node.position,
              ]),
            ]),
          );
        for (const step of edits) {
          const before = look();
          const versions = new Map([...before.keys()].map((id) => [id, session.version(id)]));
          apply(session, step, calculated);
          const after = look();
          for (const [id, seen] of before) {
            if (!after.has(id) || after.get(id) === seen) continue;
            expect(session.version(id), `${id}: ${seen} -> ${after.get(id)}`).toBeGreaterThan(
              versions.get(id) ?? 0,
            );
          }
        }
      }),
      { numRuns: 120 },
    );
  });
});
