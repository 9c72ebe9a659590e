/**
 * The text of each post beside what it was in the built site: the words, and how many pictures, links,
 * tables, blocks of code and headings there are. The body is found in the old page as the innermost
 * element that has nearly all of its words.
 */

import path from 'node:path';
import { contentOf } from '../../formats/body/body-html.js';
import { bodySettings } from '../../formats/body/render-body.js';
import type { HtmlElement, HtmlNode } from '../../formats/html/tree.js';
import { parseBody } from '../../formats/html/tree.js';
import type { Post } from '../../model/post.js';
import { createFormLinks } from '../../pipeline/render/resolve-links.js';
import { createPageRecorder } from '../../theme/views/dependencies.js';
import { builtFile } from '../addresses/answered.js';
import type { BesideWork, BuiltBeside } from '../beside.js';
import type { ComparedTexts, DifferingText, FormerAddress, TextChange } from '../types.js';
import { elementsIn, rootOf, textOf } from './page-text.js';
import {
  type Difference,
  differenceOf,
  foldedTokens,
  shownWords,
  tokensOf,
  wordDifferences,
} from './tokens.js';

/** `answers`: former addresses by output. */
export function compareTexts(
  beside: BuiltBeside,
  answers: ReadonlyMap<string, FormerAddress>,
  { effects: { io } }: BesideWork,
): ComparedTexts {
  const { site } = beside;
  const settings = bodySettings(site.config);
  const links = createFormLinks(site, createPageRecorder());
  let [compared, same, typography, differ] = [0, 0, 0, 0];
  const differing: DifferingText[] = [];
  for (const post of site.posts) {
    const former = answers.get(post.output);
    if (former === undefined || former.file === null || runs(post)) continue;
    const source = io.read(path.join(site.config.source, post.path));
    const html = contentOf(post, source, settings, links);
    const now = { html, page: io.read(builtFile(beside, post.output)) };
    const found = compareOne(now, io.read(former.file), site.config.limits.nesting);
    compared++;
    if (found === 'same') same++;
    else if (found === 'typography') typography++;
    else {
      differ++;
      const was = { address: former.path, text: source.toString() };
      differing.push(...found.map((one) => placed(one, post, was)));
    }
  }
  return { compared, same, typography, differ, differing };
}

/** Its text is made by the templates it has in it. */
function runs({ data }: Post): boolean {
  return data.liquid === true;
}

type TextFinding = Pick<DifferingText, 'kind' | 'before' | 'after'> & {
  /** Words before the difference, to find its place in the source by. */
  readonly lead: readonly string[];
  /** Address of the first element that is missing or new; empty: it has none. */
  readonly target: string;
};

/** A post as it is now. */
export interface PostText {
  /** Its body. */
  readonly html: string;
  /** Its whole page. */
  readonly page: Uint8Array;
}

/**
 * `page` is the whole page as it was. Where the site kept its layouts, what stands around the text is the
 * same in both pages; else only the text itself is. The reading that differs less is right. Of each kind
 * of difference the first is found.
 */
export function compareOne(
  now: PostText,
  page: Uint8Array,
  nesting: number,
): readonly TextFinding[] | 'same' | 'typography' {
  const body = parseBody(now.html, nesting);
  const text = textOf(body);
  const words = foldedTokens(text);
  // Jekyll ran what is a form of Liquid now.
  const own = foldedTokens(text.replace(/\{%.*?%\}|\{\{.*?\}\}/gs, ' '));
  const was = holderOf(rootOf(page), own);
  const before = foldedTokens(textOf(was.nodes));
  const here = holderOf(rootOf(now.page), own);
  const whole = { before, after: foldedTokens(textOf(here.nodes)), nodes: here.nodes };
  const inner = { before: was.isExact ? before : cutTo(before, words), after: words, nodes: body };
  const reading = sizeOf(inner) < sizeOf(whole) ? inner : whole;
  const isWhole = reading === whole || was.isExact;
  const findings = [
    ...wordFindings(reading),
    ...(isWhole ? countsOf(was.nodes, reading.nodes) : []).map((found) => ({
      ...found,
      lead: words.slice(0, 2),
    })),
  ];
  if (findings.length > 0) return findings;
  const [old, fresh] = [was.nodes, reading.nodes].map((nodes) => tokensOf(textOf(nodes)));
  const isSame = !isWhole || differenceOf(old ?? [], fresh ?? []) === null;
  return isSame ? 'same' : 'typography';
}

