/** A story's body: Markdown or HTML in, safe balanced HTML and what lists need of it out. */

import { renderBody } from '../../formats/body/render-body.js';
import { firstImage } from '../../formats/html/images.js';
import { plainText } from '../../formats/html/plain-text.js';
import {
  elementPlace,
  faultPlace,
  loosePlace,
  textPlace,
  type WrittenBody,
} from '../../formats/html/tag-place.js';
import type { BodyFault } from '../../formats/markdown/body-faults.js';
import { withoutHidden } from '../../formats/text/hidden.js';
import { summarise, truncateText } from '../../formats/text/text.js';
import { countWords, readingMinutes } from '../../formats/text/words.js';
import type { FileProblems } from './file-problems.js';
import type { ParseSettings } from './parse-settings.js';

export interface ParsedBody {
  readonly html: string;
  /** Plain text, for a title where none was written. */
  readonly text: string;
  readonly summary: string;
  readonly image: string | null;
  readonly words: number;
  readonly minutes: number;
}

/** Null: over a limit, set aside. */
export function parseBody(
  source: WrittenBody,
  settings: ParseSettings,
  told: FileProblems,
): ParsedBody | null {
  const { text: written, isMarkdown } = source;
  const { html, fault, faults, loose, missed, unreachable } = renderBody(
    written,
    isMarkdown,
    settings,
  );
  if (fault !== null) {
    const place = faultPlace(source, settings.config.limits.nesting);
    const hint = 'Simplify the body, or raise limits.nesting.';
    return told.setAside(fault.code, fault.message, hint, place);
  }
  tellFaults(faults, source, told);
  if (loose !== null) tellLoose(loose, source, told);
  tellMissed(missed, source, told);
  tellUnreachable(unreachable, source, told);
  const text = plainText(html);
  const counts = countWords(text);
  return {
    html,
    text,
    summary: withoutHidden(summarise(text)),
    image: firstImage(html),
    words: counts.han + counts.words,
    minutes: readingMinutes(counts),
  };
}

function tellFaults(faults: readonly BodyFault[], source: WrittenBody, told: FileProblems): void {
  if (faults.length === 0) return;
  const lines = source.text.split('\n');
  for (const { code, message, hint, line, found = '' } of faults) {
    const [start = ''] = found.split('\n', 1);
    const column = Math.max(0, (lines[line - 1] ?? '').indexOf(start)) + 1;
    told.repaired(code, message, hint, { line: line + source.line - 1, column });
  }
}

/** Of several the first: the others are often its doing. */
function tellLoose(tag: string, source: WrittenBody, told: FileProblems): void {
  const what = tag.startsWith('</') ? 'closes nothing that is open' : 'is left open';
  const hint = tag.startsWith('<!--')
    ? 'Write --> at its end: what follows an open comment is not shown.'
    : 'Correct the tags: the page closes them where it has to.';
  const shown = truncateText(tag.replace(/\s+/g, ' '), 60);
  told.repaired('html-unbalanced', `\`${shown}\` ${what}`, hint, loosePlace(source, tag));
}

function tellMissed(
  [first, ...more]: readonly string[],
  source: WrittenBody,
  told: FileProblems,
): void {
  if (first === undefined) return;
  const names = [first, ...more].map((name) => `<${name}>`).join(', ');
  const message = `Taken out of the story with what it shows: ${names}`;
  const hint = 'Link to it instead; `html: trust` keeps it, where every source can be trusted.';
  told.repaired('html-removed', message, hint, elementPlace(source, first));
}

/** Where they were pasted from, they could be seen; readers are shown nothing. */
function tellUnreachable(
  addresses: readonly string[],
  source: WrittenBody,
  told: FileProblems,
): void {
  const [first] = addresses;
  if (first === undefined) return;
  const more = addresses.length > 1 ? ` and ${addresses.length - 1} more` : '';
  const message = `No reader can load \`${truncateText(first, 60)}\`${more}: the address is left out, and nothing is shown`;
  const hint = 'Put the file into the site, in assets/ for example, and write its address there.';
  told.repaired('link-refused', message, hint, textPlace(source, first));
}
