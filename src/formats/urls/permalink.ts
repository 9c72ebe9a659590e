/**
 * From a permalink pattern to a URL and the file behind it, as Jekyll's `url.rb` and
 * `document.rb#destination` do it, except that the URL is always percent-encoded and that what
 * looks like an attack is refused (`paths.ts`). Parse uses it for posts, organise for lists.
 */
import {
  checkOutput,
  decodeOnce,
  fitSegments,
  isPlain,
  nameFault,
  type PathFault,
  textFault,
  visible,
} from './paths.js';
import { type PermalinkValues, type Placeholder, POST_PLACEHOLDERS } from './placeholders.js';

export type { PermalinkValues } from './placeholders.js';

/** An address in the site. */
export interface OutputPlace {
  /** Percent-encoded, starts with `/`, without `baseurl`. */
  readonly url: string;
  /** The file below the destination, decoded, without a leading slash. */
  readonly output: string;
}

/** What became of a pattern; only `ok` has an address. */
export type Expanded =
  | {
      readonly kind: 'ok';
      readonly url: string;
      readonly output: string;
      /** Something was repaired to fit every disk: the URL is not quite the one asked for. */
      readonly changed: boolean;
    }
  | { readonly kind: 'unknown-placeholder'; readonly name: string }
  | { readonly kind: 'unsafe'; readonly fault: PathFault };

const STYLES: ReadonlyMap<string, string> = new Map([
  ['date', '/:categories/:year/:month/:day/:title:output_ext'],
  ['pretty', '/:categories/:year/:month/:day/:title/'],
  ['ordinal', '/:categories/:year/:y_day/:title:output_ext'],
  ['weekdate', '/:categories/:year/W:week/:short_day/:title:output_ext'],
  ['none', '/:categories/:title:output_ext'],
]);

/** The pattern behind a built-in style's name; a pattern is itself. Names count in config only. */
export function resolveStyle(permalink: string): string {
  return STYLES.get(permalink) ?? permalink;
}

/** The first placeholder in a pattern that is not `known` (a post's): for config checks. */
export function unknownPlaceholder(
  pattern: string,
  known: Iterable<string> = POST_PLACEHOLDERS.keys(),
): string | null {
  const names = new Set(known);
  const unknown = placeholdersIn(pattern).find((name) => !names.has(name));
  return unknown ?? null;
}

/** One post's address; for many posts with one pattern, compile it once. */
export function expandPermalink(pattern: string, values: PermalinkValues): Expanded {
  return compilePermalink(pattern)(values);
}

/**
 * A pattern as a function. A traversal in slug or categories is refused even where the pattern does
 * not use them or slugifies it away.
 */
export function compilePermalink(pattern: string): (values: PermalinkValues) => Expanded {
  const unknown = unknownPlaceholder(pattern);
  if (unknown !== null) return () => ({ kind: 'unknown-placeholder', name: unknown });
  if (pattern.trim() === '') return () => ({ kind: 'unsafe', fault: 'empty' });
  if (/%2f/i.test(pattern)) return () => ({ kind: 'unsafe', fault: 'encoded' });
  const fill = compile(pattern, POST_PLACEHOLDERS);
  return (values) => {
    const fault = nameFault(values.slug) ?? firstFault(values.categories);
    return fault === null ? finish(fill(values), values.outputExt) : { kind: 'unsafe', fault };
  };
}

type NameFields = Readonly<Record<string, string>>;

/**
 * The addresses of trusted pages by one pattern: `fields` by placeholder, `extension` (with its dot)
 * of the output. What is not safe in pattern or fields is repaired, an unknown placeholder stays as
 * text.
 */
export function nameExpander(
  pattern: string,
  names: readonly string[],
  extension = '.html',
): (fields: NameFields) => OutputPlace {
  const known = new Map(
    names.map((name): [string, Placeholder<NameFields>] => [
      name,
      (values) => fitSegments(values[name] ?? '').output,
    ]),
  );
  const fill = compile(pattern, known);
  return (fields) => placeOf(cleanUp(visible(fill(fields))), extension);
}

/** The address of one such page. */
export function expandName(pattern: string, fields: NameFields, extension = '.html'): OutputPlace {
  return nameExpander(pattern, Object.keys(fields), extension)(fields);
}

/** The n-th page of a list: `category/x.html` and `category/x/` both have `category/x/3.html`. */
export function numberedPath(landing: Pick<OutputPlace, 'output'>, number: number): OutputPlace {
  return pathBelow(landing, `${number}.html`);
}

/** A file that belongs to a list, in its folder as its numbered pages are; `name` has an extension. */
export function pathBelow(landing: Pick<OutputPlace, 'output'>, name: string): OutputPlace {
  const folder = landing.output.replace(/(?:(?:^|\/)index)?\.[^./]+$/, '');
  return placeOf(`/${folder}/${visible(decodeOnce(name))}`, extensionOf(name));
}

