import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { Assertion, CreationOptions, Registration, RequestOptions } from '../contract/passkey.ts';

/** CBOR (RFC 8949) of the few shapes that WebAuthn needs: small integers, texts, bytes and maps of them. */
type Cbor = number | string | Buffer | Map<number | string, Cbor>;
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  return value < 256
    ? Buffer.from([(major << 5) | 24, value])
    : Buffer.from([(major << 5) | 25, value >> 8, value & 255]);
}
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([k, v]) => [cbor(k), cbor(v)])]);
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const text = (bytes: Buffer) => bytes.toString('base64url');

const PRESENT = 1;
const VERIFIED = 4;
const ATTESTED = 64;

export interface Twist {
  origin?: string;
  /** The lock of the device was not opened. */
  unverified?: boolean;
  /** Says that it was used less often than before, as a copy would. */
  rewind?: boolean;
}

/** A device with one passkey (ES256), as true to WebAuthn as a browser's; `twist` makes it lie. */
export class Authenticator {
  private readonly key: KeyObject;
  private readonly publicKey: { x: Buffer; y: Buffer };
  private readonly credentialId = randomBytes(16);
  private uses = 0;
  private readonly origin: string;

  constructor(origin: string) {
    this.origin = origin;
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x, y } = pair.publicKey.export({ format: 'jwk' });
    this.key = pair.privateKey;
    this.publicKey = { x: Buffer.from(x!, 'base64url'), y: Buffer.from(y!, 'base64url') };
  }

  private signed(type: string, challenge: string, rpId: string, twist: Twist, attested?: Buffer) {
    const clientData = Buffer.from(
      JSON.stringify({ type, challenge, origin: twist.origin ?? this.origin, crossOrigin: false }),
    );
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(twist.rewind ? 1 : ++this.uses);
    const flags = PRESENT | (twist.unverified ? 0 : VERIFIED) | (attested ? ATTESTED : 0);
    const data = Buffer.concat([sha256(rpId), Buffer.from([flags]), counter, attested ?? Buffer.alloc(0)]);
    return { clientData, data };
  }

  create(options: CreationOptions, twist: Twist = {}): Registration {
    const cose = cbor(
      new Map<number, Cbor>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, this.publicKey.x],
        [-3, this.publicKey.y],
      ]),
    );
    const length = Buffer.from([0, this.credentialId.length]);
    const attested = Buffer.concat([Buffer.alloc(16), length, this.credentialId, cose]);
    const { clientData, data } = this.signed(
      'webauthn.create',
      options.challenge,
      options.rp.id,
      twist,
      attested,
    );
    const attestation = new Map<string, Cbor>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', data],
    ]);
    return {
      id: text(this.credentialId),
      rawId: text(this.credentialId),
      type: 'public-key',
      response: { clientDataJSON: text(clientData), attestationObject: text(cbor(attestation)) },
      clientExtensionResults: {},
    };
  }

  get(options: RequestOptions, twist: Twist = {}): Assertion {
    const { clientData, data } = this.signed('webauthn.get', options.challenge, options.rpId, twist);
    const signature = sign('sha256', Buffer.concat([data, sha256(clientData)]), this.key);
    return {
      id: text(this.credentialId),
      rawId: text(this.credentialId),
      type: 'public-key',
      response: {
        clientDataJSON: text(clientData),
        authenticatorData: text(data),
        signature: text(signature),
      },
      clientExtensionResults: {},
    };
  }
}
