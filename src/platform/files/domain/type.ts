import { endingOf } from './name.ts';
import { liesAboutType } from './sniff.ts';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN = 'application/vnd.oasis.opendocument';
const OLE = 'application/x-ole-storage';
const ZIP = 'application/zip';

/** Ending -> [type that is shown, what its first bytes may say]. Only endings whose files always begin alike. */
const PROMISES: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  pdf: ['application/pdf', ['application/pdf']],
  docx: [`${OFFICE}.wordprocessingml.document`, [ZIP]],
  xlsx: [`${OFFICE}.spreadsheetml.sheet`, [ZIP]],
  pptx: [`${OFFICE}.presentationml.presentation`, [ZIP]],
  odt: [`${OPEN}.text`, [ZIP]],
  ods: [`${OPEN}.spreadsheet`, [ZIP]],
  odp: [`${OPEN}.presentation`, [ZIP]],
  kmz: ['application/vnd.google-earth.kmz', [ZIP]],
  zip: [ZIP, [ZIP]],
  doc: ['application/msword', [OLE]],
  xls: ['application/vnd.ms-excel', [OLE, 'text/xml']],
  ppt: ['application/vnd.ms-powerpoint', [OLE]],
  msg: ['application/vnd.ms-outlook', [OLE]],
  gz: ['application/gzip', ['application/gzip']],
};

/** Texts that the first bytes do not tell apart. */
const TEXTS: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  md: 'text/markdown',
};

/** What is forbidden under an ending is so under any other: types of programs with the ending that stands for each. */
const PROGRAMS: Readonly<Record<string, string>> = {
  'application/x-msdownload': 'exe',
  'application/x-executable': 'elf',
  'application/x-mach-binary': 'app',
  'application/java-vm': 'jar',
  'application/x-ms-shortcut': 'lnk',
  'application/vnd.ms-htmlhelp': 'chm',
  'text/x-shellscript': 'sh',
  'text/x-php': 'sh',
};

/** Whether files of this name, or of this content where it is known, are kept out. */
export const isForbidden = (forbidden: readonly string[], name: string, sniffed?: string): boolean =>
  forbidden.includes(endingOf(name)) ||
  (sniffed !== undefined && PROGRAMS[sniffed] !== undefined && forbidden.includes(PROGRAMS[sniffed]));

/** Whether the first bytes belie the name or what the sender said. */
export function isLie(sniffed: string, declared: string | null, name: string): boolean {
  const promise = PROMISES[endingOf(name)];
  if (promise) return !promise[1].includes(sniffed);
  return liesAboutType(sniffed, declared ?? undefined, name);
}

/** The type under which a file is listed: what its bytes say, told more exactly by its ending where that fits. */
export function shownType(sniffed: string, name: string): string {
  const ending = endingOf(name);
  const promise = PROMISES[ending];
  if (promise?.[1].includes(sniffed)) return promise[0];
  return sniffed === 'text/plain' ? (TEXTS[ending] ?? sniffed) : sniffed;
}
