/** Where Hugo puts a page: its `url`, a pattern of `permalinks`, or its place in `content`. */
import type { FrontKeys } from './foreign-site.js';
import { dateIn, type ForeignDate, mapIn, textIn } from './read-front.js';

export interface HugoRules {
  /** Of `permalinks`, by section. */
  readonly patterns: FrontKeys;
  readonly isUgly: boolean;
  readonly keepsCase: boolean;
}

export interface HugoPage {
  /** Below `content`, without the language's mark. */
  readonly path: string;
  readonly front: FrontKeys;
  readonly date: ForeignDate | null;
}

/** Characters that stay (`helpers/path.go`, `isAllowedPathCharacter`). */
const ALLOWED = /[\p{L}\p{Nd}\p{M}./\\_#+~@-]/u;

/** Blanks become hyphens, what is no part of a path goes. */
export function hugoSlug(text: string, keepsCase = false): string {
  let made = '';
  let isOpen = false;
  for (const [char] of text.matchAll(/%[\da-f]{2}|[\s\S]/giu)) {
    const isHex = char.length === 3;
    if (isHex || ALLOWED.test(char)) {
      if (isOpen && !made.endsWith('-') && char !== '-') made += '-';
      isOpen = false;
      made += char;
    } else if (made !== '' && !made.endsWith('-') && /\s/.test(char)) isOpen = true;
  }
  return keepsCase ? made : made.toLowerCase();
}

/** `posts/a/index.md` is `posts/a`: a page with files of its own. */
export function isBundle(path: string): boolean {
  return /(?:^|\/)index\.[^./]+$/.test(path);
}

/** The page's name, and the folders above it. */
export function hugoPlace(path: string): {
  readonly name: string;
  readonly folders: readonly string[];
} {
  const stem = isBundle(path)
    ? path.replace(/\/?index\.[^./]+$/, '')
    : path.replace(/\.[^./]+$/, '');
  const parts = stem.split('/').filter((part) => part !== '');
  return { name: parts.at(-1) ?? '', folders: parts.slice(0, -1) };
}

/** Null: its pattern has a part that only Hugo knows. */
export function hugoAddress(page: HugoPage, rules: HugoRules): string | null {
  const own = textIn(page.front['url']);
  if (own !== '') return ended(own.startsWith('/') ? own : `/${own}`, rules);
  const { name, folders } = hugoPlace(page.path);
  const section = folders[0] ?? '';
  const pages = mapIn(rules.patterns['page']);
  const pattern = textIn(rules.patterns[section]) || textIn(pages[section]);
  if (pattern !== '') {
    const filled = fill(pattern, { ...page, name, folders });
    return filled === null ? null : ended(hugoSlug(filled, rules.keepsCase), rules);
  }
  const slug = textIn(page.front['slug']);
  const path = ['', ...folders, slug === '' ? name : hugoSlug(slug, true)].join('/');
  return ended(hugoSlug(path, rules.keepsCase), rules);
}

function ended(path: string, { isUgly }: HugoRules): string {
  const clean = `/${path}`.replace(/\/{2,}/g, '/').normalize('NFC');
  if (/\.[^./]{1,8}$/.test(clean) && /\.x?html?$/i.test(clean)) return clean;
  const bare = clean.replace(/\/$/, '');
  return isUgly && bare !== '' ? `${bare}.html` : `${bare}/`;
}

interface FilledPage extends HugoPage {
  readonly name: string;
  readonly folders: readonly string[];
}

const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

function fill(pattern: string, page: FilledPage): string | null {
  const { front, date, name, folders } = page;
  const d = date ?? dateIn('0001-01-01');
  if (d === null) return null;
  const time = Date.UTC(Number(d.year), Number(d.month) - 1, Number(d.day));
  const weekday = new Date(time).getUTCDay();
  const yearDay = Math.floor((time - Date.UTC(Number(d.year), 0, 1)) / 86_400_000) + 1;
  const [title, slug] = ['title', 'slug'].map((key) => textIn(front[key]));
  const values: Readonly<Record<string, string | undefined>> = {
    year: d.year,
    month: d.month,
    monthname: MONTHS[Number(d.month) - 1],
    day: d.day,
    weekday: String(weekday),
    weekdayname: DAYS[weekday],
    yearday: String(yearDay),
    section: folders[0] ?? '',
    sections: folders.join('/'),
    title: hugoSlug(title ?? ''),
    slug: hugoSlug(slug || title || ''),
    filename: name,
    contentbasename: name,
    slugorfilename: hugoSlug(slug || name, true),
    slugorcontentbasename: hugoSlug(slug || name, true),
  };
  const parts = pattern.split(/:([a-z]+)(?!\[)/);
  const filled = parts.map((part, at) => (at % 2 === 0 ? part : values[part]));
  if (filled.some((part) => part === undefined) || /:[a-z]+\[/.test(pattern)) return null;
  return filled.join('');
}
