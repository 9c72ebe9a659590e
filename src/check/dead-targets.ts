/**
 * Addresses that lead nowhere, reported where they are written: each story or page that has one itself, and
 * once for all pages what a template, the config or data has put there.
 */

import { posix } from 'node:path';
import { checkOutput, decodeOnce } from '../formats/urls/paths.js';
import { urlPath } from '../formats/urls/permalink.js';
import type { Config } from '../model/config.js';
import type { Effects } from '../model/io.js';
import type { Page } from '../model/page.js';
import type { ProblemCode } from '../model/problem-code.js';
import { type AddressMeaning, createMeanings, type MeaningOf } from './address-meaning.js';
import type { CheckMemory } from './check-memory.js';
import { type CheckedSite, publishedText, sourceOfPage } from './checked-site.js';
import type { CheckFinding, FindingPlace } from './finding.js';
import type { OtherTarget } from './memory-entries.js';
import { readerOf } from './output-facts.js';
import { createOwnPictures, type OwnPicture, type OwnPictures } from './own-pictures.js';
import { type HasOutput, placeNumber } from './read-outputs.js';
import type { SourceTexts } from './source-texts.js';

/** Pages of one dead address whose sources are looked into; a template's is on all pages. */
const MOST_PAGES = 100;

export interface DeadContext {
  readonly checked: CheckedSite;
  readonly memory: CheckMemory;
  readonly texts: SourceTexts;
  readonly has: HasOutput;
  readonly io: Effects['io'];
  /** Whether an address is not to be reported. */
  readonly isIgnored: (path: string) => boolean;
}

/** `referrers`: by the number of an other target, pages that have it. */
export function deadFindings(
  referrers: ReadonlyMap<number, readonly Page[]>,
  context: DeadContext,
): readonly CheckFinding[] {
  const { memory, checked, has, isIgnored } = context;
  const { config } = checked;
  const meaningOf = createMeanings({ url: config.url, baseurl: config.baseurl, has });
  let asked = 0;
  const near = (path: string): string | null =>
    asked++ < MOST_NEAR ? nearIn(checked, path) : null;
  const ownPictures = createOwnPictures(checked, meaningOf);
  const found = { ...context, meaningOf, ownPictures, told: new Set<string>() };
  return [...referrers].flatMap(([number, pages]) => {
    const target = memory.otherOf(number);
    if (target === undefined || isIgnored(addressIn(target)) || !isDead(target, memory)) return [];
    return findingsOf(target, pages, near, found);
  });
}

function addressIn([kind, first, second]: OtherTarget): string {
  return kind === 'dead' ? decodeOnce(second).slice(1) : `${first}#${second}`;
}

function isDead([kind, output, fragment]: OtherTarget, memory: CheckMemory): boolean {
  if (kind === 'dead') return true;
  const found = memory.of(memory.numberOf(output));
  return found !== undefined && !found.places.includes(placeNumber(fragment));
}

interface TargetContext extends DeadContext {
  readonly meaningOf: MeaningOf;
  readonly ownPictures: OwnPictures;
  /** Addresses, codes and files of what is reported: feeds have a picture as pages have it. */
  readonly told: Set<string>;
}

