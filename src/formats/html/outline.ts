/** The headings of a finished body: a table of contents of them, and a link beside each to itself. */
import { createHeadingIds } from '../markdown/headings.js';
import { plainText } from './plain-text.js';
import { escapeAttribute } from './serialise.js';

interface OutlineHeading {
  readonly level: number;
  readonly id: string;
  /** Plain text. */
  readonly words: string;
  readonly html: string;
  readonly start: number;
  readonly end: number;
  readonly attributes: string;
}

const HEADING = /<h([1-6])((?:\s[^>]*)?)>([\s\S]*?)<\/h\1>/g;
const ID = /\sid="([^"]*)"/;

/** Those that say something; who has no id, as in scraped HTML, gets one. */
function headingsIn(html: string): readonly OutlineHeading[] {
  if (!/<h[1-6]/.test(html)) return [];
  const found = [...html.matchAll(HEADING)].map((match) => {
    const [whole, level = '', attributes = '', inside = ''] = match;
    const words = plainText(inside);
    const given = ID.exec(attributes)?.[1];
    return {
      whole,
      level: Number(level),
      attributes,
      html: inside,
      words,
      given,
      start: match.index,
    };
  });
  const idOf = createHeadingIds(found.flatMap(({ given }) => given ?? []));
  return found
    .filter(({ words }) => words !== '')
    .map(({ whole, given, ...heading }) => {
      const id = given ?? escapeAttribute(idOf(heading.words));
      return { ...heading, id, end: heading.start + whole.length };
    });
}

/** Deeper ones would make a list as long as the story. */
const LEVELS = 3;
/** A longer one helps nobody to find anything. */
const MOST_ENTRIES = 100;

/** Kramdown's `{:toc}`, or a list that somebody has written: links to most of the headings. */
function hasOwnContents(html: string, headings: readonly OutlineHeading[]): boolean {
  const linked = new Set(Array.from(html.matchAll(/\shref="#([^"]+)"/g), ([, id]) => id));
  return headings.filter(({ id }) => linked.has(id)).length > headings.length / 2;
}

/**
 * Nested lists of links to the headings, three levels of them; empty where there are fewer than `least`,
 * or where the body has a table of contents of its own.
 */
export function contentsOfBody(html: string, least: number): string {
  const headings = headingsIn(html);
  if (headings.length < Math.max(1, least) || hasOwnContents(html, headings)) return '';
  const top = Math.min(...headings.map(({ level }) => level));
  let contents = '';
  const open: number[] = [];
  for (const { level, id, words } of headings.slice(0, MOST_ENTRIES)) {
    if (level >= top + LEVELS) continue;
    while (open.length > 1 && (open.at(-1) ?? 0) > level && (open.at(-2) ?? 0) >= level) {
      open.pop();
      contents += '</li></ol>';
    }
    const last = open.at(-1);
    if (last === undefined || last < level) {
      open.push(level);
      contents += '<ol><li>';
    } else {
      open[open.length - 1] = level;
      contents += '</li><li>';
    }
    contents += `<a href="#${id}">${escapeAttribute(words)}</a>`;
  }
  return `${contents}${'</li></ol>'.repeat(open.length)}`;
}

/** The body with a link behind each heading's words to the heading; `label` says so to who can't see it. */
export function withAnchors(html: string, label: string): string {
  let done = 0;
  let written = '';
  for (const { level, id, attributes, html: inside, words, start, end } of headingsIn(html)) {
    const own = ID.test(attributes) ? attributes : `${attributes} id="${id}"`;
    const name = escapeAttribute(`${label}${words}`);
    const anchor = `<a class="anchor" href="#${id}" aria-label="${name}"></a>`;
    written += `${html.slice(done, start)}<h${level}${own}>${inside}${anchor}</h${level}>`;
    done = end;
  }
  return written + html.slice(done);
}
