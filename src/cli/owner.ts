import { join } from 'node:path';
import { findEmbedded } from '#platform/db/embedded/attach.ts';
import { startEmbedded } from '#platform/db/embedded/start.ts';
import { ConfigProblem } from '#server/config.ts';

/** Runs with the owner's connection string, beside a running server or on a database at rest that is started for it. */
export async function withOwner<T>(
  { databaseUrl, dataDir }: { databaseUrl: string | undefined; dataDir: string },
  run: (ownerUrl: string) => Promise<T>,
): Promise<T> {
  if (databaseUrl) return run(databaseUrl);
  const folder = join(dataDir, 'postgres');
  const found = await findEmbedded(folder);
  if (found.state === 'none') {
    throw new ConfigProblem(`there is no database in ${dataDir}; say with SOJOURN_DATA where it is.`);
  }
  if (found.state === 'running') return run(found.url);
  const server = await startEmbedded({ dataDir: folder, log: () => {} });
  return run(server.url).finally(() => server.stop());
}
