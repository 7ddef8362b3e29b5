import { connect, type Socket } from 'node:net';

/**
 * One connection that asks and waits, with next to no work of its own: what is measured on a machine that the server
 * shares is the server.
 */
export class KeepAlive {
  #socket: Socket;
  #head = '';
  #body: Buffer[] = [];
  #missing = -1;
  #status = 0;
  #done: ((answer: { status: number; body: Buffer }) => void) | undefined;
  #host: string;

  constructor(url: string) {
    const { hostname, port, host } = new URL(url);
    this.#host = host;
    this.#socket = connect(Number(port), hostname);
    this.#socket.setNoDelay(true);
    this.#socket.on('data', (chunk) => this.#take(chunk));
    this.#socket.on('error', () => {});
  }

  ask(
    method: string,
    path: string,
    cookie: string,
    body?: string,
  ): Promise<{ status: number; body: Buffer }> {
    const tail = body
      ? `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
      : '\r\n';
    this.#socket.write(`${method} ${path} HTTP/1.1\r\nhost: ${this.#host}\r\ncookie: ${cookie}\r\n${tail}`);
    return new Promise((resolve) => {
      this.#done = resolve;
    });
  }

  #take(chunk: Buffer): void {
    let rest = chunk;
    if (this.#missing < 0) {
      const text = this.#head + chunk.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) {
        this.#head = text;
        return;
      }
      this.#status = Number(text.slice(9, 12));
      this.#missing = Number(/\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? 0);
      rest = chunk.subarray(end + 4 - this.#head.length);
      this.#head = '';
    }
    this.#body.push(rest);
    this.#missing -= rest.length;
    if (this.#missing > 0) return;
    const answer = { status: this.#status, body: Buffer.concat(this.#body) };
    this.#body = [];
    this.#missing = -1;
    this.#done?.(answer);
  }

  close(): void {
    this.#socket.destroy();
  }
}
