import { CallError } from '@sojourn/route-contract';
import { call, callOnce } from '#platform/ui/call.ts';
import {
  type Assertion,
  addPasskey,
  type CreationOptions,
  type Passkey,
  type Registration,
  type RequestOptions,
  signInByPasskey,
  startPasskey,
  startPasskeyProof,
  startPasskeySignIn,
} from '../contract/passkey.ts';
import type { Me } from '../contract.ts';

// Browsers read and write these shapes themselves only since 2025 (`parseCreationOptionsFromJSON`, `toJSON`).
function bytes(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
function text(buffer: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
const descriptors = (list: RequestOptions['allowCredentials']): PublicKeyCredentialDescriptor[] =>
  list.map(({ id, type, transports }) => ({
    id: bytes(id),
    type,
    transports: transports as AuthenticatorTransport[],
  }));

/** The browser's own errors say nothing that helps; these are the two that a person can do something about. */
async function asked<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    const code =
      error.name === 'SecurityError'
        ? 'identity.passkey_elsewhere'
        : error.name === 'InvalidStateError'
          ? 'identity.passkey_known'
          : 'identity.passkey_cancelled';
    throw new CallError({ type: 'about:blank', title: error.name, status: 400, code });
  }
}

async function create(options: CreationOptions): Promise<Registration> {
  const made = (await asked(() =>
    navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: descriptors(options.excludeCredentials),
      },
    }),
  )) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    id: made.id,
    rawId: text(made.rawId),
    type: 'public-key',
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
    clientExtensionResults: {},
  };
}

async function get(options: RequestOptions): Promise<Assertion> {
  const used = (await asked(() =>
    navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        allowCredentials: descriptors(options.allowCredentials),
      },
    }),
  )) as PublicKeyCredential;
  const response = used.response as AuthenticatorAssertionResponse;
  return {
    id: used.id,
    rawId: text(used.rawId),
    type: 'public-key',
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      ...(response.userHandle ? { userHandle: text(response.userHandle) } : {}),
    },
    clientExtensionResults: {},
  };
}

export async function makePasskey(name: string): Promise<Passkey> {
  const registration = await create(await call(startPasskey, {}));
  return call(addPasskey, { body: { name, registration } });
}

export async function signInWithPasskey(): Promise<Me> {
  const passkey = await get(await callOnce(startPasskeySignIn, {}));
  return callOnce(signInByPasskey, { body: { passkey } });
}

/** The proof for a step-up. */
export const provePasskey = async (): Promise<Assertion> => get(await call(startPasskeyProof, {}));
