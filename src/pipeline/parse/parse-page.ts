/** Pages outside `_posts`: front matter, address and text; the text meets Nunjucks in render. */
import { readDate } from '../../formats/dates/dates.js';
import {
  type FrontMatterIssue,
  parsePageFrontMatter,
} from '../../formats/front-matter/front-matter.js';
import { scalarText } from '../../formats/text/scalar.js';
import { expandName, type OutputPlace } from '../../formats/urls/permalink.js';
import type { SiteSettings } from '../../model/config.js';
import { type Data, dataOf, plainData, withEntries } from '../../model/data.js';
import { type FrontMatterData, keysWith } from '../../model/front-matter-keys.js';
import { type Outcome, type Problem, WHOLE } from '../../model/problem.js';
import type { Document, StyleSyntax } from '../../model/site.js';
import type { PageFile } from '../../model/source.js';
import { collectionOf } from '../../outputs/collections/paths.js';
import { codeFrame } from '../../problems/code-frame.js';
import { NO_COMPILER } from '../../problems/no-compiler.js';
import { layoutOf, publishedOf, withTidyFields } from './fields.js';
import { headingTitles, type ReadTitle } from './heading-titles.js';
import type { DocumentSettings, PageSettings } from './parse-settings.js';

interface PathParts {
  /** With a trailing slash; empty at the top. */
  readonly folder: string;
  readonly name: string;
  /** With its dot. */
  readonly ext: string;
}

/** Pages, of all files that may be some, are trusted: what can't be used is an error, for its author is at hand. */
export function parseDocuments(
  files: readonly PageFile[],
  settings: DocumentSettings,
): Outcome<readonly Document[]> {
  const problems: Problem[] = [];
  const { config, compilesStyles } = settings;
  /** Those of collections are told of with the pages. */
  const collected = files.filter((file) => isCollectedStyle(file, config));
  const leftOut = compilesStyles ? [] : collected.map(({ path }) => path);
  const pages = files.filter(({ path }) => collectionOf(path, config) === null);
  const parts = pages.map(({ path }) => pathParts(path));
  const indexed = new Set(parts.filter(({ name }) => name === 'index').map(({ folder }) => folder));
  const titleIn = headingTitles(config, false);
  const value = pages.flatMap((file, at): readonly Document[] => {
    const front = parsePageFrontMatter(file.text);
    problems.push(...front.issues.map((issue) => pageProblem(file, issue)));
    const data = withDefaults(file, front.data, settings);
    if (front.status === 'unusable' || !(publishedOf(data) || settings.config.unpublished))
      return [];
    const style = styleOf(file.path);
    if (/\.coffee$/i.test(file.path)) problems.push(uncompiled(file));
    if (style !== null && !compilesStyles) {
      leftOut.push(file.path);
      return [];
    }
    const path = parts[at] ?? pathParts(file.path);
    const isReadme = /^readme$/i.test(path.name) && !indexed.has(path.folder);
    const named = isReadme ? { ...path, name: 'index' } : path;
    const page = {
      data,
      style,
      parts: named,
      body: front.body,
      bodyLine: front.bodyLine - 1,
      titleIn,
    };
    return [documentOf(file, page, settings)];
  });
  return { value, problems: [...problems, ...withoutCompiler(leftOut)] };
}

/** Keys in which a page's null is none, whatever the defaults say: feeds have `layout: null`. */
const SWITCHED_OFF = keysWith('nullable');

/** Front matter over the defaults; a story's null keeps those, a page's only in other keys (`page.rb`). */
function withDefaults(
  { path }: PageFile,
  own: Data,
  { config, defaults }: PageSettings,
): FrontMatterData {
  const off = SWITCHED_OFF.filter((key) => own[key] === null).map((key) => [key, null] as const);
  const data = withEntries(defaults(path, 'pages', own), dataOf(off));
  return plainData(withTidyFields(data, config));
}

/** How a style sheet is written that is compiled; null: it is none. */
export function styleOf(file: string): StyleSyntax | null {
  if (/\.scss$/i.test(file)) return 'scss';
  return /\.sass$/i.test(file) ? 'indented' : null;
}

function uncompiled({ path: file }: PageFile): Problem {
  const message = 'finews compiles no .coffee: the file is published as it stands';
  const hint = 'Have its compiler write the .js file before each build, and exclude this one.';
  return { code: 'page-uncompiled', severity: 'warning', message, hint, file, ...WHOLE };
}

