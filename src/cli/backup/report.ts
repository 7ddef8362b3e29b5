import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { VerifyResult } from '#platform/audit/verify.ts';
import type { BackupReport } from '#platform/backup/backup.ts';
import type { RestoreReport } from '#platform/backup/restore.ts';

const number = (n: number): string => n.toLocaleString('en');
const megabytes = (bytes: number): string => `${number(Math.round(bytes / 1e5) / 10)} MB`;

function describeFaults(faults: readonly string[]): string[] {
  if (faults.length === 0) return [];
  return [
    `${number(faults.length)} contents were already missing or damaged on the disk when the backup was made:`,
    ...faults.slice(0, 20).map((hash) => `  ${hash}`),
    ...(faults.length > 20 ? [`  and ${number(faults.length - 20)} more.`] : []),
  ];
}

export const describeBackup = (report: BackupReport): string =>
  [
    `${report.archive}: ${megabytes(report.archiveBytes)}, ${number(report.rows)} rows of ${report.tables} tables, ` +
      `${number(report.files)} files (${megabytes(report.bytes)}); ${report.seconds.toFixed(1)} s.`,
    ...describeSeal(report.checkpoint),
    ...describeFaults(report.faults),
  ].join('\n');

/** Origin, size, root: the lines of a checkpoint. */
function describeSeal(checkpoint: string | null): string[] {
  if (checkpoint === null) return [];
  const [, size, root] = checkpoint.split('\n');
  return [`The audit log is sealed up to ${number(Number(size))} entries, root ${root}.`];
}

export function describeRestore(report: RestoreReport, audit: VerifyResult): string {
  const { product, madeAt } = report.opening;
  return [
    `Backup of ${madeAt}, made by Sojourn ${product}.`,
    `${number(report.rows)} rows of ${report.tables} tables and ${number(report.files)} files (${megabytes(report.bytes)}) came back equal; ${report.seconds.toFixed(1)} s.`,
    ...describeSeal(report.checkpoint),
    ...describeFaults(report.faults),
    audit.findingsTotal === 0
      ? `The audit log is intact: ${number(audit.entries)} entries, ${number(audit.checkpoints)} checkpoints.`
      : `THE AUDIT LOG IS DAMAGED: ${number(audit.findingsTotal)} findings; run "sojourn audit verify".`,
  ].join('\n');
}

/** What a command was given. */
interface Given {
  /** The one operand: a folder, a file or nothing. */
  place: string | undefined;
  demonstration: boolean;
  /** Aborted by Ctrl-C or SIGTERM: the command leaves nothing behind. */
  signal: AbortSignal;
}

/** Runs a command of one operand and reads its errors out in one sentence: 2 for what could not be done. */
export async function run(
  args: string[],
  usage: string,
  work: (given: Given) => Promise<number>,
): Promise<number> {
  const options = {
    demo: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } satisfies ParseArgsConfig['options'];
  let parsed: { values: { demo: boolean; help: boolean }; positionals: string[] };
  try {
    parsed = parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    return 2;
  }
  if (parsed.values.help) {
    console.log(usage);
    return 0;
  }
  const stopping = new AbortController();
  // More than once: a terminal and npm may both pass on the same Ctrl-C.
  const stop = (): void => stopping.abort(new Error('Stopped; nothing was left behind.'));
  for (const signal of SIGNALS) process.on(signal, stop);
  const { values, positionals } = parsed;
  try {
    return await work({ place: positionals[0], demonstration: values.demo, signal: stopping.signal });
  } catch (error) {
    console.error(sentenceOf(error));
    return 2;
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** A message of the database may quote a row: its code says enough. */
function sentenceOf(error: unknown): string {
  const { severity, code, message } = error as Error & { severity?: string; code?: string };
  return severity ? `The database refused (${code}).` : message;
}
