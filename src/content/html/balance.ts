/**
 * Whether a writer closed what was opened, and where not: for the report only, never for safety. Cheap and
 * approximate; the parser decides what becomes of the tags.
 */

export const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
/** The standard lets an author leave out these end tags. */
const OPTIONAL: ReadonlySet<string> = new Set(
  'p li dt dd tr td th thead tbody tfoot colgroup caption option optgroup rp rt'.split(' '),
);
/** Their content is text up to their own end tag; `plaintext` has none. */
export const RAW: ReadonlySet<string> = new Set(
  'script style textarea title xmp iframe noembed noframes plaintext'.split(' '),
);
const NAME = /[a-zA-Z][^\s/>]*/y;

/** `-->` or `--!>`; at once where the comment is `<!-->` or `<!--->`. */
const COMMENT_END = /<!--(?:-?>|[\s\S]*?--!?>)/y;

/** An element that is open, and where its start tag is. */
interface Open {
  readonly name: string;
  readonly at: number;
}

/** The place of a tag or comment that is left open, or of an end tag without a start; -1: there is none. */
export function looseAt(html: string): number {
  const open: Open[] = [];
  for (let at = html.indexOf('<'); at !== -1; ) {
    const isComment = html.startsWith('<!--', at);
    const end = isComment ? commentEnd(html, at) : step(html, at, open);
    if (end === -1) return isComment ? at : looser(html, at, open);
    at = html.indexOf('<', end);
  }
  return open.find(({ name }) => !OPTIONAL.has(name))?.at ?? -1;
}

/** The position of a comment's `-->`, or -1 where it has none, or the next comment's. */
function commentEnd(html: string, at: number): number {
  COMMENT_END.lastIndex = at;
  COMMENT_END.test(html);
  const end = COMMENT_END.lastIndex;
  const next = html.indexOf('<!--', at + 4);
  // `<!--[if !IE]><!-->`
  const isNext = next !== -1 && next < end && !html.startsWith('>', next + 4);
  return end === 0 || isNext ? -1 : end - 3;
}

/** Of an end tag and the element it can't close the latter, where there is another that it closes. */
function looser(html: string, at: number, open: readonly Open[]): number {
  const name = nameAt(html, at + 2);
  const isDue = html.charAt(at + 1) === '/' && open.some((one) => one.name === name);
  return isDue ? (open.at(-1)?.at ?? at) : at;
}

function nameAt(html: string, at: number): string | undefined {
  NAME.lastIndex = at;
  return NAME.exec(html)?.[0].toLowerCase();
}

/** The position after the tag at `at`, or -1 when it never ends or closes nothing. */
function step(html: string, at: number, open: Open[]): number {
  const isEnd = html.charAt(at + 1) === '/';
  const name = nameAt(html, at + (isEnd ? 2 : 1));
  if (name === undefined) return at + 1;
  const end = tagEnd(html, NAME.lastIndex);
  if (end === -1 || VOID.has(name)) return end;
  if (isEnd) return close(open, name) ? end : -1;
  open.push({ name, at });
  return RAW.has(name) ? rawEnd(html, name, end) : end;
}

/** What it fails at stays open. */
function close(open: Open[], name: string): boolean {
  for (;;) {
    const last = open.at(-1);
    if (last === undefined || !(last.name === name || OPTIONAL.has(last.name))) return false;
    open.pop();
    if (last.name === name) return true;
  }
}

/** The position after the `>` of a tag, quoted values skipped, or -1; linear from `from`. */
export function tagEnd(html: string, from: number): number {
  let quote = '';
  for (let at = from; at < html.length; at++) {
    const character = html.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '>') {
      return at + 1;
    } else if ((character === '"' || character === "'") && html.charAt(at - 1) === '=') {
      quote = character;
    }
  }
  return -1;
}

/** The position of the end tag of an element whose content is no markup, or -1. */
export function rawEnd(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  end.lastIndex = from;
  return end.exec(html)?.index ?? -1;
}
