/** Where Hexo puts a post: its `permalink`, filled in as hexo-util and its filters do it. */
import { createHash } from 'node:crypto';
import type { FrontKeys } from './foreign-site.js';
import { dateIn, type ForeignDate, textIn } from './read-front.js';

/** hexo-util's `slugize`. */
export function hexoSlug(text: string, filenameCase = 0): string {
  const slug = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/\p{Cc}/gu, '')
    .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'<>,.?/]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (filenameCase === 1) return slug.toLowerCase();
  return filenameCase === 2 ? slug.toUpperCase() : slug;
}

/** What a post's file says by its name. */
export interface HexoName {
  readonly title: string;
  readonly date: ForeignDate | null;
}

const SEGMENTS: Readonly<Record<string, string>> = {
  ...{ year: '(?<year>\\d{4})', month: '(?<month>\\d{2})', day: '(?<day>\\d{2})' },
  ...{ i_month: '(?<month>\\d{1,2})', i_day: '(?<day>\\d{1,2})', hash: '[0-9a-f]{12}' },
  ...{ title: '(?<title>.+?)' },
};

/** `file` is below `_posts`, `pattern` the config's `new_post_name`. */
export function hexoName(file: string, pattern: string): HexoName {
  const stem = file.replace(/\.[^./]*$/, '');
  const form = pattern
    .replace(/\.[^./]*$/, '')
    .split(/(:\w+)/)
    .map((part) =>
      part.startsWith(':')
        ? (SEGMENTS[part.slice(1)] ?? '.+?')
        : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    );
  const groups = new RegExp(`^${form.join('')}$`).exec(stem)?.groups;
  const { year, month = '1', day = '1', title } = groups ?? {};
  const date = year === undefined ? null : dateIn(`${year}-${month}-${day}`);
  return { title: title ?? hexoSlug(stem), date };
}

export interface HexoPost {
  readonly front: FrontKeys;
  readonly name: HexoName;
  readonly date: ForeignDate;
  /** Of its last category, with those above it. */
  readonly category: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

/** Null: the pattern has a part that only Hexo knows (`:id`). */
export function hexoAddress(pattern: string, post: HexoPost): string | null {
  const own = textIn(post.front['permalink']);
  if (own !== '') return own.startsWith('/') ? own : `/${own}`;
  const { date, name, front, category } = post;
  const unix = String(Math.floor(post.time / 1000));
  const values: Readonly<Record<string, string>> = {
    ...Object.fromEntries(Object.entries(front).map(([key, value]) => [key, textIn(value)])),
    title: name.title,
    name: name.title.split('/').at(-1) ?? '',
    post_title: hexoSlug(textIn(front['title']), 1),
    year: date.year,
    month: date.month,
    day: date.day,
    i_month: String(Number(date.month)),
    i_day: String(Number(date.day)),
    hour: date.hour,
    minute: date.minute,
    second: date.second,
    timestamp: unix,
    hash: createHash('sha1')
      .update(name.title + unix)
      .digest('hex')
      .slice(0, 12),
    category,
  };
  const parts = pattern.split(/:(\w+)/);
  const filled = parts.map((part, at) => (at % 2 === 0 ? part : (values[part] ?? null)));
  if (filled.some((part) => part === null)) return null;
  return `/${filled.join('')}`.replace(/\/{2,}/g, '/');
}
