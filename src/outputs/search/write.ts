/** Writes the files of the search index. */
import { EDITION, readShard } from '#search-client';
import { toXmlSchema } from '../../formats/dates/site-date.js';
import { hanVariants, writeVariants } from '../../formats/search/han-variants.js';
import { SegmentBuilder, type SegmentFiles } from '../../formats/search/segment.js';
import { foldName } from '../../formats/text/fold.js';
import { xmlText } from '../../formats/xml/xml.js';
import type { Post } from '../../model/post.js';
import { shortDigest } from '../../platform/digest.js';
import { descriptionOf, headlineOf } from '../story-facts.js';
import { storiesOf, type WriterContext } from '../writing.js';
import { partsOf } from './paths.js';
import { SEARCH_PAGE } from './search-settings.js';
import type {
  DirectoryEntry,
  DirectoryFile,
  HeadFile,
  OpenSearchFile,
  SearchManifest,
  SearchNames,
  StoriesFile,
  TermsFile,
  VariantsFile,
} from './types.js';

/** Begin terms that no text has: of a category, of a source. */
export const CATEGORY_TERM = '\u0001';
export const SOURCE_TERM = '\u0002';

interface BuiltSegment extends SegmentFiles {
  /** The list of stories or of segments that it is of. */
  readonly of: readonly unknown[];
  /** Of its bytes, four of them, as hex digits. */
  readonly edition: string;
}

/** The last one of a writer: all files of a segment are written one after the other. */
const lastSegments = new WeakMap<WriterContext, BuiltSegment>();

function segmentOf(page: TermsFile | DirectoryFile, context: WriterContext): BuiltSegment {
  const of = 'groups' in page ? page.groups : page.ranks;
  const last = lastSegments.get(context);
  if (last?.of === of && last.shards.length === page.shards) return last;
  const builder = 'groups' in page ? listSegments(page, context) : indexStories(page, context);
  const files = builder.files(page.shards);
  const edition = shortDigest(files.shards.map((bytes) => shortDigest(bytes)).join(' '));
  const segment = { ...files, of, edition };
  lastSegments.set(context, segment);
  return segment;
}

function indexStories({ ranks, bodies }: TermsFile, context: WriterContext): SegmentBuilder {
  const builder = new SegmentBuilder();
  for (const rank of ranks) {
    const post = context.post(rank);
    if (post === undefined) continue;
    const text = bodies ? context.text(rank) : descriptionOf(post.data, post.summary);
    builder.add(post.title, text, namesIn(post));
  }
  return builder;
}

/** The terms are those of the segments' own files, so that no story is read for a directory. */
function listSegments({ groups }: DirectoryFile, context: WriterContext): SegmentBuilder {
  const builder = new SegmentBuilder();
  for (const entry of groups) {
    const terms: string[] = [];
    for (const output of partsOf([entry]))
      readShard(context.made(output), (term) => terms.push(term) > 0);
    builder.addTerms(terms);
  }
  return builder;
}

function namesIn({ categories, sources }: Post): readonly string[] {
  return [
    ...categories.map((name) => CATEGORY_TERM + foldName(name)),
    ...sources.map((name) => SOURCE_TERM + foldName(name)),
  ];
}

export function writeShard(page: TermsFile | DirectoryFile, context: WriterContext): Uint8Array {
  const { shards, edition } = segmentOf(page, context);
  const bytes = shards[page.shard] ?? new Uint8Array();
  const whole = new Uint8Array(EDITION + bytes.length);
  whole.set(Buffer.from(edition, 'hex').subarray(0, EDITION));
  whole.set(bytes, EDITION);
  return whole;
}

/** A segment's edition, and the first term of each of its shards but the first. */
type SegmentHead = Pick<BuiltSegment, 'edition' | 'borders'>;

/** Of each of some segments, out of their own files. */
function headsOf(
  entries: readonly DirectoryEntry[],
  context: WriterContext,
): readonly SegmentHead[] {
  const files = partsOf(entries).map((output) => context.made(output));
  let next = 0;
  return entries.map(([, , shards]) => {
    const [first, ...others] = files.slice(next, next + shards);
    next += shards;
    const edition = Buffer.from(first?.subarray(0, EDITION) ?? []).toString('hex');
    return { edition, borders: others.map(firstTerm) };
  });
}

export function writeHead({ groups }: HeadFile, context: WriterContext): string {
  const [head] = headsOf(groups, context);
  return `${JSON.stringify(head)}\n`;
}

export function writeDirectoryHead(page: DirectoryFile, context: WriterContext): string {
  const { edition, borders } = segmentOf(page, context);
  return `${JSON.stringify({ edition, borders })}\n`;
}

/** Where a shard has none, no term is looked for in it. */
function firstTerm(shard: Uint8Array): string {
  let first = '\uffff';
  readShard(shard, (term) => {
    first = term;
    return false;
  });
  return first;
}

/** Of each story its address, title and date. */
export function writeStories(page: StoriesFile, context: WriterContext): string {
  const lines = storiesOf(page, context).map((post) => {
    const title = headlineOf(post.title, post.summary, post.url);
    return JSON.stringify([post.url, title, toXmlSchema(post.date, context.zone)]);
  });
  return `[${lines.join(',\n')}]\n`;
}

/** Of each group its name, and of each of its segments its stories, shards and head; the newest first. */
export function writeManifest(page: SearchManifest, context: WriterContext): string {
  const { whole, day, directories } = page;
  const heads = headsOf(day, context);
  const segments = day.map(([, stories, shards], at) => [stories, shards, heads[at]]);
  const [[name] = []] = day;
  const months = page.groups.map(([month, stories, shards]) => [month, [[stories, shards]]]);
  const groups = [...(name === undefined ? [] : [[name, segments.reverse()]]), ...months];
  return `${JSON.stringify({ version: 1, bodies: whole, groups, directories })}\n`;
}

export function writeNames({ category, source }: SearchNames): string {
  return `${JSON.stringify({ category, source })}\n`;
}

export function writeVariantsFile(_page: VariantsFile): Uint8Array {
  return writeVariants(hanVariants());
}

/** OpenSearch 1.1: browsers offer to search the site. */
export function writeOpenSearch(_page: OpenSearchFile, context: WriterContext): string {
  const { config, absolute } = context;
  const title = config.values['title'];
  const name = xmlText(typeof title === 'string' && title !== '' ? title : absolute('/'));
  const template = `${xmlText(absolute(SEARCH_PAGE.url))}?q={searchTerms}`;
  return (
    '<?xml version="1.0" encoding="utf-8"?>\n' +
    '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n' +
    `<ShortName>${name}</ShortName>\n<Description>${name}</Description>\n` +
    '<InputEncoding>UTF-8</InputEncoding>\n' +
    `<Url type="text/html" template="${template}"/>\n</OpenSearchDescription>\n`
  );
}