function findingsOf(
  target: OtherTarget,
  pages: readonly Page[],
  near: (path: string) => string | null,
  context: TargetContext,
): readonly CheckFinding[] {
  const { texts, checked } = context;
  const referring = pages.slice(0, MOST_PAGES);
  const owners = ownersOf(target, referring, context);
  const describe = wordsFor(owners.length > 0 ? ['dead', 'picture', target[2]] : target, near);
  const found = new Map<string, CheckFinding>();
  const shared: { readonly page: Page; readonly words: readonly string[] }[] = [];
  for (const page of referring) {
    const file = sourceOfPage(page, checked.site);
    const words = writtenIn(page, target, context);
    const place: FindingPlace | null = file === null ? null : { kind: 'words', file, words };
    if (place !== null && file !== null && texts.has(file, words))
      found.set(file, {
        ...ofSource(describe(words[0] ?? ''), words[0] ?? '', file, texts),
        place,
      });
    else if (!owners.some((owner) => owner.file === file)) shared.push({ page, words });
  }
  for (const { file, words } of owners)
    if (!found.has(file))
      found.set(file, { ...describe(words[0]), place: { kind: 'words', file, words } });
  const own = [...found].flatMap(([file, finding]) => {
    const key = [...(target[0] === 'dead' ? [target[2]] : target), finding.code, file].join('\0');
    if (context.told.has(key)) return [];
    context.told.add(key);
    return [finding];
  });
  const [first] = shared;
  // Lists show what stories say: these are reported.
  const isOwn = found.size > 0 && shared.every(({ page }) => page.kind === 'list');
  if (first === undefined || isOwn) return own;
  const words = first.words;
  // So do feeds, and pages that lead to a story, where no template has the picture.
  if (owners.length > 0 && texts.findShared(words) === null) return own;
  const number = pages.length > MOST_PAGES ? pages.length : shared.length;
  const finding = describe(words[0] ?? '');
  const on = number > 1 ? `, on ${number.toLocaleString('en')} pages, as` : ', on';
  const file = sourceOfPage(first.page, checked.site);
  const place: FindingPlace = { kind: 'shared', words, page: first.page, file };
  return [
    ...own,
    { ...finding, message: `${finding.message}${on} ${decodeOnce(first.page.url)}`, place },
  ];
}

/** Of a picture, the files that name it as their own; the config may do so for all stories. */
function ownersOf(
  [kind, use, path]: OtherTarget,
  pages: readonly Page[],
  { ownPictures, texts }: TargetContext,
): readonly OwnPicture[] {
  if (kind !== 'dead' || (use !== 'picture' && use !== 'feed')) return [];
  const owners = ownPictures(path, pages).slice(0, MOST_PAGES);
  return owners.filter(({ file, words }) => texts.has(file, words));
}

/** As the output has it, each in the forms that its source may have it in. */
function writtenIn(page: Page, target: OtherTarget, context: TargetContext): readonly string[] {
  const { checked, meaningOf, io } = context;
  const facts = readerOf(page.output)?.(publishedText(page.output, checked.config, io));
  const holder = { output: page.output, url: page.url, base: facts?.base ?? null };
  const written = (facts?.addresses ?? [])
    .filter((one) => isMeant(meaningOf(one.written, holder), target, one.use))
    .map((one) => one.written);
  // A link to a file by its path has another address in the output, and the same place.
  const place =
    target[0] === 'place'
      ? checked.config.markdownExtensions.flatMap((ending) => [
          `${ending}#${target[2]}`,
          `${ending}#${encodeURIComponent(target[2])}`,
        ])
      : [];
  return [...formsOf(written, checked.config), ...place];
}

function isMeant(meaning: AddressMeaning, target: OtherTarget, use: string): boolean {
  const [kind, first, second] = target;
  if (kind === 'dead') return meaning.kind === 'dead' && meaning.path === second && use === first;
  return meaning.kind === 'output' && meaning.output === first && meaning.fragment === second;
}

/** Encoded or not, with `url` and `baseurl` or without them, escaped or not. */
export function formsOf(
  written: readonly string[],
  { url, baseurl }: Pick<Config, 'url' | 'baseurl'>,
): readonly string[] {
  const without = (address: string, start: string): string =>
    start !== '' && address.startsWith(`${start}/`) ? address.slice(start.length) : address;
  const forms = written.flatMap((one) => {
    const path = without(one, url);
    const below = without(path, baseurl);
    const plain = [one, path, below].flatMap((form) => [form, decodeOnce(form)]);
    return [...plain, one.replaceAll('&', '&amp;')];
  });
  return [...new Set(forms)].filter((form) => form !== '');
}