/** Two rows of words that ought to be the same, and what the second was read of. */
interface TextReading {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly nodes: readonly HtmlNode[];
}

function sizeOf({ before, after }: TextReading): number {
  const difference = differenceOf(before, after);
  return difference === null ? 0 : difference.before.length + difference.after.length;
}

/** Of each kind the first. */
function wordFindings({ before, after }: TextReading): readonly TextFinding[] {
  const found = new Map<TextChange, TextFinding>();
  for (const difference of wordDifferences(before, after)) {
    const kind = kindOf(difference);
    if (!found.has(kind)) found.set(kind, findingOf(kind, difference, after));
  }
  return [...found.values()];
}

function findingOf(
  kind: TextChange,
  { at, before, after }: Difference,
  words: readonly string[],
): TextFinding {
  const lead = words.slice(Math.max(0, at - 6), at);
  return { kind, before: shownWords(before), after: shownWords(after), lead, target: '' };
}

function kindOf({ before, after }: Difference): TextChange {
  if (/\{[{%]|[%}]\}/.test(after.slice(0, 200).join(''))) return 'liquid';
  if (after.length === 0) return 'lost';
  return before.length === 0 ? 'added' : 'changed';
}

interface TextHolder {
  readonly nodes: readonly HtmlNode[];
  /** It holds the text and nothing else; false: what is around it may be the layout's. */
  readonly isExact: boolean;
}

/** Elements that layouts put other things into besides the text. */
const WIDE = new Set('html body main article section'.split(' '));
/** Of the body's different words that an element must have. */
const ENOUGH = 0.8;

function holderOf(root: readonly HtmlNode[], words: readonly string[]): TextHolder {
  const wanted = new Set(wordsOf(words));
  const enough = wanted.size * ENOUGH;
  const has = (element: HtmlElement): boolean => {
    const own = new Set(foldedTokens(textOf([element])));
    let shared = 0;
    for (const word of wanted) if (own.has(word)) shared++;
    return shared >= enough;
  };
  let holder: HtmlElement | null = null;
  let within = elementsOf(root);
  for (;;) {
    const inner: HtmlElement | undefined = within.find(has);
    if (inner === undefined) break;
    holder = inner;
    within = elementsOf(inner.childNodes);
  }
  if (holder === null || words.length === 0) return { nodes: root, isExact: false };
  // A text of one paragraph is found in that paragraph: its holder is the element around it.
  const own = /^(?:div|td)$/.test(holder.tagName) ? holder : parentOf(holder);
  return { nodes: own.childNodes, isExact: !WIDE.has(own.tagName) };
}

function elementsOf(nodes: readonly HtmlNode[]): readonly HtmlElement[] {
  return nodes.filter((node): node is HtmlElement => 'tagName' in node);
}

function parentOf(element: HtmlElement): HtmlElement {
  const { parentNode } = element;
  return !WIDE.has(element.tagName) && parentNode !== null && 'tagName' in parentNode
    ? parentNode
    : element;
}

/** Words that tell where a text begins and ends: as many as there are, then fewer. */
const ANCHORS = [8, 5, 3];

