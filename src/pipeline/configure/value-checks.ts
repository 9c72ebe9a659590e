/** What single values in the config must be, and those that nobody can mean: told by their keys. */
import { scalarText } from '../../formats/text/scalar.js';
import { type Data, isList, isMap, type Value } from '../../model/data.js';

export interface SettingFault {
  readonly key: string;
  readonly message: string;
  readonly hint: string;
}

interface ValueRule {
  readonly name: string;
  readonly value: Value | undefined;
  readonly fits: (value: Value) => boolean;
  readonly hint: string;
}

const oneOf =
  (...words: readonly string[]) =>
  (value: Value): boolean =>
    typeof value === 'string' && words.includes(value);

const like =
  (pattern: RegExp) =>
  (value: Value): boolean =>
    typeof value === 'string' && pattern.test(value);

const isFlag = (value: Value): boolean => typeof value === 'boolean';

const isAtLeast =
  (least: number) =>
  (value: Value): boolean =>
    Number.isInteger(value) && Number(value) >= least;

const isChoice = (value: Value): boolean => isFlag(value) || isList(value);

/** What YAML reads as a number is one, too: `name: 163`. */
const isText = (value: Value): boolean => scalarText(value) !== null && !isFlag(value);

const isTexts = (value: Value): boolean => isList(value) && value.every(isText);

const offOr =
  (isSound: (value: Value) => boolean) =>
  (value: Value): boolean =>
    value === false || isSound(value);

/** As starter configs leave it: `cname: ""`. */
const emptyOr =
  (isSound: (value: Value) => boolean) =>
  (value: Value): boolean =>
    value === '' || isSound(value);

/** With something in it, for an empty one would take the home page's place. */
const isPath = offOr(like(/[^/\s]/));

/** Keys inside the maps, by what they must be. */
const COUNTS = 'feed.posts_limit feed.min_posts limits.post limits.front_matter';
const FLAGS =
  'feed.excerpt_only feed.terms_excerpt_only sitemap.news sitemap.url_lists ' +
  'redirects.html redirects.json redirects.netlify redirects.nginx theme.indent';
const TEXTS =
  'headers.policy publisher.name publisher.logo publisher.publishing_principles ' +
  'publisher.corrections_policy';
const TEXTS_OR_OFF = 'feed.icon feed.logo twitter.username';
const PATTERNS = 'archive_permalinks.year archive_permalinks.month archive_permalinks.day';

/** BCP 47, as far as languages have it; with Jekyll's `zh_CN`. A word such as `chinese` is none. */
const LANGUAGE = /^[a-z]{2,3}(?:[-_][a-z\d]{1,8})*$/i;

/** Levels that a link in a list in a table's cell needs, and some. */
const LEAST_NESTING = 10;

/** Values that would set every story aside, or make a feed or a file nobody can use. */
export function valueFaults(values: Data): readonly SettingFault[] {
  return rules(values).flatMap(({ name, value, fits, hint }) =>
    value === undefined || value === null || fits(value)
      ? []
      : [{ key: name, message: `\`${name}\` can't be ${JSON.stringify(value)}`, hint }],
  );
}

function rules(values: Data): readonly ValueRule[] {
  const at = (name: string): Pick<ValueRule, 'name' | 'value'> => {
    const [key = '', inner] = name.split('.');
    const value = values[key];
    if (inner === undefined) return { name, value };
    return { name, value: isMap(value) ? value[inner] : undefined };
  };
  const each = (names: string, fits: ValueRule['fits'], hint: string): readonly ValueRule[] =>
    names.split(' ').map((name) => ({ ...at(name), fits, hint }));
  return [
    ...each(COUNTS, isAtLeast(1), 'Write a whole number, 1 or more.'),
    ...each('limits.nesting', isAtLeast(LEAST_NESTING), `Write a whole number, ${LEAST_NESTING} or more.`),
    ...each(FLAGS, isFlag, 'Write true or false.'),
    ...each(TEXTS, isText, 'Write one text.'),
    ...each(TEXTS_OR_OFF, offOr(isText), 'Write one text, or false for none.'),
    ...each(PATTERNS, offOr((value) => typeof value === 'string'), 'Write a pattern such as /:year/:month/, or false for none.'),
    ...each('lang', emptyOr((value) => isFlag(value) || like(LANGUAGE)(value)), 'Write a language tag, such as zh-CN, en or "no".'),
    ...each('html', (value) => isFlag(value) || oneOf('sanitize', 'trust', 'escape')(value), 'Write sanitize, trust or escape.'),
    ...each('feed.path feed.rss feed.json feed.page', isPath, 'Write a path such as /feed.xml, or false for none.'),
    ...each('feed.categories feed.tags', isChoice, 'Write true, false, or a list of names.'),
    ...each('feed.hub', offOr(like(/^https?:\/\/[^\s/]/)), 'Write the URL of a WebSub hub, or false for none.'),
    ...each('robots.ai', oneOf('allow', 'search-only', 'block'), 'Write allow, search-only or block.'),
    ...each('robots.disallow', isTexts, 'Write a list of paths, such as [/search.html].'),
    ...each('pagination.order', oneOf('stable', 'newest-first'), 'Write stable or newest-first.'),
    ...each('canonical', oneOf('self', 'source'), 'Write self or source.'),
    ...each('indexnow_key', emptyOr(offOr(like(/^[A-Za-z0-9-]{8,128}$/))), 'A key has 8 to 128 letters, digits and hyphens.'),
    ...each('cname', emptyOr(offOr(like(/^[^\s/:]+$/))), 'Write a domain, such as news.example.'),
    ...each('twitter', offOr((value) => isText(value) || isMap(value)), 'Write the name of the account.'),
    ...each('theme', offOr((value) => isText(value) || isMap(value)), 'Write tokens, such as brand: and a colour, one a line.'),
    ...each('collections', (value) => isList(value) || isMap(value), 'Write a list of names, or a map with a name a line.'),
    ...each('headers', (value) => isFlag(value) || isMap(value), 'Write true, or policy: and a Content-Security-Policy.'),
  ]; // biome-ignore format: a table
}