type DescribeDead = (written: string) => Omit<CheckFinding, 'place'>;

const CODES: Readonly<Record<string, ProblemCode>> = {
  link: 'link-dead',
  relation: 'link-dead',
  feed: 'feed-address-dead',
};

const NAMES: Readonly<Record<string, string>> = {
  picture: 'The picture',
  script: 'The script',
  style: 'The style sheet',
  media: 'The file',
  frame: 'The frame',
};

function wordsFor(target: OtherTarget, near: (path: string) => string | null): DescribeDead {
  const [kind, first, second] = target;
  if (kind === 'place') {
    return (written) => ({
      code: 'fragment-dead',
      severity: 'error',
      message: `The link ${written} leads to a place that ${first} has not: #${second}`,
      hint: 'Write the id of a heading or element that is there, or leave the # out.',
    });
  }
  const path = decodeOnce(second);
  const close = near(path);
  const meant = close === null ? '' : ` Did you mean ${close}?`;
  const isMarkdown = /\.(?:md|markdown|mkd|mkdn|mkdown)$/i.test(path);
  const severity = 'error' as const;
  return (written) => {
    if (close !== null && close !== path && close.toLowerCase() === path.toLowerCase()) {
      const message = `${written} leads nowhere: hosts tell capitals from small letters, and the site has ${close}`;
      return { code: 'link-case', severity, message, hint: `Write ${close}.` };
    }
    if (isMarkdown && first === 'link') {
      const message = `The link ${written} leads to a Markdown file that is no story or page of the site`;
      const hint = `Write the file's path from this one, or from the site's folder with a slash before it.${meant}`;
      return { code: 'markdown-link-dead', severity, message, hint };
    }
    if (first === 'feed') {
      const message = `A machine is told of ${written}, and nothing answers ${path}`;
      return {
        code: 'feed-address-dead',
        severity,
        message,
        hint: `Take the address out, or publish what is meant.${meant}`,
      };
    }
    const name = NAMES[first];
    const code = CODES[first] ?? 'asset-dead';
    const message =
      name === undefined
        ? `The link ${written} leads nowhere: nothing answers ${path}`
        : `${name} ${written} is not there: nothing answers ${path}`;
    const hint =
      name === undefined
        ? `Correct the address, or take the link out.${meant}`
        : `Put the file there, or correct its address.${meant}`;
    return { code, severity, message, hint };
  };
}

/** A Markdown file that is there, as a link in `file` names it, is a draft, waits, or was taken down. */
function ofSource(
  words: ReturnType<DescribeDead>,
  written: string,
  file: string,
  texts: SourceTexts,
): ReturnType<DescribeDead> {
  if (words.code !== 'markdown-link-dead') return words;
  const name = decodeOnce(written.replace(/[?#].*$/s, ''));
  const path = name.startsWith('/') ? name.slice(1) : posix.join(posix.dirname(file), name);
  if (checkOutput(path) !== null || texts.read(path) === null) return words;
  return {
    ...words,
    message: `The link ${written} leads to ${path}, which is not on the site`,
    hint: 'Publish it, or take the link out; `finews list` says what becomes of a story.',
  };
}

/** An address that differs in its case only, or the only one of that name in another folder. */
function nearIn({ plan }: CheckedSite, path: string): string | null {
  const written = urlPath(path);
  const folded = written.toLowerCase();
  const name = written.slice(written.lastIndexOf('/'));
  let only: string | null = null;
  let isOnly = name.length > 1;
  for (const { url } of plan.pages) {
    if (url.length === written.length && url.toLowerCase() === folded) return decodeOnce(url);
    if (!isOnly || !url.endsWith(name)) continue;
    if (only === null) only = decodeOnce(url);
    else isOnly = false;
  }
  return isOnly ? only : null;
}

/** Dead addresses for which others are looked up, each among all that there are. */
const MOST_NEAR = 50;
