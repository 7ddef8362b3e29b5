const BEGIN = 0x0809;
const CONTINUE = 0x003c;
const FORMULA = 0x0006;
/** Records of versions 5 and 8 that carry sheets, cells, texts and number formats ([MS-XLS] 2.3). */
const CARRYING_RECORDS = new Set([
  BEGIN,
  FORMULA,
  0x000a, // end
  0x0022, // dates count from 1904
  0x002f, // password
  0x0042, // code page
  0x0085, // sheet
  0x041e, // number format
  0x00e0, // cell format
  0x00fc, // shared texts
  0x00fd, // cell: shared text
  0x0204, // cell: text
  0x00d6, // cell: text with fonts
  0x0203, // cell: number
  0x027e, // cell: short number
  0x00bd, // cells: short numbers
  0x0205, // cell: yes, no or error
  0x0207, // text that a formula gave
]);
/** Where a formula says how long its expression is: after cell (6), value (8), flags (2) and chain (4). */
const EXPRESSION_LENGTH_AT = 20;
/** No record has this number; readers step over it. */
const UNUSED = 0x0fff;
const VERSIONS: readonly number[] = [0x0500, 0x0600];

/**
 * Leaves of a workbook stream what a form needs, in place: records of drawings, links, names and the like
 * become unknown ones, and formulas keep their last value only. What the reader of the stream does with
 * damaged ones may have no end, and none of it is wanted here.
 *
 * @throws Error when the stream, or a part of it, is of another version than Excel 5 to 2003.
 */
export function keepCells(stream: Uint8Array): void {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  let isKept = false;
  for (let at = 0; at + 4 <= stream.length; ) {
    const kind = view.getUint16(at, true);
    const length = view.getUint16(at + 2, true);
    const body = at + 4;
    if (kind === BEGIN || at === 0) checkVersion(view, kind, body);
    if (kind !== CONTINUE) isKept = CARRYING_RECORDS.has(kind);
    if (kind === FORMULA) {
      isKept = EXPRESSION_LENGTH_AT + 2 <= length && body + length <= stream.length;
      if (isKept) view.setUint16(body + EXPRESSION_LENGTH_AT, 0, true);
    }
    if (!isKept) view.setUint16(at, UNUSED, true);
    at = body + length;
  }
}

function checkVersion(view: DataView, kind: number, body: number): void {
  const version = body + 2 <= view.byteLength ? view.getUint16(body, true) : 0;
  if (kind !== BEGIN || !VERSIONS.includes(version)) throw new Error('not a workbook of Excel 5 to 2003');
}