function isCollectedStyle({ path, isStory }: PageFile, config: SiteSettings): boolean {
  return !isStory && styleOf(path) !== null && collectionOf(path, config) !== null;
}

/** Reported once, whatever the number of style sheets. */
function withoutCompiler(files: readonly string[]): readonly Problem[] {
  const [file, ...more] = files;
  if (file === undefined) return [];
  const others = more.length > 0 ? `, nor ${more.join(', ')}` : '';
  const message = `Without version 1 of the package \`sass\` this style sheet is not published${others}`;
  return [{ ...NO_COMPILER, message, file }];
}

interface PageSource {
  readonly data: FrontMatterData;
  readonly style: StyleSyntax | null;
  readonly parts: PathParts;
  readonly body: string;
  readonly bodyLine: number;
  readonly titleIn: ReadTitle;
}

function documentOf(file: PageFile, page: PageSource, settings: PageSettings): Document {
  const { data, style, parts } = page;
  const { config, zone } = settings;
  const markdown = config.markdownExtensions.includes(parts.ext.toLowerCase());
  const date = scalarText(data.date);
  const own = scalarText(data.title);
  const titled =
    markdown && own === null ? page.titleIn(page.body) : { title: own, text: page.body, lines: 0 };
  const ending = style === null ? parts.ext : '.css';
  const place = placeOf(data, parts, markdown ? '.html' : ending, config);
  return {
    path: file.path,
    ...place,
    title: titled.title ?? '',
    // As Jekyll's `convertible.rb` has it: style sheets stand in no layout.
    layout: style === null ? layoutOf(data, markdown ? layoutAt(place, config) : null) : null,
    data,
    markdown,
    style,
    text: titled.text,
    bodyLine: page.bodyLine + titled.lines,
    date: date === null ? null : (readDate(date, zone, { utc: config.jekyllUtcDates })?.ms ?? null),
    collected: null,
  };
}

/**
 * Of Markdown whose front matter, with the defaults, says nothing of a layout, as GitHub Pages has it
 * (jekyll-default-layout).
 */
function layoutAt({ url }: OutputPlace, { usualLayouts }: SiteSettings): string {
  return url === '/' ? usualLayouts.home : usualLayouts.page;
}

const OWN_ENDING = /[^/](\.[^./:]+)$/;

/**
 * Jekyll `page.rb`: the site's style lends pages its ending only, and only to HTML, which `.HTML` is
 * not. A permalink's own extension is the file's (`renderer.rb`); in a folder the file is `index`
 * with the page's.
 */
function placeOf(
  data: FrontMatterData,
  parts: PathParts,
  pageExt: string,
  config: SiteSettings,
): OutputPlace {
  const { folder, name } = parts;
  const own = scalarText(data.permalink)?.trim() ?? '';
  const ext = OWN_ENDING.exec(own)?.[1] ?? pageExt;
  const html = /^\.x?html?$/.test(ext);
  const ending = html ? styleEnding(config.permalinks.style, ext) : ext;
  const byDefault = html && name === 'index' ? '/:path/' : `/:path/:basename${ending}`;
  const fields = { path: folder, basename: name, name, title: name, output_ext: ext };
  const { url, output } = expandName(own === '' ? byDefault : own, fields, ext);
  return { url, output: url.endsWith('/') ? output.replace(/\.html$/, ext) : output };
}

/** Beyond Jekyll a style's literal `.html` counts as well: plain hosts find no page without it. */
function styleEnding(style: string, ext: string): string {
  if (style.endsWith('/')) return '/';
  return /:output_ext$|\.[^./:]+$/.test(style) ? ext : '';
}

function pathParts(path: string): PathParts {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const file = path.slice(folder.length);
  const dot = file.lastIndexOf('.');
  const ext = dot > 0 ? file.slice(dot) : '';
  return { folder, name: file.slice(0, file.length - ext.length), ext };
}

export function pageProblem(file: PageFile, issue: FrontMatterIssue): Problem {
  const { severity, ...about } = issue;
  const frame = codeFrame(file.text, issue.line, issue.column);
  return {
    ...about,
    severity: severity === 'unusable' ? 'error' : 'warning',
    file: file.path,
    frame,
  };
}
