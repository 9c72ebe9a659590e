/**
 * The allow-list for untrusted HTML: short tables, asked by the sanitiser. What isn't in a table is not
 * allowed.
 */
import { isFrameAddress } from './embeds/embed-addresses.js';
import { isSafeSrcset, isSafeUrl } from './safe-urls.js';

const KEPT: ReadonlySet<string> = new Set(
  (
    'p h1 h2 h3 h4 h5 h6 a b strong i em u s del ins mark small sub sup code pre kbd samp var q ' +
    'cite abbr dfn time blockquote ul ol li dl dt dd br hr wbr img figure figcaption picture ' +
    'source video audio track table caption colgroup col thead tbody tfoot tr th td div span ' +
    'section details summary ruby rb rt rtc rp bdi bdo address'
  ).split(' '),
);

/** Elements whose content is no text for readers. */
const DROPPED: ReadonlySet<string> = new Set(
  (
    'script style template noscript noframes noembed iframe frame frameset object embed applet ' +
    'svg math textarea select datalist title head base meta link canvas input param'
  ).split(' '),
);

/** Those whose content readers of another site would see; the others show nothing, or need a script. */
export const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set(
  'iframe frame frameset object embed applet svg math canvas textarea select'.split(' '),
);

/** Outdated and page-level elements, with their substitutes in a story. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['center', 'div'],
  ['main', 'div'],
  ['header', 'div'],
  ['footer', 'div'],
  ['nav', 'div'],
  ['article', 'div'],
  ['aside', 'div'],
  ['form', 'div'],
  ['fieldset', 'div'],
  ['marquee', 'div'],
  ['dialog', 'div'],
  ['search', 'div'],
  // Outside of a list to choose from, with which they go.
  ['option', 'div'],
  ['optgroup', 'div'],
  ['hgroup', 'div'],
  ['dir', 'ul'],
  ['menu', 'ul'],
  ['strike', 's'],
  ['tt', 'code'],
  ['acronym', 'abbr'],
  ['xmp', 'pre'],
  ['listing', 'pre'],
  ['plaintext', 'pre'],
]);

/**
 * The name under which an element stays; `''`: only its children stay; null: it goes with all that
 * is in it.
 */
export function allowedName(tag: string): string | null {
  if (KEPT.has(tag)) return tag;
  if (DROPPED.has(tag)) return null;
  return RENAMED.get(tag) ?? '';
}

/** Attributes that a story's picture gets where it has none: it is fetched when scrolled to. */
export const LAZY: readonly (readonly [string, string])[] = [
  ['loading', 'lazy'],
  ['decoding', 'async'],
];

type AttributeCheck = (value: string) => boolean;

const anything: AttributeCheck = () => true;
const matches =
  (pattern: RegExp): AttributeCheck =>
  (value) =>
    pattern.test(value);
const size: AttributeCheck = matches(/^\d{1,5}%?$/);
const count: AttributeCheck = matches(/^\d{1,4}$/);
const link: AttributeCheck = (value) => isSafeUrl(value, 'link');
const media: AttributeCheck = (value) => isSafeUrl(value, 'media');
const image: AttributeCheck = (value) => isSafeUrl(value, 'image');

/** Heading ids keep any script's letters; `site-` is the theme's own. */
const headingId: AttributeCheck = (value) =>
  /^[\p{L}\p{M}\p{N}\p{Pc}-]+$/u.test(value) && !/^site-/i.test(value);
const footnoteId: AttributeCheck = matches(/^fn(?:ref)?\d{1,5}(?::\d{1,5})?$/);

