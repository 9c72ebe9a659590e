/**
 * A file from the public web: the one door to other servers, which no build opens. A name is resolved once,
 * and the connection goes to the very address that was judged; each redirect is judged anew; what comes is
 * bounded in bytes and time.
 */
import { lookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.js';

export interface ResolvedHost {
  readonly address: string;
  readonly family: number;
}

/** The network as it is; tests have one of their own machine. */
export interface PublicNet {
  /** All addresses of a name. */
  resolve(host: string): Promise<readonly ResolvedHost[]>;
  isPublic(address: string): boolean;
  isPort(port: string): boolean;
}

export const publicNet: PublicNet = {
  resolve: (host) => lookup(host, { all: true, verbatim: true }),
  isPublic: isPublicAddress,
  // Those of the web; the URL parser writes them as none.
  isPort: (port) => port === '',
};

export interface FetchBounds {
  readonly bytes: number;
  /** Of one answer, in ms. */
  readonly patience: number;
  readonly redirects: number;
  readonly userAgent: string;
}

export type Fetched =
  | { readonly kind: 'ok'; readonly bytes: Buffer }
  | { readonly kind: 'fail'; readonly reason: string };

/** Never throws. */
export async function fetchPublic(
  address: string,
  bounds: FetchBounds,
  net: PublicNet = publicNet,
): Promise<Fetched> {
  let url = address;
  for (let hops = 0; hops <= bounds.redirects; hops++) {
    const target = await judged(url, net);
    if (typeof target === 'string') return { kind: 'fail', reason: target };
    const answer = await ask(target, bounds);
    if (answer.kind !== 'moved') return answer;
    url = answer.to;
  }
  return { kind: 'fail', reason: 'it redirects too often' };
}

interface WebTarget {
  readonly url: URL;
  readonly at: ResolvedHost;
}

/** The text says why an address is not asked. */
async function judged(address: string, net: PublicNet): Promise<WebTarget | string> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return 'it is no address of the web';
  if (url.username !== '' || url.password !== '') return 'it has a name and a password in it';
  if (!net.isPort(url.port)) return `it names the port ${url.port}`;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  try {
    const found = await net.resolve(host);
    const [at] = found;
    if (at === undefined) return `the name ${host} has no address`;
    // One that is private makes the whole name suspect.
    if (!found.every((one) => net.isPublic(one.address))) return `${host} is no public address`;
    return { url, at };
  } catch (error) {
    return `the name ${host} is not found (${(error as NodeJS.ErrnoException).code ?? 'error'})`;
  }
}

type WebAnswer = Fetched | { readonly kind: 'moved'; readonly to: string };

function ask(
  { url, at }: WebTarget,
  { bytes: most, patience, userAgent }: FetchBounds,
): Promise<WebAnswer> {
  return new Promise((resolve) => {
    const fail = (reason: string): void => {
      request.destroy();
      resolve({ kind: 'fail', reason });
    };
    // Whatever is looked up is what was judged. (Node asks for one address, or for a list of them.)
    const pinned: LookupFunction = (_host, { all }, done) => {
      if (all === true) done(null, [{ address: at.address, family: at.family }]);
      else done(null, at.address, at.family);
    };
    const headers = { 'user-agent': userAgent, accept: 'image/*', 'accept-encoding': 'identity' };
    const { request: begin } = url.protocol === 'https:' ? https : http;
    const request = begin(url, { lookup: pinned, headers, agent: false });
    const timer = setTimeout(
      () => fail(`it took longer than ${patience / 1000} seconds`),
      patience,
    );
    request.on('close', () => clearTimeout(timer));
    request.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
    request.on('response', (response) => {
      const { statusCode = 0, headers: its } = response;
      const { location } = its;
      if (statusCode >= 300 && statusCode < 400 && location !== undefined) {
        request.destroy();
        const to = URL.canParse(location, url) ? new URL(location, url).href : location;
        resolve({ kind: 'moved', to });
        return;
      }
      if (statusCode !== 200) return fail(`the answer is ${statusCode}`);
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > most) fail(`it has more than ${Math.round(most / 2 ** 20)} MB`);
      });
      response.on('error', () => fail('the answer breaks off'));
      response.on('end', () => {
        if (!response.complete) return fail('the answer breaks off');
        resolve({ kind: 'ok', bytes: Buffer.concat(chunks) });
      });
    });
    request.end();
  });
}
