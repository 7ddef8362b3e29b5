import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDynamicDefault, tokenize } from '../src/expressions/lexer.ts';
import { readReferences } from '../src/expressions/references.ts';
import { checkSyntax } from '../src/expressions/syntax.ts';
import { compileSheets, compileXlsForm, readWorkbook } from '../src/index.ts';
import { scanXml } from '../src/reader/xml-scan.ts';
import { makeXls, makeXlsx } from './workbooks.ts';

// One seed for every run: a gate that stops on another input each time tells nobody what to mend. FUZZ_SEED sets another.
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 20_261_121) });

const FORM = makeXlsx({
  survey: [
    ['type', 'name', 'label::English (en)', 'relevant', 'calculation'],
    ['begin repeat', 'r', 'R', '', ''],
    ['select_one c', 'a', 'A', '', ''],
    ['calculate', 'b', '', '', 'if(${a} = "x", 1, 2)'],
    ['end repeat', '', '', '', ''],
  ],
  choices: [
    ['list_name', 'name', 'label::English (en)'],
    ['c', 'x', 'X'],
  ],
});

const expression = fc
  .array(
    fc.constantFrom(
      '${a}',
      '${last-saved#a}',
      '${',
      '}',
      'if(',
      'instance(',
      "'c'",
      ')',
      '/root/item[',
      ']',
      '.',
      '..',
      '/',
      ' and ',
      '"',
      "'",
      ',',
      'indexed-repeat(',
      '1',
      '-',
      'é',
      '\u{1f600}',
      ' ',
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

const cell = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'text',
      'select_one c',
      'begin group',
      'end group',
      'begin repeat',
      'end repeat',
      'begin loop over c',
      'end loop',
      'calculate',
      'range',
      'audit',
      'photo',
      'geopoint',
      'note',
      'a',
      'b',
      'c',
      '',
    ),
  },
  { weight: 2, arbitrary: expression },
  { weight: 1, arbitrary: fc.string({ maxLength: 12, unit: 'binary' }) },
);

const header = fc.oneof(
  fc.constantFrom(
    'type',
    'name',
    'label',
    'label::fr',
    'hint',
    'relevant',
    'calculation',
    'default',
    'trigger',
    'choice_filter',
    'parameters',
    'appearance',
    'repeat_count',
    'save_to',
    'media::image',
    'bind::odk:x',
    'constraint_message::fr',
    '__proto__',
    'list_name',
    'form_id',
    'entity_id',
  ),
  fc.string({ maxLength: 8 }),
);

const sheet = fc
  .tuple(
    fc.uniqueArray(header, { minLength: 1, maxLength: 8 }),
    fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 12 }),
  )
  .map(([headers, rows]) => [['type', ...headers], ...rows]);

