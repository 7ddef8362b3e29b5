import type { Caller, TestServer } from '#platform/http/testing.ts';
import { jobContext } from '#platform/jobs/testing/context.ts';
import { runImportJob } from '../service/import-work.ts';

/** Runs what a check or an application has begun, as the queue would on behalf of the caller. */
export async function runImport(
  server: TestServer,
  caller: Caller,
  importId: string,
  signal = new AbortController().signal,
): Promise<void> {
  const [row] = await server.database.ownerQuery<{ work_id: string }>(
    'select work_id from places.import where id = $1',
    [importId],
  );
  await runImportJob(
    jobContext({
      db: server.database.db,
      payload: { importId, workId: row!.work_id },
      accountId: caller.accountId,
      dataDir: '/nonexistent',
      signal,
    }),
  );
}
