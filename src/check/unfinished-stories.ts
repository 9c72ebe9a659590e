/**
 * Stories that somebody has begun and not written: without a text, or with that of the archetype that they
 * begin with. Told by their cards, so that no story is read for it.
 */
import path from 'node:path';
import { SiteDate } from '../formats/dates/site-date.js';
import { createZone, type Zone } from '../formats/dates/zone.js';
import { fillArchetype } from '../formats/front-matter/archetype.js';
import { parseFrontMatter } from '../formats/front-matter/front-matter.js';
import { ownTermLayout } from '../formats/text/layout-names.js';
import { scalarText } from '../formats/text/scalar.js';
import { cleanTitle } from '../formats/text/text.js';
import type { Config } from '../model/config.js';
import type { Effects } from '../model/io.js';
import type { Post } from '../model/post.js';
import type { Arrangement } from '../model/site.js';
import { parseSettings } from '../pipeline/parse/parse-files.js';
import { parsePost } from '../pipeline/parse/parse-post.js';
import { lazy } from '../platform/lazy.js';
import { bytesOfFile } from '../platform/regular-file.js';
import type { CheckFinding } from './finding.js';
import type { OutputNote } from './memory-entries.js';

/** What a note of an output says. */
export interface NoteWords extends Omit<CheckFinding, 'place'> {
  /** Of the front matter. */
  readonly key: string;
}

/** What a story's card says of its text. */
type TextCard = Pick<Post, 'title' | 'summary' | 'words' | 'image'>;

export interface Archetypes {
  /** Of all of them: what is remembered of a story depends on it. */
  readonly texts: readonly string[];
  /** Those that they have without forms. */
  readonly titles: ReadonlySet<string>;
  /** A card for each, as if the story had been left as it begins. */
  cards(post: Pick<Post, 'title' | 'slug' | 'date'>): readonly TextCard[];
}

/** Of an archetype's file; pictures that lie beside one are more. */
const MOST_BYTES = 1 << 16;
const NO_ARCHETYPES: Archetypes = { texts: [], titles: new Set(), cards: () => [] };

export function openArchetypes(config: Config, io: Effects['io']): Archetypes {
  const folder = path.join(config.source, '_archetypes');
  if (io.stat(folder)?.kind !== 'folder') return NO_ARCHETYPES;
  const texts = io
    .walk(folder, [])
    .filter(({ kind }) => kind === 'file')
    .map((entry) => path.join(folder, entry.path))
    .filter((file) => (io.stat(file)?.size ?? 0) <= MOST_BYTES)
    .map((file) => bytesOfFile(file, io)?.toString('utf8') ?? '')
    .sort();
  const zone = lazy(() => createZone(config.timezone));
  const settings = lazy(() => parseSettings(config));
  const cardOf = (text: string): readonly TextCard[] => {
    const file = { path: '_drafts/a.md', draft: true, folders: [] };
    const raw = { bytes: Buffer.from(text), modified: config.now };
    return [parsePost(file, raw, settings()).card].flatMap((card) => card ?? []);
  };
  // Most have no forms in their texts.
  const whole = lazy(() => texts.map((text) => ({ text, cards: cardOf(text) })));
  return {
    texts,
    titles: new Set(texts.flatMap(titleIn)),
    cards: (post) =>
      whole().flatMap(({ text, cards }) => {
        const filled = fillArchetype(text, factsOf(post, zone()));
        return filled === text ? cards : cardOf(filled);
      }),
  };
}

function titleIn(text: string): readonly string[] {
  const { title } = parseFrontMatter(text, { frontMatter: text.length }).data;
  const clean = cleanTitle(scalarText(title) ?? '');
  return clean === '' ? [] : [clean];
}

function factsOf(
  { title, slug, date }: Pick<Post, 'title' | 'slug' | 'date'>,
  zone: Zone,
): Parameters<typeof fillArchetype>[1] {
  return { title, slug, date: new SiteDate(date, zone).toString() };
}

/** `hasMedia`: sound, film, a frame or a drawing are, or may be, in it. */
export function unfinishedNotes(
  post: Post,
  archetypes: Archetypes,
  hasMedia: boolean,
): readonly OutputNote[] {
  const notes: OutputNote[] = [];
  if (post.words === 0 && post.image === null && !hasMedia) notes.push(['story-textless', '', 0]);
  const cards = archetypes.cards(post);
  const isSame = cards.some(
    ({ words, summary }) => words > 0 && words === post.words && summary === post.summary,
  );
  if (isSame) notes.push(['story-placeholder', '', TEXT]);
  if (archetypes.titles.has(cleanTitle(post.title))) notes.push(['story-placeholder', '', TITLE]);
  return notes;
}

/** What is left of an archetype. */
const [TEXT, TITLE] = [0, 1];

const WORDS = {
  'story-textless': {
    message: 'The story has a title, and neither text nor picture',
    hint: 'Write it, or keep it in _drafts; a term whose `layout` is `flash` is for news of one line.',
  },
  'story-placeholder': {
    message: 'The text of the story is still that of its archetype',
    hint: 'Write it, or keep it in _drafts.',
  },
  title: {
    message: 'The title of the story is still that of its archetype',
    hint: 'Write its own.',
  },
} as const;

/** `key`: of the front matter; empty: none. Null: the note is of another kind. */
export function wordsOfUnfinished([code, , amount]: OutputNote): NoteWords | null {
  const severity = 'warning';
  if (code === 'story-textless') return { code, severity, key: 'title', ...WORDS[code] };
  if (code !== 'story-placeholder') return null;
  return amount === TITLE
    ? { code, severity, key: 'title', ...WORDS.title }
    : { code, severity, key: '', ...WORDS[code] };
}

/** Whether news of one line are what the story's terms are for. */
export function isFlash(rank: number, { postTerms, categories, tags }: Arrangement): boolean {
  const isSaid = ({ data }: Arrangement['tags'][number]): boolean =>
    ownTermLayout(data) === 'flash';
  const of = (places: readonly number[] | undefined, all: Arrangement['tags']): boolean =>
    (places ?? []).some((place) => all[place] !== undefined && isSaid(all[place]));
  return of(postTerms.category[rank], categories) || of(postTerms.tag[rank], tags);
}
