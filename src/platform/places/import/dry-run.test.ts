import { describe, expect, it } from 'vitest';
import type { DryRunInput } from './dry-run.ts';
import { dryRunAreas } from './dry-run.ts';
import { proposeAreaMapping } from './mapping.ts';
import type { CurrentArea } from './plan.ts';
import { readLayers } from './read.ts';
import { boxGeometry, featureFile, textFile } from './testing/made-files.ts';

const country = { alpha2: 'XA', alpha3: 'XAA', names: { en: 'Aleria' }, box: undefined };

type File = ReturnType<typeof textFile>;

async function run(files: File[], options: Partial<DryRunInput> = {}) {
  const layers = files.flatMap(readLayers);
  return dryRunAreas({
    layers,
    mappings: layers.map(proposeAreaMapping),
    country,
    validFrom: '2026-01-01',
    currentFrom: null,
    mode: 'replace',
    makeParents: false,
    current: new Map(),
    breathe: async () => {},
    ...options,
  });
}

const inForce = (result: Awaited<ReturnType<typeof run>>): Map<string, CurrentArea> =>
  new Map(result.plan.areas.map((area) => [area.pcode, area]));

const told = (result: Awaited<ReturnType<typeof run>>) =>
  result.problems
    .filter((p) => !['country_made', 'parent_made'].includes(short(p.code)))
    .map((p) => `${p.row ?? '-'} ${p.severity} ${short(p.code)}`);
const short = (code: string) => code.replace('places.import.', '');

const district = (pcode: string, geometry: unknown, more: object = {}) => ({
  properties: { ADM1_PCODE: pcode, ADM1_EN: `District ${pcode}`, ADM0_PCODE: 'XA', ...more },
  geometry,
});
const commune = (pcode: string, parent: string, geometry: unknown) => ({
  properties: { ADM2_PCODE: pcode, ADM2_EN: `Commune ${pcode}`, ADM1_PCODE: parent },
  geometry,
});
const districts = featureFile('xaa_adm1.geojson', [
  district('XA01', boxGeometry(0, 0, 2, 2)),
  district('XA02', boxGeometry(2, 0, 4, 2)),
]);

