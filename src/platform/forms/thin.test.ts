import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDevice } from './contract/device.ts';
import { listRecords } from './contract/record.ts';
import { siteXml } from './testing/workbook.ts';
import { createWorld, submissionBody, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.close());

test('a form is imported, a device sends a record, the officer reads it', async () => {
  const { formId } = await world.publish();
  const { serverUrl } = await world.call('displacement-officer', createDevice, {
    body: { operationId: world.operations[0], name: 'Phone 1' },
  });
  const answer = await fetch(`${serverUrl}/submission`, {
    method: 'POST',
    headers: { 'x-openrosa-version': '1.0' },
    body: submissionBody(
      siteXml({ name: 'Élan', needs: 'water food', gps: '18.5 -72.3 0 5', origins: [['North', '4']] }),
    ),
  });
  expect([answer.status, await answer.text()]).toMatchObject([
    201,
    expect.stringContaining('OpenRosaResponse'),
  ]);
  const list = await world.call('displacement-officer', listRecords, {
    params: { formId } as never,
    querystring: {},
  });
  expect(list.items).toMatchObject([
    {
      reviewState: 'received',
      submittedByName: 'Phone 1',
      point: { lon: -72.3, lat: 18.5 },
      data: {
        'site/name': 'Élan',
        'site/households': 12,
        'site/needs': ['water', 'food'],
        origin: [{ 'origin/place': 'North', 'origin/people': 4 }],
      },
    },
  ]);
});
