/**
 * `finews images fetch`: pictures of other servers are brought into the site, where builds find them. One
 * request at a time goes to a server; what comes is published only if its first bytes are a picture's.
 */
import path from 'node:path';
import { PICTURE_HEAD, pictureKind } from '../formats/pictures/picture-kind.js';
import { createMemo } from '../incremental/memo.js';
import { type Data, isMap } from '../model/data.js';
import type { Effects, Io } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import type { PictureKind } from '../model/source.js';
import { FETCHED, fetchedPicture } from '../outputs/statics/fetched-pictures.js';
import { digest, shortDigest } from '../platform/digest.js';
import type { Fetched } from '../platform/net/fetch-public.js';
import { configure } from './configure/configure.js';
import { remotePictures } from './fetch-pictures/remote-pictures.js';
import { read } from './read/read.js';

export interface FetchedPicture {
  readonly address: string;
  /** The first story that shows it; below the source. */
  readonly story: string;
  /** Below the source; null: it was not fetched. */
  readonly file: string | null;
  /** Why not; empty: it was, or nobody was asked. */
  readonly reason: string;
}

export interface FetchWork {
  readonly effects: Effects;
  readonly fetch: (address: string) => Promise<Fetched>;
  /** Resolves after so many ms: between two requests to the same server. */
  readonly pause: (ms: number) => Promise<void>;
  /** Only tells what would be fetched. */
  readonly isDry: boolean;
}

/** Servers that are asked at the same time, and ms between two requests to one. */
const SERVERS = 4;
const PAUSE = 250;
const FOLDER = 'assets/fetched';

/** Those that were not there yet. Throws `SiteError` for a site that can't be read. */
export async function fetchPictures(
  options: BuildOptions,
  work: FetchWork,
): Promise<readonly FetchedPicture[]> {
  const { effects, isDry } = work;
  const { io, clock } = effects;
  const config = configure(options, effects).value;
  const walk: Io['walk'] = (folder, skip) => io.walk(folder, skip);
  const { posts, data } = read(config, { io, clock, walk, memo: createMemo() }).value;
  const isThere = (address: string): boolean => {
    const known = fetchedPicture(data, address);
    return known !== null && io.stat(path.join(config.source, known))?.kind === 'file';
  };
  const wanted = [...remotePictures(posts, config, io, clock.now())].filter(
    ([address]) => !isThere(address),
  );
  if (isDry) {
    return wanted.map(([address, story]) => ({ address, story, file: null, reason: '' }));
  }
  const bring = async ([address, story]: Wanted): Promise<FetchedPicture> => {
    const fetched = await work.fetch(address.startsWith('//') ? `https:${address}` : address);
    if (fetched.kind === 'fail') return { address, story, file: null, reason: fetched.reason };
    const file = keep(address, fetched.bytes, config.source, io);
    return { address, story, file, reason: file === null ? 'what came is no picture' : '' };
  };
  const done = await inTurns(wanted, bring, work);
  const fresh = done.flatMap(({ address, file }) =>
    file === null ? [] : [[address, `/${file}`] as const],
  );
  if (fresh.length > 0) remember(fresh, data, config.source, io);
  return done;
}

type Wanted = readonly [address: string, story: string];

/** Null: no address is written like that. */
function urlOf(address: string): URL | null {
  return URL.canParse(address, BASE) ? new URL(address, BASE) : null;
}

/** Gives what begins with two slashes a scheme. */
const BASE = 'https://none.example';

const ENDINGS: Readonly<Record<PictureKind, string>> = {
  jpeg: 'jpg',
  png: 'png',
  gif: 'gif',
  webp: 'webp',
  avif: 'avif',
};

/** Below the source; null: it is no picture. Equal pictures of a server are one file. */
function keep(address: string, bytes: Buffer, source: string, io: Io): string | null {
  const kind = pictureKind(bytes.subarray(0, PICTURE_HEAD));
  if (kind === null) return null;
  const host = (urlOf(address)?.hostname ?? '').replace(/[^a-z\d.-]/g, '-');
  const own = digest(bytes);
  const name = `${shortDigest(own)}${shortDigest(`${own}.`)}`;
  const file = `${FOLDER}/${host}/${name}.${ENDINGS[kind]}`;
  const place = path.join(source, file);
  io.makeFolder(path.dirname(place));
  io.writeDurably(place, [bytes]);
  return file;
}

function remember(
  fresh: readonly (readonly [string, string])[],
  data: Data,
  source: string,
  io: Io,
): void {
  const before = data[FETCHED];
  const all = new Map([...(isMap(before) ? Object.entries(before) : []), ...fresh]);
  const sorted = [...all].sort(([a], [b]) => (a < b ? -1 : 1));
  const place = path.join(source, '_data', `${FETCHED}.json`);
  io.makeFolder(path.dirname(place));
  io.writeDurably(place, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}

/** By server, one after the other with a pause between; several servers at the same time. Results in order. */
async function inTurns<Done>(
  wanted: readonly Wanted[],
  act: (one: Wanted) => Promise<Done>,
  { pause, effects }: FetchWork,
): Promise<readonly Done[]> {
  const hosts = new Map<string, number[]>();
  for (const [at, [address]] of wanted.entries()) {
    const host = urlOf(address)?.host ?? '';
    hosts.set(host, [...(hosts.get(host) ?? []), at]);
  }
  const results: Done[] = [];
  const queue = [...hosts.values()];
  let count = 0;
  const takeServers = async (): Promise<void> => {
    for (let mine = queue.shift(); mine !== undefined; mine = queue.shift()) {
      for (const [nth, at] of mine.entries()) {
        if (nth > 0) await pause(PAUSE);
        results[at] = await act(wanted[at] ?? ['', '']);
        count++;
        effects.log.progress('fetch', count, wanted.length);
      }
    }
  };
  await Promise.all(Array.from({ length: SERVERS }, takeServers));
  return results;
}
