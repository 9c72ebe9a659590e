/**
 * One story, from bytes to its card and HTML. Pure. Whatever is wrong is repaired and reported, or the
 * story is set aside with its reason (`docs/problems.md`).
 */

import { findForeign } from '../../formats/front-matter/foreign-front-matter.js';
import { type FrontMatter, parseFrontMatter } from '../../formats/front-matter/front-matter.js';
import { unfencedLines } from '../../formats/front-matter/lost-fence.js';
import { TERM_READERS } from '../../formats/front-matter/post-terms.js';
import { findLiquid } from '../../formats/markdown/story-liquid.js';
import {
  type ReplacedForms,
  replaceForms,
  type StoryLink,
} from '../../formats/story-forms/replace-forms.js';
import { standIns } from '../../formats/story-forms/stand-ins.js';
import { type DecodedText, decodeText } from '../../formats/text/decode.js';
import { firstOdd } from '../../formats/text/decode-place.js';
import { scalarText } from '../../formats/text/scalar.js';
import { cleanTitle } from '../../formats/text/text.js';
import { type PostName, parsePostName } from '../../formats/urls/file-name.js';
import type { SiteSettings } from '../../model/config.js';
import { type Data, inOrder, isList, isMap, type Value } from '../../model/data.js';
import { type FrontMatterData, keysWith } from '../../model/front-matter-keys.js';
import type { Post } from '../../model/post.js';
import type { Problem } from '../../model/problem.js';
import type { PostFile } from '../../model/source.js';
import { byNamedList, type NamedTermType } from '../../model/term-types.js';
import { EXPIRES_AT } from '../../outputs/posts/expiry.js';
import { FORM_LINKS, linkFacts } from '../../outputs/posts/form-links.js';
import { REPAIRED_FROM } from '../../outputs/redirects/redirects.js';
import { digest } from '../../platform/digest.js';
import { positionAt } from '../../problems/code-frame.js';
import { type Address, addressOf, postKind } from './address.js';
import { type ParsedBody, parseBody, type StoryBody } from './body.js';
import { dateOf, expiresIn, timesIn } from './date.js';
import {
  draftOf,
  fewTerms,
  layoutOf,
  publishedOf,
  reportHidden,
  reportMaps,
  textField,
  titleOf,
  withTidyFields,
} from './fields.js';
import { type FileProblems, report } from './file-problems.js';
import { reportMistakes } from './likely-mistakes.js';
import type { ParseSettings } from './parse-settings.js';
import { jekyllUrl } from './repaired-address.js';

export interface RawPost {
  readonly bytes: Uint8Array;
  /** Milliseconds since the epoch; only drafts are dated by it. */
  readonly modified: number;
}

export interface ParsedPost {
  /** Null: set aside, the last problem says why. */
  readonly card: Post | null;
  /** Null: it is made when the story is rendered, for it hangs on more than the file. */
  readonly html: string | null;
  readonly problems: readonly Problem[];
}

export function parsePost(file: PostFile, raw: RawPost, settings: ParseSettings): ParsedPost {
  const decoded = decodeText(raw.bytes);
  const fileProblems = report(file.path, decoded.kind === 'ok' ? decoded.text : '');
  const text = textOf(raw.bytes, decoded, fileProblems);
  const front = text === null ? null : frontMatterOf(text, settings.config, fileProblems);
  const head = front === null ? '' : (text ?? '').slice(0, -front.body.length || undefined);
  const done = front === null ? null : cardOf({ file, raw, front, head, fileProblems }, settings);
  return {
    card: done?.card ?? null,
    html: done === null ? '' : done.html,
    problems: fileProblems.problems,
  };
}

export function textOf(
  bytes: Uint8Array,
  decoded: DecodedText,
  fileProblems: FileProblems,
): string | null {
  if (bytes.length === 0)
    return fileProblems.setAside(
      'post-empty',
      'The file is empty',
      'Delete it, or write it again.',
    );
  if (decoded.kind === 'fail') {
    const message = `The file can't be read as text: ${decoded.reason}`;
    return fileProblems.setAside('encoding', message, decoded.hint, firstOdd(bytes, decoded));
  }
  if (decoded.repaired.length > 0) {
    const message = decoded.repaired.map(repairOfText).join('. ');
    fileProblems.repaired(
      'encoding',
      message,
      'Save it as plain UTF-8, with LF as line end.',
      firstOdd(bytes, decoded),
    );
  }
  return decoded.text;
}

