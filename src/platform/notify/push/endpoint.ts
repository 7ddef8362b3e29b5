/**
 * Push services of the makers of browsers (Chrome and its kin, Firefox, Edge, Safari). A browser names the address to which
 * the server will post; any other would let somebody make the server call machines of its own network.
 */
const SERVICES = [
  /^fcm\.googleapis\.com$/,
  /\.push\.services\.mozilla\.com$/,
  /\.notify\.windows\.com$/,
  /^web\.push\.apple\.com$/,
];

/** @param further origins that this installation trusts besides (`SOJOURN_PUSH_ORIGINS`), such as an own push service */
export function isPushEndpoint(endpoint: string, further: readonly string[]): boolean {
  let url: URL;
  try {
    url = new URL(endpoint);
  } catch {
    return false;
  }
  if (url.username || url.password) return false;
  if (further.includes(url.origin)) return true;
  return url.protocol === 'https:' && !url.port && SERVICES.some((service) => service.test(url.hostname));
}
