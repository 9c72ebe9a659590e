/** A story's body: Markdown or HTML in, safe balanced HTML and what lists need of it out. */

import { proseText, summaryText } from '../../formats/body/prose.js';
import { type RenderedBody, renderBody } from '../../formats/body/render-body.js';
import { firstImage } from '../../formats/html/images.js';
import { plainText } from '../../formats/html/plain-text.js';
import {
  elementPlaces,
  faultPlace,
  loosePlace,
  textPlaces,
  type WrittenBody,
  type WrittenPlaces,
} from '../../formats/html/tag-place.js';
import type { BodyFault } from '../../formats/markdown/body-faults.js';
import type { ReplacedForms } from '../../formats/story-forms/replace-forms.js';
import { withoutHidden } from '../../formats/text/hidden.js';
import { summarise, truncateText } from '../../formats/text/text.js';
import { bulkOf, countWords, readingMinutes } from '../../formats/text/words.js';
import type { FileProblems } from './file-problems.js';
import type { ParseSettings } from './parse-settings.js';

export interface ParsedBody {
  readonly html: string;
  /** What it tells in sentences, for a title where none was written; empty: it has no text at all. */
  readonly text: string;
  readonly summary: string;
  readonly image: string | null;
  readonly words: number;
  readonly bulk: number;
  readonly minutes: number;
}

/** A story's body as it is written, and what stands in place of its forms. */
export interface StoryBody extends WrittenBody {
  /** Null: there are none. */
  readonly forms: ReplacedForms | null;
  /** Stories of the site may run, where the config says so. */
  readonly canRun: boolean;
  /** It runs as a page does: what is wrong with its HTML is known only then. */
  readonly isRun: boolean;
  /** What its front matter says; undefined: the site's. */
  readonly language: string | undefined;
}

/** Null: over a limit, set aside. */
export function parseBody(
  source: StoryBody,
  settings: ParseSettings,
  fileProblems: FileProblems,
): ParsedBody | null {
  const { text: written, isMarkdown, forms, isRun } = source;
  const rendered = renderBody(forms?.text ?? written, isMarkdown, settings, source.language);
  const { html, fault } = rendered;
  if (fault !== null) {
    const place = faultPlace(source, settings.config.limits.nesting);
    const hint = 'Simplify the body, or raise limits.nesting.';
    return fileProblems.setAside(fault.code, fault.message, hint, place);
  }
  if (!isRun) reportBody(rendered, source, fileProblems);
  const whole = plainText(html);
  const text = proseText(html, whole);
  const counts = countWords(whole);
  return {
    html,
    text,
    summary: withoutHidden(summarise(summaryText(html, whole))),
    image: firstImage(html),
    words: counts.han + counts.words,
    bulk: bulkOf(counts),
    minutes: readingMinutes(counts),
  };
}

function reportBody(body: RenderedBody, source: StoryBody, fileProblems: FileProblems): void {
  const { faults, loose, missed, unreachable, refused } = body;
  reportFaults(faults, source, fileProblems);
  if (loose !== null) reportLoose(loose, source, fileProblems);
  reportMissed(missed, source, fileProblems);
  reportLeftOut(unreachable, UNREACHABLE, source, fileProblems);
  reportLeftOut(refused, REFUSED, source, fileProblems);
}

function reportFaults(
  faults: readonly BodyFault[],
  source: StoryBody,
  fileProblems: FileProblems,
): void {
  if (faults.length === 0) return;
  const lines = source.text.split('\n');
  for (const { code, message, hint, line: rendered, found = '' } of faults) {
    const line = source.forms?.lineOf(rendered) ?? rendered;
    const [start = ''] = found.split('\n', 1);
    const column = Math.max(0, (lines[line - 1] ?? '').indexOf(start)) + 1;
    fileProblems.repaired(code, message, hint, { line: line + source.line - 1, column });
  }
}

/** Of several the first: the others are often its doing. */
function reportLoose(tag: string, source: WrittenBody, fileProblems: FileProblems): void {
  const what = tag.startsWith('</') ? 'closes nothing that is open' : 'is left open';
  const hint = tag.startsWith('<!--')
    ? 'Write --> at its end: what follows an open comment is not shown.'
    : 'Correct the tags: the page closes them where it has to.';
  const shown = truncateText(tag.replace(/\s+/g, ' '), 60);
  fileProblems.repaired('html-unbalanced', `\`${shown}\` ${what}`, hint, loosePlace(source, tag));
}

function reportMissed(
  names: readonly string[],
  source: WrittenBody,
  fileProblems: FileProblems,
): void {
  for (const name of names) {
    const places = elementPlaces(source, name);
    const message = `Taken out of the story with what it shows: <${name}>${alsoIn(places)}`;
    const hint = 'Link to it instead; `html: trust` keeps it, where every source can be trusted.';
    fileProblems.repaired('html-removed', message, hint, places.first);
  }
}

/** Lines that a message names. */
const MOST_LINES = 5;

/** Where the others of a kind are. */
function alsoIn({ more, lines }: WrittenPlaces): string {
  if (more === 0) return '';
  const others = `, and ${more.toLocaleString('en')} more`;
  if (lines.length === 0) return others;
  const named = lines.slice(0, MOST_LINES).join(', ');
  const left = lines.length > MOST_LINES ? ', …' : '';
  return `${others} (line${lines.length === 1 ? '' : 's'} ${named}${left})`;
}

/** Where they were pasted from, they could be seen; readers are shown nothing. */
const UNREACHABLE = {
  begin: 'No reader can load',
  end: ': the address is left out, and nothing is shown',
  hint: 'Put the file into the site, in assets/ for example, and write its address there.',
};

/** Scripts of the page that the story was taken from are not among them. */
const REFUSED = {
  begin: 'The link to',
  end: ' is left out, its words stay',
  hint: 'Write an address of the web, or take the link out.',
};

/** At the first of several addresses. */
function reportLeftOut(
  addresses: readonly string[],
  words: typeof REFUSED,
  source: WrittenBody,
  fileProblems: FileProblems,
): void {
  const [first] = addresses;
  if (first === undefined) return;
  const places = textPlaces(source, addresses);
  const shown = `\`${truncateText(first, 60)}\`${alsoIn(places)}`;
  const message = `${words.begin} ${shown}${words.end}`;
  fileProblems.repaired('link-refused', message, words.hint, places.first);
}
