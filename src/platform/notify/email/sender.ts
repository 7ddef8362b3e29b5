import { createTransport } from 'nodemailer';
import type { Message, Outcome, Recipient, Sender } from '../channel.ts';
import type { MailSettings } from './settings.ts';

const PATIENCE_MS = 20_000;

interface SmtpError {
  code?: string;
  responseCode?: number;
}

/**
 * What an error of SMTP means for a message (RFC 5321, 4.2.1: 4yz passes, 5yz does not). A broken connection is tried again
 * even when it broke after the text was given: the server may or may not have taken it (4.5.4.1 there), and the same
 * Message-ID lets the receiving side know the second one.
 */
function outcomeOf({ code, responseCode }: SmtpError): Outcome {
  if (code === 'EAUTH') return { state: 'retry', reason: 'login_refused' };
  if (code === 'ETLS') return { state: 'retry', reason: 'tls_failed' };
  if (responseCode && responseCode >= 500)
    return { state: 'refused', reason: code === 'EENVELOPE' ? 'address_refused' : 'message_refused' };
  if (responseCode && responseCode >= 400) return { state: 'retry', reason: 'asked_to_wait' };
  return { state: 'retry', reason: 'unreachable' };
}

/** Sends mail over one server; connections are kept while it is open. */
export function openEmail(settings: MailSettings): Sender {
  const { host, port, tls, user, password, sender, ca } = settings;
  const transport = createTransport({
    pool: true,
    maxConnections: 2,
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    ...(user ? { auth: { user, pass: password } } : {}),
    tls: { minVersion: 'TLSv1.2', ...(ca ? { ca } : {}) },
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async deliver(message, to) {
      try {
        await transport.sendMail(mailOf(message, to, sender));
        return { state: 'sent' };
      } catch (error) {
        return outcomeOf(error as SmtpError);
      }
    },
    async close() {
      transport.close();
    },
  };
}

const mailOf = (message: Message, to: Recipient, sender: string) => ({
  from: { name: 'Sojourn', address: sender },
  // As an object: an address is never read as a list of several.
  to: { name: '', address: to.email },
  subject: message.subject,
  text: message.text,
  messageId: `<${message.id}@${new URL(message.link).hostname}>`,
  headers: {
    'auto-submitted': 'auto-generated',
    'x-auto-response-suppress': 'All',
    'content-language': message.language,
    ...stopHeaders(message.stop),
    ...(message.urgent ? { importance: 'high' } : {}),
  },
});

/**
 * RFC 2369, 3.2, and RFC 8058, 3.1: the programs of mailboxes stop mails of this kind by one POST, and only over HTTPS.
 * Whoever signs mail (DKIM) signs both fields.
 */
const stopHeaders = (address: string | undefined) =>
  address
    ? {
        'list-unsubscribe': `<${address}>`,
        ...(address.startsWith('https:') ? { 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' } : {}),
      }
    : {};
