/**
 * The first stage: config files and options in, one frozen, validated `Config` out.
 * Everything wrong is reported at once, with the key, its line, and the nearest key that exists.
 */
import path from 'node:path';
import { parseDate } from '../../formats/dates/dates.js';
import { createZone, isAmbiguousZone, isZone } from '../../formats/dates/zone.js';
import { languageTag } from '../../formats/text/languages.js';
import { scalarText } from '../../formats/text/scalar.js';
import { siteBase } from '../../formats/urls/addresses.js';
import {
  CANONICALS,
  type Config,
  EXPIRED_FATES,
  HTML_MODES,
  LIST_ORDERS,
  type Limits,
  type Pagination,
  type Syntax,
} from '../../model/config.js';
import type { Data } from '../../model/data.js';
import { dataOf, isMap, mergeData, NO_DATA, plainData, withEntries } from '../../model/data.js';
import type { Effects, Io } from '../../model/io.js';
import type { BuildOptions } from '../../model/options.js';
import { type Outcome, type Problem, SiteError } from '../../model/problem.js';
import { outputSettingsOf } from '../../outputs/kinds.js';
import { optionFaults } from './check-options.js';
import { collectionsDirOf, collectionsOf, doubtfulCollections } from './collections.js';
import { isCodeColoured, isCodeNumbered } from './coloured-code.js';
import { defaultsOf, doubtfulDefaults } from './config-defaults.js';
import { configFile, configProblem, type LoadedConfig, loadConfig } from './config-files.js';
import { COMMON_KEYS, keysIn, read, slipsIn, strangersIn, TOP_NAMES } from './config-keys.js';
import { inReadingOrder } from './config-places.js';
import { besideOwnPublic, foldersOf } from './folders.js';
import { doubtfulMarkdown, markdownOf, withDollars, writingOf } from './markdown-dialect.js';
import { patternFaults, permalinksOf, unknownPlaceholders } from './permalinks.js';
import { habitsOf } from './plugin-habits.js';
import { siteGithub } from './site-github.js';
import { listLayoutsOf, syntaxOf, usualLayoutsOf } from './syntax.js';
import { doubtfulThemeKeys } from './theme-keys.js';
import { misfitsIn, withoutMisfits } from './type-misfits.js';
import { wrongValues } from './value-checks.js';

/** Jekyll's, which its own `exclude` adds to (`configuration.rb`), and finews' package. */
const EXCLUDED =
  'gemfiles Gemfile Gemfile.lock node_modules vendor/bundle/ vendor/cache/ vendor/gems/ vendor/ruby/ finews-[0-9]*.tgz';
/** What templates of Jekyll's read although no config has it (`split(site.excerpt_separator)`). */
const SEEN_DEFAULTS = { excerpt_separator: read.text(NO_DATA, 'excerpt_separator') };

