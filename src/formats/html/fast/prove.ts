/**
 * A fast path around the sanitiser: a strict scanner that accepts only HTML of which parsing, filtering
 * and writing would give the same tree. What it does not accept, the sanitiser has to read.
 */
import { isAllowedAttribute, isFreeAttribute, isUrlAttribute, LAZY } from '../allow.js';
import { isBlank, MODELS, type Model, TEXT, TRUSTED_MODELS } from './content-model.js';

/** Whose HTML it is: a post's (`sanitize`) or the site's own (`trust`). */
export type HtmlPolicy = 'sanitize' | 'trust';

/** An attribute name after a closing quote, so that `alt="x loading="` has none. */
const LAZY_WRITTEN = LAZY.map(([name]) => new RegExp(` ${name}="[a-z]+"`));
const SAFE_START = /^(?:https?:\/\/|\/|#)/;
const NAME = /[a-z][a-z0-9]*/y;
const ATTRIBUTE = /[a-z][a-z0-9-]*(?==")/y;

interface ProofScan {
  readonly html: string;
  readonly policy: HtmlPolicy;
  readonly nesting: number;
  readonly models: ReadonlyMap<string, Model>;
  /** Names of the open elements, and what each may hold. */
  readonly open: string[];
  readonly contents: number[];
}

/** Whether `html` is already what `finishHtml` would make of it, at most `nesting` elements deep. */
export function isProven(html: string, policy: HtmlPolicy, nesting: number): boolean {
  const models = policy === 'trust' ? TRUSTED_MODELS : MODELS;
  const scan: ProofScan = { html, policy, nesting, models, open: [], contents: [TEXT] };
  let at = 0;
  for (;;) {
    const tag = html.indexOf('<', at);
    const end = tag === -1 ? html.length : tag;
    if (((scan.contents.at(-1) ?? 0) & TEXT) === 0 && !isBlank(html, at, end)) return false;
    if (tag === -1) return scan.open.length === 0;
    at = html.charAt(tag + 1) === '/' ? endTag(scan, tag + 2) : startTag(scan, tag + 1);
    if (at === -1) return false;
  }
}

/** The position after the end tag whose name starts at `at`, or -1 when another is due. */
function endTag(scan: ProofScan, at: number): number {
  const name = scan.open.pop();
  scan.contents.pop();
  if (name === undefined || !scan.html.startsWith(name, at)) return -1;
  return scan.html.charAt(at + name.length) === '>' ? at + name.length + 1 : -1;
}

/** The position after the start tag whose name starts at `at`, or -1 when it isn't certain. */
function startTag(scan: ProofScan, at: number): number {
  NAME.lastIndex = at;
  const name = NAME.exec(scan.html)?.[0] ?? '';
  const found = scan.models.get(name);
  const around = scan.contents.at(-1) ?? 0;
  if (found === undefined || (found.place & around) === 0) return -1;
  if (name === 'a' && scan.open.includes('a')) return -1;
  const end = attributes(scan, name, at + name.length);
  if (end === -1) return -1;
  if (name === 'img' && scan.policy === 'sanitize' && !isLazy(scan.html.slice(at, end))) return -1;
  if (scan.html.charAt(end) === '/') {
    return found.content === 0 && scan.html.charAt(end + 1) === '>' ? end + 2 : -1;
  }
  if (found.content !== 0) {
    scan.open.push(name);
    scan.contents.push(found.content ?? around);
    if (scan.open.length > scan.nesting) return -1;
  }
  return end + 1;
}

/** Whether a picture has all that the sanitiser would add. */
function isLazy(tag: string): boolean {
  return LAZY_WRITTEN.every((pattern) => pattern.test(tag));
}

/** The position of the `>` or `/` that ends a tag's attributes, or -1. */
function attributes(scan: ProofScan, tag: string, from: number): number {
  const { html } = scan;
  let at = from;
  for (;;) {
    const next = html.charAt(at);
    if (next === '>') return at;
    if (next === '/' && at > from) return at;
    if (next !== ' ') return -1;
    if (html.charAt(at + 1) === '/') return at + 1;
    ATTRIBUTE.lastIndex = at + 1;
    const name = ATTRIBUTE.exec(html)?.[0];
    if (name === undefined) return -1;
    const start = at + 1 + name.length + 2;
    const end = html.indexOf('"', start);
    if (end === -1) return -1;
    const value = html.slice(start, end);
    if (value.includes('<') || !isProvenAttribute(scan.policy, tag, name, value)) return -1;
    at = end + 1;
  }
}

/** On the written value: where it has a character reference, only what comes first can be sure. */
function isProvenAttribute(policy: HtmlPolicy, tag: string, name: string, value: string): boolean {
  if (policy === 'trust') return true;
  if (tag === 'img' && (name === 'width' || name === 'height') && !/^[2-9]|^1./.test(value)) {
    return false;
  }
  if (!value.includes('&')) return isAllowedAttribute(tag, name, value);
  if (isUrlAttribute(tag, name)) return SAFE_START.test(value);
  return isFreeAttribute(tag, name);
}