/** Words of a long row from the first to the last that the other has as well. */
function cutTo(long: readonly string[], words: readonly string[]): readonly string[] {
  const joined = (row: readonly string[]): string => `\n${row.join('\n')}\n`;
  const all = joined(long);
  const seek = (row: readonly string[], last: boolean): number =>
    last ? all.lastIndexOf(joined(row)) : all.indexOf(joined(row));
  const starts = ANCHORS.map((most) => seek(words.slice(0, most), false));
  const ends = ANCHORS.map((most) => {
    const row = words.slice(-most);
    const at = seek(row, true);
    return at < 0 ? at : at + joined(row).length;
  });
  const start = starts.find((at) => at >= 0) ?? 0;
  const end = ends.find((at) => at > start) ?? all.length;
  return all
    .slice(start, end)
    .split('\n')
    .filter((word) => word !== '');
}

const COUNTED: readonly (readonly [TextChange, ReadonlySet<string>])[] = [
  ['frames', new Set(['iframe', 'embed', 'object'])],
  ['pictures', new Set(['img', 'picture', 'video', 'audio'])],
  ['tables', new Set(['table'])],
  ['code', new Set(['pre'])],
  ['headings', new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])],
  ['links', new Set(['a'])],
];

function countsOf(
  before: readonly HtmlNode[],
  after: readonly HtmlNode[],
): readonly Omit<TextFinding, 'lead'>[] {
  const [old, now] = [elementsIn(before), elementsIn(after)];
  return COUNTED.flatMap(([kind, names]) => {
    const own = (all: readonly HtmlElement[]): readonly HtmlElement[] =>
      all.filter(({ tagName, attrs }) => names.has(tagName) && isShown(tagName, attrs));
    const [was, is] = [own(old), own(now)];
    if (was.length === is.length) return [];
    const target = was.length > is.length ? firstBeside(was, is) : firstBeside(is, was);
    return [{ kind, before: `${was.length} ${kind}`, after: `${is.length} ${kind}`, target }];
  });
}

/** The address of the first element that the others lack. */
function firstBeside(all: readonly HtmlElement[], others: readonly HtmlElement[]): string {
  const known = new Set(others.map(targetOf));
  return all.map(targetOf).find((target) => target !== '' && !known.has(target)) ?? '';
}

function targetOf({ attrs }: HtmlElement): string {
  return (
    attrs.find(({ name }) => name === 'src' || name === 'href' || name === 'data')?.value ?? ''
  );
}

/** Anchors that lead nowhere are no links. */
function isShown(name: string, attributes: HtmlElement['attrs']): boolean {
  return name !== 'a' || attributes.some((one) => one.name === 'href');
}

/** With the line of the source where the words before the difference stand. */
function placed(
  { kind, before, after, lead, target }: TextFinding,
  { path: file }: Post,
  { address, text }: { readonly address: string; readonly text: string },
): DifferingText {
  const isCounted = COUNTED.some(([counted]) => counted === kind);
  const words = isCounted ? lead : [...lead, ...wordsOf(tokensOf(after)).slice(0, 3)];
  return {
    file,
    line: lineOfTarget(text, target) ?? lineOf(text, words.length > 0 ? words : tokensOf(before)),
    address,
    kind,
    before: target === '' ? before : `${before}, with ${target}`,
    after,
  };
}

/** As it is written there, or its last name where a form stands for the first part. */
function lineOfTarget(text: string, target: string): number | null {
  const name = /[^/]+\/?$/.exec(target)?.[0] ?? '';
  for (const part of [target, name]) {
    const at = part.length < 3 ? -1 : text.indexOf(part);
    if (at >= 0) return text.slice(0, at).split('\n').length;
  }
  return null;
}

/** Without marks, which Markdown writes in other ways. */
function wordsOf(tokens: readonly string[]): readonly string[] {
  return tokens.filter((token) => /^[\p{L}\p{N}]/u.test(token));
}

function lineOf(text: string, words: readonly string[]): number | null {
  const known = wordsOf(words);
  for (let length = Math.min(known.length, 6); length > 0; length--) {
    const row = known.slice(-length);
    const found = new RegExp(row.join('[^\\p{L}\\p{N}]*'), 'u').exec(text);
    if (found !== null) return text.slice(0, found.index + found[0].length).split('\n').length;
  }
  return null;
}
