import { defineRoute } from '@sojourn/route-contract';

export const listenLive = defineRoute({
  id: 'live.listen',
  method: 'GET',
  url: '/api/live',
  summary:
    'Server-sent events for the signed-in person: each names a topic under which there is something new, never what; `*` asks to read everything again',
  config: { permission: 'signed-in', raw: 'response', produces: 'text/event-stream', ratePerMinute: 600 },
  schema: {},
});
