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
/** Inside of them a tag may close itself, and no element's content is raw. */
const FOREIGN: ReadonlySet<string> = new Set(['svg', 'math']);
/** Inside of those HTML stands in them. */
const HTML_IN_FOREIGN: ReadonlySet<string> = new Set(
  'foreignobject desc title mi mo mn ms mtext annotation-xml'.split(' '),
);
const NAME = /[a-zA-Z][^\s/>]*/y;
/** A slash that is not the end of a value without quotes. */
const CLOSES_ITSELF = /(?:^<[^\s/>]+|["']|\s[^\s=]*)\/>$/;

/** `-->` or `--!>`; at once where the comment is `<!-->` or `<!--->`. */
const COMMENT_END = /<!--(?:-?>|[\s\S]*?--!?>)/y;

/** An element that is open, and where its start tag is. */
interface OpenTag {
  readonly name: string;
  readonly at: number;
  /** What stands in it is of a drawing or a formula. */
  readonly holdsForeign: boolean;
}

/** The place of a tag or comment that is left open, or of an end tag without a start; -1: there is none. */
export function looseAt(html: string): number {
  const open: OpenTag[] = [];
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
function looser(html: string, at: number, open: readonly OpenTag[]): number {
  const name = nameAt(html, at + 2);
  const isDue = html.charAt(at + 1) === '/' && open.some((one) => one.name === name);
  return isDue ? (open.at(-1)?.at ?? at) : at;
}

function nameAt(html: string, at: number): string | undefined {
  NAME.lastIndex = at;
  return NAME.exec(html)?.[0].toLowerCase();
}

/** The position after the tag at `at`, or -1 when it never ends or closes nothing. */
function step(html: string, at: number, open: OpenTag[]): number {
  const isEnd = html.charAt(at + 1) === '/';
  const name = nameAt(html, at + (isEnd ? 2 : 1));
  if (name === undefined) return at + 1;
  const end = tagEnd(html, NAME.lastIndex);
  if (end === -1 || VOID.has(name)) return end;
  if (isEnd) return close(open, name) ? end : -1;
  const isForeign = FOREIGN.has(name) || open.at(-1)?.holdsForeign === true;
  if (isForeign && CLOSES_ITSELF.test(html.slice(at, end))) return end;
  open.push({ name, at, holdsForeign: isForeign && !HTML_IN_FOREIGN.has(name) });
  return RAW.has(name) && !isForeign ? rawEnd(html, name, end) : end;
}

/** What it fails at stays open. */
function close(open: OpenTag[], name: string): boolean {
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
