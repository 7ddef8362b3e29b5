import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { InnerAddress, isOuter, outerFetch } from './service/provider/outer-fetch.ts';

/** A server of the house that nobody outside should get an answer from. */
let asked: string[] = [];
const server = createServer((request: IncomingMessage, response: ServerResponse) => {
  asked.push(request.url ?? '');
  if (request.url === '/away') response.writeHead(302, { location: '/secret' });
  if (request.url === '/long') for (let i = 0; i < 40; i++) response.write('x'.repeat(50_000));
  response.end('inside');
});
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as { port: number }).port;
});
afterAll(() => server.close());

/** Networks as numbers, apart from how the guard looks at them. */
const number4 = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const inner4 = (n: number): boolean =>
  [
    ['0.0.0.0', '0.255.255.255'],
    ['10.0.0.0', '10.255.255.255'],
    ['100.64.0.0', '100.127.255.255'],
    ['127.0.0.0', '127.255.255.255'],
    ['169.254.0.0', '169.254.255.255'],
    ['172.16.0.0', '172.31.255.255'],
    ['192.0.0.0', '192.0.0.255'],
    ['192.0.2.0', '192.0.2.255'],
    ['192.88.99.0', '192.88.99.255'],
    ['192.168.0.0', '192.168.255.255'],
    ['198.18.0.0', '198.19.255.255'],
    ['198.51.100.0', '198.51.100.255'],
    ['203.0.113.0', '203.0.113.255'],
    ['224.0.0.0', '255.255.255.255'],
  ].some(([from = '', to = '']) => n >= number4(from) && n <= number4(to));
const edges = [10, 100, 127, 169, 172, 192, 198, 203, 224].flatMap((first) => [
  first * 2 ** 24,
  first * 2 ** 24 - 1,
]);

test('an address of the older kind is outer where no special network holds it', () => {
  const first = fc.constantFrom(0, 1, 10, 100, 127, 169, 172, 192, 198, 203, 223, 224, 255);
  const near = fc
    .tuple(first, fc.nat(255), fc.nat(255), fc.nat(255))
    .map(([a, b, c, d]) => ((a * 256 + b) * 256 + c) * 256 + d);
  fc.assert(
    fc.property(fc.oneof(fc.nat(2 ** 32 - 1), near, fc.constantFrom(...edges)), (n) => {
      const address = [24, 16, 8, 0].map((shift) => Math.floor(n / 2 ** shift) % 256).join('.');
      expect(isOuter(address)).toBe(!inner4(n));
    }),
    { numRuns: 2000 },
  );
});

test('an address of the newer kind is outer where it is global and wraps nothing', () => {
  for (const address of ['2606:4700::1111', '2a00:1450:4001::200e', '2620:fe::fe'])
    expect(isOuter(address)).toBe(true);
  for (const address of [
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '100::1',
    '2001:db8::1',
    '2001:0:1::1',
    '2002:a00:1::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    'localhost',
    '',
  ])
    expect(isOuter(address), address).toBe(false);
});

test('nothing of the house is asked, by name, in figures of any writing, or by another protocol', async () => {
  asked = [];
  const reach = outerFetch([]);
  for (const host of [
    'localhost',
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.1',
    '[::1]',
    '[::ffff:7f00:1]',
    '0',
  ])
    await expect(reach(`http://${host}:${port}/`), host).rejects.toThrow(InnerAddress);
  await expect(reach('http://169.254.169.254/latest/meta-data/')).rejects.toThrow(InnerAddress);
  await expect(reach('file:///etc/passwd')).rejects.toThrow();
  expect(asked).toEqual([]);
});

test('a host that the deployment names is asked; what it redirects to is not, and it does not talk without end', async () => {
  asked = [];
  const reach = outerFetch(['localhost']);
  expect(await (await reach(`http://localhost:${port}/`)).text()).toBe('inside');
  const away = await reach(`http://localhost:${port}/away`);
  expect([away.status, away.headers.get('location')]).toEqual([302, '/secret']);
  await expect(reach(`http://localhost:${port}/long`)).rejects.toThrow('too long');
  await expect(reach(`http://127.0.0.1:${port}/`)).rejects.toThrow(InnerAddress);
  expect(asked).toEqual(['/', '/away', '/long']);
});
