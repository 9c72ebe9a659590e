/**
 * Refuses links and pictures with addresses that a story may not have. All are parsed first, and judged
 * afterwards; the words of a refused link stay, and the refusal is reported at its line. The site's own
 * texts may have any address.
 */
import type { StateCore, Token } from 'markdown-it';
import { isSafeUrl } from '../html/safe-urls.js';
import { lineIn, quoted, reportFault } from './body-faults.js';
import { NORMAL_LINK } from './fast/plain.js';
import { FAULT, hasLiquid } from './link-rules.js';

/**
 * Runs after the inline rules: removes refused links but for their words, and pictures but for their
 * descriptions, and reports both.
 */
export function judgeLinks(isOwn: boolean): (state: StateCore) => void {
  return (state) => {
    const allowed = { link: new Map(), image: new Map() };
    for (const inline of state.tokens) {
      if (inline.type !== 'inline' || inline.children === null) continue;
      const judging: Judging = { state, inline, base: 0, allowed, isOwn };
      if (hasFault(inline.children, judging)) inline.children = judge(inline.children, judging);
    }
  };
}

/** The text and line of a link. */
interface Judging {
  readonly state: StateCore;
  readonly inline: Token;
  /** Of a picture's description in that text. */
  readonly base: number;
  /** What was found of addresses: a long one may be that of thousands. */
  readonly allowed: Readonly<Record<'link' | 'image', Map<string, boolean>>>;
  /** The text is the site's own. */
  readonly isOwn: boolean;
}

/** Most texts have no link, and keep their tokens. */
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
      if (!isKept) reportRefused(token, href, judging);
      return isKept ? [token] : [];
    }
    if (token.type === 'link_close') {
      const refused = open.pop() ?? null;
      return refused === null ? [token] : proseOf(refused, judging);
    }
    if (token.type === 'image') return judgeImage(token, judging);
    if (token.type === FAULT) {
      reportBroken(String(token.meta?.['found']), Number(token.meta?.['at']), judging);
      return [];
    }
    return [token];
  });
}

function isAllowed(url: string, use: 'link' | 'image', { allowed, isOwn }: Judging): boolean {
  if (isOwn) return true;
  const known = allowed[use].get(url);
  if (known !== undefined) return known;
  const found = NORMAL_LINK.test(url) || (isSafeUrl(url, use) && !hasLiquid(url));
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
  reportRefused(token, src, judging);
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

/** So many characters tell a link by reference from others in its line. */
const TELLING = 20;

function reportRefused(token: Token, url: string, { state, inline, base }: Judging): void {
  reportFault(state.env, 'link-refused', () => {
    const at = base + Number(token.meta?.['at'] ?? 0);
    const isReference = typeof token.meta?.['label'] === 'string';
    const written = hasLiquid(url) ? url : state.md.normalizeLinkText(url);
    const shown = quoted(written);
    const [what, kept] = token.type === 'image' ? ['picture', 'description'] : ['link to', 'words'];
    const liquid = hasLiquid(url);
    const why = liquid ? ': template code in a story never runs' : '';
    return {
      message: `The ${what} ${shown} is left out, its ${kept} stay${kept === 'words' ? '' : 's'}${why}`,
      hint: liquid
        ? 'Write the address itself: [text](/2022/05/16/name.html).'
        : 'Write an address of the web, or one that readers can open.',
      line: lineIn(inline, at),
      // By reference its address stands elsewhere, or is another link's in the line.
      found: isReference ? (inline.content.slice(at, at + TELLING).split('\n')[0] ?? '') : written,
    };
  });
}

const UNLINKED = 'Put an address with blanks between < and >, or write %20 for each.';

function reportBroken(found: string, at: number, { state, inline, base }: Judging): void {
  reportFault(state.env, 'link-unrecognised', () => ({
    message: `${quoted(found)} makes no link, and is shown as it stands`,
    hint: UNLINKED,
    line: lineIn(inline, base + at),
    found,
  }));
}
