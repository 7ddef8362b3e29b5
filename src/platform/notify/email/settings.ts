import { readFileSync } from 'node:fs';

/** How mail leaves. `starttls` refuses to go on without it; `none` is for a server on the same machine. */
export interface MailSettings {
  host: string;
  port: number;
  tls: 'implicit' | 'starttls' | 'none';
  user: string;
  password: string;
  sender: string;
  /** Certificate of an authority of one's own, PEM. */
  ca?: string;
}

/**
 * Reads `SOJOURN_SMTP_URL`, such as `smtp://user:password@mail.example.org:587` (STARTTLS), `smtps://…:465` (TLS from
 * the start) or `smtp://localhost:25?tls=none`, with `SOJOURN_MAIL_FROM` and, for a private authority, `SOJOURN_SMTP_CA`.
 * @returns undefined when there is none
 * @throws Error with one sentence for the administrator
 */
export function mailFromEnvironment(env: NodeJS.ProcessEnv): MailSettings | undefined {
  if (!env.SOJOURN_SMTP_URL) return undefined;
  const url = parse(env.SOJOURN_SMTP_URL);
  const sender = env.SOJOURN_MAIL_FROM ?? '';
  if (!url?.hostname || !/^smtps?:$/.test(url.protocol))
    throw new Error('SOJOURN_SMTP_URL is not an address such as smtp://user:password@mail.example.org:587.');
  if (!/^[^@\s<>]+@[^@\s<>]+$/.test(sender))
    throw new Error('SOJOURN_MAIL_FROM must be the e-mail address from which notices are sent.');
  const implicit = url.protocol === 'smtps:';
  const asked = url.searchParams.get('tls');
  if (asked !== null && (asked !== 'none' || implicit))
    throw new Error('SOJOURN_SMTP_URL may say ?tls=none after smtp:// and nothing else of tls.');
  return {
    host: url.hostname,
    port: Number(url.port) || (implicit ? 465 : 587),
    tls: implicit ? 'implicit' : asked === 'none' ? 'none' : 'starttls',
    ...accountOf(url),
    sender,
    ...(env.SOJOURN_SMTP_CA ? { ca: readAuthority(env.SOJOURN_SMTP_CA) } : {}),
  };
}

function accountOf({ username, password }: URL): Pick<MailSettings, 'user' | 'password'> {
  try {
    return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    throw new Error(
      'SOJOURN_SMTP_URL holds a % in user or password that stands for nothing: write it as %25.',
    );
  }
}

function readAuthority(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(
      `The file ${path} of SOJOURN_SMTP_CA cannot be read (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
