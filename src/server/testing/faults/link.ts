import { type AddressInfo, connect, createServer, type NetConnectOpts, type Socket } from 'node:net';

/** A link on this machine that fails as it is told: to a database, a mail server, a store of files, a scanner. */
export interface Link {
  readonly port: number;
  /** Nobody answers: what is open ends, what is new is refused. */
  down(): Promise<void>;
  up(): Promise<void>;
  /** Bytes wait; nothing breaks. */
  freeze(): void;
  thaw(): void;
  /** Resets the connection that carried `mark` at its next COMMIT: before it arrives, or before it is answered. */
  cutAtCommit(mark: string, when: 'before' | 'after'): void;
  close(): Promise<void>;
}

const COMMIT = 'commit\0';

export async function openLink(target: NetConnectOpts): Promise<Link> {
  const sockets = new Set<Socket>();
  let cut: { mark: string; when: 'before' | 'after' } | undefined;
  let frozen = false;
  const serve = () =>
    createServer((near) => {
      const far = connect(target);
      let marked = false;
      let silent = false;
      for (const socket of [near, far]) {
        sockets.add(socket);
        socket.on('error', () => {});
        socket.on('close', () => {
          sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
        if (frozen) socket.pause();
      }
      near.on('data', (chunk) => {
        marked ||= cut !== undefined && chunk.includes(cut.mark);
        if (cut && marked && chunk.includes(COMMIT)) {
          const { when } = cut;
          cut = undefined;
          if (when === 'before') return void near.resetAndDestroy();
          silent = true;
          far.once('data', () => near.resetAndDestroy());
        }
        far.write(chunk);
      });
      far.on('data', (chunk) => void (silent || near.write(chunk)));
    });
  let server = serve();
  const listen = (port: number) => new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const down = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    port,
    down,
    async up() {
      server = serve();
      await listen(port);
    },
    freeze() {
      frozen = true;
      for (const socket of sockets) socket.pause();
    },
    thaw() {
      frozen = false;
      for (const socket of sockets) socket.resume();
    },
    cutAtCommit(mark, when) {
      cut = { mark, when };
    },
    async close() {
      if (server.listening) await down();
    },
  };
}
