/**
 * Links and pictures beyond CommonMark: files with blanks in their names, template code in addresses, any
 * scheme. Which of them a story may have is judged in `judge-links.ts`.
 */
import type { Env, MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import { isSafeUrl } from '../html/safe-urls.js';
import { isIndented, startOf } from './block-lines.js';

/** A token that shows nothing and marks the place of a fault. */
export const FAULT = 'fault';

type InlineRule = (state: StateInline, silent: boolean) => boolean;

const LIQUID = [
  ['{{', '}}'],
  ['{%', '%}'],
] as const;

/**
 * Whether an address has template code in it, which here never runs. Encoding may not touch it, so
 * that it is recognised when links are judged.
 */
export function hasLiquid(url: string): boolean {
  return LIQUID.some(([open, close]) => {
    const start = url.indexOf(open);
    return start !== -1 && url.includes(close, start + open.length);
  });
}

/** Wraps the rules for links, pictures and addresses in angle brackets, to record where each began. */
export function placed(rule: InlineRule): InlineRule {
  return (state, silent) => {
    const { pos, tokens } = state;
    const before = tokens.length;
    if (!rule(state, silent)) return false;
    if (silent) return true;
    // The text before it, too, may have become a token only now.
    const first = tokens[before];
    const token = first?.type === 'text' ? tokens[before + 1] : first;
    if (token?.type === 'link_open' || token?.type === 'image') {
      if (token.meta === null) token.meta = { at: pos };
      else token.meta['at'] = pos;
    }
    return true;
  };
}

/** Up to 500 parts of a line: characters, template code, what stands between round brackets. */
const BLANKS =
  /(?:\{\{[^\n]{0,300}?\}\}|\{%[^\n]{0,300}?%\}|[^\n<>()"']|\([^\n<>()"']{0,300}\)){1,500}/y;
/** The longest address, in characters: searching a longer text would take long. */
const LONGEST = 2000;
/** A file's name or a folder's at the end: other words with blanks are no address. */
const PATH = /\.[a-z]\w{1,4}(?:[?#]\S*)?$|\/$/i;

type Destination = ReturnType<MarkdownIt['helpers']['parseLinkDestination']>;

/**
 * A file's address with blanks in it, `![](/img/Screen Shot (1).png)`, or one with template code, which
 * CommonMark would have between `<` and `>`. `found` is CommonMark's reading.
 */
export function spacedDestination(text: string, start: number, found: Destination): Destination {
  if (!found.ok || text.charAt(start) === '<' || text.charAt(found.pos) === ')') return found;
  BLANKS.lastIndex = start;
  const [run = ''] = BLANKS.exec(text) ?? [];
  const path = run.trimEnd();
  if (path.length > LONGEST) return found;
  const after = text.charAt(start + run.length);
  const isEnd = after === ')' || (path !== run && /["']/.test(after));
  if (!isEnd || !(hasLiquid(path) || (path.includes(' ') && PATH.test(path)))) return found;
  return { ok: true, pos: start + path.length, str: path };
}

const DEFINITION = /^\[(?!\^)((?:\\.|[^[\]\\\n]){1,300})\]:[ \t]+(?=\S)/;
/** What begins as an address does, and has nothing but an address's characters in it. */
const DEFINED = /^(?:https?:|ftps?:|mailto:|\/|\.{1,2}\/)[\x20-\x7e]*$/i;

/** Before the rule for `[label]: address`: a file's with blanks in it, or one with template code. */
export function spacedDefinition(
  state: StateBlock,
  start: number,
  _end: number,
  silent: boolean,
): boolean {
  const from = startOf(state, start);
  if (silent || state.src.charAt(from) !== '[') return false;
  if (isIndented(state, start)) return false;
  const line = state.src.slice(from, state.eMarks[start]);
  const [found = '', label = ''] = DEFINITION.exec(line) ?? [];
  if (found === '') return false;
  const [address, title] = addressAndTitle(line.slice(found.length).trimEnd());
  const isFile = DEFINED.test(address) && PATH.test(address);
  if (!/\s/.test(address) || !(hasLiquid(address) || isFile)) return false;
  const name = state.md.utils.normalizeReference(label);
  if (name === '') return false;
  const env: Env = state.env;
  env.references ??= {};
  env.references[name] ??= { title, href: state.md.normalizeLink(address) };
  const token = state.push('reference_definition', '', 0);
  Object.assign(token, { map: [start, start + 1], hidden: true, meta: { label: name } });
  state.line = start + 1;
  return true;
}

/** `/x y "title"`, each without the blanks around. */
function addressAndTitle(text: string): readonly [string, string] {
  const quote = text.charAt(text.length - 1);
  const open = quote === '"' || quote === "'" ? text.indexOf(` ${quote}`) : -1;
  if (open < 1 || open + 2 >= text.length) return [text, ''];
  return [text.slice(0, open).trimEnd(), text.slice(open + 2, -1)];
}

/** `<dc:title>` is a tag to those who write it, `<irc://a>` an address. */
const TAG_NAME = /<([a-z][\w.-]*):[a-z][\w.-]*>/iy;
const SPACED_AUTOLINK = /<(?:https?|ftps?):[^\s<>"'`][^\n<>"'`]{0,500}>/iy;

/** Addresses in angle brackets: of any scheme, but tags are none. With blanks they are text, and reported. */
export function autolinks(rule: InlineRule): InlineRule {
  return (state, silent) => {
    if (state.src.charAt(state.pos) !== '<') return false;
    TAG_NAME.lastIndex = state.pos;
    const [tag] = TAG_NAME.exec(state.src) ?? [];
    if (tag !== undefined && !isSafeUrl(tag.slice(1), 'link')) return false;
    if (rule(state, silent)) return true;
    if (silent) return false;
    SPACED_AUTOLINK.lastIndex = state.pos;
    const [found] = SPACED_AUTOLINK.exec(state.src) ?? [];
    if (found !== undefined) state.push(FAULT, '', 0).meta = { at: state.pos, found };
    return false;
  };
}

/** The position of a text's last `](`, searched once. */
interface LinkEnv extends Env {
  lastLink?: { readonly src: string; readonly at: number };
}

function lastLink({ src, env }: { readonly src: string; readonly env: LinkEnv }): number {
  if (env.lastLink?.src !== src) env.lastLink = { src, at: src.lastIndexOf('](') };
  return env.lastLink.at;
}

/** What stands in round brackets behind a label, over few lines; an address may have pairs of its own. */
const BRACKETS = /\((?:[^()[\]]|\([^()[\]]*\)){1,500}\)/y;

/** After the rules for links and pictures: `[text](prose with blanks)` is neither. It is text, and reported. */
export function brokenLink(state: StateInline, silent: boolean): boolean {
  const { src, pos: start, posMax, md } = state;
  const label = src.charAt(start) === '!' ? start + 1 : start;
  if (silent || src.charAt(label) !== '[' || src.charAt(label + 1) === '^') return false;
  // A picture's mark has told it.
  if (label === start && src.charAt(start - 1) === '!') return false;
  if (start >= lastLink(state)) return false;
  const end = md.helpers.parseLinkLabel(state, label, false);
  if (end < 0 || src.charAt(end + 1) !== '(') return false;
  BRACKETS.lastIndex = end + 1;
  const [brackets] = BRACKETS.exec(src) ?? [];
  if (brackets === undefined || end + 1 + brackets.length > posMax) return false;
  state.push(FAULT, '', 0).meta = { at: start, found: `]${brackets}` };
  return false;
}