/** `<meta charset="{{ site.encoding }}">`: what Jekyll's own config has where a site says nothing. */
const JEKYLL_DEFAULTS = { encoding: 'utf-8', highlighter: 'rouge', markdown: 'kramdown' };

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
  const errors = [...misfits.errors, ...faultsIn(withBaseurl(loaded, options))];
  if (errors.length > 0) throw new SiteError(inReadingOrder(errors, loaded.files));
  const given = withOverrides(loaded.values, options);
  const written = plainData(besideOwnPublic(given, source, options, effects.io));
  const values = withoutMisfits(written);
  // An empty one is UTC for the C library, and so for Jekyll.
  const timezone = read.filledText(values, 'timezone');
  const base = siteBase(read.text(values, 'url'), read.text(values, 'baseurl'));
  const folders = foldersOf(source, options, { ...loaded, values }, effects.io);
  const syntax = syntaxOf(values, folders, effects.io);
  const listLayouts = listLayoutsOf(syntax, folders, effects.io);
  const dialect = markdownOf(values, syntax === 'liquid');
  const config: Config = {
    ...folders,
    picturesDir: path.resolve(options.picturesDir ?? path.join(folders.cacheDir, 'pictures')),
    leaveOut: leftOut(options, source, effects.io),
    url: read.text(values, 'url'),
    baseurl: read.text(values, 'baseurl'),
    lang: read.text(values, 'lang'),
    timezone,
    jekyllUtcDates: read.flag(values, 'jekyll_utc_dates'),
    now: presentOf(options, timezone, effects),
    environment:
      options.environment ?? (options.preview === undefined ? 'production' : 'development'),
    permalinks: permalinksOf(values, listLayouts),
    collectionsDir: collectionsDirOf(values),
    collections: collectionsOf(values),
    habits: habitsOf(values),
    pagination: paginationOf(values, listLayouts !== null),
    defaults: defaultsOf(values),
    include: read.list(values, 'include'),
    exclude: [...EXCLUDED.split(' '), ...read.list(values, 'exclude')],
    keepFiles: read.list(values, 'keep_files'),
    markdownExtensions: extensionsOf(values),
    excerptSeparator: read.text(values, 'excerpt_separator'),
    storyValues: read.list(values, 'story_values'),
    html: read.word(values, 'html', HTML_MODES),
    expired: read.word(values, 'expired', EXPIRED_FATES),
    syntax,
    listLayouts,
    usualLayouts: usualLayoutsOf(listLayouts, folders, effects.io),
    colouredCode: isCodeColoured(values),
    numberedCode: isCodeNumbered(values),
    markdown: withDollars(values, dialect),
    writing: writingOf(values, dialect),
    limits: limitsOf(values),
    base,
    canonical: read.word(values, 'canonical', CANONICALS),
    outputs: outputSettingsOf(values, base),
    drafts: options.drafts ?? read.flag(values, 'show_drafts'),
    future: options.future ?? read.flag(values, 'future'),
    unpublished: options.unpublished ?? read.flag(values, 'unpublished'),
    limitPosts: options.limitPosts ?? read.number(values, 'limit_posts'),
    allowEmpty: options.allowEmpty ?? false,
    allowMassDelete: options.allowMassDelete ?? false,
    strict: options.strict ?? false,
    atomic: options.atomic ?? read.flag(values, 'atomic'),
    threads: options.threads ?? null,
    cacheless: options.cache === false,
    values: seenValues(
      shownValues(written, loaded, { listLayouts, isGiven: options.baseurl !== undefined }),
      syntax,
    ),
  };
  const doubts = [
    ...loaded.warnings,
    ...misfits.warnings,
    ...unknownKeys(loaded, syntax),
    ...doubtfulUrl(loaded),
    ...doubtfulCollections(loaded),
    ...otherPagination(loaded),
    ...doubtfulDefaults(loaded),
    ...doubtfulMarkdown(loaded),
    ...doubtfulThemeKeys(loaded, {
      hasTemplates: effects.io.stat(config.templatesDir) !== undefined,
      isJekylls: syntax === 'liquid',
    }),
  ];
  return { value: Object.freeze(config), problems: inReadingOrder(doubts, loaded.files) };
}

/** What templates see: in a Jekyll site also what GitHub's plugin would say of it. */
function seenValues(written: Data, syntax: Syntax): Data {
  const jekylls = syntax === 'liquid' ? JEKYLL_DEFAULTS : {};
  const values = withEntries(plainData({ ...SEEN_DEFAULTS, ...jekylls }), written);
  const github = syntax === 'liquid' ? siteGithub(values) : null;
  return github === null ? values : withEntries(values, plainData({ github }));
}

function withOverrides(values: Data, options: BuildOptions): Data {
  const baseurl = options.baseurl ?? read.text(values, 'baseurl');
  const trimmed = baseurl.replace(/^\/+|\/+$/g, '');
  return mergeData(values, {
    baseurl: trimmed === '' ? '' : `/${trimmed}`,
    url: (options.preview ?? read.text(values, 'url')).replace(/\/+$/, ''),
    lang: languageTag(read.filledText(values, 'lang')),
  });
}

/**
 * Beside Jekyll's own layouts a key that nobody wrote is none: in Liquid an empty text is true. A slash
 * that `baseurl` ends with is seen: themes that write `{{ site.baseurl }}css` need it.
 */
function shownValues(
  written: Data,
  { values }: LoadedConfig,
  { listLayouts, isGiven }: Pick<Config, 'listLayouts'> & { readonly isGiven: boolean },
): Data {
  if (listLayouts === null) return written;
  const isUnset = (key: string): boolean =>
    (values[key] ?? null) === null && (written[key] === '' || key === 'lang');
  const unset = ['url', 'baseurl', 'lang'].filter(isUnset);
  const shown = Object.entries(written).filter(([key]) => !unset.includes(key));
  const isOpen = !isGiven && /\/$/.test(scalarText(values['baseurl']) ?? '');
  const open = isOpen ? [['baseurl', `${scalarText(written['baseurl'])}/`] as const] : [];
  return plainData(dataOf([...shown, ...open]));
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

function faultsIn({ values, places }: LoadedConfig): Problem[] {
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
    const hint = near === null ? 'docs/config.md lists them.' : `Did you mean :${near}?`;
    refuse(key, `\`${key}\` has an unknown placeholder :${placeholder}`, hint);
  }
  for (const { key, message, hint } of patternFaults(values)) refuse(key, message, hint);
  const baseurl = scalarText(values['baseurl']);
  if (baseurl !== null && /^[a-z][a-z\d+.-]*:\/\//i.test(baseurl)) {
    refuse('baseurl', '`baseurl` is a path, not an address', 'Write the address under `url:`.');
  }
  const paginatePath = scalarText(values['paginate_path']);
  if (paginatePath !== null && !paginatePath.includes(':num')) {
    refuse('paginate_path', '`paginate_path` lacks :num', 'Write it in, as in /page/:num.html.');
  }
  for (const { entry, message, hint, isUnset } of wrongValues(values)) {
    if (!isUnset) refuse(entry.key, message, hint ?? '');
  }
  return problems;
}

