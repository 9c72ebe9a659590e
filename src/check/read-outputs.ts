/**
 * Brings what a check remembers of the outputs up to date: outputs are read whose bytes or story changed,
 * and those that lead to what came, went or is hidden since. All others are as they are remembered.
 */
import { decodeText } from '../formats/text/decode.js';
import { loadPost } from '../incremental/source-files/load-post.js';
import type { Effects } from '../model/io.js';
import type { Page } from '../model/page.js';
import { type AddressHolder, createMeanings, fileOf, type MeaningOf } from './address-meaning.js';
import type { CheckMemory } from './check-memory.js';
import {
  type CheckedSite,
  type CheckSettings,
  checkSettings,
  publishedText,
} from './checked-site.js';
import type { OutputNote, RememberedOutput } from './memory-entries.js';
import { type OutputFacts, readerOf } from './output-facts.js';
import { notesOfStory, sourceNumber, titleNumber } from './story-notes.js';
import { openArchetypes, unfinishedNotes } from './unfinished-stories.js';

export type CheckDisk = Pick<Effects, 'io' | 'log'>;

/** Whether an output is there: planned, or a file that the site keeps at its destination. */
export type HasOutput = (output: string) => boolean;

export interface OutputReading {
  /** How many outputs were read; pictures and the like have nothing to be read. */
  readonly read: number;
  /** By the page's index in the plan: its output's number. */
  readonly numbers: Int32Array;
}

export function readOutputs(
  checked: CheckedSite,
  memory: CheckMemory,
  has: HasOutput,
  work: CheckDisk,
): OutputReading {
  const { plan } = checked;
  const numbers = memory.numbersOf(plan.outputs.names);
  const stale = staleOutputs(numbers, checked, memory, has);
  const reader = createReader(checked, memory, has, work);
  let done = 0;
  let read = 0;
  for (const index of stale) {
    const page = plan.pages[index];
    if (page === undefined) continue;
    const number = numbers[index] ?? 0;
    memory.set(number, reader(page, index, number));
    if (readerOf(page.output) !== null) read++;
    work.log.progress('check', ++done, stale.length);
  }
  return { read, numbers };
}

/** Indexes of pages that have to be read; what is gone is forgotten, what is new gets its number. */
function staleOutputs(
  numbers: Int32Array,
  checked: CheckedSite,
  memory: CheckMemory,
  has: HasOutput,
): readonly number[] {
  const { plan, site } = checked;
  const before = memory.size;
  const stale = new Set<number>();
  const moved = new Set<number>();
  /** Index and one, by number. */
  const indexes = new Uint32Array(before);
  for (const [index, page] of plan.pages.entries()) {
    const known = numbers[index] ?? -1;
    if (known >= 0) indexes[known] = index + 1;
    const digest = checked.recordOf(index)?.digest ?? '';
    if (known >= 0 && memory.isSame(known, digest, cardOf(page, site))) continue;
    stale.add(index);
    if (known >= 0 && memory.has(known)) continue;
    numbers[index] = known >= 0 ? known : memory.numberOf(page.output);
    for (const hidden of hiddenBy(page.output)) addKnown(hidden, before, memory, moved);
  }
  for (let number = 0; number < before; number++) {
    if (indexes[number] !== 0) continue;
    // What the site keeps at its destination may be gone from there.
    const isLost = memory.has(number) || (memory.isUnread(number) && !has(memory.nameOf(number)));
    if (!isLost) continue;
    memory.forget(number);
    moved.add(number);
  }
  const revived = revivedTargets(memory, has);
  if (moved.size + revived.size > 0) {
    memory.eachReference((number, reference) => {
      const isMoved =
        reference % 2 === 1 ? revived.has(reference >>> 1) : moved.has(reference >>> 1);
      const index = indexes[number] ?? 0;
      if (isMoved && index > 0) stale.add(index - 1);
    });
  }
  return [...stale].sort((a, b) => a - b);
}

function addKnown(output: string, size: number, memory: CheckMemory, to: Set<number>): void {
  const number = memory.findNumber(output);
  if (number >= 0 && number < size) to.add(number);
}

/** Outputs that a new one answers for from now on (`formats/urls/host-rule.ts`). */
function hiddenBy(output: string): readonly string[] {
  if (output.endsWith('/index.html') || output === 'index.html') return [];
  return output.endsWith('.html')
    ? [`${output.slice(0, -'.html'.length)}/index.html`]
    : [`${output}.html`, `${output}/index.html`];
}

/** Addresses that led nowhere, and places in outputs that weren't there. */
function revivedTargets(memory: CheckMemory, has: HasOutput): ReadonlySet<number> {
  const revived = new Set<number>();
  for (let number = 0; ; number++) {
    const target = memory.otherOf(number);
    if (target === undefined) return revived;
    const [kind, , path] = target;
    if (kind === 'dead' && fileOf(path, { has }) !== null) revived.add(number);
  }
}

function cardOf(page: Page, { posts }: CheckedSite['site']): string {
  return page.kind === 'post' ? (posts[page.rank]?.card ?? '') : '';
}

type ReadOutput = (page: Page, index: number, number: number) => RememberedOutput;

/** What was found in outputs, by their names, with the digests of their bytes. */
export type KnownFacts = Map<
  string,
  { readonly digest: string; readonly facts: OutputFacts | null }
