import { createServer, type Server } from 'node:http';
import type { TestProject } from 'vitest/node';
import { startTestCluster } from './cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address that starts the run's database cluster at the first call and describes it. */
    testClusterEndpoint: string;
  }
}

let cluster: ReturnType<typeof startTestCluster> | undefined;
let server: Server | undefined;

/** Starts nothing yet: a run of tests that need no database pays nothing for it. */
export async function setup(project: TestProject): Promise<void> {
  const listener = createServer((_request, response) => {
    cluster ??= startLoudly();
    cluster.then(
      ({ stop: _, ...info }) => response.end(JSON.stringify(info)),
      (error: Error) => {
        response.statusCode = 500;
        response.end(error.message);
      },
    );
  });
  const port = await new Promise<number>((resolve) => {
    listener.listen(0, '127.0.0.1', () => resolve((listener.address() as { port: number }).port));
  });
  server = listener;
  project.provide('testClusterEndpoint', `http://127.0.0.1:${port}/`);
}

function startLoudly(): ReturnType<typeof startTestCluster> {
  const starting = startTestCluster();
  starting.then(
    ({ leftOut }) => {
      for (const { slice, reason } of leftOut) {
        process.stderr.write(`The test database lacks the slice "${slice}": ${reason}\n`);
      }
    },
    () => {},
  );
  return starting;
}

export async function teardown(): Promise<void> {
  server?.closeAllConnections();
  server?.close();
  await (await cluster?.catch(() => undefined))?.stop();
}
