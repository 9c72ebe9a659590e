/** Texts of the source, read when something in them has to be found; the last few stay at hand. */
import { decodeText } from '../formats/text/decode.js';
import { loadPost } from '../incremental/source-files/load-post.js';
import type { Effects } from '../model/io.js';
import type { Page } from '../model/page.js';
import type { Position } from '../model/problem.js';
import type { Site } from '../model/site.js';
import type { TemplateFile } from '../model/source.js';
import { lazy } from '../platform/lazy.js';
import { memoizeByKey } from '../platform/memoize.js';
import { positionAt } from '../problems/code-frame.js';
import { type AddressPattern, addressPatterns } from '../theme/address-patterns.js';
import { templatesByName } from '../theme/layouts.js';
import { readTemplate } from '../theme/template-source.js';
import type { CheckedSite } from './checked-site.js';

export interface PlacedText {
  /** As problems name it. */
  readonly file: string;
  readonly text: string;
}

export interface FoundWords extends PlacedText, Position {}

export interface SourceTexts {
  /** A file of the source; null: it can't be read as text. */
  read(file: string): string | null;
  /** Whether one of the words stands in the file. */
  has(file: string, words: readonly string[]): boolean;
  find(file: string, words: readonly string[]): FoundWords | null;
  /** The same in templates, the config and data. */
  findShared(words: readonly string[]): FoundWords | null;
  /** Where what a page is made of puts one of the words together; null: nowhere that is known. */
  findComputed(page: Page, words: readonly string[]): FoundWords | null;
}

const MOST = 200;

export function openSourceTexts(checked: CheckedSite, io: Effects['io']): SourceTexts {
  const { config, site } = checked;
  const load = (file: string): string | null => {
    const loaded = loadPost({ path: file }, config, { io, now: config.now });
    const decoded = loaded.kind === 'ok' ? decodeText(loaded.bytes) : null;
    return decoded?.kind === 'ok' ? decoded.text : null;
  };
  const known = memoizeByKey((file) => ({ text: load(file) }), MOST);
  const read = (file: string): string | null => known(file).text;
  const shared = lazy((): readonly PlacedText[] => [
    ...filesOf(['_config.yml', '_config.yaml'], read),
    ...filesOf(dataFiles(config.source, io), read),
    ...site.templates.map(({ path, text }) => ({ file: path, text })),
    ...site.documents.map(({ path }) => ({ file: path, text: read(path) ?? '' })),
  ]);
  const find: SourceTexts['find'] = (file, words) => {
    const text = read(file);
    return text === null ? null : findIn([{ file, text }], words);
  };
  const findShared: SourceTexts['findShared'] = (words) => findIn(shared(), words);
  const templates = lazy(() => templatesByName(site.templates));
  const patterns = memoizeByKey((name) => patternsOf(name, site, templates()), MOST);
  const findComputed: SourceTexts['findComputed'] = (page, words) => {
    const all = templatesOfPage(page, checked).flatMap((name) => patterns(name));
    return bestOf(all, words);
  };
  return {
    read,
    find,
    findShared,
    findComputed,
    has: (file, words) => find(file, words) !== null,
  };
}

interface PlacedPattern extends PlacedText {
  readonly pattern: AddressPattern;
}

/** A page's own text runs as a template does. */
const OWN_TEXT = 'page ';

/** Names of templates, and of the page's own text, as `patternsOf` takes them. */
function templatesOfPage(page: Page, { plan, recordOf }: CheckedSite): readonly string[] {
  const reads = recordOf(plan.outputs.at(page.output) ?? -1)?.reads ?? [];
  const own = page.kind === 'document' ? [`${OWN_TEXT}${page.document}`] : [];
  const read = reads.flatMap((one) => /^template (.+)$/s.exec(one)?.[1] ?? []);
  return [...own, ...read];
}

function patternsOf(
  name: string,
  site: Site,
  templates: ReadonlyMap<string, TemplateFile>,
): readonly PlacedPattern[] {
  if (name.startsWith(OWN_TEXT)) {
    const document = site.documents[Number(name.slice(OWN_TEXT.length))];
    if (document === undefined) return [];
    const { path: file, text, bodyLine: line } = document;
    const template = { syntax: site.config.syntax, path: file, text, line };
    const whole = '\n'.repeat(line) + text;
    return addressPatterns(template).map((pattern) => ({ file, text: whole, pattern }));
  }
  const found = templates.get(name);
  if (found === undefined) return [];
  const patterns = addressPatterns(readTemplate(found).value);
  return patterns.map((pattern) => ({ file: found.path, text: found.text, pattern }));
}

function bestOf(all: readonly PlacedPattern[], words: readonly string[]): FoundWords | null {
  let best: PlacedPattern | null = null;
  let most = 0;
  for (const one of all) {
    const known = Math.max(...words.map((word) => one.pattern.known(word)), 0);
    if (known <= most) continue;
    most = known;
    best = one;
  }
  if (best === null) return null;
  const { file, text, pattern } = best;
  return { file, text, line: pattern.line, column: pattern.column };
}

function filesOf(
  names: readonly string[],
  read: (file: string) => string | null,
): readonly PlacedText[] {
  return names.flatMap((file) => {
    const text = read(file);
    return text === null ? [] : [{ file, text }];
  });
}

function dataFiles(source: string, io: Effects['io']): readonly string[] {
  const folder = `${source}/_data`;
  if (io.stat(folder)?.kind !== 'folder') return [];
  return io
    .walk(folder, [])
    .filter(({ kind }) => kind === 'file')
    .map((entry) => `_data/${entry.path}`)
    .sort();
}

function findIn(texts: readonly PlacedText[], words: readonly string[]): FoundWords | null {
  for (const one of words) {
    for (const { file, text } of texts) {
      const at = indexOfAddress(text, one);
      if (at >= 0) return { file, text, ...positionAt(text, at) };
    }
  }
  return null;
}

/** What an address may go on with; `/a` is no part of `/ab`, `/x/a` or `/a.html`. */
const INNER = /[\p{L}\p{N}/_%-]/u;
const GOES_ON = /^(?:[\p{L}\p{N}/_%-]|\.[\p{L}\p{N}])/u;

/** Where an address stands in a text by itself; -1: nowhere. */
export function indexOfAddress(text: string, address: string): number {
  for (let at = text.indexOf(address); at >= 0; at = text.indexOf(address, at + 1)) {
    const end = at + address.length;
    const isWhole = address.endsWith('/') || !GOES_ON.test(text.slice(end, end + 3));
    // The end of a file's name, and a place in it.
    const isStart = at === 0 || /^\.\w+#/.test(address) || !INNER.test(text.charAt(at - 1));
    if (isStart && isWhole) return at;
  }
  return -1;
}