/** The place of a file that the config names: repaired, never refused. */
export function filePlace(path: string): OutputPlace {
  const clean = cleanUp(visible(decodeOnce(path)));
  return placeOf(clean, extensionOf(clean));
}

function extensionOf(path: string): string {
  return /\.[^./]+$/.exec(path)?.[0] ?? '.html';
}

/** The file at an address that a story names in full, as it stands or with `.html` (checked). */
export function literalPlace(path: string): Expanded {
  return finish(decodeOnce(path), /[^/](\.[^./:]+)$/.exec(path)?.[1] ?? '.html');
}

/** jekyll-paginate's `paginate_path`: without an extension it is a folder with an index. */
export function paginatePath(pattern: string, number: number): OutputPlace {
  const path = cleanUp(visible(decodeOnce(pattern.replaceAll(':num', String(number)))));
  const isFile = /\.[^./]+$/.test(path) || path.endsWith('/');
  return placeOf(isFile ? path : `${path}/`);
}

const UNRESERVED = /^[\w./~!$&'()*+,;=:@-]*$/;

/**
 * A decoded path, percent-encoded once; a slash stays a slash. The characters that stay are those
 * of RFC 3986's path segments, as with Jekyll's Addressable.
 */
export function urlPath(path: string): string {
  if (UNRESERVED.test(path)) return path;
  return encode(path).replace(/%(?:2F|24|26|2B|2C|3A|3B|3D|40)/g, decodeURIComponent);
}

/** Half a surrogate pair, which has no encoding, becomes U+FFFD. */
function encode(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
  }
}

/** Greedy, as Jekyll's: `:title_x` is no `:title`. A last underscore is text (`:month_:day`). */
const PLACEHOLDER = /:([a-z_]+)/g;

function placeholdersIn(pattern: string): readonly string[] {
  return Array.from(pattern.matchAll(PLACEHOLDER), ([, name = '']) => name.replace(/_$/, ''));
}

/** Literal text is decoded here, once; what a placeholder gives is not encoded to begin with. */
function compile<V>(
  pattern: string,
  known: ReadonlyMap<string, Placeholder<V>>,
): (values: V) => string {
  const parts: (string | Placeholder<V>)[] = [];
  for (const [index, text] of pattern.split(PLACEHOLDER).entries()) {
    const name = text.replace(/_$/, '');
    const placeholder = index % 2 === 1 ? known.get(name) : undefined;
    if (placeholder !== undefined) parts.push(placeholder, text.slice(name.length));
    else parts.push(decodeOnce(index % 2 === 1 ? `:${text}` : text));
  }
  const used = parts.filter((part) => part !== '');
  return (values) => {
    let result = '';
    for (const part of used) result += typeof part === 'string' ? part : part(values);
    return result;
  };
}

function finish(written: string, extension: string): Expanded {
  const raw = visible(written);
  const path = cleanUp(raw);
  const wanted = `${path.slice(1)}${endingOf(path, extension)}`;
  // Clean-up takes only dots and slashes away: without `..` nothing to refuse can have been lost.
  if (isPlain(wanted) && !raw.includes('..')) {
    return { kind: 'ok', url: urlPath(path), output: wanted, changed: raw !== written };
  }
  const early = textFault(raw);
  if (early !== null) return { kind: 'unsafe', fault: early };
  const { url, output } = placeOf(path, extension);
  const fault = checkOutput(output);
  if (fault !== null) return { kind: 'unsafe', fault };
  return { kind: 'ok', url, output, changed: output !== wanted || raw !== written };
}

function firstFault(names: readonly string[]): PathFault | null {
  for (const name of names) {
    const fault = nameFault(name);
    if (fault !== null) return fault;
  }
  return null;
}

/**
 * Jekyll's `sanitize_url`, in its order: a path that starts with `/`. Beyond Jekyll, a last segment
 * `.` goes, for browsers would leave it out of the URL.
 */
function cleanUp(raw: string): string {
  let path = `/${raw}`;
  if (path.includes('..')) path = path.replaceAll('..', '/');
  if (path.includes('./')) path = path.replaceAll('./', '');
  if (path.includes('//')) path = path.replace(/\/{2,}/g, '/');
  return path.endsWith('/.') ? path.slice(0, -1) : path;
}

/** The file behind a clean path, and the URL: made of the fitted file, so that it leads there. */
function placeOf(path: string, extension = '.html'): OutputPlace {
  const ending = endingOf(path, extension);
  const { output } = fitSegments(`${path.slice(1)}${ending}`);
  const shown = ending === '' ? output : output.slice(0, -ending.length);
  return { url: `/${urlPath(shown)}`, output };
}

function endingOf(path: string, extension: string): string {
  if (path.endsWith('/')) return 'index.html';
  return path.endsWith(extension) ? '' : extension;
}
