import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { compileXlsForm, readWorkbook } from '../src/index.ts';
import { codesOf, type MadeCell, makeXlsx } from './workbooks.ts';

const SURVEY: MadeCell[][] = [
  ['type', 'name', 'label'],
  ['text', 'a', 'A'],
];
const raw = (attributes: string, content: string): MadeCell => ({ attributes, content });

async function refusal(bytes: Uint8Array, fileName = 'form.xlsx', options = {}): Promise<unknown> {
  const result = await compileXlsForm(bytes, { fileName, ...options });
  expect(result.ok).toBe(false);
  expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toHaveLength(1);
  return result.diagnostics[0];
}

describe('what is refused', () => {
  it.each([
    ['an empty file', new Uint8Array()],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13])],
    ['a PDF', strToU8('%PDF-1.7 a, b, c, d')],
    ['a web page named .xls', strToU8('<html><table><tr><td>type, name</td></tr></table></html>')],
    ['prose', strToU8('Dear colleague')],
    ['an archive that is no workbook', zipSync({ 'readme.txt': strToU8('hello') })],
  ])('%s is not a workbook', async (_what, bytes) => {
    expect(await refusal(bytes)).toMatchObject({ code: 'not_a_workbook' });
  });

  it('a truncated file', async () => {
    const bytes = makeXlsx({ survey: SURVEY });
    expect(await refusal(bytes.subarray(0, bytes.length - 40))).toMatchObject({ code: 'truncated_file' });
    expect(await refusal(bytes.subarray(0, 200))).toMatchObject({ code: 'truncated_file' });
  });

  it('a part that was damaged on its way', async () => {
    const bytes = makeXlsx({ survey: SURVEY });
    bytes.fill(0xff, 60, 160);
    expect(await refusal(bytes)).toMatchObject({
      code: expect.stringMatching(/truncated_file|not_a_workbook/),
    });
  });

  it('an encrypted workbook', async () => {
    const ole = new Uint8Array(2048);
    ole.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    ole.set(Buffer.from('EncryptedPackage', 'utf16le'), 1152);
    expect(await refusal(ole)).toMatchObject({ code: 'encrypted_workbook' });
  });

  it('an old workbook that is damaged', async () => {
    const ole = new Uint8Array(4096);
    ole.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    expect(await refusal(ole, 'form.xls')).toMatchObject({ code: 'not_a_workbook' });
  });

  it('a file above the limit, by its size alone', async () => {
    const place = { limits: { maxFileMegabytes: 0.001 } };
    expect(await refusal(new Uint8Array(5000), 'form.xlsx', place)).toMatchObject({ code: 'file_too_large' });
  });

  it('an archive that declares to unpack above the limit', async () => {
    const bytes = makeXlsx({ survey: SURVEY }, { parts: { 'xl/media/big.bin': new Uint8Array(3_000_000) } });
    expect(await refusal(bytes, 'form.xlsx', { limits: { maxUnpackedMegabytes: 1 } })).toMatchObject({
      code: 'zip_bomb',
    });
  });

  it('an archive that lies about what it unpacks to', async () => {
    const bytes = makeXlsx({ survey: [...SURVEY, ['note', 'b', 'x'.repeat(3_000_000)]] });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + 46 < bytes.length; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 100, true);
    }
    expect(await refusal(bytes, 'form.xlsx', { limits: { maxUnpackedMegabytes: 1 } })).toMatchObject({
      code: 'zip_bomb',
    });
  });

  it('a workbook with too many cells', async () => {
    const bytes = makeXlsx({
      survey: [...SURVEY, ...Array.from({ length: 50 }, (_, i): MadeCell[] => ['text', `q${i}`, 'Q'])],
    });
    expect(await refusal(bytes, 'form.xlsx', { limits: { maxCells: 100 } })).toMatchObject({
      code: 'too_many_cells',
    });
  });

  it('an OpenDocument sheet, with what to do instead', async () => {
    const bytes = zipSync({
      mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
      'content.xml': strToU8('<a/>'),
    });
    expect(await refusal(bytes, 'form.ods')).toMatchObject({ code: 'unsupported_format' });
  });
});

