/**
 * Links and pictures where Jekyll's kramdown and CommonMark differ, or where a story may not lead: the
 * words of a link are shown whatever its address is, and what is left out is told at its line.
 */
import type { Env, MarkdownIt, StateBlock, StateCore, StateInline, Token } from 'markdown-it';
import { isSafeUrl } from './html/urls.js';
import { lineIn, quoted, tellFault } from './markdown-faults.js';
import { NORMAL_LINK } from './markdown-plain.js';

type InlineRule = (state: StateInline, silent: boolean) => boolean;

/** Written in a destination, it would have been an address in Jekyll; here it never runs. */
const LIQUID = /\{\{[^\n]*?\}\}|\{%[^\n]*?%\}/;

/** What encoding an address may not touch, so that it is known again when links are judged. */
export function hasLiquid(url: string): boolean {
  return url.includes('{') && LIQUID.test(url);
}

/** Around the rules for links, pictures and addresses in angle brackets: keeps where each began. */
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
const BLANKS = /(?:\{\{[^\n]{0,300}?\}\}|\{%[^\n]{0,300}?%\}|[^\n<>()"']|\([^\n<>()"']*\)){1,500}/y;
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
  const after = text.charAt(start + run.length);
  const isEnd = after === ')' || (path !== run && /["']/.test(after));
  if (!isEnd || !(hasLiquid(path) || (path.includes(' ') && isAddress(path)))) return found;
  return { ok: true, pos: start + path.length, str: path };
}

const DEFINITION = /^\[(?!\^)((?:\\.|[^[\]\\\n]){1,300})\]:[ \t]+(\S[^\n]*?)[ \t]*$/;
const TITLED = /^(.*?\S)[ \t]+(?:"(.*)"|'(.*)')$/;
/** As `ADDRESS`, and no prose that begins with a slash. */
const DEFINED = /^(?:https?:|ftps?:|mailto:|\/|\.{1,2}\/)[\x20-\x7e]*$/i;

/** Before the rule for `[label]: address`: one with blanks or template code in it, as Jekyll has it. */
export function spacedDefinition(
  state: StateBlock,
  start: number,
  _end: number,
  silent: boolean,
): boolean {
  const from = (state.bMarks[start] ?? 0) + (state.tShift[start] ?? 0);
  if (silent || state.src.charAt(from) !== '[') return false;
  if ((state.sCount[start] ?? 0) - state.blkIndent >= 4) return false;
  const [, label = '', rest = ''] =
    DEFINITION.exec(state.src.slice(from, state.eMarks[start])) ?? [];
  const [, titled, double, single] = TITLED.exec(rest) ?? [];
  const address = titled ?? rest;
  if (!/\s/.test(address) || !(hasLiquid(address) || DEFINED.test(address))) return false;
  const name = state.md.utils.normalizeReference(label);
  if (name === '') return false;
  const env: Env = state.env;
  env.references ??= {};
  const title = double ?? single ?? '';
  env.references[name] ??= { title, href: state.md.normalizeLink(address) };
  const token = state.push('reference_definition', '', 0);
  Object.assign(token, { map: [start, start + 1], hidden: true, meta: { label: name } });
  state.line = start + 1;
  return true;
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

/** Where a text's last `](` is, which is looked for once. */
interface LinkEnv extends Env {
  lastLink?: { readonly src: string; readonly at: number };
}

function lastLink({ src, env }: { readonly src: string; readonly env: LinkEnv }): number {
  if (env.lastLink?.src !== src) env.lastLink = { src, at: src.lastIndexOf('](') };
  return env.lastLink.at;
}

const FAULT = 'fault';
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

/**
 * After the rules for words: takes out the links a story may not have, keeps their words, and tells
 * of them; likewise pictures, of which the description is kept.
 */
export function judgeLinks(state: StateCore): void {
  const allowed = { link: new Map(), image: new Map() };
  for (const inline of state.tokens) {
    if (inline.type !== 'inline' || inline.children === null) continue;
    const judging: Judging = { state, inline, base: 0, allowed };
    if (hasFault(inline.children, judging)) inline.children = judge(inline.children, judging);
  }
}

/** Where links are, in which text. */
interface Judging {
  readonly state: StateCore;
  readonly inline: Token;
  /** Of a picture's description in that text. */
  readonly base: number;
  /** What was found of addresses: a long one may be that of thousands. */
  readonly allowed: Readonly<Record<'link' | 'image', Map<string, boolean>>>;
}

/** Most texts have none, and stay the tokens they are. */
function hasFault(tokens: readonly Token[], judging: Judging): boolean {
  for (const token of tokens) {
    const { type } = token;
    if (type === FAULT) return true;
    if (type === 'link_open' && !isAllowed(String(token.attrGet('href')), 'link', judging))
      return true;
    if (type !== 'image') continue;
    if (!isAllowed(String(token.attrGet('src')), 'image', judging)) return true;
    if (hasFault(token.children ?? [], judging)) return true;
  }
  return false;
}

function judge(tokens: readonly Token[], judging: Judging): Token[] {
  const open: (Token | null)[] = [];
  return tokens.flatMap((token) => {
    if (token.type === 'link_open') {
      const href = String(token.attrGet('href'));
      const isKept = isAllowed(href, 'link', judging);
      open.push(isKept ? null : token);
      if (!isKept) tellRefused(token, href, judging);
      return isKept ? [token] : [];
    }
    if (token.type === 'link_close') {
      const refused = open.pop() ?? null;
      return refused === null ? [token] : proseOf(refused, judging);
    }
    if (token.type === 'image') return judgeImage(token, judging);
    if (token.type === FAULT) {
      tellBroken(String(token.meta?.['found']), Number(token.meta?.['at']), judging);
      return [];
    }
    return [token];
  });
}

function isAllowed(url: string, use: 'link' | 'image', { allowed }: Judging): boolean {
  if (NORMAL_LINK.test(url)) return true;
  const known = allowed[use].get(url);
  if (known !== undefined) return known;
  const found = isSafeUrl(url, use) && !hasLiquid(url);
  allowed[use].set(url, found);
  return found;
}

function judgeImage(token: Token, judging: Judging): Token[] {
  const { state } = judging;
  const { md, env } = state;
  const base = judging.base + Number(token.meta?.['at'] ?? 0) + '!['.length;
  token.children = judge(token.children ?? [], { ...judging, base });
  const src = String(token.attrGet('src'));
  if (isAllowed(src, 'image', judging)) return [token];
  tellRefused(token, src, judging);
  const text = new state.Token('text', '', 0);
  text.content = md.renderer.renderInlineAsText(token.children, md.options, env);
  return [text];
}

/** `[注](说明:内容)`: what begins with no scheme is no address, and is shown. */
function proseOf(refused: Token, { state }: Judging): Token[] {
  const href = String(refused.attrGet('href'));
  if (hasLiquid(href) || /^\s*[a-z][a-z\d+.-]*:/i.test(href)) return [];
  const text = new state.Token('text', '', 0);
  text.content = `(${state.md.normalizeLinkText(href)})`;
  return [text];
}

function tellRefused(token: Token, url: string, { state, inline, base }: Judging): void {
  tellFault(state.env, 'link-refused', () => {
    const written = hasLiquid(url) ? url : state.md.normalizeLinkText(url);
    const shown = quoted(written);
    const [what, kept] = token.type === 'image' ? ['picture', 'description'] : ['link to', 'words'];
    const liquid = hasLiquid(url);
    const why = liquid ? ': template code in a story never runs' : '';
    return {
      message: `The ${what} ${shown} is left out, its ${kept} stay${kept === 'words' ? '' : 's'}${why}`,
      hint: liquid
        ? 'Write the address itself: [text](/2022/05/16/name.html)'
        : 'Write an address of the web, or one that readers can open.',
      line: lineIn(inline, base + Number(token.meta?.['at'] ?? 0)),
      found: written,
    };
  });
}

const UNLINKED = 'Put an address with blanks between < and >, or write %20 for each.';

function tellBroken(found: string, at: number, { state, inline, base }: Judging): void {
  tellFault(state.env, 'link-unrecognised', () => ({
    message: `${quoted(found)} makes no link; its words stay`,
    hint: UNLINKED,
    line: lineIn(inline, base + at),
    found,
  }));
}
