import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A link that breaks: passes bytes on to a server and cuts connections after as many as it is told, one after the other. */
export async function cuttingProxy(
  target: string,
  cuts: number[],
): Promise<{ url: string; cutsDone: () => number; close(): Promise<void> }> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let done = 0;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    let passed = 0;
    let cut = false;
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (chunk) => {
      if (cut) return;
      passed += chunk.length;
      if (cuts[0] === undefined || passed < cuts[0]) return void far.write(chunk);
      const over = passed - cuts.shift()!;
      cut = true;
      done++;
      // What was sent before the cut still arrives; half of the time the server hears of the end later.
      far.write(chunk.subarray(0, Math.max(0, chunk.length - over)), () => {
        near.resetAndDestroy();
        if (done % 2 === 0) far.resetAndDestroy();
        else far.end();
      });
    });
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutsDone: () => done,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