const REPAIRS_OF_TEXT: Readonly<Record<string, string>> = {
  bom: 'The byte order mark was taken out',
  crlf: 'Line ends of Windows or old Macs were made plain ones',
  control: 'Control characters were taken out',
  surrogate: 'Halves of characters were replaced by \u{fffd}',
};

/** Of one of `DecodedText`'s names for what was repaired. */
function repairOfText(name: string): string {
  const [, encoding] = /^encoding:(.*)$/.exec(name) ?? [];
  if (encoding !== undefined)
    return `The file is not in UTF-8; it was read as ${encoding.toUpperCase()}`;
  return REPAIRS_OF_TEXT[name] ?? name;
}

/** Null: set aside. */
export function frontMatterOf(
  text: string,
  config: SiteSettings,
  fileProblems: FileProblems,
): FrontMatter | null {
  const front = parseFrontMatter(text, { frontMatter: config.limits.frontMatter });
  for (const issue of front.issues) {
    const add = issue.severity === 'repaired' ? fileProblems.repaired : fileProblems.setAside;
    add(issue.code, issue.message, issue.hint, issue);
  }
  if (front.status === 'unusable') return null;
  if (front.status !== 'none') return front;
  const foreign = findForeign(front.body);
  // Shown as a text it would be wrong, and nobody knows whether it says `draft = true`.
  if (foreign !== null) {
    const { code, what, hint, line } = foreign;
    return fileProblems.setAside(code, what, hint, { line, column: 1 });
  }
  reportNone(front.body, fileProblems);
  return front;
}

function reportNone(text: string, fileProblems: FileProblems): void {
  const lines = unfencedLines(text);
  if (lines === null) {
    const hint = 'Begin the file with a --- block.';
    fileProblems.repaired('front-matter-none', 'There is no front matter', hint);
    return;
  }
  const [line, last] = lines;
  const which = line === last ? `line ${line} looks` : `lines ${line}–${last} look`;
  const hint = 'Put a line of three hyphens, ---, above and one below.';
  const message = `There is no front matter, but ${which} like it`;
  fileProblems.repaired('front-matter-none', message, hint, { line, column: 1 });
}

/** A story on its way. */
interface PostInProgress {
  readonly file: PostFile;
  readonly raw: RawPost;
  readonly front: FrontMatter;
  /** The file's text before the body. */
  readonly head: string;
  readonly fileProblems: FileProblems;
}

interface Card {
  readonly card: Post;
  readonly html: string | null;
}

const BLANK = [
  'post-blank',
  'There is neither a title nor any text',
  'Write one of them.',
] as const;

/** A title alone is a flash, a picture alone a story; nothing at all is a scraper's slip. */
function isBlank(data: FrontMatterData, { text, html }: ParsedBody): boolean {
  const { title } = data;
  const titled = isList(title) || isMap(title) || cleanTitle(scalarText(title) ?? '') !== '';
  return !titled && text === '' && !/<(?:img|video|audio|picture)\b/.test(html);
}

function cardOf(draft: PostInProgress, settings: ParseSettings): Card | null {
  const { file, raw, front, head, fileProblems } = draft;
  const data = withTidyFields(settings.defaults(file.path, 'posts', front.data), settings.config);
  const name: PostName = parsePostName(file.path.slice(file.path.lastIndexOf('/') + 1));
  const modified = file.draft ? raw.modified : null;
  const date = dateOf({ data, name, modified, head }, settings, fileProblems);
  if (date === null) return null;
  const isMarkdown = settings.config.markdownExtensions.includes(name.ext);
  const forms = formsOf(front.body, settings);
  const isRun = settings.runs(file.path);
  const canRun = settings.forms !== null;
  const language = typeof data.lang === 'string' ? data.lang : undefined;
  const written = { text: front.body, line: front.bodyLine, isMarkdown };
  const source = { ...written, forms, canRun, isRun, language };
  const body = parseBody(source, settings, fileProblems);
  if (body === null) return null;
  reportOddities(draft, source);
  if (isBlank(data, body)) return fileProblems.setAside(...BLANK);
  const title = titleOf(textField(data, 'title', fileProblems), name, body.text);
  const namesOf = (type: NamedTermType, key: string): readonly string[] =>
    fewTerms(TERM_READERS[type](data, file.folders), key, fileProblems);
  const categories = namesOf('category', 'categories');
  const placed = { path: file.path, data, name, categories, date };
  const address = addressOf(placed, postKind(placed, settings), settings.zone, fileProblems);
  if (address === null) return null;
  const seen = {
    path: file.path,
    title,
    date,
    ...timesIn({ data, head, date }, settings, fileProblems),
    ...address,
    ...byNamedList(({ type, keys: [key = ''] }) =>
      type === 'category' ? categories : namesOf(type, key),
    ),
    layout: layoutOf(data, settings.config.usualLayouts.post),
    summary: body.summary,
    image: body.image,
    draft: file.draft || draftOf(data),
    published: publishedOf(data),
    facts: factsOf(draft, { data, address, links: forms?.links ?? [] }, settings),
    data: onlyKeys(data, (key) => !IN_CARD.has(key)),
  };
  const digests = { digest: digest(raw.bytes), card: digest(JSON.stringify(seen)) };
  const { words, bulk, minutes } = body;
  const isLate = isRun || (forms !== null && forms.links.length > 0);
  return { card: { ...seen, words, bulk, minutes, ...digests }, html: isLate ? null : body.html };
}

