/**
 * Links and pictures where Jekyll's kramdown and CommonMark differ: addresses with blanks, with
 * template code, of any scheme. Which of them a story may have is judged in `judge-links.ts`.
 */
import type { Env, MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import { isSafeUrl } from '../html/safe-urls.js';
import { isIndented, startOf } from './block-lines.js';

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
/** A file's name or a folder's at the end: prose in brackets is no address. */
const PATH = /\.[a-z]\w{1,4}(?:[?#]\S*)?$|\/$/i;
/** What begins as an address does and has nothing but an address's characters in it. */
const ADDRESS = /^(?:[a-z][a-z\d+.-]*:|\.{0,2}\/|[#?]|www\.)[\x20-\x7e]*$/i;
/** A picture's size, as other generators have it. */
const SIZE = /\s=\d*x\d*$/;

function isAddress(text: string): boolean {
  return PATH.test(text) || (ADDRESS.test(text) && !SIZE.test(text));
}

type Destination = ReturnType<MarkdownIt['helpers']['parseLinkDestination']>;

/**
 * An address with blanks in it, `![](/img/Screen Shot (1).png)`, or with template code, which
 * CommonMark would have between `<` and `>`, and Jekyll takes as it stands. `found` is CommonMark's
 * reading.
 */
export function spacedDestination(text: string, start: number, found: Destination): Destination {
  if (!found.ok || text.charAt(start) === '<' || text.charAt(found.pos) === ')') return found;
  BLANKS.lastIndex = start;
  const [run = ''] = BLANKS.exec(text) ?? [];
  const path = run.trimEnd();
  if (path.length > LONGEST) return found;
  const after = text.charAt(start + run.length);
  const isEnd = after === ')' || (path !== run && /["']/.test(after));
  if (!isEnd || !(hasLiquid(path) || (path.includes(' ') && isAddress(path)))) return found;
  return { ok: true, pos: start + path.length, str: path };
}

const DEFINITION = /^\[(?!\^)((?:\\.|[^[\]\\\n]){1,300})\]:[ \t]+(?=\S)/;
/** As `ADDRESS`, and no prose that begins with a slash. */
const DEFINED = /^(?:https?:|ftps?:|mailto:|\/|\.{1,2}\/)[\x20-\x7e]*$/i;

/** Before the rule for `[label]: address`: one with blanks or template code in it, as Jekyll has it. */
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
  if (!/\s/.test(address) || !(hasLiquid(address) || DEFINED.test(address))) return false;
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

const SPACED_LABEL = /[ \t]*(?:\n[ \t]*| )\[([^[\]^][^[\]]{0,200})?\]/y;

/** With what stands before and in it: no picture's, no footnote's, no box of a list of tasks. */
const SPACED_TEXT = /(?<!!)\[(?!\^|[ xX]\])/y;

/**
 * `[text] [label]`, with a blank or line end between: a link in Markdown before CommonMark, and in
 * Jekyll's kramdown, where the label is defined and the text is no other.
 */
export function spacedReference(state: StateInline, silent: boolean): boolean {
  const { src, pos: start, posMax, md } = state;
  const env: Env = state.env;
  SPACED_TEXT.lastIndex = start;
  if (env.references === undefined || !SPACED_TEXT.test(src)) return false;
  const end = md.helpers.parseLinkLabel(state, start, true);
  if (end < 0) return false;
  SPACED_LABEL.lastIndex = end + 1;
  const [found, label] = SPACED_LABEL.exec(src) ?? [];
  if (found === undefined) return false;
  const nameOf = (text: string): string => md.utils.normalizeReference(text);
  const ownName = nameOf(src.slice(start + 1, end));
  const name = label === undefined ? ownName : nameOf(label);
  const own = env.references[ownName];
  const reference = env.references[name];
  // `[甲] [乙]`, both defined, are two links: the second one's words would be lost.
  if (reference === undefined || (own !== undefined && own !== reference)) return false;
  if (!silent) {
    const { href, title } = reference;
    const open = state.push('link_open', 'a', 1);
    open.attrSet('href', href);
    if (title) open.attrSet('title', title);
    open.meta = { label: name };
    Object.assign(state, { pos: start + 1, posMax: end });
    md.inline.tokenize(state);
    state.push('link_close', 'a', -1);
  }
  Object.assign(state, { pos: end + 1 + found.length, posMax });
  return true;
}

/** `<dc:title>` is a tag to those who write it, `<irc://a>` an address. */
const TAG_NAME = /<([a-z][\w.-]*):[a-z][\w.-]*>/iy;
const SPACED_AUTOLINK = /<((?:https?|ftps?):[^\s<>"'`][^\n<>"'`]{0,500})>/iy;

/** Addresses in angle brackets: of any scheme, blanks in them as Jekyll has it, but tags are none. */
export function autolinks(rule: InlineRule): InlineRule {
  return (state, silent) => {
    if (state.src.charAt(state.pos) !== '<') return false;
    TAG_NAME.lastIndex = state.pos;
    const [tag] = TAG_NAME.exec(state.src) ?? [];
    if (tag !== undefined && !isSafeUrl(tag.slice(1), 'link')) return false;
    if (rule(state, silent)) return true;
    SPACED_AUTOLINK.lastIndex = state.pos;
    const [found, written = ''] = SPACED_AUTOLINK.exec(state.src) ?? [];
    if (found === undefined || !ADDRESS.test(written)) return false;
    if (!silent) {
      state.push('link_open', 'a', 1).attrs = [['href', state.md.normalizeLink(written.trim())]];
      state.push('text', '', 0).content = written;
      state.push('link_close', 'a', -1);
    }
    state.pos += found.length;
    return true;
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

/** A token that shows nothing and marks the place of a fault. */
export const FAULT = 'fault';
/** What stands in round brackets behind a label, over few lines; an address may have pairs of its own. */
const BRACKETS = /\((?:[^()[\]]|\([^()[\]]*\)){1,500}\)/y;

/**
 * After the rules for links and pictures: `[text](prose with blanks)` is neither. Its marks go, its
 * words stay, those between the round brackets too.
 */
export function brokenLink(state: StateInline, silent: boolean): boolean {
  const { src, pos: start, posMax, md } = state;
  const label = src.charAt(start) === '!' ? start + 1 : start;
  if (silent || src.charAt(label) !== '[' || src.charAt(label + 1) === '^') return false;
  if (start >= lastLink(state)) return false;
  const end = md.helpers.parseLinkLabel(state, label, false);
  if (end < 0 || src.charAt(end + 1) !== '(') return false;
  BRACKETS.lastIndex = end + 1;
  const [brackets] = BRACKETS.exec(src) ?? [];
  if (brackets === undefined || end + 1 + brackets.length > posMax) return false;
  state.push(FAULT, '', 0).meta = { at: start, found: `]${brackets}` };
  Object.assign(state, { pos: label + 1, posMax: end });
  md.inline.tokenize(state);
  Object.assign(state, { pos: end + 1, posMax });
  return true;
}