describe('readers hold out against anything', () => {
  it('bytes of a workbook changed at random give sheets or findings, never a throw', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(FORM.length - 1), fc.nat(255)), { maxLength: 12 }),
        fc.nat(FORM.length),
        async (changes, length) => {
          const bytes = FORM.slice(0, Math.max(length, FORM.length - 300));
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          const result = await readWorkbook(bytes, 'form.xlsx');
          expect(result.sheets.length > 0 || result.diagnostics.length > 0).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('any bytes at all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          [],
          [0x50, 0x4b, 3, 4],
          [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
          [0xff, 0xfe],
        ),
        fc.uint8Array({ maxLength: 600 }),
        async (start, rest) => {
          const result = await compileXlsForm(Uint8Array.from([...start, ...rest]), { fileName: 'x' });
          expect(result.ok || result.diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('bytes of an old workbook changed at random', async () => {
    const old = await makeXls([
      ['type', 'name', 'label'],
      ['text', 'a', 'A'],
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(old.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        async (changes) => {
          const bytes = old.slice();
          for (const [at, value] of changes) bytes[at] = value;
          const result = await readWorkbook(bytes, 'form.xls');
          expect(result.sheets.length > 0 || result.diagnostics.length > 0).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('an old workbook with formulas of tables that end nowhere', async () => {
    const old = await makeXls([
      ['type', 'name', 'label'],
      ['text', 'a', 'A'],
    ]);
    // The first cell (0x0204) becomes the formula of a table (0x0221).
    const at = old.findIndex((byte, i) => byte === 0x04 && old[i + 1] === 0x02 && old[i + 3] === 0);
    old[at] = 0x21;
    const { sheets } = await readWorkbook(old, 'form.xls');
    expect(sheets[0]?.rows.flat().filter(Boolean)).toEqual(['name', 'label', 'text', 'a', 'A']);
  });

  it('any markup', () => {
    const markup = fc.array(
      fc.constantFrom(
        '<',
        '>',
        '</',
        '/>',
        '"',
        "'",
        '=',
        'row',
        'c',
        'r="A1"',
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
        '<?',
        '?>',
        '&lt;',
        'x',
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(markup, (parts) =>
        scanXml(parts.join(''), { open: () => undefined, text: () => undefined }),
      ),
      { numRuns: 500 },
    );
  });

  it('any sheets: a form or an error, the XForm without a lone bracket', () => {
    fc.assert(
      fc.property(sheet, sheet, sheet, sheet, (survey, choices, settings, entities) => {
        const sheets = Object.entries({ survey, choices, settings, entities }).map(([name, rows]) => ({
          name,
          rows,
        }));
        const result = compileSheets(sheets);
        if (result.ok) expect(result.xform!.match(/</g)!.length).toBe(result.xform!.match(/>/g)!.length);
        else expect(result.diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

describe('expressions', () => {
  it('tokens cover the text without gap or overlap', () => {
    fc.assert(
      fc.property(fc.oneof(expression, fc.string({ unit: 'binary' })), (text) => {
        const tokens = tokenize(text);
        expect(tokens.map((token) => token.text).join('')).toBe(text);
        checkSyntax(text);
        isDynamicDefault(text, 'text');
      }),
    );
  });

  it('references are where they say, and a text made of names and prose has just these', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.stringMatching(/^[a-z_][a-z0-9_.-]{0,5}$/),
            fc.boolean(),
            fc.stringMatching(/^[a-z +(]{0,5}$/),
          ),
        ),
        (parts) => {
          const text = parts
            .map(([name, saved, prose]) => `\${${saved ? 'last-saved#' : ''}${name}}${prose}`)
            .join('');
          const { references, malformed } = readReferences(text);
          expect(malformed).toBeUndefined();
          expect(references.map(({ name, lastSaved }) => [name, lastSaved])).toEqual(
            parts.map(([name, saved]) => [name, saved]),
          );
          for (const { start, end, name } of references)
            expect(text.slice(start, end)).toMatch(
              new RegExp(`^\\$\\{(last-saved#)?${name.replace(/[.-]/g, '\\$&')}\\}$`),
            );
        },
      ),
    );
  });
});

describe('time stays in bounds', () => {
  it.each([
    ['openings of a reference', '${'.repeat(15_000), false],
    ['calls that do not end', 'instance('.repeat(3500), true],
    ['pulldata without arguments', 'pulldata('.repeat(3500), true],
    ['quotes', '"\''.repeat(15_000), true],
    ['a long word', 'a'.repeat(32_000), true],
    ['brackets', '[('.repeat(15_000), true],
  ])('%s', (_what, text, compiles) => {
    // A pattern that backtracks would outlast the time that a test may take.
    const result = compileSheets([
      {
        name: 'survey',
        rows: [
          ['type', 'name', 'label', 'calculation', 'default'],
          ['text', 'a', text, text, text],
        ],
      },
    ]);
    expect(result.ok).toBe(compiles);
  });

  it('a workbook of nothing but mistakes', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => ['txet', `q${i}`, '${nobody}']);
    const result = compileSheets([{ name: 'survey', rows: [['type', 'name', 'label'], ...rows] }]);
    expect(result.ok).toBe(false);
    expect(result.diagnostics.length).toBeLessThan(400);
    expect(result.diagnostics.at(-1)).toMatchObject({ code: 'more_findings' });
  });

  it('groups opened without end', () => {
    const rows = Array.from({ length: 5000 }, (_, i) => ['begin group', `g${i}`, 'G']);
    expect(compileSheets([{ name: 'survey', rows: [['type', 'name', 'label'], ...rows] }]).ok).toBe(false);
  });
});
