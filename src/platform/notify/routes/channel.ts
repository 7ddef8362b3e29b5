import { type Binding, bind } from '#platform/http/binding.ts';
import { notFound } from '#platform/http/problem.ts';
import { findAccount } from '#platform/identity/store.ts';
import * as contract from '../contract/channel.ts';
import * as service from '../service/channel.ts';
import { inPerson } from '../service/inbox.ts';
import type { NotifyConfig } from '../service/ways-out.ts';
import { type HealthRow, readHealth } from '../store/health.ts';
import * as store from '../store/settings.ts';
import type { Kinds } from '../words.ts';

const OVER = new Set(['refused', 'given_up']);

function toHealth(channel: 'email' | 'push', rows: readonly HealthRow[]) {
  const own = rows.filter((row) => row.channel === channel);
  const waiting = own.filter(({ state }) => state === 'waiting' || state === 'sending');
  const sum = (some: readonly HealthRow[]) => some.reduce((total, { n }) => total + n, 0);
  const oldest = waiting.map(({ oldest }) => oldest.getTime());
  return {
    channel,
    waiting: sum(waiting),
    oldestWaiting: oldest.length > 0 ? new Date(Math.min(...oldest)).toISOString() : null,
    sentLastDay: sum(own.filter(({ state }) => state === 'sent')),
    failures: own
      .filter(({ state, reason }) => reason !== null && (OVER.has(state) || state === 'waiting'))
      .map(({ reason, n, state }) => ({ reason: reason!, count: n, waits: !OVER.has(state) })),
  };
}

export const channelRoutes = (config: NotifyConfig, kinds: Kinds): readonly Binding[] => [
  bind(contract.getChannels, async ({ tx }) => {
    const [agency, smtp] = [await store.getAgency(tx), await store.findSmtp(tx)];
    return {
      mail: smtp
        ? {
            host: smtp.host,
            port: smtp.port,
            tls: smtp.tls,
            username: smtp.username,
            sender: smtp.sender,
            hasPassword: smtp.password_sealed !== null,
          }
        : null,
      mailByEnvironment: config.mail !== undefined,
      pushOn: agency.push_on,
      keepDays: agency.keep_days,
      defaults: agency.settings,
      kinds: kinds.all(),
    };
  }),
  bind(contract.setAgency, async ({ tx, actor, body, now }) => {
    await service.setAgency(tx, actor, { body, kinds }, now);
    return undefined;
  }),
  bind(contract.setMail, async ({ tx, actor, body, now }) => {
    await service.setMail(tx, actor, { body, config }, now);
    return undefined;
  }),
  bind(contract.removeMail, async ({ tx, actor, now }) => {
    await service.removeMail(tx, actor, now);
    return undefined;
  }),
  bind(contract.testMail, async ({ tx, actor, now }) => {
    const account = await findAccount(tx, inPerson(actor));
    if (!account?.email) throw notFound('account');
    const { email, language } = account;
    return service.testMail(tx, actor, { email, language, config }, now);
  }),
  bind(contract.getHealth, async ({ tx }) => {
    const rows = await readHealth(tx);
    return { channels: [toHealth('email', rows), toHealth('push', rows)] };
  }),
  bind(contract.retryFailed, async ({ tx, actor, body, now }) => ({
    again: await service.retryFailed(tx, actor, body.channel, now),
  })),
];
