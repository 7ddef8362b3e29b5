import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { barChart } from './bar-chart.ts';
import type { Document } from './document.ts';
import { writeDocx } from './docx.ts';
import { queryDocument, writePdf } from './pdf.ts';

const arabic: Document = {
  language: 'ar',
  title: 'تقرير الجولة R4',
  agency: 'وكالة',
  classification: 'داخلي',
  date: '22 نوفمبر 2026',
  blocks: [
    { kind: 'heading', text: 'الملخص' },
    { kind: 'paragraph', text: 'يقدَّر العدد بـ 12,345 فردًا، والتغير \u200e-5%.' },
    { kind: 'facts', facts: [{ label: 'الجولة', value: 'R4' }] },
    {
      kind: 'table',
      caption: 'الأفراد',
      columns: [{ header: 'المنطقة' }, { header: 'التغير', numeric: true }],
      rows: [['كوزاري #panic("x") $x$ *', '\u200e-310']],
    },
    barChart([{ label: 'كوزاري <b> & "', value: 3, text: '3' }], {
      caption: 'رسم',
      alt: 'أعمدة',
      rightToLeft: true,
    }),
  ],
};
const english: Document = { ...arabic, language: 'en', title: 'Report R4', blocks: [] };

const parts = async (document: Document) => {
  const files = unzipSync(await writeDocx(document));
  return (name: string) => strFromU8(files[`word/${name}`]!);
};

describe('DOCX', () => {
  test('in Arabic every paragraph, table and word runs from right to left, numbers do not', async () => {
    const part = await parts(arabic);
    const body = part('document.xml');
    const paragraphs = body.match(/<w:p>.*?<\/w:p>/g)!;
    const leftToRight = paragraphs.filter((one) => !/<w:bidi\/>/.test(one));
    expect(leftToRight).toHaveLength(1);
    expect(leftToRight[0]).toContain('>-310<');
    expect(body).toContain('<w:bidiVisual/>');
    expect(body).toContain('<w:tblHeader/>');
    for (const run of body.match(/<w:r>.*?<\/w:r>/g)!) {
      const text = /<w:t[^>]*>([^<]*)<\/w:t>/.exec(run)?.[1];
      if (text && /\p{Script=Arabic}/u.test(text)) expect(run, text).toContain('<w:rtl/>');
      if (text && /\d/.test(text)) expect(run, text).not.toContain('<w:rtl/>');
    }
    // The mark that keeps a sign before its number inside a sentence.
    expect(body).toContain('>\u200e-5%.<');
    expect(body).toContain('descr="أعمدة"');
    expect(part('footer1.xml')).toContain('NUMPAGES');
    // "1 / 2" and never "2 / 1": marks of direction around what stands between the two numbers.
    expect(part('footer1.xml')).toContain('\u200e / \u200e');
    for (const run of body.match(/<w:r>.*?<\/w:r>/g)!)
      if (/<w:t[^>]*>[^<]*\d/.test(run)) expect(run).toContain('w:cs="Noto Sans"');
    expect(part('header1.xml')).toContain('داخلي');
  });

  test('in English nothing is turned', async () => {
    const part = await parts({ ...english, blocks: arabic.blocks });
    expect(part('document.xml')).not.toMatch(/<w:bidi\/>|<w:rtl\/>|<w:bidiVisual\/>/);
  });
});

describe('PDF', () => {
  test('is tagged, says its language and title, and is the same each time', async () => {
    const pdf = await writePdf(arabic);
    const text = pdf.toString('latin1');
    expect(text.startsWith('%PDF-')).toBe(true);
    expect(text).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
    expect(text).toMatch(/\/Lang\s*\(ar\)/);
    expect(text).toContain('pdfuaid:part');
    expect(pdf.equals(await writePdf(arabic))).toBe(true);
    expect((await writePdf(english)).toString('latin1')).toMatch(/\/Lang\s*\(en\)/);
  });

  test('what a document says is text and never markup', async () => {
    const found = JSON.stringify(await queryDocument(arabic, 'table'));
    expect(found).toContain('#panic(\\"x\\") $x$ *');
    expect(JSON.stringify(await queryDocument(arabic, 'heading'))).toContain('الملخص');
    expect(await queryDocument(english, 'table')).toEqual([]);
  });
});

test('a chart keeps its words inside the picture, whatever they hold', () => {
  const picture = arabic.blocks.at(-1)!;
  if (picture.kind !== 'picture') throw new Error('not a picture');
  expect(picture.svg).toContain('كوزاري &lt;b&gt; &amp; &quot;');
  const empty = barChart([], { caption: '', alt: '', rightToLeft: false });
  expect(empty.height).toBeGreaterThan(0);
});
