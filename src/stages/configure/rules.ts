/** What single values in the config must be, and those that nobody can mean: told by their keys. */
import { type Data, isList, isMap, type Value } from '../../model/data.js';

export interface SettingFault {
  readonly key: string;
  readonly message: string;
  readonly hint: string;
}

interface Rule {
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

/** Keys inside the maps, by what they must be. */
const COUNTS = 'feed.posts_limit feed.min_posts limits.post limits.front_matter';
const FLAGS =
  'feed.excerpt_only feed.terms_excerpt_only sitemap.news sitemap.url_lists ' +
  'redirects.html redirects.json redirects.netlify redirects.nginx';

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

function rules(values: Data): readonly Rule[] {
  const at = (name: string): Pick<Rule, 'name' | 'value'> => {
    const [key = '', inner] = name.split('.');
    const value = values[key];
    if (inner === undefined) return { name, value };
    return { name, value: isMap(value) ? value[inner] : undefined };
  };
  const each = (names: string, fits: Rule['fits'], hint: string): readonly Rule[] =>
    names.split(' ').map((name) => ({ ...at(name), fits, hint }));
  return [
    ...each(COUNTS, isAtLeast(1), 'Write a whole number, 1 or more.'),
    ...each('limits.nesting', isAtLeast(LEAST_NESTING), `Write a whole number, ${LEAST_NESTING} or more.`),
    ...each(FLAGS, isFlag, 'Write true or false.'),
    ...each('feed.categories feed.tags', isChoice, 'Write true, false, or a list of names.'),
    ...each('feed.hub', like(/^https?:\/\/[^\s/]/), 'Write the URL of a WebSub hub.'),
    ...each('robots.ai', oneOf('allow', 'search-only', 'block'), 'Write allow, search-only or block.'),
    ...each('canonical', oneOf('self', 'source'), 'Write self or source.'),
    ...each('indexnow_key', like(/^[A-Za-z0-9-]{8,128}$/), 'A key has 8 to 128 letters, digits and hyphens.'),
    ...each('cname', like(/^[^\s/:]+$/), 'Write a domain, such as news.example.'),
    ...each('headers', (value) => isFlag(value) || isMap(value), 'Write true, or policy: and a Content-Security-Policy.'),
  ]; // biome-ignore format: a table
}
