/**
 * Jekyll's path patterns: `include`, `exclude` and `keep_files` (`entry_filter.rb`, `cleaner.rb`) and
 * the scopes of `defaults` (`frontmatter_defaults.rb`). Malformed brackets match literally.
 */

/**
 * A test for paths (relative, with `/`) against one pattern, as Jekyll's: the pattern is the
 * beginning of the path, at a folder's edge or not (`README` is `README.md` as well), or matches it
 * or a folder above it as Ruby's `File.fnmatch?`, where `*` crosses `/`. A pattern that ends with
 * `/` is a folder.
 */
export function pathMatcher(pattern: string): (path: string) => boolean {
  const clean = pattern.replace(/^\.?\//, '');
  const bare = clean.replace(/\/$/, '');
  const begins = (path: string): boolean => path.startsWith(clean) || path === bare;
  if (!/[*?[\\]/.test(clean)) return begins;
  const regex = new RegExp(`^${translate(clean.replace(/\/+$/, ''), '.')}(?:/|$)`, 'su');
  return (path) => regex.test(path) || begins(path);
}

/** One test over many patterns; blank ones match nothing. */
export function anyMatcher(patterns: readonly string[]): (path: string) => boolean {
  const matchers = patterns.filter(isWritten).map(pathMatcher);
  return (path) => matchers.some((matches) => matches(path));
}

/**
 * The same for what is in a folder: what `anyMatcher` says of a path below it (the top is an empty name). Most
 * patterns match nothing there, by what they begin with.
 */
export function matcherIn(
  patterns: readonly string[],
): (folder: string) => (path: string) => boolean {
  const matchers = patterns.filter(isWritten).map((pattern) => {
    return { start: literalStart(pattern), matches: pathMatcher(pattern) };
  });
  return (folder) => {
    const above = folder === '' ? '' : `${folder}/`;
    const some = matchers.filter(({ start }) => start.startsWith(above) || above.startsWith(start));
    if (some.length === 0) return () => false;
    return (path) => some.some(({ matches }) => matches(path));
  };
}

function isWritten(pattern: string): boolean {
  return pattern.trim() !== '';
}

/** What each path begins with that a pattern matches. */
function literalStart(pattern: string): string {
  const [start = ''] = pattern.replace(/^\.?\//, '').split(/[*?[\\]/);
  return start;
}

/**
 * A glob as Ruby's `Dir.glob` has it, where only `**` + `/` crosses `/`, and `{a,b}` is either: for
 * all below, too.
 */
export function scopeMatcher(glob: string): (path: string) => boolean {
  const either = withoutBraces(glob.replace(/\/+$/, '')).map((one) => translate(one, '[^/]'));
  const regex = new RegExp(`^(?:${either.join('|')})(?:/|$)`, 'su');
  return (path) => regex.test(path);
}

/** Inner braces first. */
function withoutBraces(glob: string): readonly string[] {
  const [, before = '', choices, after = ''] = /^(.*?)\{([^{}]*)\}(.*)$/s.exec(glob) ?? [];
  if (choices === undefined) return [glob];
  return choices.split(',').flatMap((choice) => withoutBraces(before + choice + after));
}

/** The source of a regular expression for a glob; `any` is what `?` stands for. */
function translate(glob: string, any: string): string {
  return glob.replace(
    /((?:\*\*\/)+)|\*+|\?|\[(!?)([^\]]+)\]|\\(.)|[^*?[\\]+|./gsu,
    (part, folders, not, set, escaped) => {
      if (folders !== undefined) return '(?:.*/)?';
      if (part.startsWith('*')) return `${any}*`;
      if (part === '?') return any;
      if (set !== undefined)
        return `[${not === '!' ? '^' : ''}${set.replace(/[\\[\]^]/g, '\\$&')}]`;
      return escapeRegex(escaped ?? part);
    },
  );
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