const CLASS =
  /^(?:up|down|flat|embed|gallery|align-(?:left|center|right|justify)|footnotes?(?:-(?:ref|item|backref|sep|list))?|task-list(?:-item(?:-checkbox)?)?|markdown-alert(?:-(?:title|note|tip|important|warning|caution))?|language-[\w+#.-]{1,40})$/;

/** Whether a class is one the theme styles. */
export function isAllowedClass(name: string): boolean {
  return CLASS.test(name);
}

/** Rouge's, of the parts of a code; a theme has colours for them. */
const CODE_PARTS: ReadonlySet<string> = new Set(
  (
    'k kc kd kn kp kr kt n na nb bp nc nd ne nf ni nl nn no nt nv nx py vc vg vi s s1 s2 sa sb sc sd se ' +
    'sh si sr ss sx dl m mb mf mh mi mo il o ow p pi c c1 ch cm cp cpf cs gd ge gh gi go gp gr gs gt gu ' +
    'err w line hll'
  ).split(' '),
);
const AROUND_CODE = /^(?:highlight|highlighter-rouge|rouge-(?:table|gutter|code))$/;
const CELLS_OF_CODE = /^(?:gutter|gl|code)$/;

/** Whether a class is one that coloured code has there: short names that mean other things elsewhere. */
export function isCodeClass(name: string, tag: string, parent: string): boolean {
  if (tag === 'span') return CODE_PARTS.has(name) && /^(?:code|pre|span)$/.test(parent);
  if (tag === 'td' && CELLS_OF_CODE.test(name)) return true;
  if (tag === 'pre' && name === 'lineno') return true;
  return AROUND_CODE.test(name);
}

/** As the sanitiser writes them: one blank between two. */
const everyClass: AttributeCheck = (value) => value.split(' ').every(isAllowedClass);

const EVERYWHERE: ReadonlyMap<string, AttributeCheck> = new Map([
  ['class', everyClass],
  ['title', anything],
  ['lang', matches(/^[a-z0-9-]{1,35}$/i)],
  ['dir', matches(/^(?:ltr|rtl|auto)$/i)],
]);

const heading: ReadonlyMap<string, AttributeCheck> = new Map([['id', headingId]]);
const cited: ReadonlyMap<string, AttributeCheck> = new Map([['cite', link]]);
const dated: ReadonlyMap<string, AttributeCheck> = new Map([['datetime', anything]]);
const spanned: ReadonlyMap<string, AttributeCheck> = new Map([['span', count]]);
const cell: ReadonlyMap<string, AttributeCheck> = new Map([
  ['align', matches(/^(?:left|center|right)$/i)],
  ['colspan', count],
  ['rowspan', count],
  ['scope', matches(/^(?:col|row|colgroup|rowgroup)$/i)],
]);
const player: ReadonlyMap<string, AttributeCheck> = new Map([
  ['src', media],
  ['poster', image],
  ['controls', anything],
  ['loop', anything],
  ['muted', anything],
  ['preload', matches(/^(?:none|metadata)$/i)],
  ['width', size],
  ['height', size],
]);

const ATTRIBUTES: ReadonlyMap<string, ReadonlyMap<string, AttributeCheck>> = new Map<
  string,
  ReadonlyMap<string, AttributeCheck>
>([
  [
    'a',
    new Map([
      ['href', link],
      ['id', footnoteId],
      ['data-frame', isFrameAddress],
    ]),
  ],
  [
    'img',
    new Map([
      ['src', image],
      ['srcset', isSafeSrcset],
      ['sizes', anything],
      ['alt', anything],
      ['width', size],
      ['height', size],
      ['loading', matches(/^(?:lazy|eager)$/i)],
      ['decoding', matches(/^(?:sync|async|auto)$/i)],
    ]),
  ],
  [
    'source',
    new Map([
      ['src', media],
      ['srcset', isSafeSrcset],
      ['sizes', anything],
      ['media', anything],
      ['type', matches(/^[\w.+-]{1,40}\/[\w.+-]{1,80}$/)],
    ]),
  ],
  [
    'track',
    new Map([
      ['src', media],
      ['kind', matches(/^(?:subtitles|captions|descriptions|chapters)$/i)],
      ['srclang', matches(/^[a-z0-9-]{1,35}$/i)],
      ['label', anything],
    ]),
  ],
  ['video', player],
  ['audio', player],
  ['td', cell],
  ['th', cell],
  ['col', spanned],
  ['colgroup', spanned],
  [
    'ol',
    new Map([
      ['start', matches(/^-?\d{1,9}$/)],
      ['reversed', anything],
      ['type', matches(/^[1aAiI]$/)],
    ]),
  ],
  [
    'li',
    new Map([
      ['value', matches(/^-?\d{1,9}$/)],
      ['id', footnoteId],
    ]),
  ],
  ['code', new Map([['data-lang', matches(/^[\w+#.-]{1,40}$/)]])],
  ['blockquote', cited],
  ['q', cited],
  ['del', new Map([...cited, ...dated])],
  ['ins', new Map([...cited, ...dated])],
  ['time', dated],
  ['details', new Map([['open', anything]])],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => [tag, heading] as const),
]);

/** Whether an attribute with this (decoded) value may stay, unchanged, on a kept element. */
export function isAllowedAttribute(tag: string, name: string, value: string): boolean {
  const check = ATTRIBUTES.get(tag)?.get(name) ?? EVERYWHERE.get(name);
  return check?.(value) ?? false;
}
