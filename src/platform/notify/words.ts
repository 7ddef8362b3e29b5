import type { SliceNotices } from '#platform/http/module.ts';
import type { Language } from '#platform/i18n/language.ts';
import { loadMessages, translator } from '#platform/i18n/messages.ts';
import type { Message } from './channel.ts';
import { notifyMessages } from './messages/catalogue.ts';

/** What the slices declared of their notices. */
export interface Kinds {
  isSecurity(kind: string): boolean;
  all(): { kind: string; security: boolean }[];
  /** The kind in words that may leave the house. */
  say(kind: string, language: Language): Promise<string>;
}

export function kindsOf(slices: () => readonly SliceNotices[]): Kinds {
  const find = (kind: string) => slices().find(({ kinds }) => Object.hasOwn(kinds, kind));
  return {
    isSecurity: (kind) => find(kind)?.kinds[kind]?.security ?? false,
    all: () =>
      slices().flatMap(({ kinds }) =>
        Object.entries(kinds).map(([kind, { security = false }]) => ({ kind, security })),
      ),
    async say(kind, language) {
      const slice = find(kind);
      const words = slice && (await loadMessages(slice.catalogue, language))[`notice.${kind}.general`];
      return words ?? (await translator(notifyMessages, language))('notice.unknown');
    },
  };
}

interface Told {
  id: string;
  kind: string | null;
  counts: Readonly<Record<string, number>> | null;
  noticeId: string | null;
  urgency: string;
  language: Language;
  publicUrl: string;
  /** Address that stops mails of this kind. */
  stop?: string | undefined;
}

/** The message of a delivery: the kind in general words, or how many of which kinds, and a link. */
export async function messageOf(told: Told, kinds: Kinds): Promise<Message> {
  const { language, publicUrl } = told;
  const t = await translator(notifyMessages, language);
  const link = told.noticeId ? `${publicUrl}/inbox/${told.noticeId}` : `${publicUrl}/inbox`;
  const end = [
    t('mail.open', { link }),
    '',
    t('mail.why', { link: `${publicUrl}/profile/notices` }),
    ...(told.stop ? [t(told.counts ? 'mail.stopDigest' : 'mail.stop', { link: told.stop })] : []),
  ];
  const base = { id: told.id, link, language, urgent: told.urgency === 'now', stop: told.stop };
  if (told.counts) {
    const lines = [];
    for (const [kind, count] of Object.entries(told.counts))
      lines.push(t('mail.digest.line', { what: await kinds.say(kind, language), count }));
    return {
      ...base,
      brief: t('mail.digest.lead'),
      subject: t('mail.digest.subject'),
      text: [t('mail.digest.lead'), '', ...lines, '', ...end, ''].join('\n'),
    };
  }
  const what = await kinds.say(told.kind ?? '', language);
  return {
    ...base,
    brief: what,
    subject: t('mail.subject', { what }),
    text: [what, '', ...end, ''].join('\n'),
  };
}
