import type { Configuration, IDToken, ServerMetadata } from 'openid-client';
import type { ProviderSettings } from '../../store/provider.ts';
import { outerFetch } from './outer-fetch.ts';

/** How far clocks may be apart, in seconds. */
const CLOCK_SECONDS = 30;
const TIMEOUT_SECONDS = 5;
const METADATA_MS = 10 * 60_000;

/** Why a provider did not help: it does not answer, said no, or said something that cannot be trusted. */
export class ProviderFailure extends Error {
  readonly code: 'provider_down' | 'provider_denied' | 'provider_untrusted';
  constructor(code: ProviderFailure['code'], cause?: unknown) {
    super(code, { cause });
    this.name = 'ProviderFailure';
    this.code = code;
  }
}

// Loaded when somebody signs in so: the start pays nothing.
const library = () => import('openid-client');
type Library = Awaited<ReturnType<typeof library>>;

const known = new Map<string, { metadata: ServerMetadata; at: number }>();

/** Only on the machine itself may a provider be spoken to in the clear. */
const isLocal = (issuer: string) => issuer.startsWith('http://');

/** Where a provider is, and which hosts of the own network providers may lie on. */
export interface Whereabouts {
  issuer: string;
  hosts: readonly string[];
}

/** What the provider publishes of itself; kept ten minutes. @throws ProviderFailure */
export async function discover({ issuer, hosts }: Whereabouts): Promise<ServerMetadata> {
  const kept = known.get(issuer);
  if (kept && Date.now() - kept.at < METADATA_MS) return kept.metadata;
  const client = await library();
  try {
    const found = await client.discovery(new URL(issuer), 'unknown', undefined, undefined, {
      timeout: TIMEOUT_SECONDS,
      execute: isLocal(issuer) ? [client.allowInsecureRequests] : [],
      [client.customFetch]: outerFetch(hosts),
    });
    const metadata = found.serverMetadata();
    known.set(issuer, { metadata, at: Date.now() });
    return metadata;
  } catch (error) {
    throw new ProviderFailure('provider_down', error);
  }
}

export interface OpenSettings extends Omit<ProviderSettings, 'client_secret'>, Whereabouts {
  secret: string | null;
}

function authentication(client: Library, metadata: ServerMetadata, secret: string | null) {
  if (secret === null) return client.None();
  const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  return methods.includes('client_secret_basic')
    ? client.ClientSecretBasic(secret)
    : client.ClientSecretPost(secret);
}

/** A configuration of its own for each sign-in: keys are fetched anew, so that a provider may change them at any moment. */
async function configure(client: Library, settings: OpenSettings): Promise<Configuration> {
  const metadata = await discover(settings);
  const config = new client.Configuration(
    metadata,
    settings.client_id,
    { [client.clockTolerance]: CLOCK_SECONDS },
    authentication(client, metadata, settings.secret),
  );
  config.timeout = TIMEOUT_SECONDS;
  config[client.customFetch] = outerFetch(settings.hosts);
  // The token comes over TLS; its signature is checked all the same.
  client.enableNonRepudiationChecks(config);
  if (isLocal(settings.issuer)) client.allowInsecureRequests(config);
  return config;
}

export interface Begun {
  url: string;
  state: string;
  nonce: string;
  verifier: string;
}

/** Whatever a provider publishes, browsers are sent to pages of the web alone: `javascript:` would run here. */
function pageOf(url: URL): string {
  if (!/^https?:$/.test(url.protocol)) throw new ProviderFailure('provider_untrusted');
  return url.href;
}

/** Where to send the browser (authorization code with PKCE), and what to remember until it returns. @throws ProviderFailure */
export async function begin(settings: OpenSettings, redirectUri: string, again: boolean): Promise<Begun> {
  const client = await library();
  const config = await configure(client, settings);
  const verifier = client.randomPKCECodeVerifier();
  const [state, nonce] = [client.randomState(), client.randomNonce()];
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: [...new Set(['openid', ...settings.scopes])].join(' '),
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(settings.factor_acr.length > 0 ? { acr_values: settings.factor_acr.join(' ') } : {}),
    ...(again ? { prompt: 'login', max_age: '0' } : {}),
  });
  return { url: pageOf(url), state, nonce, verifier };
}

