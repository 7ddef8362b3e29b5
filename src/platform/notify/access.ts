import type { SliceAccess } from '#platform/http/module.ts';

const own = 'signed-in';

export const access: SliceAccess = {
  permissions: [],
  roleDefaults: {},
  matrix: {
    'notify.listNotices': own,
    'notify.getNotice': own,
    'notify.countUnread': own,
    'notify.markNotices': own,
    'notify.readAllNotices': own,
  },
};