describe('codes', () => {
  it.each<[string, string, string[]]>([
    ['duplicate', 'XA01,Nord,\nXA02,Sud,\nXA01,Est,', ['4 error pcode_duplicate']],
    ['orphan', 'XA01,Nord,\nXA0901,Bourg,XA09', ['3 error orphan']],
    ['missing', 'XA01,Nord,\n,Sud,', ['3 error pcode_missing']],
    ['malformed', 'XA01,Nord,\nXA-02,Sud,', ['3 error pcode_malformed']],
    ['of another country', 'XA01,Nord,\nHT02,Sud,', ['3 error pcode_not_iso']],
    ['not nested', 'XA01,Nord,\nXA0201,Bourg,XA01', ['3 warning not_nested']],
    ['written with blanks and small letters', ' xa01 ,Nord,\nXA02,Sud,', ['2 warning pcode_tidied']],
    ['of another length', 'XA01,A,\nXA02,B,\nXA03,C,\nXA04,D,\nXA5,E,', ['6 warning pcode_length']],
    ['parent with the other ISO code', 'XA01,Nord,\nXA0101,Bourg,XAA01', ['3 warning parent_repaired']],
    ['parent that lost its zero', 'XA01,Nord,\nXA0101,Bourg,XA1', ['3 warning parent_repaired']],
    ['no parent, found by its code', 'XA01,Nord,\nXA0101,Bourg,', ['3 warning parent_guessed']],
    ['no name', 'XA01,Nord,\nXA02,  ,', ['3 error name_missing']],
    ['name with stray blanks', 'XA01,Nord,\nXA02, Sud  Est,', ['3 warning name_tidied']],
    ['name in capitals', 'XA01,NORD,\nXA02,Sud,', ['2 warning name_capitals']],
    ['name twice', 'XA01,Nord,\nXA02,nord,', ['3 warning name_repeated']],
  ])('%s', async (_, rows, expected) => {
    const text = rows
      .split('\n')
      .map((row) => `${row.split(',')[0]?.trim().length === 6 ? 2 : 1},${row}`)
      .join('\n');
    expect(told(await run([textFile('g.csv', `level,pcode,name,parent\n${text}\n`)]))).toEqual(expected);
  });

  it('tells a level that is none, and a parent that is no higher', async () => {
    const rows = 'level,pcode,name,parent\n7,XA01,Nord,\n1,XA02,Sud,\n1,XA0201,Bourg,XA02\n';
    expect(told(await run([textFile('g.csv', rows)]))).toEqual([
      '2 error level_unknown',
      '4 error parent_level',
    ]);
  });

  it('takes TD07 for TCD07 that is in force, and says so', async () => {
    const known: CurrentArea = {
      pcode: 'XAA07',
      level: 1,
      parentPcode: 'XAA',
      names: { en: 'East' },
      alternates: [],
      shape: null,
    };
    const root: CurrentArea = { ...known, pcode: 'XAA', level: 0, parentPcode: null };
    const current = new Map([root, known].map((area) => [area.pcode, area]));
    const result = await run([textFile('g.csv', 'level,pcode,name\n1,XA07,East\n')], { current });
    expect(result.problems.find((p) => p.code.endsWith('pcode_repaired'))?.params).toEqual({
      from: 'XA07',
      to: 'XAA07',
    });
    expect(result.planCounts).toMatchObject({ unchanged: 1, added: 0 });
  });

  it('reads 1899 as open and leaves out what had ended', async () => {
    const rows =
      'level,pcode,name,valid_to\n1,XA01,Nord,1899-11-30\n1,XA02,Sud,2020-05-01\n1,XA03,Est,31/02/2020\n';
    const result = await run([textFile('g.csv', rows)]);
    expect(told(result)).toEqual(['3 info row_closed', '4 warning date_malformed']);
    expect(result.plan.areas.map((a) => a.pcode)).toEqual(['XA', 'XA01', 'XA03']);
  });

  it('makes parents from the columns of their children when asked', async () => {
    const file = textFile(
      'adm2.csv',
      'ADM1_PCODE,ADM1_EN,ADM2_PCODE,ADM2_EN\nXA01,North,XA0101,Town\nXA01,North,XA0102,Port\n',
    );
    expect(told(await run([file]))).toEqual(['2 error orphan', '3 error orphan']);
    const result = await run([file], { makeParents: true });
    expect(result.counts.error).toBe(0);
    expect(result.plan.areas.map((a) => `${a.level} ${a.pcode} < ${a.parentPcode}`)).toEqual([
      '0 XA < null',
      '1 XA01 < XA',
      '2 XA0101 < XA01',
      '2 XA0102 < XA01',
    ]);
  });

  it('names the column that a mapping asks for in vain', async () => {
    const [layer] = readLayers(textFile('g.csv', 'pcode,name\nXA01,Nord\n'));
    const mapping = proposeAreaMapping(layer as NonNullable<typeof layer>);
    const broken = { ...mapping, level: 1 as const, parent: 'Oberbezirk' };
    const result = await run([textFile('g.csv', 'pcode,name\nXA01,Nord\n')], { mappings: [broken] });
    expect(result.problems[0]).toMatchObject({
      code: 'places.import.mapping_column',
      params: { column: 'Oberbezirk' },
    });
  });
});

