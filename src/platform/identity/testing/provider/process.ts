/**
 * A real provider of OpenID Connect (oidc-provider) in a process of its own, with a sign-in page of one field. `POST /control`
 * sets what it vouches for and how its answers are falsified on their way, with its own key: nothing of the product knows.
 * Prints `{"issuer": …, "key": …}` when it listens; the key so that tests can forge what only it could have written.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import Provider from 'oidc-provider';

interface Control {
  /** Claims of everyone who signs in. */
  claims: Record<string, unknown>;
  /** Put into the next identity tokens, which are signed again. */
  token: Record<string, unknown>;
  /** Breaks the signature of identity tokens. */
  breakSignature: boolean;
  /** Answers the token endpoint with this status. */
  tokenStatus: number;
}
const fresh = (): Control => ({ claims: {}, token: {}, breakSignature: false, tokenStatus: 0 });
let control = fresh();

const newKey = async (kid: string): Promise<JWK> => ({
  ...(await exportJWK((await generateKeyPair('RS256', { extractable: true })).privateKey)),
  kid,
  alg: 'RS256',
  use: 'sig',
});

const port = Number(process.argv[2] ?? 0);
const server = createServer();
await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
const issuer = `http://localhost:${(server.address() as { port: number }).port}`;
const key = await newKey('first');
let signing = { key, kid: 'first' };
const published: JWK[] = [key];

const provider = new Provider(issuer, {
  jwks: { keys: [key as never] },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: `${id}@agency.example`, email_verified: true, ...control.claims }),
  }),
  claims: { openid: ['sub'], email: ['email', 'email_verified'], acr: null, sid: null, auth_time: null },
  // Its own guard keeps it from calling this machine, where the tests are.
  fetch: (url, init) => {
    const { dispatcher: _, ...options } = { ...init } as RequestInit & { dispatcher?: unknown };
    return fetch(url, options);
  },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  cookies: { keys: ['only for tests'] },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    registration: { enabled: true },
    rpInitiatedLogout: { enabled: true },
  },
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  async loadExistingGrant(context) {
    const grant = new context.oidc.provider.Grant({
      clientId: context.oidc.client!.clientId,
      accountId: context.oidc.session!.accountId!,
    });
    grant.addOIDCScope('openid email');
    await grant.save();
    return grant;
  },
});
// Only loopback speaks in the clear; the library would rather not.
provider.proxy = false;

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'text/html');
    response.end(
      '<!doctype html><title>Provider</title><form method="post"><label>Account <input name="login"></label><button>Enter</button></form>',
    );
    return;
  }
  const login = new URLSearchParams(await bodyOf(request)).get('login') ?? '';
  const result = login ? { login: { accountId: login } } : { error: 'access_denied' };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

/** The token as the control wants it, signed with the provider's present key. */
async function falsified(idToken: string): Promise<string> {
  const [, payload = ''] = idToken.split('.');
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), ...control.token };
  const signed = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: signing.kid, typ: 'JWT' })
    .sign(signing.key);
  return control.breakSignature ? `${signed.slice(0, -20)}AAAAAAAAAA${signed.slice(-10)}` : signed;
}

/** Lets the library answer into a buffer, then sends it on with another identity token. */
function answerToken(request: IncomingMessage, response: ServerResponse): void {
  const parts: Buffer[] = [];
  const end = response.end.bind(response);
  response.write = ((part: Buffer) => parts.push(Buffer.from(part)) > 0) as never;
  response.end = ((part?: Buffer | string) => {
    if (part) parts.push(Buffer.from(part));
    void (async () => {
      const text = Buffer.concat(parts).toString();
      const answer = text.startsWith('{') ? JSON.parse(text) : {};
      if (answer.id_token) answer.id_token = await falsified(answer.id_token);
      const changed = Buffer.from(answer.id_token ? JSON.stringify(answer) : text);
      response.setHeader('content-length', changed.length);
      end(changed);
    })();
    return response;
  }) as never;
  provider.callback()(request, response);
}

async function command(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { rotate, ...wanted } = JSON.parse((await bodyOf(request)) || '{}') as Partial<Control> & {
    rotate?: string;
  };
  control = { ...fresh(), ...wanted };
  if (rotate) {
    signing = { key: await newKey(rotate), kid: rotate };
    published.splice(0, published.length, signing.key);
  }
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ key: signing.key, kid: signing.kid }));
}

const publicHalf = ({ kty, n, e, kid, alg, use }: JWK) => ({ kty, n, e, kid, alg, use });

server.on('request', (request: IncomingMessage, response: ServerResponse) => {
  const { pathname } = new URL(request.url ?? '/', issuer);
  const failed = (error: unknown) => {
    response.statusCode = 500;
    response.end(String(error));
  };
  if (pathname === '/control') command(request, response).catch(failed);
  else if (pathname.startsWith('/interaction/')) interact(request, response).catch(failed);
  else if (pathname === '/jwks') {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys: published.map(publicHalf) }));
  } else if (pathname === '/token' && control.tokenStatus) {
    response.statusCode = control.tokenStatus;
    response.end('{}');
  } else if (pathname === '/token') answerToken(request, response);
  else provider.callback()(request, response);
});
console.log(JSON.stringify({ issuer, key, kid: signing.kid }));
