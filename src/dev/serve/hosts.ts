/**
 * Which requests are answered. A page anywhere on the web can make a browser ask a server on this machine,
 * also by a host name of the page's own that resolves to it (DNS rebinding): only known names count.
 */
import type { IncomingHttpHeaders } from 'node:http';

const AUTHORITY = /^(\[[0-9a-f:.]+\]|[^:[\]/@\\?#]+)(?::\d{1,5})?$/i;
const LOCAL = /^(?:localhost|[a-z0-9-]+\.localhost|127\.0\.0\.1|\[::1\])$/;

export interface Caller {
  readonly headers: IncomingHttpHeaders;
  /** The address that the connection arrived at; a request for it can't be DNS rebinding. */
  readonly arrivedAt: string | undefined;
}

/** `allowed`: further host names, lower case, without ports. */
export function mayAsk({ headers, arrivedAt }: Caller, allowed: ReadonlySet<string>): boolean {
  const host = headers.host?.toLowerCase() ?? '';
  const name = AUTHORITY.exec(host)?.[1] ?? '';
  const ours = LOCAL.test(name) || allowed.has(name) || name === bracketed(arrivedAt);
  return ours && name !== '' && isSameOrigin(headers.origin, host);
}

/** Browsers send the origin of a script's request; the live script's is the page's own. */
function isSameOrigin(origin: string | undefined, host: string): boolean {
  return origin === undefined || /^https?:\/\/(.+)$/.exec(origin.toLowerCase())?.[1] === host;
}

/** An IP address as a URL has it. */
function bracketed(address: string | undefined): string | undefined {
  const plain = address?.replace(/^::ffff:(?=\d+\.)/, '');
  return plain?.includes(':') === true ? `[${plain}]` : plain;
}
