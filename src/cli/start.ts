import { secretOfEnvironment } from '#platform/backup/secret.ts';
import { readConfig } from '#server/config.ts';
import { productRoot, sourceRoot } from '#server/root.ts';
import { type RunningServer, startServer } from '#server/server.ts';
import { sweepScratch } from './backup/scratch.ts';
import { scratchDrill } from './backup/scratch-drill.ts';
import { withTerminal } from './terminal.ts';

/** Runs the server until SIGTERM or SIGINT; the demonstration is filled at its first start. */
export async function startCommand(demonstration: boolean): Promise<undefined> {
  const config = readConfig(process.env, productRoot, demonstration);
  // Asked again for each backup; one that cannot be used is told now, not by nights without any.
  await secretOfEnvironment(process.env);
  const demo = demonstration ? await import('./demo.ts') : undefined;
  await demo?.clearHalfFilled(config);
  const server = await startServer(withTerminal(config), sourceRoot, scratchDrill(config));
  const isStopping = stopOnSignal(server);
  // What cannot be removed now is removed by the next drill.
  sweepScratch().catch(() => {});
  if (!demo) {
    announce(server);
    return;
  }
  await demo.openDemonstration(server).catch((error: unknown) => {
    // Stopped while it was being filled: the next start fills it anew.
    if (!isStopping()) throw error;
  });
}

function announce({ url, setUpCode, config }: RunningServer): void {
  console.log(`Sojourn is at ${url} (data in ${config.dataDir}).`);
  if (setUpCode) console.log(`First run: open ${url}/set-up and enter the set-up code ${setUpCode}`);
}

/** Whatever waits for a database that is gone is not waited for: the sooner a new start, the better. */
const WITHOUT_DATABASE_MS = 3000;

/** Stops clean on SIGTERM and SIGINT; answers whether it has begun to. */
function stopOnSignal(server: RunningServer): () => boolean {
  let stopping = false;
  const stop = (code: number) => {
    if (stopping) return;
    stopping = true;
    server.close().then(
      () => process.exit(code),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', () => stop(0));
  process.once('SIGINT', () => stop(0));
  server.databaseEnded.then(() => {
    if (stopping) return;
    console.error(
      'The database ended unexpectedly; Sojourn stops. Start it again: nothing that was confirmed is lost.',
    );
    setTimeout(() => process.exit(1), WITHOUT_DATABASE_MS);
    stop(1);
  });
  return () => stopping;
}
