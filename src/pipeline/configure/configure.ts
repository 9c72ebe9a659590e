/**
 * The first verb: config files and options in, one frozen, validated `Config` out.
 * Everything wrong is told at once, with the key, its line, and the nearest key that exists.
 */
import path from 'node:path';
import { parseDate } from '../../formats/dates/dates.js';
import { createZone, isAmbiguousZone, isZone } from '../../formats/dates/zone.js';
import { languageTag } from '../../formats/text/languages.js';
import { scalarText } from '../../formats/text/scalar.js';
import { flag, list, number, text } from '../../formats/text/typed-values.js';
import { siteBase } from '../../formats/urls/addresses.js';
import type { Config, HtmlMode, Limits, Pagination } from '../../model/config.js';
import type { Data } from '../../model/data.js';
import { isMap, mergeData, plainData, withEntries } from '../../model/data.js';
import type { Effects, Io } from '../../model/io.js';
import type { BuildOptions } from '../../model/options.js';
import { type Outcome, type Problem, SiteError } from '../../model/problem.js';
import { outputSettingsOf } from '../../outputs/kinds.js';
import { optionFaults } from './check-options.js';
import { collectionsDirOf, otherCollections } from './collections.js';
import { defaultsOf, doubtfulDefaults } from './config-defaults.js';
import { configFile, configProblem, type LoadedConfig, loadConfig } from './config-files.js';
import { COMMON_KEYS, KEYS, keysIn, slipsIn } from './config-keys.js';
import { foldersOf } from './folders.js';
import { patternFaults, permalinksOf, unknownPlaceholders } from './permalinks.js';
import { doubtfulThemeKeys } from './theme-keys.js';
import { isOthers, misfitsIn, withoutMisfits } from './type-misfits.js';
import { valueFaults } from './value-checks.js';

const MARKDOWN_EXTENSIONS = 'markdown,mkdown,mkdn,mkd,md';
/** Jekyll's, which its own `exclude` adds to (`configuration.rb`). */
const EXCLUDED =
  'gemfiles Gemfile Gemfile.lock node_modules vendor/bundle/ vendor/cache/ vendor/gems/ vendor/ruby/';
/** What templates of Jekyll's read although no config has it (`split(site.excerpt_separator)`). */
const SEEN_DEFAULTS = { excerpt_separator: '\n\n' };
const DEFAULT_LIMITS: Limits = { post: 2 << 20, frontMatter: 64 << 10, nesting: 100 };

/** Options win over config files, which win over defaults. Throws `SiteError` with every error. */
export function configure(
  options: BuildOptions,
  effects: Pick<Effects, 'io' | 'clock'>,
): Outcome<Config> {
  const faults = optionFaults(options);
  if (faults.length > 0) throw new SiteError(faults);
  const source = path.resolve(options.source ?? '.');
  const loaded = loadConfig(source, options.config, effects.io);
  const misfits = misfitsIn(loaded);
  const errors = [...misfits.errors, ...wrongValues(withBaseurl(loaded, options))];
  if (errors.length > 0) throw new SiteError(errors);
  const written = plainData(withOverrides(loaded.values, options));
  const values = withoutMisfits(written);
  // An empty one is UTC for the C library, and so for Jekyll.
  const timezone = text(values, 'timezone', '') || 'UTC';
  const base = siteBase(text(values, 'url', ''), text(values, 'baseurl', ''));
  const config: Config = {
    ...foldersOf(source, options, { ...loaded, values }, effects.io),
    leaveOut: leftOut(options, source, effects.io),
    url: text(values, 'url', ''),
    baseurl: text(values, 'baseurl', ''),
    lang: text(values, 'lang', 'en'),
    timezone,
    jekyllUtcDates: flag(values, 'jekyll_utc_dates', false),
    now: presentOf(options, timezone, effects),
    environment:
      options.environment ?? (options.preview === undefined ? 'production' : 'development'),
    permalinks: permalinksOf(values),
    collectionsDir: collectionsDirOf(values),
    pagination: paginationOf(values),
    defaults: defaultsOf(values),
    include: list(values, 'include', ['.htaccess']),
    exclude: [...EXCLUDED.split(' '), ...list(values, 'exclude', [])],
    keepFiles: list(values, 'keep_files', ['.git', '.svn']),
    markdownExtensions: extensionsOf(values),
    excerptSeparator: text(values, 'excerpt_separator', SEEN_DEFAULTS.excerpt_separator),
    html: text(values, 'html', 'sanitize') as HtmlMode,
    limits: limitsOf(values),
    base,
    canonical: values['canonical'] === 'source' ? 'source' : 'self',
    outputs: outputSettingsOf(values, base),
    drafts: options.drafts ?? flag(values, 'show_drafts', false),
    future: options.future ?? flag(values, 'future', false),
    unpublished: options.unpublished ?? flag(values, 'unpublished', false),
    limitPosts: options.limitPosts ?? number(values, 'limit_posts', 0),
    allowEmpty: options.allowEmpty ?? false,
    allowMassDelete: options.allowMassDelete ?? false,
    strict: options.strict ?? false,
    atomic: options.atomic ?? flag(values, 'atomic', false),
    threads: options.threads ?? null,
    cacheless: options.cache === false,
    values: withEntries(plainData(SEEN_DEFAULTS), written),
  };
  const doubts = [
    ...loaded.warnings,
    ...misfits.warnings,
    ...misspelt(loaded),
    ...withoutScheme(loaded),
    ...otherCollections(loaded),
    ...doubtfulDefaults(loaded),
    ...doubtfulThemeKeys(loaded, effects.io.stat(config.templatesDir) !== undefined),
  ];
  return { value: Object.freeze(config), problems: doubts };
}

