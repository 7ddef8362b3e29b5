import type { Language } from '#platform/i18n/language.ts';

/** What leaves the product: general words and the way back to it. Nothing of people, places or records. */
export interface Message {
  /** Stable for what is told by this channel: sent again after a doubt, the receiver can know it. */
  id: string;
  subject: string;
  /** The kind alone, for a way that shows one line. */
  brief: string;
  text: string;
  /** Address inside this installation. */
  link: string;
  /** Address at which mails of this kind are stopped without signing in (RFC 8058); absent where they cannot be. */
  stop?: string | undefined;
  language: Language;
  /** By which it is thrown away when it comes too late, and shown at once when it must. */
  urgent: boolean;
}

export interface Recipient {
  accountId: string;
  email: string;
}

/**
 * What became of a try. `retry` is for what passes (a server that is down, asks to come again, or refuses our own login,
 * which somebody will mend); `refused` is final. Reasons are codes, never words of the other side, which quote addresses.
 */
export type Outcome = { state: 'sent' } | { state: 'retry' | 'refused'; reason: string };

/** A way out of the product, opened for some messages one after another. A further channel (text messages) is one more. */
export interface Sender {
  deliver(message: Message, to: Recipient): Promise<Outcome>;
  close(): Promise<void>;
}
