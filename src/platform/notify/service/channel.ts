import type { RouteRequest } from '@sojourn/route-contract';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { invalid, notFound } from '#platform/http/problem.ts';
import { translator } from '#platform/i18n/messages.ts';
import { enqueue } from '#platform/jobs/store.ts';
import { sealText } from '#platform/vault/sealed-column.ts';
import type * as contract from '../contract/channel.ts';
import type { Channel } from '../domain/plan.ts';
import type { AgencyPreference } from '../domain/preference.ts';
import { openEmail } from '../email/sender.ts';
import { notifyMessages } from '../messages/catalogue.ts';
import { DISPATCH_JOB } from '../notify.ts';
import { SMTP_ROW, smtpPassword } from '../sealed.ts';
import * as health from '../store/health.ts';
import * as store from '../store/settings.ts';
import type { Kinds } from '../words.ts';
import { inPerson } from './inbox.ts';
import { checkPreference } from './preference.ts';
import { findMail, type NotifyConfig } from './ways-out.ts';

export async function setAgency(
  tx: Tx,
  actor: Actor,
  { body, kinds }: { body: RouteRequest<typeof contract.setAgency>['body']; kinds: Kinds },
  now: Date,
): Promise<void> {
  checkPreference(body.defaults, 'body.defaults');
  checkKinds(body.defaults, kinds);
  const before = await store.getAgency(tx);
  const row = { settings: body.defaults, keep_days: body.keepDays, push_on: body.pushOn };
  if ((await store.setAgency(tx, row, now)).length === 0) throw notFound('agency');
  await audit(tx, actor, {
    action: 'notify.agency_changed',
    entity: 'notify.agency',
    entityId: 'agency',
    before: { defaults: before.settings, keepDays: before.keep_days, pushOn: before.push_on },
    after: body,
    at: now,
  });
}

/** What guards an account can be silenced by nobody, the agency included. */
function checkKinds({ kinds = {} }: AgencyPreference, known: Kinds): void {
  const all = new Map(known.all().map(({ kind, security }) => [kind, security]));
  for (const [kind, { email, fixed }] of Object.entries(kinds)) {
    const path = `body.defaults.kinds.${kind}`;
    if (!all.has(kind)) throw invalid(path, 'notify.unknown_kind', 'Nothing of this kind is ever told.');
    if (all.get(kind) && (email !== undefined || fixed?.includes('email')))
      throw invalid(`${path}.email`, 'notify.security_kind', 'What guards an account always goes by e-mail.');
  }
}

/** Where a password goes is part of it: another server gets the known one from nobody who does not know it. */
export async function setMail(
  tx: Tx,
  actor: Actor,
  { body, config }: { body: RouteRequest<typeof contract.setMail>['body']; config: NotifyConfig },
  now: Date,
): Promise<void> {
  const { password, ...row } = body;
  const known = await store.findSmtp(tx);
  const same =
    known &&
    known.host === row.host &&
    known.port === row.port &&
    known.tls === row.tls &&
    known.username === row.username;
  if (row.username && password === undefined && !(same && known.password_sealed))
    throw invalid('body.password', 'notify.password_needed', 'Enter the password for this server and user.');
  const sealed =
    password === undefined
      ? (same && known.password_sealed) || null
      : password === ''
        ? null
        : sealText(config.vault, smtpPassword, SMTP_ROW, password);
  await store.setSmtp(tx, { ...row, password_sealed: sealed }, now);
  await audit(tx, actor, {
    action: 'notify.mail_changed',
    entity: 'notify.smtp',
    entityId: SMTP_ROW,
    after: { host: row.host, port: row.port, tls: row.tls, passwordChanged: password !== undefined },
    at: now,
  });
}

export async function removeMail(tx: Tx, actor: Actor, now: Date): Promise<void> {
  await store.removeSmtp(tx);
  await audit(tx, actor, {
    action: 'notify.mail_removed',
    entity: 'notify.smtp',
    entityId: SMTP_ROW,
    at: now,
  });
}

/** Holds its transaction while the mail server answers: rare, and never longer than the patience of the sender. */
export async function testMail(
  tx: Tx,
  actor: Actor,
  to: { email: string; language: 'en' | 'fr' | 'es' | 'ar'; config: NotifyConfig },
  now: Date,
): Promise<{ state: 'sent' | 'retry' | 'refused' | 'off'; reason: string | null }> {
  const accountId = inPerson(actor);
  await audit(tx, actor, {
    action: 'notify.mail_tested',
    entity: 'notify.smtp',
    entityId: SMTP_ROW,
    at: now,
  });
  const mail = await findMail(tx, to.config);
  if (!mail) return { state: 'off', reason: null };
  const t = await translator(notifyMessages, to.language);
  const sender = openEmail(mail);
  try {
    const message = {
      id: crypto.randomUUID(),
      brief: t('mail.test.text'),
      subject: t('mail.test.subject'),
      text: `${t('mail.test.text')}\n`,
      link: to.config.publicUrl(),
      language: to.language,
      urgent: false,
    };
    const outcome = await sender.deliver(message, { accountId, email: to.email });
    return { state: outcome.state, reason: outcome.state === 'sent' ? null : outcome.reason };
  } finally {
    await sender.close();
  }
}

export async function retryFailed(tx: Tx, actor: Actor, channel: Channel, now: Date): Promise<number> {
  const again = await health.retry(tx, channel, now);
  await audit(tx, actor, {
    action: 'notify.delivery_retried',
    entity: 'notify.agency',
    entityId: 'agency',
    after: { channel, again },
    at: now,
  });
  await enqueue(tx, DISPATCH_JOB, {});
  return again;
}