function withOverrides(values: Data, options: BuildOptions): Data {
  const baseurl = options.baseurl ?? text(values, 'baseurl', '');
  const trimmed = baseurl.replace(/^\/+|\/+$/g, '');
  return mergeData(values, {
    baseurl: trimmed === '' ? '' : `/${trimmed}`,
    url: (options.preview ?? text(values, 'url', '')).replace(/\/+$/, ''),
    lang: languageTag(text(values, 'lang', '') || 'en'),
  });
}

/** A config file may lie among the site's own, under any name. */
function leftOut({ leaveOut = [], config = [] }: BuildOptions, source: string, io: Io): string[] {
  const files = config.map((name) => configFile(source, name, io));
  return [...leaveOut.map((one) => path.resolve(one)), ...files];
}

/** An option is checked as the key that it stands for. */
function withBaseurl(loaded: LoadedConfig, { baseurl }: BuildOptions): LoadedConfig {
  return baseurl === undefined
    ? loaded
    : { ...loaded, values: withEntries(loaded.values, { baseurl }) };
}

function wrongValues({ values, places }: LoadedConfig): Problem[] {
  const problems: Problem[] = [];
  const refuse = (key: string, message: string, hint: string): void => {
    problems.push(configProblem('config-value', message, places.near(key), hint));
  };
  const zone = scalarText(values['timezone']);
  if (zone !== null && zone !== '' && !isZone(zone)) {
    const what = isAmbiguousZone(zone) ? 'may be one zone or another' : 'is unknown';
    const hint = 'Write an IANA name, such as Asia/Shanghai.';
    refuse('timezone', `\`timezone: ${zone}\` ${what}`, hint);
  }
  for (const { key, placeholder, near } of unknownPlaceholders(values)) {
    const hint = near === null ? 'The README lists them.' : `Did you mean :${near}?`;
    refuse(key, `\`${key}\` has an unknown placeholder :${placeholder}`, hint);
  }
  for (const { key, message, hint } of patternFaults(values)) refuse(key, message, hint);
  const baseurl = scalarText(values['baseurl']);
  if (baseurl !== null && /^[a-z][a-z\d+.-]*:\/\//i.test(baseurl)) {
    refuse('baseurl', '`baseurl` is a path, not an address', 'Write the address under `url:`.');
  }
  const paginatePath = scalarText(values['paginate_path']);
  if (paginatePath !== null && !paginatePath.includes(':num')) {
    refuse('paginate_path', '`paginate_path` lacks :num', 'For example /page/:num.html');
  }
  for (const { key, message, hint } of valueFaults(values)) {
    if (!isOthers(key, values)) refuse(key, message, hint);
  }
  return problems;
}

function misspelt({ values, places }: LoadedConfig): Problem[] {
  const strangers = [
    ...slipsIn(values, [...KEYS.keys()]).filter(([key]) => !COMMON_KEYS.has(key)),
    ...Object.entries(values).flatMap(([key, value]) =>
      isMap(value)
        ? slipsIn(value, keysIn(key)).map(([own, near]) => [`${key}.${own}`, `${key}.${near}`])
        : [],
    ),
  ];
  return strangers.map(([key = '', near = '']) => {
    const problem = configProblem(
      'config-unknown-key',
      `finews does not know \`${key}\`; templates can read it as site.${key}`,
      places.near(key, 'name'),
      `If you meant \`${near}\`, correct the spelling.`,
    );
    return { ...problem, severity: 'warning' as const };
  });
}

/** Feeds, sitemaps and canonical addresses need it. */
function withoutScheme({ values, places }: LoadedConfig): Problem[] {
  const url = scalarText(values['url']) ?? '';
  if (url === '' || /^https?:\/\/[^/]/i.test(url)) return [];
  const message = '`url` has no scheme, so there are no feeds, sitemaps and canonical addresses';
  const hint = `Write url: https://${url.replace(/^.*?:?\/\//, '')}`;
  const problem = configProblem('config-url', message, places.get('url'), hint);
  return [{ ...problem, severity: 'warning' as const }];
}

function presentOf(
  options: BuildOptions,
  timezone: string,
  effects: Pick<Effects, 'clock'>,
): number {
  if (options.now === undefined) return effects.clock.now();
  const now = parseDate(options.now, createZone(timezone), { utc: false });
  if (now !== null) return now;
  const hint = 'Write ISO 8601, for example 2022-05-16T15:04:20+08:00';
  throw new SiteError([
    configProblem('option-now', `--now ${options.now} is not a time`, undefined, hint),
  ]);
}

function paginationOf(values: Data): Pagination {
  const map = isMap(values['pagination']) ? values['pagination'] : {};
  return {
    perPage: Math.max(1, number(values, 'paginate', 50)),
    path: text(values, 'paginate_path', '/page/:num.html'),
    order: map['order'] === 'newest-first' ? 'newest-first' : 'stable',
  };
}

function limitsOf(values: Data): Limits {
  const map = isMap(values['limits']) ? values['limits'] : {};
  return {
    post: number(map, 'post', DEFAULT_LIMITS.post),
    frontMatter: number(map, 'front_matter', DEFAULT_LIMITS.frontMatter),
    nesting: number(map, 'nesting', DEFAULT_LIMITS.nesting),
  };
}

function extensionsOf(values: Data): readonly string[] {
  const names = text(values, 'markdown_ext', MARKDOWN_EXTENSIONS).split(',');
  return names.map((name) => `.${name.trim().toLowerCase()}`);
}
