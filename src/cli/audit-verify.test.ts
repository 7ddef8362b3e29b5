import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { auditVerifyCommand, describe as report } from './audit-verify.ts';

let dataDir: string;
let said: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sojourn-cli-'));
  vi.stubEnv('SOJOURN_DATA', dataDir);
  vi.stubEnv('DATABASE_URL', '');
  said = '';
  vi.spyOn(console, 'error').mockImplementation((text: string) => {
    said += text;
  });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await rm(dataDir, { recursive: true, force: true });
});

test('ends with 2 and one sentence where there is nothing to check', async () => {
  expect(await auditVerifyCommand([])).toBe(2);
  expect(said).toBe(
    `The audit log could not be checked: there is no database in ${dataDir}; say with SOJOURN_DATA where it is.`,
  );
});

test('ends with 2 and the usage for an option that it does not know', async () => {
  expect(await auditVerifyCommand(['--bogus'])).toBe(2);
  expect(said).toContain('--public-key');
});

test('says where the damage stands and how much is not shown', () => {
  const counts = { entries: 1200, records: 7, leaves: 10, checkpoints: 2, witnessed: 2, seconds: 0.01 };
  const finding = {
    code: 'entry_edited',
    message: 'Edited.',
    entity: 'access.office',
    entityId: 'x',
  } as const;
  const findings = [
    { ...finding, seq: 3, entryId: 9, leafIndex: 4 },
    { code: 'history_rewritten', message: 'Rewritten.', leafIndex: 0, leafEnd: 10 } as const,
  ];
  const text = report({ ...counts, findings, findingsTotal: 5 }, ['k'], true);
  expect(text).toContain('1,200 entries of 7 records');
  expect(text).toContain('entry_edited: Edited. (access.office x, entry 3, id 9, leaf 4)');
  expect(text).toContain('history_rewritten: Rewritten. (leaves 0 to 9)');
  expect(text).toContain('and 3 more.');
  expect(report({ ...counts, findings: [], findingsTotal: 0 }, [], true)).toContain(
    'The audit log is intact.',
  );
});