function unknownKeys({ values, places }: LoadedConfig, syntax: Syntax): Problem[] {
  const unknown = (key: string, hint: string): Problem => {
    const message = `finews does not know \`${key}\`; templates can read it as site.${key}`;
    const problem = configProblem('config-unknown-key', message, places.near(key, 'name'), hint);
    return { ...problem, severity: 'warning' };
  };
  const slip = (key: string, near: string): Problem =>
    unknown(key, `If you meant \`${near}\`, correct the spelling.`);
  const inMap = (key: string, map: Data): readonly Problem[] => {
    const slips = new Map(slipsIn(map, keysIn(key)));
    const known = keysIn(key).join(', ');
    return [
      ...[...slips].map(([own, near]) => slip(`${key}.${own}`, `${key}.${near}`)),
      ...strangersIn(key, map)
        .filter((own) => !slips.has(own))
        .map((own) => unknown(`${key}.${own}`, `The keys of \`${key}\` are ${known}.`)),
    ];
  };
  return [
    ...slipsIn(values, TOP_NAMES).flatMap(([key, near]) =>
      COMMON_KEYS.has(key) ? [] : slip(key, near),
    ),
    // Themes of Jekyll's have a `limit` of their own.
    ...(syntax !== 'liquid' && isNewestFew(values) ? [slip('limit', 'limit_posts')] : []),
    ...Object.entries(values).flatMap(([key, value]) => (isMap(value) ? inMap(key, value) : [])),
  ];
}

function isNewestFew({ limit, limit_posts: posts }: Data): boolean {
  return typeof limit === 'number' && posts === undefined;
}

/** Feeds, sitemaps and canonical addresses need a scheme and a host; a folder is the `baseurl`'s. */
function doubtfulUrl({ values, places }: LoadedConfig): Problem[] {
  const url = scalarText(values['url']) ?? '';
  const [, host, folder = ''] = /^(https?:\/\/[^/]+)(\/.*)?$/i.exec(url) ?? [];
  const below = folder.replace(/\/+$/, '');
  if (url === '' || (host !== undefined && below === '')) return [];
  const message =
    host === undefined
      ? '`url` has no scheme, so there are no feeds, sitemaps and canonical addresses'
      : '`url` has a path, and links that begin with / do not get it';
  const hint =
    host === undefined
      ? `Write url: https://${url.replace(/^.*?:?\/\//, '')}`
      : `Write url: ${host} and baseurl: ${below}`;
  const problem = configProblem('config-url', message, places.get('url'), hint);
  return [{ ...problem, severity: 'warning' as const }];
}

/** Jekyll-paginate-v2 has a key of finews' for a map of its own; without `paginate` its index is empty. */
function otherPagination({ values, places }: LoadedConfig): Problem[] {
  const { pagination } = values;
  if (!isMap(pagination) || pagination['enabled'] !== true) return [];
  if (values['paginate'] !== undefined) return [];
  const number = pagination['per_page'];
  const problem = configProblem(
    'config-pagination',
    '`pagination` of jekyll-paginate-v2 is not read: its pages have no stories',
    places.near('pagination.enabled', 'name'),
    `Write paginate: ${typeof number === 'number' ? number : 10}, and where numbered pages are in paginate_path; they are the index's.`,
  );
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
  const hint = 'Write ISO 8601, for example 2022-05-16T15:04:20+08:00.';
  throw new SiteError([
    configProblem('option-now', `--now ${options.now} is not a time`, undefined, hint),
  ]);
}

/** Jekyll's own templates count on jekyll-paginate's addresses and numbers. */
function paginationOf(values: Data, isJekylls: boolean): Pagination {
  const usual = isJekylls
    ? { paginate_path: '/page:num', pagination: { order: 'newest-first' } }
    : NO_DATA;
  const written = mergeData(usual, values);
  return {
    perPage: Math.max(1, read.number(values, 'paginate')),
    path: read.text(written, 'paginate_path'),
    order: read.word(written, 'pagination.order', LIST_ORDERS),
  };
}

function limitsOf(values: Data): Limits {
  return {
    post: read.number(values, 'limits.post'),
    frontMatter: read.number(values, 'limits.front_matter'),
    nesting: read.number(values, 'limits.nesting'),
  };
}

function extensionsOf(values: Data): readonly string[] {
  const names = read.text(values, 'markdown_ext').split(',');
  return names.map((name) => `.${name.trim().toLowerCase()}`);
}
