import { CFB, utils, write } from '@e965/xlsx';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { unpack } from './archive.ts';
import { ImportRefused } from './problem.ts';
import { readLayers } from './read.ts';
import {
  bomb,
  boxGeometry,
  dbfBytes,
  featureFile,
  shpBytes,
  textFile,
  UTM18_PRJ,
  WGS84_PRJ,
} from './testing/made-files.ts';

const refusal = (name: string, bytes: Uint8Array): string => {
  try {
    readLayers({ name, bytes });
  } catch (cause) {
    if (cause instanceof ImportRefused) return cause.code.replace('places.import.', '');
    throw cause;
  }
  return 'accepted';
};

const sheetFile = (sheets: Record<string, unknown[][]>, options: object = {}) => {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(sheets))
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name);
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', ...options }));
};

const square = boxGeometry(-70, 10, -69, 11).coordinates[0] as [number, number][];
const shapefile = (extra: Record<string, Uint8Array> = {}) => ({
  'x/adm1.shp': shpBytes([square]),
  'x/adm1.dbf': dbfBytes(['ADM1_PCODE', 'ADM1_FR'], [['XA01', 'Île haute']]),
  'x/adm1.prj': strToU8(WGS84_PRJ),
  'x/adm1.cpg': strToU8('UTF-8'),
  ...extra,
});