describe('shapes', () => {
  const check = async (...features: ReturnType<typeof district>[]) =>
    told(await run([featureFile('xaa_adm1.geojson', features)]));
  const good = district('XA01', boxGeometry(0, 0, 2, 2));

  it.each<[string, unknown, string]>([
    ['missing', null, 'warning shape_empty'],
    ['without rings', { type: 'Polygon', coordinates: [] }, 'warning shape_empty'],
    ['a point', { type: 'Point', coordinates: [1, 1] }, 'error shape_not_polygon'],
    [
      'with a text for a number',
      {
        type: 'Polygon',
        coordinates: [
          [
            [2, 0],
            ['x', 0],
            [4, 2],
            [2, 0],
          ],
        ],
      },
      'error shape_not_numbers',
    ],
    [
      'not closed',
      {
        type: 'Polygon',
        coordinates: [
          [
            [2, 0],
            [4, 0],
            [4, 2],
            [2, 2],
          ],
        ],
      },
      'warning shape_ring_open',
    ],
    [
      'a line there and back',
      {
        type: 'Polygon',
        coordinates: [
          [
            [2, 0],
            [4, 0],
            [3, 0],
            [2, 0],
          ],
        ],
      },
      'error shape_no_area',
    ],
    [
      'crossing itself',
      {
        type: 'Polygon',
        coordinates: [
          [
            [2, 0],
            [4, 2],
            [4, 0],
            [2, 2],
            [2, 0],
          ],
        ],
      },
      'warning shape_crosses_itself',
    ],
    ['outside the world', boxGeometry(200_000, 2_000_000, 210_000, 2_010_000), 'error coordinates_range'],
  ])('%s', async (_, geometry, expected) => {
    expect(await check(good, district('XA02', geometry))).toEqual([`2 ${expected}`]);
  });

  it('drops a ring of two points and keeps the rest', async () => {
    const geometry = {
      type: 'MultiPolygon',
      coordinates: [
        boxGeometry(2, 0, 4, 2).coordinates,
        [
          [
            [3, 3],
            [3, 4],
            [3, 3],
          ],
        ],
      ],
    };
    expect(await check(good, district('XA02', geometry))).toEqual(['2 warning shape_ring_short']);
  });

  it('refuses a real overlap, warns of a small one, lets slivers pass', async () => {
    expect(await check(good, district('XA02', boxGeometry(1, 0, 4, 2)))).toEqual(['2 error overlap']);
    expect(await check(good, district('XA02', boxGeometry(1.96, 0, 4, 2)))).toEqual(['2 warning overlap']);
    expect(await check(good, district('XA02', boxGeometry(1.9999, 0, 4, 2)))).toEqual([]);
    expect(await check(good, district('XA02', boxGeometry(0, 0, 2, 2)))).toEqual(['2 error overlap']);
  });

  it('compares a child with its parent in the same way', async () => {
    const child = async (geometry: unknown) =>
      told(await run([districts, featureFile('xaa_adm2.geojson', [commune('XA0101', 'XA01', geometry)])]));
    expect(await child(boxGeometry(0, 0, 1, 1))).toEqual([]);
    expect(await child(boxGeometry(3, 0, 4, 1))).toEqual(['1 error outside_parent']);
    expect(await child(boxGeometry(1.9, 0, 2.01, 1))).toEqual(['1 warning outside_parent']);
  });

  it('recognises latitude and longitude in each other’s place', async () => {
    const box: [number, number, number, number] = [20, 40, 30, 44];
    const geometry = boxGeometry(41, 22, 42, 24);
    const result = await run([featureFile('xaa_adm1.geojson', [district('XA01', geometry)])], {
      country: { ...country, box },
    });
    expect(told(result)).toEqual(['1 error coordinates_swapped']);
  });
});

