import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readPublicKeys } from '#platform/audit/signer.ts';
import type { Finding } from '#platform/audit/verify/finding.ts';
import { type VerifyResult, verifyLog } from '#platform/audit/verify.ts';
import { witnessPath } from '#platform/audit/witness.ts';
import { readConfig } from '#server/config.ts';
import { productRoot } from '#server/root.ts';
import { withOwner } from './owner.ts';

const USAGE = `sojourn audit verify [options]

  --demo               the demonstration's data folder
  --public-key <key>   trust this key alone (name+hash+key, or a file of them); may be given several times
  --witness <file>     checkpoints kept elsewhere; the data folder's own otherwise
  --no-witness         without one
  --json               the result as JSON

Ends with 0 when the log is intact, 1 when it is damaged, 2 when it could not be checked.`;

function readOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      demo: { type: 'boolean', default: false },
      'public-key': { type: 'string', multiple: true },
      witness: { type: 'string' },
      'no-witness': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return values;
}

/** `sojourn audit verify`: checks the whole log beside a running server or on a database at rest. */
export async function auditVerifyCommand(args: string[]): Promise<number> {
  let options: ReturnType<typeof readOptions>;
  try {
    options = readOptions(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  try {
    const config = readConfig(process.env, productRoot, options.demo);
    const given = options['public-key']?.flatMap(keysOf);
    const publicKeys = given ?? (await readPublicKeys(config.dataDir));
    const witnessFile = options['no-witness'] ? undefined : (options.witness ?? witnessPath(config.dataDir));
    const result = await withOwner(config, (ownerUrl) => verifyLog({ ownerUrl, publicKeys, witnessFile }));
    console.log(options.json ? JSON.stringify(result) : describe(result, publicKeys, given !== undefined));
    return result.findingsTotal === 0 ? 0 : 1;
  } catch (error) {
    console.error(`The audit log could not be checked: ${(error as Error).message}`);
    return 2;
  }
}

function keysOf(keyOrFile: string): string[] {
  const text = existsSync(keyOrFile) ? readFileSync(keyOrFile, 'utf8') : keyOrFile;
  return text.split('\n').filter((line) => line.trim() !== '');
}

/** The report for a person at a terminal. */
export function describe(result: VerifyResult, publicKeys: readonly string[], given: boolean): string {
  const number = (n: number) => n.toLocaleString('en');
  const speed = number(Math.round(result.entries / Math.max(result.seconds, 0.001)));
  const lines = [
    `${number(result.entries)} entries of ${number(result.records)} records, ${number(result.leaves)} sealed under ` +
      `${number(result.checkpoints)} checkpoints, ${number(result.witnessed)} of them witnessed; ` +
      `${result.seconds.toFixed(1)} s, ${speed} entries/s.`,
    ...publicKeys.map((key) => `Public key: ${key}`),
  ];
  if (!given && publicKeys.length > 0) {
    lines.push(
      'This key was read from the data folder: keep a copy elsewhere and give it with --public-key.',
    );
  }
  if (result.findingsTotal === 0) return [...lines, 'The audit log is intact.'].join('\n');
  lines.push(`THE AUDIT LOG IS DAMAGED: ${number(result.findingsTotal)} findings.`);
  for (const finding of result.findings) lines.push(`  ${describeFinding(finding)}`);
  const hidden = result.findingsTotal - result.findings.length;
  if (hidden > 0) lines.push(`  and ${number(hidden)} more.`);
  return lines.join('\n');
}

function describeFinding(finding: Finding): string {
  const leaves =
    finding.leafIndex === undefined
      ? undefined
      : finding.leafEnd === undefined || finding.leafEnd === finding.leafIndex + 1
        ? `leaf ${finding.leafIndex}`
        : `leaves ${finding.leafIndex} to ${finding.leafEnd - 1}`;
  const where = [
    finding.entity === undefined ? undefined : `${finding.entity} ${finding.entityId}`,
    finding.seq === undefined ? undefined : `entry ${finding.seq}`,
    finding.entryId === undefined ? undefined : `id ${finding.entryId}`,
    leaves,
  ].filter((part) => part !== undefined);
  return `${finding.code}: ${finding.message}${where.length > 0 ? ` (${where.join(', ')})` : ''}`;
}
