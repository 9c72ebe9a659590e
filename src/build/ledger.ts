/**
 * The ledger: which outputs at a destination are finews' own, and which stories they show. It
 * survives cache loss and version changes; nothing outside it is ever deleted. A ledger that can't
 * be read whole counts as lost.
 */
import path from 'node:path';
import { digest, shortDigest } from '../content/digest.js';
import { checkOutput } from '../content/paths.js';
import type { Config } from '../model/config.js';
import type { Io } from '../model/io.js';
import type { Site } from '../model/site.js';
import type { Ownership } from '../stages/write/write.js';

const HEADER = 'finews-ledger 1';

export interface LedgerRecord {
  /** Source paths of the stories that were published. */
  readonly posts: readonly string[];
  /** Below the destination. */
  readonly outputs: readonly string[];
}

export interface Ledger {
  /** As it stood when opened; null when there was none. */
  readonly before: LedgerRecord | null;
  /** Durably replaces it. */
  save(record: LedgerRecord): void;
}

export function openLedger(config: Config, io: Io): Ledger {
  const file = path.join(config.cacheDir, `ledger-${placeKey(config)}.txt`);
  return {
    before: io.stat(file)?.kind === 'file' ? decode(io.read(file).toString('utf8')) : null,
    save: (record) => io.writeDurably(file, encode(record)),
  };
}

/** The ledger as `write` uses it, for a site whose posts are known. */
export function ownership(ledger: Ledger, site: Pick<Site, 'posts'>): Ownership {
  const posts = site.posts.map((post) => post.path);
  const { before } = ledger;
  const old = before?.outputs ?? [];
  return {
    outputs: before === null ? null : new Set(old),
    extend: (outputs) => {
      if (outputs.length > 0)
        ledger.save({ posts: before?.posts ?? [], outputs: [...old, ...outputs] });
    },
    settle: (outputs) => ledger.save({ posts, outputs }),
  };
}

/** Names a destination by its place beside the cache, so that both can move together. */
export function placeKey(config: Config): string {
  return shortDigest(path.relative(config.cacheDir, config.destination).split(path.sep).join('/'));
}

/** A line a path, sections counted, a digest of all at the end. */
function encode({ posts, outputs }: LedgerRecord): string {
  const lines = [
    HEADER,
    `posts ${posts.length}`,
    ...posts.map(escapeLine),
    `outputs ${outputs.length}`,
    ...outputs.map(escapeLine),
  ];
  const text = `${lines.join('\n')}\n`;
  return `${text}end ${digest(text)}\n`;
}

function decode(text: string): LedgerRecord | null {
  const end = text.lastIndexOf('\nend ');
  const body = text.slice(0, end + 1);
  if (end < 0 || text.slice(end + 1) !== `end ${digest(body)}\n`) return null;
  const lines = body.split('\n');
  if (lines[0] !== HEADER) return null;
  const posts = section(lines, 1, 'posts');
  const outputs = posts === null ? null : section(lines, 2 + posts.length, 'outputs');
  if (posts === null || outputs === null) return null;
  return { posts, outputs: outputs.filter((output) => checkOutput(output) === null) };
}

function section(lines: readonly string[], at: number, name: string): readonly string[] | null {
  const [word, count] = (lines[at] ?? '').split(' ');
  const length = Number(count);
  if (word !== name || !Number.isInteger(length)) return null;
  return lines.slice(at + 1, at + 1 + length).map(unescapeLine);
}

function escapeLine(line: string): string {
  return line.replace(/[%\n\r]/g, (character) => encodeURIComponent(character));
}

function unescapeLine(line: string): string {
  return line.replace(/%(?:25|0A|0D)/g, (escaped) => decodeURIComponent(escaped));
}