describe('files that are refused, each for one reason', () => {
  const zip = shapefile();
  it.each([
    ['empty.geojson', new Uint8Array(0), 'file_empty'],
    ['photo.jpg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2]), 'unknown_format'],
    ['cut.geojson', strToU8('{"type":"FeatureCollection","features":[{"type":'), 'json_broken'],
    ['other.json', strToU8('{"hello": 1}'), 'not_features'],
    ['none.geojson', strToU8('{"type":"FeatureCollection","features":[]}'), 'no_rows'],
    ['latin.geojson', new Uint8Array([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d]), 'not_utf8'],
    [
      'utm.geojson',
      strToU8(
        '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32618"}},"features":[]}',
      ),
      'other_crs',
    ],
    ['bomb.zip', bomb('adm1.shp', 200), 'archive_bomb'],
    ['bomb.xlsx', bomb('xl/worksheets/sheet1.xml', 200), 'archive_bomb'],
    ['liar.zip', bomb('adm1.shp', 200, 1000), 'archive_broken'],
    ['liar.xlsx', bomb('xl/worksheets/sheet1.xml', 200, 1000), 'archive_broken'],
    ['cut.zip', zipSync(zip).slice(0, 300), 'archive_broken'],
    ['nothing.zip', zipSync({ 'read.me': strToU8('hello') }), 'archive_empty'],
    ['adm1.shp', shpBytes([square]), 'shp_alone'],
    ['nodbf.zip', zipSync({ 'adm1.shp': shpBytes([square]) }), 'shp_no_dbf'],
    ['cutshp.zip', zipSync({ ...zip, 'x/adm1.shp': shpBytes([square]).slice(0, 180) }), 'shp_cut'],
    ['cutdbf.zip', zipSync({ ...zip, 'x/adm1.dbf': zip['x/adm1.dbf'].slice(0, 120) }), 'shp_cut'],
    ['points.zip', zipSync({ ...zip, 'x/adm1.shp': shpBytes([square], 1) }), 'shp_not_polygons'],
    ['garbage.zip', zipSync({ ...zip, 'x/adm1.shp': strToU8('not a shapefile at all') }), 'shp_broken'],
    ['uneven.zip', zipSync({ ...zip, 'x/adm1.dbf': dbfBytes(['A'], [['1'], ['2']]) }), 'shp_counts'],
    ['prj.zip', zipSync({ ...zip, 'x/adm1.prj': strToU8('LOCAL["nowhere"]') }), 'prj_unknown'],
    ['fake.xlsx', strToU8('PK\u0003\u0004 this is no workbook'), 'archive_broken'],
    ['empty.csv', strToU8('\n\n'), 'no_rows'],
    ['header.csv', strToU8('pcode,name\n'), 'no_rows'],
    ['binary.csv', strToU8('a,b\u0000c\n1,2'), 'unknown_format'],
  ])('%s: %s', (name, bytes, code) => {
    expect(refusal(name as string, bytes as Uint8Array)).toBe(code);
  });

  it('refuses more bytes than the limit without reading them', () => {
    expect(refusal('big.geojson', new Uint8Array(50 * 1024 * 1024 + 1))).toBe('file_too_large');
  });
});

describe('formats', () => {
  it('reads GeoJSON with texts, dates by their day, and rows counted from 1', () => {
    const file = featureFile('a.geojson', [
      { properties: { p: 'XA01', on: '2018-11-29T00:00:00.000Z', n: 3 }, geometry: boxGeometry(0, 0, 1, 1) },
    ]);
    const [layer] = readLayers(file);
    expect(layer?.rows[0]).toMatchObject({ row: 1, values: { p: 'XA01', on: '2018-11-29', n: '3' } });
    expect(layer?.hasGeometry).toBe(true);
  });

  it('reads each shapefile of an archive with its own encoding', () => {
    const [layer] = readLayers({ name: 'b.zip', bytes: zipSync(shapefile()) });
    expect(layer).toMatchObject({ id: 'b.zip/adm1', format: 'shapefile' });
    expect(layer?.rows[0]?.values.ADM1_FR?.trim()).toBe('Île haute');
  });

  it('turns metres of a projection into degrees by the .prj', () => {
    const metres = boxGeometry(700_000, 2_000_000, 710_000, 2_010_000).coordinates[0] as [number, number][];
    const bytes = zipSync(shapefile({ 'x/adm1.shp': shpBytes([metres]), 'x/adm1.prj': strToU8(UTM18_PRJ) }));
    const geometry = readLayers({ name: 'u.zip', bytes })[0]?.rows[0]?.geometry as {
      coordinates: number[][][];
    };
    const x = geometry.coordinates[0]?.[0]?.[0];
    const y = geometry.coordinates[0]?.[0]?.[1];
    expect(x).toBeGreaterThan(-73.2);
    expect(x).toBeLessThan(-72.9);
    expect(y).toBeCloseTo(18.08, 1);
  });

  it('finds the header under a title and the HXL row under the header, and keeps spreadsheet row numbers', () => {
    const bytes = sheetFile({
      Notes: [['Only one line']],
      Admin1: [
        ['Gazetteer of Aleria, 2026'],
        [],
        ['P-code', 'Nom'],
        ['#adm1+code', '#adm1+name+fr'],
        ['XA01', 'Nord'],
      ],
    });
    const layers = readLayers({ name: 'g.xlsx', bytes });
    expect(layers.map((l) => l.id)).toEqual(['g.xlsx/Admin1']);
    expect(layers[0]).toMatchObject({ columns: ['P-code', 'Nom'], hxl: { Nom: '#adm1+name+fr' } });
    expect(layers[0]?.rows).toEqual([{ row: 5, values: { 'P-code': 'XA01', Nom: 'Nord' } }]);
  });

  it('reads dates of a workbook that counts from 1904', () => {
    const book = utils.book_new();
    const sheet = utils.aoa_to_sheet([
      ['pcode', 'valid_from'],
      ['XA01', 43_000],
    ]);
    sheet.B2 = { t: 'n', v: 43_000, z: 'yyyy-mm-dd' };
    utils.book_append_sheet(book, sheet, 'S');
    const plain = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }));
    book.Workbook = { WBProps: { date1904: true } };
    const old = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }));
    expect(readLayers({ name: 'p.xlsx', bytes: plain })[0]?.rows[0]?.values.valid_from).toBe('2017-09-22');
    expect(readLayers({ name: 'o.xlsx', bytes: old })[0]?.rows[0]?.values.valid_from).toBe('2021-09-23');
  });

  it.each(['biff8', 'ods'] as const)('reads workbooks of the kind %s', (bookType) => {
    const bytes = sheetFile(
      {
        S: [
          ['pcode', 'name'],
          ['XA01', 'Île'],
        ],
      },
      { bookType },
    );
    const [layer] = readLayers({ name: bookType === 'ods' ? 'a.ods' : 'a.xls', bytes });
    expect(layer?.rows[0]?.values).toEqual({ pcode: 'XA01', name: 'Île' });
  });

  it('says that a workbook is locked', () => {
    const container = CFB.utils.cfb_new();
    CFB.utils.cfb_add(container, '/EncryptionInfo', new Uint8Array(64));
    CFB.utils.cfb_add(container, '/EncryptedPackage', new Uint8Array(64));
    expect(refusal('a.xlsx', new Uint8Array(CFB.write(container, { type: 'buffer' }) as Buffer))).toBe(
      'workbook_locked',
    );
  });

  it('does not walk a forged range of a sheet', () => {
    const entries = {
      ...sheetEntries(
        sheetFile({
          S: [
            ['pcode', 'name'],
            ['XA01', 'Nord'],
          ],
        }),
      ),
    };
    const path = 'xl/worksheets/sheet1.xml';
    const xml = new TextDecoder()
      .decode(entries[path])
      .replace(/<dimension ref="[^"]*"/, '<dimension ref="A1:XFD1048576"');
    entries[path] = strToU8(xml);
    expect(readLayers({ name: 'f.xlsx', bytes: zipSync(entries) })[0]?.rows).toHaveLength(1);
  });

  it('tells semicolons, tabs and the encodings of spreadsheets apart', () => {
    const [semicolon] = readLayers(textFile('a.csv', '\ufeffpcode;name\nXA01;"Nord; haut"\n'));
    expect(semicolon?.rows[0]).toEqual({ row: 2, values: { pcode: 'XA01', name: 'Nord; haut' } });
    const latin = new Uint8Array([...strToU8('pcode\tname\nXA01\t'), 0xce, 0x6c, 0x65, 0x0a]);
    expect(readLayers({ name: 'l.tsv', bytes: latin })[0]?.rows[0]?.values.name).toBe('Île');
  });
});

function sheetEntries(bytes: Uint8Array): Record<string, Uint8Array> {
  return Object.fromEntries(unpack('x.xlsx', bytes, /./));
}
