/**
 * One address asked of its server: the head alone, redirects followed, public addresses only, which is
 * judged of the very address that is connected to.
 */
import { lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from '../../platform/net/public-address.js';
import type { ExternalAnswer } from './answers.js';

const PATIENCE = 10_000;
const MOST_REDIRECTS = 5;
const PORTS: ReadonlySet<string> = new Set(['', '80', '443', '8080', '8443']);
const HEADERS = {
  'User-Agent': 'finews-check (link checker)',
  Accept: 'text/html,*/*;q=0.8',
};

export interface ServerAnswer {
  readonly status: number;
  /** Null: none. */
  readonly location: string | null;
}

type RequestMethod = 'HEAD' | 'GET';

/** What a test puts in place of the network. */
export interface Network {
  readonly isPublic: (address: string) => boolean;
  readonly isPort: (port: string) => boolean;
}

const WORLD: Network = { isPublic: isPublicAddress, isPort: (port) => PORTS.has(port) };

/** Never rejects. */
export async function askServer(url: string, network: Network = WORLD): Promise<ExternalAnswer> {
  try {
    return await follow(new URL(url), network);
  } catch (error) {
    const reason = error instanceof Error ? reasonOf(error) : String(error);
    return { kind: GONE.has(codeOf(error)) ? 'dead' : 'unsure', reason };
  }
}

/** There is no such server. */
const GONE: ReadonlySet<string> = new Set(['ENOTFOUND']);

function codeOf(error: unknown): string {
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? '') : '';
}

function reasonOf(error: Error): string {
  const code = codeOf(error);
  return code === 'ENOTFOUND' ? 'there is no such server' : code === '' ? error.message : code;
}

async function follow(start: URL, network: Network): Promise<ExternalAnswer> {
  let url = start;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const refusal = refusalOf(url, network);
    if (refusal !== null) return { kind: 'unsure', reason: refusal };
    const { status, location } = await headOf(url, network);
    if (location === null) return judged(status);
    url = new URL(location, url);
  }
  return { kind: 'unsure', reason: `more than ${MOST_REDIRECTS} redirects` };
}

function refusalOf(url: URL, { isPublic, isPort }: Network): string | null {
  if (!/^https?:$/.test(url.protocol)) return `it leads to ${url.protocol}`;
  if (url.username !== '' || url.password !== '') return 'it has a password in it';
  if (!isPort(url.port)) return `port ${url.port} is not asked`;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && !isPublic(host) ? NOT_PUBLIC : null;
}

const NOT_PUBLIC = 'its server is not on the public network';

/** Some servers answer a question for the head alone as they please. */
async function headOf(url: URL, network: Network): Promise<ServerAnswer> {
  const head = await request(url, 'HEAD', network);
  return head.status >= 400 ? await request(url, 'GET', network) : head;
}

function request(url: URL, method: RequestMethod, network: Network): Promise<ServerAnswer> {
  const { request: open } = url.protocol === 'https:' ? https : http;
  const signal = AbortSignal.timeout(PATIENCE);
  return new Promise((resolve, reject) => {
    const options = { method, headers: HEADERS, lookup: publicLookup(network), signal };
    const sent = open(url, options, (response) => {
      const { statusCode: status = 0, headers } = response;
      // Nobody reads the text.
      response.destroy();
      const isMoved = status >= 300 && status < 400 && status !== 304;
      resolve({ status, location: isMoved ? (headers.location ?? null) : null });
    });
    sent.on('error', (error) => {
      const isLate = signal.aborted;
      reject(isLate ? new Error(`no answer in ${PATIENCE / 1000} s`) : error);
    });
    sent.end();
  });
}

/** Judges the addresses that are about to be connected to, and no others. */
function publicLookup({ isPublic }: Network): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return done(error, '', 0);
      const open = addresses.filter(({ address }) => isPublic(address));
      const [first] = open;
      if (first === undefined) return done(new Error(NOT_PUBLIC), '', 0);
      return options.all === true ? done(null, open) : done(null, first.address, first.family);
    });
  };
}

const DEAD: ReadonlySet<number> = new Set([404, 410, 451]);

function judged(status: number): ExternalAnswer {
  const reason = String(status);
  if (DEAD.has(status)) return { kind: 'dead', reason };
  return {
    kind: status >= 200 && status < 400 ? 'alive' : 'unsure',
    reason: `it answers ${reason}`,
  };
}
