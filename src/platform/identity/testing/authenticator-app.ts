import { Secret, TOTP } from 'otpauth';
import type { Caller, TestServer } from '#platform/http/testing.ts';
import { confirmTotp, startTotp } from '../contract/second-factor.ts';

const STEP_MS = 30_000;
/** What is left of a code's life must be enough to send it. */
const LEFT_MS = 4000;

/** The code of this moment, once it lives long enough to be sent. */
async function codeOf(app: TOTP): Promise<string> {
  const left = STEP_MS - (Date.now() % STEP_MS);
  if (left < LEFT_MS) await new Promise((resolve) => setTimeout(resolve, left + 50));
  return app.generate();
}

/** Enrols an authenticator app. Answers what it shows; a code that was used already is taken for unused each time. */
export async function enrolApp(server: TestServer, who: Caller): Promise<() => Promise<string>> {
  const { secret } = await who.call(startTotp, {});
  const app = new TOTP({ secret: Secret.fromBase32(secret) });
  await who.call(confirmTotp, { body: { code: await codeOf(app) } });
  return async () => {
    const code = await codeOf(app);
    await server.database.ownerQuery(
      'update identity.credential set totp_last_step = null where account_id = $1',
      [who.accountId],
    );
    return code;
  };
}
