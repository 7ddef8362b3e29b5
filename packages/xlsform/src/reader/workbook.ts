import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { createReport, Refused, type Report } from '../diagnostics/report.ts';
import type { WorkbookSheet } from '../sheets/workbook-sheet.ts';
import { readCsv } from './csv.ts';
import { DEFAULT_LIMITS, type ReadLimits } from './limits.ts';
import { isMarkdownTable, readMarkdown } from './markdown.ts';
import { isCompoundFile, readXls } from './xls.ts';
import { readXlsx } from './xlsx.ts';

export interface ReadOptions {
  /** Bounds that differ from the default: 20 MB file, 200 MB unpacked, 3 million cells. */
  readonly limits?: Partial<ReadLimits>;
}

export interface ReadResult {
  /** Empty if the file was refused. */
  readonly sheets: readonly WorkbookSheet[];
  readonly diagnostics: readonly Diagnostic[];
}

const MEGABYTE = 1024 * 1024;

/**
 * Reads `.xlsx`, `.xlsm`, `.xls`, `.csv` or a Markdown table; the kind is told by the content, not by the name.
 * Never throws on bad input: a file that cannot be read gives no sheets and one error.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions = {},
): Promise<ReadResult> {
  const report = createReport();
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  try {
    const sheets = await readAny(bytes, fileName, limits, report);
    if (sheets.length === 0) report.refuse('not_a_workbook', {});
    return { sheets: report.failed() ? [] : sheets, diagnostics: report.diagnostics };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { sheets: [], diagnostics: report.diagnostics };
  }
}

async function readAny(
  bytes: Uint8Array,
  fileName: string,
  limits: ReadLimits,
  report: Report,
): Promise<readonly WorkbookSheet[]> {
  const size = bytes.length / MEGABYTE;
  if (size > limits.maxFileMegabytes) {
    report.refuse('file_too_large', {}, { size: Math.ceil(size), limit: limits.maxFileMegabytes });
  }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readXlsx(bytes, limits, report);
  if (isCompoundFile(bytes)) return readXls(bytes, limits, report);
  const text = decodeText(bytes);
  if (text === undefined || /^\s*(?:<|%PDF|\{\\rtf)/.test(text)) return report.refuse('not_a_workbook', {});
  if (isMarkdownTable(text)) return bounded(readMarkdown(text), limits, report);
  if (!/[,;\t]/.test(text.slice(0, 5000))) return report.refuse('not_a_workbook', {});
  const stem = fileName.replace(/^.*[\\/]/, '').replace(/(.)\.[^.]*$/, '$1');
  return bounded(readCsv(text, stem), limits, report);
}

function bounded(
  sheets: readonly WorkbookSheet[],
  limits: ReadLimits,
  report: Report,
): readonly WorkbookSheet[] {
  let cells = 0;
  for (const { rows } of sheets) for (const row of rows) cells += row.length;
  if (cells > limits.maxCells) report.refuse('too_many_cells', {}, { limit: limits.maxCells });
  return sheets;
}

/** Text in UTF-8, UTF-16 or, failing that, Windows-1252; undefined for binary data. */
function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.length === 0 || bytes.subarray(0, 8192).includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