>;

export interface ReadingDisk extends CheckDisk {
  /** Holds outputs that are read more than once, and gets those that are read. */
  readonly known?: KnownFacts;
}

export function createReader(
  checked: CheckedSite,
  memory: CheckMemory,
  has: HasOutput,
  { io, known }: ReadingDisk,
): ReadOutput {
  const { config, site } = checked;
  const factsOf = ({ output }: Page, digest: string): OutputFacts | null => {
    const before = known?.get(output);
    if (before !== undefined && digest !== '' && before.digest === digest) return before.facts;
    const facts = readerOf(output)?.(publishedText(output, config, io)) ?? null;
    known?.set(output, { digest, facts });
    return facts;
  };
  const settings = checkSettings(config);
  const archetypes = openArchetypes(config, io);
  const meaningOf = createMeanings({ url: config.url, baseurl: config.baseurl, has });
  return (page, index, number) => {
    const digest = checked.recordOf(index)?.digest ?? '';
    const facts = factsOf(page, digest);
    const post = page.kind === 'post' ? site.posts[page.rank] : undefined;
    const holder = { output: page.output, url: page.url, base: facts?.base ?? null };
    // A redirect brings nobody to a page that nothing else leads to.
    const own = { number, ids: new Set(facts?.ids), isRead: page.kind !== 'generated' };
    const references = referencesOf(facts?.addresses ?? [], own, holder, { meaningOf, memory });
    const notes: OutputNote[] = [...references.notes];
    if (page.kind !== 'list')
      for (const src of facts?.unlabelled ?? []) notes.push(['alt-missing', src, 0]);
    if (post !== undefined) {
      // What a trusted text draws has no address.
      const hasMedia =
        config.html === 'trust' ||
        facts?.addresses.some(({ use }) => use === 'media' || use === 'frame');
      notes.push(...notesOfStory(post, settings));
      notes.push(...unfinishedNotes(post, archetypes, hasMedia === true));
      if (facts?.hasEmptyAlt === true) notes.push(...blankPictures(post.path, checked, io));
    }
    return {
      digest,
      card: post?.card ?? '',
      title: post === undefined ? 0 : titleNumber(post),
      source: post === undefined ? 0 : sourceNumber(post),
      leads: Uint32Array.from(references.leads),
      needs: Uint32Array.from(references.needs),
      places: Uint32Array.from(own.ids, placeNumber),
      notes,
    };
  };
}

interface References {
  readonly leads: ReadonlySet<number>;
  readonly needs: ReadonlySet<number>;
  readonly notes: readonly OutputNote[];
}

function referencesOf(
  addresses: OutputFacts['addresses'],
  own: { readonly number: number; readonly ids: ReadonlySet<string>; readonly isRead: boolean },
  holder: AddressHolder,
  { meaningOf, memory }: { readonly meaningOf: MeaningOf; readonly memory: CheckMemory },
): References {
  const leads = new Set<number>();
  const needs = new Set<number>();
  const notes: OutputNote[] = [];
  for (const { use, written } of addresses) {
    const meaning = meaningOf(written, holder);
    const add = (reference: number): unknown =>
      use === 'link' && own.isRead ? leads.add(reference) : needs.add(reference);
    if (meaning.kind === 'dead') {
      add(2 * memory.otherNumberOf(['dead', use, meaning.path]) + 1);
    } else if (meaning.kind === 'no-baseurl') {
      notes.push(['baseurl-forgotten', written, 0]);
    } else if (meaning.kind === 'output') {
      const { output, fragment } = meaning;
      const number = memory.numberOf(output);
      if (number !== own.number) add(2 * number);
      if (fragment === '' || !isPlaced(output, use)) continue;
      if (number !== own.number) add(2 * memory.otherNumberOf(['place', output, fragment]) + 1);
      else if (!own.ids.has(fragment)) notes.push(['fragment-dead', written, 0]);
    }
  }
  return { leads, needs, notes };
}

/** Of pictures and the like a fragment says which part of them is shown. */
function isPlaced(output: string, use: string): boolean {
  return /\.html?$/i.test(output) && (use === 'link' || use === 'relation');
}

/** 32 bits (FNV-1a) of a place's name. */
export function placeNumber(name: string): number {
  let number = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) {
    number = Math.imul(number ^ name.charCodeAt(at), 0x01000193);
  }
  return number >>> 0;
}

const BLANK_PICTURE = /!\[\s*\]\(\s*<?([^\s)>]+)/g;

/** Pictures of a story's Markdown that have no words; those of a theme may be there for the look. */
function blankPictures(
  path: string,
  { config }: CheckedSite,
  io: CheckDisk['io'],
): readonly OutputNote[] {
  const loaded = loadPost({ path }, config, { io, now: config.now });
  const decoded = loaded.kind === 'ok' ? decodeText(loaded.bytes) : null;
  if (decoded?.kind !== 'ok') return [];
  return Array.from(decoded.text.matchAll(BLANK_PICTURE), ([, src = '']): OutputNote => {
    return ['alt-missing', src, 0];
  });
}

/** The settings that what is remembered depends on. */
export function rememberedSettings(settings: CheckSettings): readonly unknown[] {
  return [settings.titleLength, settings.descriptionLength];
}
