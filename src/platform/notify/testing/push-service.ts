import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A browser as a push service knows it: its keys open what was meant for it. */
interface Browser {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

export interface PushService {
  origin: string;
  /** A new subscription of a browser. */
  subscribe(): Browser;
  /** What browsers received, opened. */
  received: { endpoint: string; payload: { body: string; link: string } }[];
  /** What was wrong with requests, if anything. */
  complaints: string[];
  /** Answers everything to this subscription with a status. */
  answer(endpoint: string, status: number): void;
  close(): Promise<void>;
}

/** A push service of RFC 8030 that checks who calls (RFC 8292) and, in place of the browser, opens the content (RFC 8291). */
export async function startPushService(): Promise<PushService> {
  const browsers = new Map<string, { keys: ReturnType<typeof createECDH>; auth: Buffer }>();
  const answers = new Map<string, number>();
  const received: PushService['received'] = [];
  const complaints: string[] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const endpoint = origin() + request.url;
    const browser = browsers.get(endpoint);
    const status = answers.get(endpoint) ?? (browser ? 201 : 404);
    try {
      checkSender(request, origin());
      if (status === 201) received.push({ endpoint, payload: JSON.parse(open(body, browser!)) });
    } catch (error) {
      complaints.push(String(error));
    }
    response.writeHead(status).end();
  });
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    origin: origin(),
    received,
    complaints,
    subscribe() {
      const keys = createECDH('prime256v1');
      keys.generateKeys();
      const auth = randomBytes(16);
      const endpoint = `${origin()}/push/${randomBytes(8).toString('hex')}`;
      browsers.set(endpoint, { keys, auth });
      return {
        endpoint,
        keys: { p256dh: keys.getPublicKey('base64url'), auth: auth.toString('base64url') },
      };
    },
    answer: (endpoint, status) => answers.set(endpoint, status),
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

function checkSender({ headers, method }: IncomingMessage, origin: string): void {
  if (method !== 'POST' || !headers.ttl || headers['content-encoding'] !== 'aes128gcm')
    throw new Error('no push');
  const [, token = '', key = ''] = /^vapid t=(.+), ?k=(.+)$/.exec(headers.authorization ?? '') ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const known = createPublicKey({ key: jwk, format: 'jwk' });
  const signed = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: known, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString());
  if (!signed) throw new Error('signed by somebody else');
  if (aud !== origin) throw new Error('meant for another service');
  if (exp * 1000 < Date.now() || exp * 1000 > Date.now() + 86_400_000) throw new Error('too old or too long');
  if (!/^(mailto|https):/.test(sub)) throw new Error('nobody to write to');
}

const hkdf = (salt: Buffer, secret: Buffer, info: Buffer, length: number) =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length));

function open(body: Buffer, { keys, auth }: { keys: ReturnType<typeof createECDH>; auth: Buffer }): string {
  const [salt, length] = [body.subarray(0, 16), body[20]!];
  const sender = body.subarray(21, 21 + length);
  const sealed = body.subarray(21 + length);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender]);
  const secret = hkdf(auth, keys.computeSecret(sender), info, 32);
  const key = hkdf(salt, secret, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = hkdf(salt, secret, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createDecipheriv('aes-128-gcm', key, nonce);
  cipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
}