describe('a new edition', () => {
  const edition = async (features: object[], options: Partial<DryRunInput> = {}) => {
    const first = await run([districts]);
    return run([featureFile('xaa_adm1.geojson', features as ReturnType<typeof district>[])], {
      current: inForce(first),
      currentFrom: '2026-01-01',
      validFrom: '2026-06-01',
      ...options,
    });
  };
  const [north, south] = [
    district('XA01', boxGeometry(0, 0, 2, 2)),
    district('XA02', boxGeometry(2, 0, 4, 2)),
  ];

  it('changes nothing when nothing changed', async () => {
    const result = await edition([north, south]);
    expect(result.planCounts).toEqual({
      added: 0,
      changed: 0,
      unchanged: 2,
      removed: 0,
      renamed: 0,
      reshaped: 0,
    });
    expect(told(result)).toEqual([]);
  });

  it('tells a new name and keeps the names of other languages', async () => {
    const renamed = district('XA02', boxGeometry(2, 0, 4, 2), { ADM1_EN: 'Shore', ADM1_FR: 'Rive' });
    const result = await edition([north, renamed]);
    expect(told(result)).toEqual(['2 info changed_name']);
    expect(result.plan.areas.find((a) => a.pcode === 'XA02')?.names).toEqual({ en: 'Shore', fr: 'Rive' });
  });

  it('recognises a split', async () => {
    const result = await edition([
      north,
      district('XA03', boxGeometry(2, 0, 3, 2)),
      district('XA04', boxGeometry(3, 0, 4, 2)),
    ]);
    expect(result.successions).toEqual([{ kind: 'split', level: 1, from: ['XA02'], to: ['XA03', 'XA04'] }]);
    expect(result.planCounts).toMatchObject({ added: 2, removed: 1, unchanged: 1 });
  });

  it('recognises a part that left an area which keeps its code', async () => {
    const result = await edition([
      north,
      district('XA02', boxGeometry(2, 0, 3, 2)),
      district('XA03', boxGeometry(3, 0, 4, 2)),
    ]);
    expect(result.successions).toEqual([{ kind: 'split', level: 1, from: ['XA02'], to: ['XA02', 'XA03'] }]);
  });

  it('recognises a merger and a new code', async () => {
    const merged = await edition([district('XA01', boxGeometry(0, 0, 4, 2))]);
    expect(merged.successions).toEqual([{ kind: 'merged', level: 1, from: ['XA01', 'XA02'], to: ['XA01'] }]);
    const recoded = await edition([north, district('XA09', boxGeometry(2, 0, 4, 2))]);
    expect(recoded.successions).toEqual([{ kind: 'recoded', level: 1, from: ['XA02'], to: ['XA09'] }]);
  });

  it('removes nothing when it only amends, and keeps shapes when it is a table', async () => {
    const file = textFile('adm1.csv', 'level,pcode,name_en\n1,XA02,Shore\n');
    const first = await run([districts]);
    const result = await run([file], {
      current: inForce(first),
      currentFrom: '2026-01-01',
      validFrom: '2026-06-01',
      mode: 'amend',
    });
    expect(result.planCounts).toMatchObject({ changed: 1, removed: 0, reshaped: 0 });
    expect(result.plan.areas.find((a) => a.pcode === 'XA02')?.shape).not.toBeNull();
  });

  it('compares an amendment with the areas that stay', async () => {
    const result = await edition([district('XA03', boxGeometry(3, 0, 5, 2))], { mode: 'amend' });
    expect(told(result)).toEqual(['1 error overlap']);
    expect(result.problems.find((p) => p.code.endsWith('overlap'))?.params.other).toBe('XA02');
  });

  it('refuses to leave children without their parent, and an edition older than the one in force', async () => {
    const first = await run([
      districts,
      featureFile('xaa_adm2.geojson', [commune('XA0201', 'XA02', boxGeometry(2, 0, 4, 2))]),
    ]);
    const options = { current: inForce(first), currentFrom: '2026-01-01' };
    const only = featureFile('xaa_adm1.geojson', [district('XA01', boxGeometry(0, 0, 2, 2))]);
    expect(told(await run([only], { ...options, validFrom: '2026-06-01' }))).toContain(
      '- error children_left',
    );
    expect(told(await run([districts], { ...options, validFrom: '2025-06-01' }))).toContain(
      '- error older_edition',
    );
  });
});
