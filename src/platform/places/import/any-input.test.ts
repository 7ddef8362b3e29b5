import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageOf } from '../problem-message.ts';
import { dryRunAreas } from './dry-run.ts';
import { proposeAreaMapping } from './mapping.ts';
import { ImportRefused } from './problem.ts';
import { readLayers } from './read.ts';
import { textFile } from './testing/made-files.ts';

const country = { alpha2: 'QZ', alpha3: 'QZZ', names: { en: 'Quelland' }, box: undefined };

/** Runs a file through all steps; a refusal is as good an answer as a report. */
async function run(file: { name: string; bytes: Uint8Array }) {
  try {
    const layers = readLayers(file);
    return await dryRunAreas({
      layers,
      mappings: layers.map(proposeAreaMapping),
      country,
      validFrom: '2026-01-01',
      currentFrom: null,
      mode: 'replace',
      makeParents: true,
      current: new Map(),
      breathe: async () => {},
    });
  } catch (cause) {
    if (cause instanceof ImportRefused) return cause;
    throw cause;
  }
}

const sentence = (code: string, params: Record<string, string | number>) => {
  const text = messageOf('en', code, params);
  expect(text).not.toBe(code);
  expect(text).not.toMatch(/[{}]/);
};

const code = fc.oneof(
  fc.constantFrom('QZ', 'QZ01', 'QZ02', 'QZ0101', 'QZ0201', 'QZZ01', 'qz 01', 'HT01', '', 'null', 'A-B'),
  fc.string({ maxLength: 8 }).map((text) => text.replace(/[{}]/g, '')),
);
const cell = fc.oneof(code, fc.constantFrom('0', '1', '2', '1899-11-30', '2020-13-40', 'Nord', ' Nord '));

const number = fc.oneof(fc.double({ min: -200, max: 200, noNaN: true }), fc.integer({ min: 0, max: 4 }));
const position = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(number, number) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>([1], ['a', 1], null, []) },
);
const ring = fc.array(position, { maxLength: 7 });
const geometry = fc.oneof(
  fc.record({ type: fc.constant('Polygon'), coordinates: fc.array(ring, { maxLength: 3 }) }),
  fc.record({
    type: fc.constant('MultiPolygon'),
    coordinates: fc.array(fc.array(ring, { maxLength: 2 }), { maxLength: 3 }),
  }),
  fc.constantFrom<unknown>(null, {}, { type: 'Point', coordinates: [0, 0] }, { type: 'Polygon' }, 7, 'x'),
);

describe('any input gives a report or one refusal, never a failure', () => {
  it('tables', async () => {
    const rows = fc.array(fc.tuple(cell, cell, cell, cell, cell), { minLength: 1, maxLength: 12 });
    const heads = fc.constantFrom(
      'level,pcode,name,parent,valid_to',
      'ADM0_PCODE,ADM1_PCODE,ADM1_EN,ADM2_PCODE,ADM2_EN',
    );
    await fc.assert(
      fc.asyncProperty(heads, rows, async (head, list) => {
        const body = list.map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\n');
        const result = await run(textFile('g.csv', `${head}\n${body}\n`));
        if (result instanceof ImportRefused) return sentence(result.code, result.params);
        for (const problem of result.problems) sentence(problem.code, problem.params);
        // Whatever was said, what would be written is a tree: each parent is known and stands higher.
        const byCode = new Map(result.plan.areas.map((area) => [area.pcode, area]));
        if (result.counts.error > 0) return;
        for (const area of result.plan.areas) {
          if (area.level === 0) expect(area.parentPcode).toBeNull();
          else expect(byCode.get(area.parentPcode ?? '')?.level).toBeLessThan(area.level);
        }
      }),
    );
  });

  it('shapes', async () => {
    const feature = fc.record({
      type: fc.constant('Feature'),
      properties: fc.record({ ADM1_PCODE: code, ADM1_EN: cell }),
      geometry,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(feature, { minLength: 1, maxLength: 6 }), async (features) => {
        const result = await run(
          textFile('adm1.geojson', JSON.stringify({ type: 'FeatureCollection', features })),
        );
        if (result instanceof ImportRefused) return sentence(result.code, result.params);
        for (const problem of result.problems) sentence(problem.code, problem.params);
      }),
    );
  });

  it('bytes under every name', async () => {
    const names = fc.constantFrom('a.geojson', 'a.zip', 'a.csv', 'a.xlsx', 'a.xls', 'a.ods', 'a.shp', 'a');
    const start = fc.constantFrom<number[]>(
      [],
      [0x50, 0x4b, 3, 4],
      [0xd0, 0xcf, 0x11, 0xe0],
      [0x7b],
      [0xff, 0xfe],
    );
    await fc.assert(
      fc.asyncProperty(names, start, fc.uint8Array({ maxLength: 200 }), async (name, head, rest) => {
        const result = await run({ name, bytes: new Uint8Array([...head, ...rest]) });
        if (result instanceof ImportRefused) sentence(result.code, result.params);
      }),
    );
  });
});