describe('what is read', () => {
  it('strict workbooks, prefixed elements and workbooks with macros', async () => {
    const strict = await readWorkbook(makeXlsx({ survey: SURVEY }, { strict: true }), 'a.xlsx');
    const prefixed = await readWorkbook(makeXlsx({ survey: SURVEY }, { prefix: 'x' }), 'a.xlsx');
    const macros = await readWorkbook(
      makeXlsx({ survey: SURVEY }, { parts: { 'xl/vbaProject.bin': new Uint8Array(9) } }),
      'a.xlsm',
    );
    for (const { sheets } of [strict, prefixed, macros])
      expect(sheets).toEqual([{ name: 'survey', rows: SURVEY }]);
    expect(macros.diagnostics).toMatchObject([{ code: 'macro_workbook', severity: 'warning' }]);
  });

  it('numbers, truth values, formulas, rich text, entities and errors as text', async () => {
    const row: MadeCell[] = [
      1,
      2.5,
      raw('t="b"', '<v>1</v>'),
      raw('t="str"', '<f>A1&amp;"x"</f><v>1x</v>'),
      raw(
        't="inlineStr"',
        '<is><r><t>ri</t></r><r><t xml:space="preserve">ch </t></r><rPh sb="0" eb="1"><t>no</t></rPh></is>',
      ),
      raw('t="inlineStr"', '<is><t>a &lt; b &#233;&#x1F600;_x000D_</t></is>'),
      raw('t="e"', '<v>#N/A</v>'),
      raw('', '<f>NOW()</f>'),
      raw('', '<v>1E3</v>'),
    ];
    const { sheets, diagnostics } = await readWorkbook(makeXlsx({ survey: [row] }), 'a.xlsx');
    expect(sheets[0]!.rows[0]).toEqual([
      '1',
      '2.5',
      'TRUE',
      '1x',
      'rich ',
      'a < b é😀\r',
      '#N/A',
      '',
      '1000',
    ]);
    expect(diagnostics).toMatchObject([
      { code: 'cell_error', row: 1, column: { letter: 'G' } },
      { code: 'formula_without_value', row: 1, column: { letter: 'H' } },
    ]);
  });

  it.each([
    [false, 45_292, '2024-01-01'],
    [true, 43_830, '2024-01-01'],
    [false, 45_292.75, '2024-01-01T18:00:00'],
    [false, 0.5, '12:00:00'],
    [false, 1, '1900-01-01'],
    [false, 61, '1900-03-01'],
    [true, 0, '1904-01-01'],
  ])('dates of the 1904 system %s: %d is %s', async (date1904, serial, text) => {
    const bytes = makeXlsx(
      { survey: [[raw('s="1"', `<v>${serial}</v>`), raw('s="2"', `<v>${serial}</v>`)]] },
      { date1904 },
    );
    expect((await readWorkbook(bytes, 'a.xlsx')).sheets[0]!.rows[0]).toEqual([text, text]);
  });

  it('rows and cells where they stand, with blanks between', async () => {
    const { sheets } = await readWorkbook(
      makeXlsx({ survey: [['type', null, 'name'], [], ['text', null, 'a']] }),
      'a.xlsx',
    );
    expect(sheets[0]!.rows).toEqual([['type', '', 'name'], [], ['text', '', 'a']]);
  });

  it('only the names of sheets that no form uses', async () => {
    const { sheets } = await readWorkbook(makeXlsx({ survey: SURVEY, notes: [['secret']] }), 'a.xlsx');
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['survey', 2],
      ['notes', 0],
    ]);
  });

  it('a CSV file of one sheet, by commas or semicolons, with quotes and a mark', async () => {
    for (const separator of [',', ';']) {
      const text = `\ufefftype${separator}name${separator}label\r\nnote${separator}a${separator}"He said ""hi""${separator}\nbye"\r\n`;
      const { sheets } = await readWorkbook(strToU8(text), 'survey.csv');
      expect(sheets[0]!.rows[1]).toEqual(['note', 'a', `He said "hi"${separator}\nbye`]);
      expect((await compileXlsForm(strToU8(text), { fileName: 'x.csv' })).ok).toBe(true);
    }
  });

  it('a CSV file that holds several sheets', async () => {
    const text =
      'survey,,\n,type,name,label\n,select_one c,a,A\nchoices,,\n,list_name,name,label\n,c,1,One\n';
    const result = await compileXlsForm(strToU8(text), { fileName: 'form.csv' });
    expect(result.ok).toBe(true);
    expect(result.model!.choiceLists.c!.choices).toHaveLength(1);
  });

  it('a Markdown table', async () => {
    const text = '| survey |\n| | type | name | label |\n| # a comment\n| | text | a | A \\| B |\n';
    const result = await compileXlsForm(strToU8(text), { fileName: 'form.md' });
    expect(codesOf(result)).toEqual([]);
    expect(result.xform).toContain('<label>A | B</label>');
  });

  it('an old BIFF workbook, with its dates', async () => {
    const { utils, write } = await import('@e965/xlsx');
    const book = utils.book_new();
    const sheet = utils.aoa_to_sheet([
      ['type', 'name', 'label', 'default'],
      ['date', 'a', null, null],
    ]);
    sheet.C2 = { t: 's', v: 'Day', f: 'CONCATENATE("D","ay")' };
    sheet.D2 = { t: 'n', v: 45_292, z: 'yyyy-mm-dd' };
    sheet['!ref'] = 'A1:D2';
    utils.book_append_sheet(book, sheet, 'survey');
    const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'biff8' }) as ArrayBuffer);
    const result = await compileXlsForm(bytes, { fileName: 'old.xls' });
    expect(result).toMatchObject({ ok: true, model: { formId: 'old' } });
    expect(result.xform).toContain('<a>2024-01-01</a>');
    expect(result.xform).toContain('<label>Day</label>');
  });
});
