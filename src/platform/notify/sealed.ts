import type { SealedColumn } from '#platform/vault/sealed-column.ts';

/** The one row of the mail server. */
export const SMTP_ROW = 'smtp';

export const smtpPassword: SealedColumn = {
  table: 'notify.smtp',
  column: 'password_sealed',
  key: 'id',
  purpose: 'notify.smtp',
};

/** What a browser gave to encrypt pushes for it. */
export const devicePublicKey: SealedColumn = {
  table: 'notify.push_device',
  column: 'p256dh_sealed',
  key: 'id',
  purpose: 'notify.push_device',
  from: 'p256dh',
};
export const deviceAuth: SealedColumn = { ...devicePublicKey, column: 'auth_sealed', from: 'auth' };

/** The one row of the keys by which push services know this installation. */
export const VAPID_ROW = 'vapid';

export const vapidKey: SealedColumn = {
  table: 'notify.vapid',
  column: 'private_sealed',
  key: 'id',
  purpose: 'notify.vapid',
};
