import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkModel } from './check-model.ts';
import { type Machine, statesOf, transitionsOf } from './machine.ts';
import { situationsOf, type World } from './world.ts';

interface Facts {
  a: number;
}
type Small = Machine<string, string, Facts>;

const NAMES = ['s0', 's1', 's2', 's3'];
const VALUES = [0, 1, 2];
const open = { kind: 'open' } as const;

/** Machines with up to four states, five transitions and one mark, in worlds of three facts, with any tables inside. */
const small = fc
  .record({
    states: fc.integer({ min: 2, max: 4 }),
    kinds: fc.array(fc.constantFrom('initial', 'open', 'open', 'final'), { minLength: 4, maxLength: 4 }),
    transitions: fc.array(
      fc.record({
        from: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 3 }),
        to: fc.nat(3),
        closed: fc.uniqueArray(fc.nat(2), { maxLength: 3 }),
        mark: fc.constantFrom('on', 'off', 'none'),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    changes: fc.uniqueArray(fc.nat(35), { maxLength: 12 }),
    starts: fc.uniqueArray(fc.nat(2), { minLength: 1, maxLength: 3 }),
    broken: fc.uniqueArray(fc.nat(23), { maxLength: 4 }),
  })
  .map((table): { machine: Small; world: World<string, Facts> } => {
    const names = NAMES.slice(0, table.states);
    const name = (n: number) => names[n % names.length]!;
    const ids = table.transitions.map((_, i) => `t${i}`);
    const marked = (wanted: string) => ids.filter((_, i) => table.transitions[i]!.mark === wanted);
    const index = (state: string) => NAMES.indexOf(state);
    return {
      machine: {
        id: 'test.small',
        states: Object.fromEntries(names.map((one, i) => [one, { kind: table.kinds[i]! }])),
        transitions: Object.fromEntries(
          table.transitions.map((one, i) => [
            ids[i]!,
            {
              from: [...new Set(one.from.map(name))],
              to: name(one.to),
              permission: 'p',
              guard: ({ a }: Facts) => (one.closed.includes(a) ? [{ code: 'no', text: '' }] : undefined),
            },
          ]),
        ),
        marks: { m: { on: marked('on'), off: marked('off') } },
        invariants: [
          {
            says: 'table',
            holds: (state, { a }, { m }) => !table.broken.includes((index(state) * 3 + a) * 2 + (m ? 1 : 0)),
          },
        ],
      },
      world: {
        facts: { a: VALUES },
        starts: ({ a }) => table.starts.includes(a),
        changes: (state, before, after) =>
          table.changes.includes((index(state) * 3 + before.a) * 3 + after.a),
      },
    };
  });

interface Node {
  state: string;
  a: number;
  m: boolean;
}

/** The same questions answered by the matrix of all distances between all places there could be. */
function byBruteForce({ machine, world }: { machine: Small; world: World<string, Facts> }) {
  const ids = transitionsOf(machine);
  const nodes: Node[] = statesOf(machine).flatMap((state) =>
    VALUES.flatMap((a) => [false, true].map((m) => ({ state, a, m }))),
  );
  const at = (n: Node) => nodes.findIndex((one) => one.state === n.state && one.a === n.a && one.m === n.m);
  const fires = (id: string, n: Node) => {
    const rule = machine.transitions[id]!;
    return rule.from.includes(n.state) && !rule.guard?.({ a: n.a }, n.state);
  };
  const { on, off } = machine.marks!.m!;
  const after = (id: string, n: Node): Node => ({
    state: machine.transitions[id]!.to,
    a: n.a,
    m: on.includes(id) || (n.m && !off!.includes(id)),
  });
  const far = nodes.map((from, i) =>
    nodes.map((to, j) => {
      if (i === j) return 0;
      const moves = ids.some((id) => fires(id, from) && at(after(id, from)) === j);
      const changes =
        from.state === to.state && from.m === to.m && world.changes!(from.state, { a: from.a }, { a: to.a });
      return moves || changes ? 1 : Number.POSITIVE_INFINITY;
    }),
  );
  for (const k of nodes.keys())
    for (const i of nodes.keys())
      for (const j of nodes.keys()) far[i]![j] = Math.min(far[i]![j]!, far[i]![k]! + far[k]![j]!);
  const kind = (n: Node) => machine.states[n.state]!.kind;
  const starts = nodes.flatMap((n, i) =>
    kind(n) === 'initial' && !n.m && world.starts!({ a: n.a }) ? [i] : [],
  );
  const steps = (i: number) => Math.min(Number.POSITIVE_INFINITY, ...starts.map((s) => far[s]![i]!));
  const reached = [...nodes.keys()].filter((i) => Number.isFinite(steps(i)));
  const leads = (i: number) =>
    nodes.some((n, j) => Number.isFinite(far[i]![j]!) && ids.some((id) => fires(id, n)));
  const hasExit = (state: string) => ids.some((id) => machine.transitions[id]!.from.includes(state));
  const stuck = reached.filter((i) => kind(nodes[i]!) !== 'final' && hasExit(nodes[i]!.state) && !leads(i));
  const broken = reached.filter((i) => {
    const { state, a, m } = nodes[i]!;
    return !machine.invariants[0]!.holds(state, { a }, { m });
  });
  return { nodes, ids, fires, steps, reached, stuck, broken, hasExit };
}

function expected(one: { machine: Small; world: World<string, Facts> }): Set<string> {
  const { machine } = one;
  const { nodes, ids, fires, reached, stuck, broken, hasExit } = byBruteForce(one);
  const states = statesOf(machine);
  const all = new Set<string>();
  if (!states.some((state) => machine.states[state]!.kind === 'initial')) all.add('no_initial test.small');
  for (const state of states) {
    if (!reached.some((i) => nodes[i]!.state === state)) all.add(`unreachable ${state}`);
    if (machine.states[state]!.kind !== 'final' && !hasExit(state)) all.add(`dead_end ${state}`);
    if (machine.states[state]!.kind === 'final')
      for (const id of ids) if (machine.transitions[id]!.from.includes(state)) all.add(`leaves_final ${id}`);
  }
  for (const id of ids) if (!reached.some((i) => fires(id, nodes[i]!))) all.add(`never_fires ${id}`);
  for (const i of stuck) all.add(`stuck ${nodes[i]!.state}`);
  if (broken.length > 0) all.add('invariant_broken table');
  return all;
}

describe('against brute force', () => {
  test('finds all that there is to find, and nothing else', () => {
    fc.assert(
      fc.property(small, (one) => {
        const { findings, places } = checkModel(one.machine, one.world);
        expect(new Set(findings.map(({ kind, about }) => `${kind} ${about}`))).toEqual(expected(one));
        expect(places).toBe(byBruteForce(one).reached.length);
      }),
      { numRuns: 1500 },
    );
  });

  test('the way it shows begins at a start, takes real steps, is a shortest one and ends where it says', () => {
    fc.assert(
      fc.property(small, (one) => {
        const finding = checkModel(one.machine, one.world).findings.find(
          (f) => f.kind === 'invariant_broken',
        );
        if (!finding) return;
        const { steps, broken } = byBruteForce(one);
        const taken = finding.text.split(': ').slice(1).join(': ').split(' --> ');
        expect(taken.length - 1).toBe(Math.min(...broken.map(steps)));
        const places = taken.map((text) => /(s\d) \{a: (\d)\}(?: -- (.+))?$/.exec(text)!.slice(1));
        const [state, a] = places[0]!;
        expect(one.machine.states[state!]!.kind).toBe('initial');
        expect(one.world.starts!({ a: Number(a) })).toBe(true);
        for (const [i, [to, value]] of places.slice(1).entries()) {
          const [from, before, by] = places[i]!;
          const rule = one.machine.transitions[by!];
          if (rule) {
            expect([rule.from.includes(from!), rule.to, before]).toEqual([true, to, value]);
            expect(rule.guard?.({ a: Number(before) }, from!)).toBeUndefined();
          } else {
            expect([by, from]).toEqual(['(facts change)', to]);
            expect(one.world.changes!(to!, { a: Number(before) }, { a: Number(value) })).toBe(true);
          }
        }
      }),
      { numRuns: 1500 },
    );
  });
});

const rule = (from: string[], to: string) => ({ from, to, permission: 'p' });

test('without more being said facts begin as anything and change into anything', () => {
  const machine: Small = {
    id: 'test.free',
    states: { begun: { kind: 'initial' }, done: { kind: 'final' } },
    transitions: {
      finish: { ...rule(['begun'], 'done'), guard: ({ a }) => (a === 2 ? [] : [{ code: 'no', text: '' }]) },
    },
    invariants: [{ says: 'done means two', holds: (state, { a }) => state !== 'done' || a === 2 }],
  };
  const free = checkModel(machine, { facts: { a: VALUES } });
  expect(free.findings.map((one) => one.text)).toEqual([
    '"done means two" does not hold at the end of: begun {a: 2} -- finish --> done {a: 2} -- (facts change) --> done {a: 0}',
  ]);
  const held = checkModel(machine, { facts: { a: VALUES }, changes: (state) => state !== 'done' });
  expect(held).toEqual({ findings: [], places: 4 });
});

test('a world too large to explore is refused, not half explored', () => {
  const machine: Machine<string, string, Record<string, number>> = {
    id: 'test.large',
    states: { begun: { kind: 'initial' }, on: open },
    transitions: { go: rule(['begun'], 'on') },
    invariants: [],
  };
  const many = Array.from({ length: 500 }, (_, i) => i);
  expect(() => checkModel(machine, { facts: { a: many, b: many }, changes: () => false })).toThrow(
    'test.large',
  );
});

test('situations are all combinations', () => {
  expect(situationsOf({ a: [1, 2], b: ['x', 'y'] })).toEqual([
    { a: 1, b: 'x' },
    { a: 1, b: 'y' },
    { a: 2, b: 'x' },
    { a: 2, b: 'y' },
  ]);
});
