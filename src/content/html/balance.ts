/**
 * Whether a writer closed what was opened: for the report only, never for safety. Cheap and
 * approximate; the parser decides what becomes of the tags.
 */

const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
/** The standard lets an author leave out these end tags. */
const OPTIONAL: ReadonlySet<string> = new Set(
  'p li dt dd tr td th thead tbody tfoot colgroup caption option optgroup rp rt'.split(' '),
);
const RAW: ReadonlySet<string> = new Set('script style textarea title iframe xmp'.split(' '));
const NAME = /[a-zA-Z][^\s/>]*/y;

/** False when an element or a comment is left open, or an end tag has no start. */
export function isBalanced(html: string): boolean {
  const open: string[] = [];
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at)) {
    at = html.startsWith('<!--', at) ? html.indexOf('-->', at + 4) : step(html, at, open);
    if (at === -1) return false;
  }
  return open.every((name) => OPTIONAL.has(name));
}

/** The position after the tag at `at`, or -1 when it never ends or closes nothing. */
function step(html: string, at: number, open: string[]): number {
  const isEnd = html.charAt(at + 1) === '/';
  NAME.lastIndex = at + (isEnd ? 2 : 1);
  const name = NAME.exec(html)?.[0].toLowerCase();
  if (name === undefined) return at + 1;
  const end = tagEnd(html, NAME.lastIndex);
  if (end === -1 || !follow(open, name, isEnd)) return -1;
  return !isEnd && RAW.has(name) ? rawEnd(html, name, end) : end;
}

function follow(open: string[], name: string, isEnd: boolean): boolean {
  if (VOID.has(name)) return true;
  if (!isEnd) {
    open.push(name);
    return true;
  }
  for (;;) {
    const last = open.pop();
    if (last === name) return true;
    if (last === undefined || !OPTIONAL.has(last)) return false;
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
