import type { SliceAccess } from '#platform/http/module.ts';

const officer = 'displacement-officer';
const assistant = 'displacement-assistant';
const senders = [officer, assistant, 'director', 'administrator'];
const revealers = [officer, 'director'];

export const access: SliceAccess = {
  permissions: [
    'files.attachment.write',
    'files.restricted.read',
    'files.sealed.reveal',
    'files.infection.told',
  ],
  roleDefaults: {
    [officer]: ['files.attachment.write', 'files.restricted.read', 'files.sealed.reveal'],
    [assistant]: ['files.attachment.write'],
    director: ['files.attachment.write', 'files.restricted.read', 'files.sealed.reveal'],
    administrator: ['files.attachment.write', 'files.infection.told'],
  },
  matrix: {
    // The policies of the record decide row by row.
    'files.listAttachments': 'signed-in',
    'files.downloadAttachment': 'signed-in',
    'files.previewAttachment': 'signed-in',
    'files.revealAttachment': revealers,
    'files.renameAttachment': senders,
    'files.removeAttachment': senders,
    'files.listRemovedAttachments': senders,
    'files.restoreAttachment': senders,
    'files.purgeAttachment': senders,
    'files.uploadOptions': 'public',
    'files.createUpload': senders,
    'files.headUpload': senders,
    'files.patchUpload': senders,
    'files.postUpload': senders,
    'files.deleteUpload': senders,
  },
};
