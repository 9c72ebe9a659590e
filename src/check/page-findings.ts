/** What is wrong with single pages, and with those that nothing leads to or nobody can tell apart. */
import { cleanTitle } from '../formats/text/text.js';
import { decodeOnce } from '../formats/urls/paths.js';
import type { Page } from '../model/page.js';
import type { ProblemCode } from '../model/problem-code.js';
import { isListed, sourceOf } from '../outputs/story-facts.js';
import type { CheckMemory } from './check-memory.js';
import { type CheckedSite, type CheckSettings, documentOf, sourceOfPage } from './checked-site.js';
import { formsOf } from './dead-targets.js';
import { type CheckFinding, type FindingPlace, NOWHERE } from './finding.js';
import type { OutputNote } from './memory-entries.js';
import type { SourceTexts } from './source-texts.js';
import { notesOfHead } from './story-notes.js';
import { isFlash, type NoteWords, wordsOfUnfinished } from './unfinished-stories.js';

/** Pages with one note whose sources are looked into; a template's is on all pages. */
const MOST_PAGES = 100;

/** Notes of outputs, those with the same words together. */
export function noteFindings(
  noted: readonly (readonly [page: Page, note: OutputNote])[],
  checked: CheckedSite,
  settings: CheckSettings,
  texts: SourceTexts,
): readonly CheckFinding[] {
  const groups = new Map<string, (readonly [Page, OutputNote])[]>();
  for (const one of noted) {
    const [page, [code, words]] = one;
    const key = words === '' ? `${code}\0${page.output}` : `${code}\0${words}`;
    const group = groups.get(key) ?? [];
    group.push(one);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap((group) => ofGroup(group, checked, settings, texts));
}

function ofGroup(
  group: readonly (readonly [Page, OutputNote])[],
  checked: CheckedSite,
  settings: CheckSettings,
  texts: SourceTexts,
): readonly CheckFinding[] {
  const [first] = group;
  if (first === undefined) return [];
  const [, note] = first;
  const about = wordsOfNote(note, settings);
  if (about === null) return [];
  if (note[1] === '') {
    const pages = group.map(([page]) => page).filter((page) => !isExpected(page, about, checked));
    return pages.map((page) => ({ ...about, place: keyOf(page, about.key, checked) }));
  }
  const words = formsOf([note[1]], checked.config);
  const found: CheckFinding[] = [];
  const shared: Page[] = [];
  for (const [page] of group.slice(0, MOST_PAGES)) {
    const file = sourceOfPage(page, checked.site);
    // Addresses from the root that stories write get the baseurl.
    const isOwn = page.kind !== 'post' || about.code !== 'baseurl-forgotten';
    if (isOwn && file !== null && texts.has(file, words))
      found.push({ ...about, place: { kind: 'words', file, words } });
    else shared.push(page);
  }
  const [one] = shared;
  if (one === undefined) return found;
  const number = group.length > MOST_PAGES ? group.length : shared.length;
  const on = number > 1 ? `, on ${number.toLocaleString('en')} pages, as` : ', on';
  const file = sourceOfPage(one, checked.site);
  const place: FindingPlace = { kind: 'shared', words, page: one, file };
  return [...found, { ...about, message: `${about.message}${on} ${decodeOnce(one.url)}`, place }];
}

function isExpected(page: Page, { code }: NoteWords, { site }: CheckedSite): boolean {
  return code === 'story-textless' && page.kind === 'post' && isFlash(page.rank, site);
}

function keyOf(page: Page, key: string, { site }: CheckedSite): FindingPlace {
  const file = sourceOfPage(page, site);
  return file === null ? NOWHERE : { kind: 'key', file, key };
}

function wordsOfNote([code, words, amount]: OutputNote, settings: CheckSettings): NoteWords | null {
  switch (code) {
    case 'fragment-dead':
      return {
        code,
        severity: 'error',
        message: `The link ${words} leads to a place that its own page has not`,
        hint: 'Write the id of a heading or element that is there.',
        key: '',
      };
    case 'baseurl-forgotten':
      return {
        code,
        severity: 'error',
        message: `${words} lacks the site's baseurl, and leads out of the site`,
        hint: 'In a template write {{ … | relative_url }}.',
        key: '',
      };
    case 'alt-missing':
      return {
        code,
        severity: 'warning',
        message: `The picture ${words} has no words for those who don't see it`,
        hint: 'Say what it shows: ![words](address); alt="" in a template for a picture that says nothing.',
        key: '',
      };
    case 'story-uncategorised':
      return {
        code,
        severity: 'warning',
        message: 'The story is in no category',
        hint: 'Write `categories:` in its front matter.',
        key: 'categories',
      };
    case 'title-long':
      return tooLong(code, 'title', amount, settings.titleLength);
    case 'description-long':
      return tooLong(code, 'description', amount, settings.descriptionLength);
    default:
      return wordsOfUnfinished([code, words, amount]);
  }
}

function tooLong(code: ProblemCode, key: string, columns: number, most: number): NoteWords {
  return {
    code,
    severity: 'warning',
    message: `The ${key} is ${columns} columns long, and search results show some ${most} (a Han character takes two)`,
    hint: `Shorten it, or raise check.${key}_length in the config.`,
    key,
  };
}

/** Pages with front matter, which are few. */
export function documentNotes(
  { plan, site }: CheckedSite,
  settings: CheckSettings,
): readonly (readonly [Page, OutputNote])[] {
  return plan.pages.flatMap((page) => {
    if (page.kind !== 'document' || !page.output.endsWith('.html')) return [];
    const document = documentOf(page, site);
    if (document === undefined) return [];
    const notes = notesOfHead(document.title, document.data['description'], settings);
    return notes.map((note) => [page, note] as const);
  });
}

/** Where readers arrive without a link. */
const ENTRANCES: ReadonlySet<string> = new Set(['index.html', '404.html']);

/** `isLed`: whether a link of another page leads to a page's output, by the page's index. */
export function orphanFindings(
  checked: CheckedSite,
  isLed: (index: number) => boolean,
): readonly CheckFinding[] {
  const { plan, site } = checked;
  return plan.pages.flatMap((page, index) => {
    if ((page.kind !== 'post' && page.kind !== 'document') || isLed(index)) return [];
    if (!page.output.endsWith('.html') || ENTRANCES.has(page.output)) return [];
    const fields =
      page.kind === 'post' ? site.posts[page.rank]?.facts : documentOf(page, site)?.data;
    const file = sourceOfPage(page, site);
    if (fields === undefined || file === null || !isListed(fields)) return [];
    const finding: CheckFinding = {
      code: 'page-orphan',
      severity: 'warning',
      message: `No page has a link to ${decodeOnce(page.url)}`,
      hint: 'Link to it from a page or the menu; a page for a few can say `noindex: true`.',
      place: { kind: 'file', file },
    };
    return [finding];
  });
}

/** Stories with the same title, and stories from the same address; reported at the newest. */
export function twinFindings(
  checked: CheckedSite,
  numbers: Int32Array,
  memory: CheckMemory,
): readonly CheckFinding[] {
  const titles = new Map<number, number[]>();
  const sources = new Map<number, number[]>();
  const { plan, site } = checked;
  for (const [index, page] of plan.pages.entries()) {
    if (page.kind !== 'post') continue;
    const number = numbers[index] ?? -1;
    gather(titles, memory.titleOf(number), page.rank);
    gather(sources, memory.sourceOf(number), page.rank);
  }
  const findingAt = (
    ranks: readonly number[],
    finding: Omit<CheckFinding, 'place'>,
    key: string,
  ): CheckFinding => {
    const file = site.posts[ranks.at(-1) ?? 0]?.path ?? '';
    return { ...finding, place: { kind: 'key', file, key } };
  };
  return [
    ...twinsIn(titles).map((ranks) => {
      const title = cleanTitle(site.posts[ranks[0] ?? 0]?.title ?? '');
      const message = `${ranks.length} stories are called ${title}: ${namesOf(ranks, checked)}`;
      const hint =
        'Give each a title of its own: in lists and search results nobody can tell them apart.';
      return findingAt(ranks, { code: 'title-twice', severity: 'warning', message, hint }, 'title');
    }),
    ...twinsIn(sources).map((ranks) => {
      const url = sourceOf(site.posts[ranks[0] ?? 0]?.data ?? {})?.url ?? '';
      const message = `${ranks.length} stories are from ${url}: ${namesOf(ranks, checked)}`;
      const hint =
        'Keep one of them, and write the addresses of the others into its `redirect_from`.';
      return findingAt(
        ranks,
        { code: 'source-twice', severity: 'warning', message, hint },
        'source_url',
      );
    }),
  ];
}

function gather(all: Map<number, number[]>, number: number, rank: number): void {
  if (number === 0) return;
  const ranks = all.get(number);
  if (ranks === undefined) all.set(number, [rank]);
  else ranks.push(rank);
}

function twinsIn(all: ReadonlyMap<number, readonly number[]>): readonly (readonly number[])[] {
  return [...all.values()]
    .filter((ranks) => ranks.length > 1)
    .map((ranks) => [...ranks].sort((a, b) => a - b))
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

const NAMED = 3;

function namesOf(ranks: readonly number[], { site }: CheckedSite): string {
  const names = ranks.slice(0, NAMED).map((rank) => site.posts[rank]?.path ?? '');
  const more = ranks.length - names.length;
  return names.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|bmp|tiff?|svg)$/i;

export function pictureFindings(
  checked: CheckedSite,
  { pictureSize }: CheckSettings,
): readonly CheckFinding[] {
  if (pictureSize === 0) return [];
  return checked.plan.pages.flatMap((page, index) => {
    const size = checked.recordOf(index)?.size ?? 0;
    if (page.kind !== 'static' || size <= pictureSize || !PICTURE.test(page.output)) return [];
    const file = sourceOfPage(page, checked.site);
    if (file === null) return [];
    const finding: CheckFinding = {
      code: 'picture-large',
      severity: 'warning',
      message: `The picture ${page.output} is larger than pictures should be: ${inKilobytes(size)}, over ${inKilobytes(pictureSize)}`,
      hint: 'Make it smaller, or raise check.picture_size in the config.',
      place: { kind: 'file', file },
    };
    return [finding];
  });
}

function inKilobytes(bytes: number): string {
  return `${Math.round(bytes / 1024).toLocaleString('en')} KB`;
}
