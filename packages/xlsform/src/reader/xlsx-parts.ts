import { isDateFormat } from './dates.ts';
import { attributeOf, decodeEntities, scanXml } from './xml-scan.ts';

/** Text of an XML part; UTF-16 by its mark, else UTF-8. */
export function decodePart(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** Carriage returns and the like are written `_x000D_`. */
const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text;

/** Texts that cells refer to by number. Pronunciation guides are left out. */
export function readSharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let phonetic = 0;
  scanXml(xml, {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 't') inText = phonetic === 0;
      else if (name === 'rPh') phonetic += 1;
    },
    close: (name) => {
      if (name === 'si') strings.push(unescapeText(text));
      else if (name === 't') inText = false;
      else if (name === 'rPh') phonetic -= 1;
    },
    text: (raw) => {
      if (inText) text += decodeEntities(raw);
    },
  });
  return strings;
}

/** For each cell style, whether it shows a date. */
export function readDateStyles(xml: string): boolean[] {
  const formats = new Map<number, string>();
  const styles: boolean[] = [];
  let inCells = false;
  scanXml(xml, {
    open: (name, attributes) => {
      if (name === 'numFmt') {
        formats.set(Number(attributeOf(attributes, 'numFmtId')), attributeOf(attributes, 'formatCode') ?? '');
      } else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attributeOf(attributes, 'numFmtId') ?? 0);
        styles.push(isDateFormat(id, formats.get(id)));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

interface WorkbookPart {
  readonly sheets: readonly { readonly name: string; readonly relation: string }[];
  readonly date1904: boolean;
}

export function readWorkbookPart(xml: string): WorkbookPart {
  const sheets: { name: string; relation: string }[] = [];
  let date1904 = false;
  scanXml(xml, {
    open: (name, attributes) => {
      if (name === 'sheet') {
        const title = attributeOf(attributes, 'name') ?? '';
        sheets.push({
          name: title,
          relation: attributeOf(attributes, 'r:id') ?? attributeOf(attributes, 'id') ?? '',
        });
      } else if (name === 'workbookPr') {
        date1904 = ['1', 'true'].includes(attributeOf(attributes, 'date1904') ?? '');
      }
    },
  });
  return { sheets, date1904 };
}

export interface Relation {
  readonly id: string;
  /** Last part of the type, e.g. `worksheet`; the same in both variants of the standard. */
  readonly type: string;
  readonly target: string;
}

export function readRelations(xml: string): Relation[] {
  const relations: Relation[] = [];
  scanXml(xml, {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      const type = attributeOf(attributes, 'Type') ?? '';
      relations.push({
        id: attributeOf(attributes, 'Id') ?? '',
        type: type.slice(type.lastIndexOf('/') + 1),
        target: attributeOf(attributes, 'Target') ?? '',
      });
    },
  });
  return relations;
}
