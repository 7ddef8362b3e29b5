import {
  AlignmentType,
  BorderStyle,
  Document as Docx,
  Table as DocxTable,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  type IParagraphOptions,
  Packer,
  PageNumber,
  Paragraph,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import sharp from 'sharp';
import { columnWidths } from './column-widths.ts';
import {
  type Block,
  type Document,
  isRightToLeft,
  type Picture,
  type Table,
  withoutMarks,
} from './document.ts';

const QUIET = '5B5F66';
const LTR = '\u200e';
const RTL = '\u200f';
const LINE = 'C9CCD1';
/** Twentieths of a point: the width between the margins of A4. */
const TEXT_WIDTH = 9600;

interface Setting {
  rtl: boolean;
}
type Style = { bold?: boolean; color?: string; size?: number };

const FONT = { ascii: 'Noto Sans', hAnsi: 'Noto Sans', cs: 'Amiri', eastAsia: 'Noto Sans' };

/** Latin words and numbers keep their direction inside a line that runs from right to left. */
const LATIN = /([\u200eA-Za-z\u00c0-\u024f0-9+\-−%][\u200eA-Za-z\u00c0-\u024f0-9.,:/%+\-−\u00a0\u202f]*)/;

/** A text as runs, each with the direction of its script: word processors ask for it run by run. */
function runsOf(text: string, { rtl }: Setting, style: Style = {}): TextRun[] {
  if (!rtl) return [new TextRun({ text, ...style })];
  return text
    .split(LATIN)
    .filter(Boolean)
    .map((part) => {
      const latin = LATIN.test(part);
      // Some take digits inside Arabic for Arabic: all of a text's digits look alike.
      return new TextRun({
        text: part,
        rightToLeft: !latin,
        ...(latin ? { font: { ...FONT, cs: FONT.ascii } } : {}),
        ...style,
      });
    });
}

function paragraph(
  text: string,
  setting: Setting,
  more: IParagraphOptions & { style?: string; run?: Style } = {},
) {
  const { run, ...options } = more;
  return new Paragraph({ bidirectional: setting.rtl, children: runsOf(text, setting, run), ...options });
}

interface Row {
  head: boolean;
  bold: boolean;
}

function tableOf(table: Table, setting: Setting): (Paragraph | DocxTable)[] {
  const widths = columnWidths(table, TEXT_WIDTH);
  const cell = (text: string, column: number, { head, bold }: Row) => {
    const numeric = table.columns[column]!.numeric === true;
    // A number is a line of its own from left to right, or its sign would stand behind it. Its units stand at the right in
    // every language, below the units of the number above.
    const own = numeric
      ? { bidirectional: false, alignment: AlignmentType.RIGHT }
      : { alignment: AlignmentType.START };
    const heading = { alignment: numeric && !setting.rtl ? AlignmentType.END : AlignmentType.START };
    return new TableCell({
      width: { size: widths[column]!, type: WidthType.DXA },
      margins: { top: 50, bottom: 50, left: 80, right: 80 },
      children: [
        paragraph(numeric ? withoutMarks(text) : text, setting, {
          ...(head ? heading : own),
          run: { bold, size: 18 },
        }),
      ],
    });
  };
  const row = (texts: readonly string[], kind: Row) =>
    new TableRow({
      tableHeader: kind.head,
      cantSplit: true,
      children: texts.map((text, i) => cell(text, i, kind)),
    });
  const last = table.endsInTotal ? table.rows.length - 1 : -1;
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const thin = { style: BorderStyle.SINGLE, size: 4, color: LINE };
  return [
    paragraph(table.caption, setting, {
      keepNext: true,
      spacing: { before: 200, after: 80 },
      run: { color: QUIET },
    }),
    new DocxTable({
      visuallyRightToLeft: setting.rtl,
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: widths,
      borders: {
        top: none,
        left: none,
        right: none,
        insideVertical: none,
        bottom: thin,
        insideHorizontal: thin,
      },
      rows: [
        row(
          table.columns.map(({ header }) => header),
          { head: true, bold: true },
        ),
        ...table.rows.map((texts, y) => row(texts, { head: false, bold: y === last })),
      ],
    }),
  ];
}

/** Word processors of today draw the vectors; older ones the points. */
async function pictureOf(picture: Picture, setting: Setting): Promise<Paragraph[]> {
  const vectors = Buffer.from(picture.svg);
  const points = await sharp(vectors, { density: 144 }).png().toBuffer();
  const width = 600;
  const size = { width, height: Math.round((picture.height / picture.width) * width) };
  const image = new ImageRun({
    type: 'svg',
    data: vectors,
    transformation: size,
    fallback: { type: 'png', data: points },
    altText: { name: picture.caption, title: picture.caption, description: picture.alt },
  });
  return [
    paragraph(picture.caption, setting, {
      keepNext: true,
      spacing: { before: 200, after: 80 },
      run: { color: QUIET },
    }),
    new Paragraph({ bidirectional: setting.rtl, children: [image] }),
  ];
}

async function blockOf(block: Block, setting: Setting): Promise<(Paragraph | DocxTable)[]> {
  switch (block.kind) {
    case 'heading':
      return [paragraph(block.text, setting, { heading: HeadingLevel.HEADING_1 })];
    case 'paragraph':
      return [paragraph(block.text, setting, { spacing: { before: 120, after: 120 } })];
    case 'facts':
      return block.facts.map(
        ({ label, value }) =>
          new Paragraph({
            bidirectional: setting.rtl,
            children: [...runsOf(`${label}: `, setting, { color: QUIET }), ...runsOf(value, setting)],
          }),
      );
    case 'table':
      return tableOf(block, setting);
    case 'picture':
      return pictureOf(block, setting);
  }
}

/** Sets a document for word processors (Office Open XML), with paragraphs, runs and tables in the direction of the language. */
export async function writeDocx(document: Document): Promise<Buffer> {
  const setting: Setting = { rtl: isRightToLeft(document.language) };
  const quiet = { color: QUIET, size: 17 };
  const children: (Paragraph | DocxTable)[] = [
    paragraph(document.title, setting, { heading: HeadingLevel.TITLE }),
    paragraph(document.date, setting, { spacing: { after: 200 }, run: { color: QUIET } }),
  ];
  for (const block of document.blocks) children.push(...(await blockOf(block, setting)));
  const docx = new Docx({
    title: document.title,
    creator: document.agency,
    styles: {
      default: {
        document: {
          run: { font: FONT, size: 20, language: { value: document.language, bidirectional: 'ar' } },
        },
        title: { run: { font: FONT, size: 38, bold: true }, paragraph: { spacing: { after: 80 } } },
        heading1: {
          run: { font: FONT, size: 26, bold: true },
          paragraph: { spacing: { before: 300, after: 120 } },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 1400, bottom: 1300, left: 1150, right: 1150 },
          },
        },
        headers: {
          default: new Header({
            children: [
              paragraph([document.agency, document.classification].filter(Boolean).join(' · '), setting, {
                run: quiet,
              }),
            ],
          }),
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                bidirectional: setting.rtl,
                children: [
                  ...runsOf(`${document.title}  ·  ${setting.rtl ? RTL : ''}`, setting, quiet),
                  // The marks keep the page before their number, whatever runs around them.
                  new TextRun({
                    children: [LTR, PageNumber.CURRENT, `${LTR} / ${LTR}`, PageNumber.TOTAL_PAGES, LTR],
                    ...quiet,
                  }),
                ],
              }),
            ],
          }),
        },
        children,
      },
    ],
  });
  return Packer.toBuffer(docx);
}
