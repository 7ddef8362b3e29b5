import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { MailSettings } from '../email/settings.ts';
import { certificateOfTheMoment } from './certificate.ts';

/** A real mail server of the moment. */
export interface MailServer {
  settings: MailSettings;
  /** What arrived, whole. */
  mails: string[];
  /** Envelopes, in the order of their arrival. */
  recipients: string[];
  /** Answers the next so many recipients with this reply. */
  refuseRecipients(times: number, code: number): void;
  /** Takes the text of the next so many mails and breaks the connection instead of answering. */
  cutAfterData(times: number): void;
  down(): Promise<void>;
  up(): Promise<void>;
}

const error = (responseCode: number) => Object.assign(new Error('not now'), { responseCode });

const { key, cert } = certificateOfTheMoment();

/** @param tls as a client of it has to be set */
export async function startMailServer(tls: MailSettings['tls'] = 'starttls'): Promise<MailServer> {
  const mails: string[] = [];
  const recipients: string[] = [];
  const refusals: number[] = [];
  let cuts = 0;
  const options: SMTPServerOptions = {
    secure: tls === 'implicit',
    key,
    cert,
    disabledCommands: tls === 'none' ? ['STARTTLS'] : [],
    allowInsecureAuth: tls === 'none',
    onAuth: ({ username, password }, _, done) =>
      username === 'sojourn' && password === 'right'
        ? done(null, { user: username })
        : done(Object.assign(new Error('wrong'), { responseCode: 535 })),
    onRcptTo: (_address, _session, done) => {
      const code = refusals.shift();
      done(code ? error(code) : null);
    },
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (chunk) => {
        text += String(chunk);
      });
      stream.on('end', () => {
        mails.push(text);
        recipients.push(...session.envelope.rcptTo.map(({ address }) => address));
        if (cuts > 0) {
          cuts -= 1;
          for (const connection of server.connections)
            (connection as unknown as { _socket: Socket })._socket.destroy();
        } else done();
      });
    },
  };
  let server = new SMTPServer(options);
  const listen = (port: number) =>
    new Promise<number>((ready) => {
      server.on('error', () => {});
      server.listen(port, '127.0.0.1', () => ready((server.server.address() as AddressInfo).port));
    });
  const port = await listen(0);
  return {
    settings: {
      host: 'localhost',
      port,
      tls,
      user: 'sojourn',
      password: 'right',
      sender: 'notices@agency.example',
      ca: cert,
    },
    mails,
    recipients,
    refuseRecipients: (times, code) => refusals.push(...Array<number>(times).fill(code)),
    cutAfterData(times) {
      cuts = times;
    },
    down: () => new Promise((closed) => server.close(() => closed())),
    async up() {
      server = new SMTPServer(options);
      await listen(port);
    },
  };
}