/** With stand-ins for the addresses that it links to. */
export function formsOf(text: string, { forms }: ParseSettings): ReplacedForms | null {
  return forms === null ? null : replaceForms(text, forms, standIns);
}

/** What its author may not have meant. */
export function reportOddities(
  { front, fileProblems }: Pick<PostInProgress, 'front' | 'fileProblems'>,
  body: StoryBody,
): void {
  reportMistakes(front.data, body.canRun, fileProblems);
  reportMaps(front.data, fileProblems);
  reportHidden(front.data, fileProblems);
  if (body.isRun) return;
  reportOwnLiquid(front.data, body, fileProblems);
  reportGrowth(body, fileProblems);
  reportLiquid(body, fileProblems);
}

/** What would let a story run itself. */
function reportOwnLiquid(data: Data, { canRun }: StoryBody, fileProblems: FileProblems): void {
  if (!canRun || data['liquid'] !== true) return;
  const message = '`liquid: true` in a story counts for nothing: template code in it is text';
  const hint = 'Set it in the config, under `defaults`, for a folder of stories that may run.';
  fileProblems.repaired('post-liquid', message, hint, { key: 'liquid' });
}

function reportGrowth({ text, forms, line: first }: StoryBody, fileProblems: FileProblems): void {
  if (forms === null || forms.tooMuchAt === null) return;
  const { line, column } = positionAt(text, forms.tooMuchAt);
  const message = 'What its forms stand for would multiply the story; from here on they are text';
  const hint = 'Split the story, or repeat less.';
  fileProblems.repaired('markdown-growth', message, hint, { line: line + first - 1, column });
}

/** Template code of a story never runs, but for forms; one that is new from Jekyll may count on it. */
function reportLiquid(body: StoryBody, fileProblems: FileProblems): void {
  const { text, forms, isMarkdown } = body;
  const liquid = findLiquid(forms?.rest() ?? text, isMarkdown, body.canRun);
  if (liquid === null) return;
  const { column, found, more, hint } = liquid;
  const line = body.line + liquid.line - 1;
  const others = more === 0 ? 'is text' : `and ${more} more like it are text`;
  const message = `\`${found}\` ${others}: template code in a story never runs`;
  fileProblems.repaired('post-liquid', message, hint, { line, column });
}

/** Keys that the card has under the same name, as finews reads them. */
const IN_CARD: ReadonlySet<string> = new Set(keysWith('card'));

/** Keys that plan looks at, of every story in every build. */
const FACTS: ReadonlySet<string> = new Set(keysWith('planned'));

interface FactSources {
  readonly data: Data;
  readonly address: Address;
  readonly links: readonly StoryLink[];
}

/** With what its forms link to, and the address that Jekyll has the story at, if a repair has moved it. */
function factsOf(
  { file, raw, fileProblems }: PostInProgress,
  { data, address, links }: FactSources,
  settings: ParseSettings,
): Data {
  const facts = onlyKeys(data, (key) => FACTS.has(key));
  const linked = links.length === 0 ? {} : { [FORM_LINKS]: linkFacts(links) };
  const isSound = fileProblems.problems.length === 0;
  const before = isSound ? null : jekyllUrl({ file, bytes: raw.bytes, address }, settings);
  const expires = expiresIn(data, settings, fileProblems);
  if (before === null && links.length === 0 && expires === null) return facts;
  const leaving = expires === null ? {} : { [EXPIRES_AT]: expires };
  const moved = before === null ? {} : { [REPAIRED_FROM]: before };
  return Object.assign(Object.create(null), facts, linked, moved, leaving);
}

function onlyKeys(data: Data, isKept: (key: string) => boolean): Data {
  const some: Record<string, Value> = Object.create(null);
  const keys = Object.keys(data).filter(isKept);
  for (const key of keys) some[key] = data[key] ?? null;
  return inOrder(some, keys);
}
