/**
 * A sheet as rows of text. `rows[0]` is the spreadsheet's row 1 and `rows[r][0]` its column A, so positions in
 * diagnostics are those that the author sees. Cells are already text: numbers without trailing zeros, `TRUE`
 * and `FALSE`, dates as ISO 8601. A missing cell is `''`, `null` or `undefined`.
 */
export interface WorkbookSheet {
  readonly name: string;
  readonly rows: readonly (readonly (string | null | undefined)[])[];
}

/** Spreadsheet letter of a 0-based column, e.g. 27 is `AB`. */
export function columnLetter(index: number): string {
  let letters = '';
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) {
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  }
  return letters;
}
