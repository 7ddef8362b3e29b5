import { lookup as resolve } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Networks that no provider of the outside lies in (IANA special-purpose registries, RFC 6890), as `address/bits`. */
const INNER = {
  ipv4: [
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/3',
  ],
  /** Besides these, whatever is no global unicast address. */
  ipv6: ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
} as const;
const inner = new BlockList();
for (const family of ['ipv4', 'ipv6'] as const)
  for (const network of INNER[family]) {
    const [address = '', bits] = network.split('/');
    inner.addSubnet(address, Number(bits), family);
  }
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/** Whether an IP address lies in the internet, and neither on this machine, nor in a network of the house, nor nowhere. */
export function isOuter(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !inner.check(address, 'ipv4');
  return family === 6 && globalUnicast.check(address, 'ipv6') && !inner.check(address, 'ipv6');
}

/** Why nothing was asked: the address lies in the own network, and the deployment does not name its host. */
export class InnerAddress extends Error {
  override readonly name = 'InnerAddress';
}

/** Whether that is at the bottom of an error. */
export const isInnerAddress = (error: unknown): boolean =>
  error instanceof InnerAddress || (error instanceof Error && isInnerAddress(error.cause));

/** Looked at where the connection is made, so that a name cannot mean another address by then. */
const outerLookup: LookupFunction = (hostname, options, done) =>
  resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '');
    if (found.length === 0 || !found.every(({ address }) => isOuter(address)))
      return done(new InnerAddress(), '');
    if (options.all) return done(null, found);
    done(null, found[0]!.address, found[0]!.family);
  });

const MOST_BYTES = 1_000_000;
type Init = Omit<RequestInit, 'body'> & { body?: unknown };

/**
 * As `fetch`, for addresses that others chose: reaches the internet alone and the hosts named, follows nothing that
 * redirects, and takes in a megabyte at most.
 * @param hosts names or IP addresses in the own network that may be asked all the same
 */
export const outerFetch =
  (hosts: readonly string[]) =>
  (address: string | URL, init: Init = {}): Promise<Response> =>
    new Promise((done, fail) => {
      const url = new URL(address);
      const host = url.hostname.replace(/^\[|\]$/g, '');
      const named = hosts.includes(host);
      // An address in figures is not looked up.
      if (!named && isIP(host) && !isOuter(host)) throw new InnerAddress();
      const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
      const outgoing = send(url, {
        method: init.method ?? 'GET',
        headers: Object.fromEntries(new Headers(init.headers)),
        ...(init.signal ? { signal: init.signal } : {}),
        ...(named ? {} : { lookup: outerLookup }),
      });
      outgoing.on('error', fail);
      outgoing.on('response', (incoming) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        incoming.on('data', (part: Buffer) => {
          bytes += part.length;
          if (bytes > MOST_BYTES) incoming.destroy(new Error('The answer is too long.'));
          else parts.push(part);
        });
        incoming.on('error', fail);
        incoming.on('end', () => {
          const status = incoming.statusCode ?? 500;
          const headers = new Headers();
          for (const [name, value] of Object.entries(incoming.headersDistinct))
            for (const one of value ?? []) headers.append(name, one);
          const body = [204, 205, 304].includes(status) ? null : Buffer.concat(parts);
          done(new Response(body, { status, headers }));
        });
      });
      outgoing.end(init.body === undefined || init.body === null ? undefined : String(init.body));
    });