/** Whom the provider vouches for. */
export interface Vouched {
  subject: string;
  /** A verified address, in lower case; null where there is none. */
  email: string | null;
  sid: string | null;
  /** Both factors, by the provider's setting. */
  strong: boolean;
  authenticatedAt: Date | null;
  /** The identity token itself, as it came. */
  idToken: string;
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : [];

function vouchedBy(settings: OpenSettings, claims: IDToken): Omit<Vouched, 'idToken'> {
  const { email, sid, auth_time } = claims;
  return {
    subject: claims.sub,
    email: typeof email === 'string' && claims.email_verified === true ? email.toLowerCase() : null,
    sid: typeof sid === 'string' ? sid : null,
    strong:
      (typeof claims.acr === 'string' && settings.factor_acr.includes(claims.acr)) ||
      texts(claims.amr).some((way) => settings.factor_amr.includes(way)),
    authenticatedAt: typeof auth_time === 'number' ? new Date(auth_time * 1000) : null,
  };
}

/** What went wrong on the way to the provider, as against what it said. */
function failureOf(client: Library, error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  if (error instanceof client.AuthorizationResponseError)
    return new ProviderFailure(
      error.error === 'access_denied' ? 'provider_denied' : 'provider_untrusted',
      error,
    );
  const { name, cause } = error as Error & { cause?: { code?: string; status?: number } };
  const unreachable =
    name === 'TimeoutError' || name === 'AbortError' || (name === 'TypeError' && cause?.code !== undefined);
  const status = (error as { status?: number }).status ?? cause?.status;
  return new ProviderFailure(
    unreachable || (status !== undefined && status >= 500) ? 'provider_down' : 'provider_untrusted',
    error,
  );
}

/**
 * Exchanges the code and checks everything: state, `iss` of the answer (RFC 9207), PKCE, signature, issuer, audience,
 * times, nonce. Where addresses link and the token has none, the provider is asked for it.
 * @throws ProviderFailure
 */
export async function finish(
  settings: OpenSettings,
  answer: URL,
  began: { state: string; nonce: string; verifier: string; again: boolean },
): Promise<Vouched> {
  const client = await library();
  try {
    const config = await configure(client, settings);
    const tokens = await client.authorizationCodeGrant(config, answer, {
      expectedState: began.state,
      expectedNonce: began.nonce,
      pkceCodeVerifier: began.verifier,
      idTokenExpected: true,
      ...(began.again ? { maxAge: 60 } : {}),
    });
    let claims = tokens.claims()!;
    if (
      settings.email_domains.length > 0 &&
      claims.email === undefined &&
      config.serverMetadata().userinfo_endpoint
    ) {
      const { email, email_verified } = await client.fetchUserInfo(config, tokens.access_token, claims.sub);
      claims = { ...claims, ...(email ? { email, email_verified } : {}) } as IDToken;
    }
    return { ...vouchedBy(settings, claims), idToken: tokens.id_token! };
  } catch (error) {
    throw failureOf(client, error);
  }
}

/**
 * Where to send the browser so that the session there ends, too (OpenID Connect RP-Initiated Logout 1.0); null where the
 * provider offers none, or does not answer: whoever signs out here is out here in any case.
 */
export async function endSession(
  settings: OpenSettings,
  idToken: string,
  backTo: string,
): Promise<string | null> {
  try {
    const client = await library();
    const config = await configure(client, settings);
    if (!config.serverMetadata().end_session_endpoint) return null;
    const parameters = { id_token_hint: idToken, post_logout_redirect_uri: backTo };
    return pageOf(client.buildEndSessionUrl(config, parameters));
  } catch {
    return null;
  }
}
