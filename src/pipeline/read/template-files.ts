/**
 * The built-in theme, Jekyll's templates where the site is Jekyll's, and the site's own `templates/`:
 * each overrides those before it, file by file.
 */
import path from 'node:path';
import { stampText, trustedStamp } from '../../incremental/file-stamp.js';
import type { Memo } from '../../incremental/memo.js';
import type { Config } from '../../model/config.js';
import type { Outcome, Position, Problem } from '../../model/problem.js';
import type { FilterFile, StaticFile, TemplateFile } from '../../model/source.js';
import { digest } from '../../platform/digest.js';
import { positionAt } from '../../problems/code-frame.js';
import { readJekyllTemplates } from './jekyll-templates.js';
import type { PageReadContext } from './page-files.js';
import { BUILT_IN, builtInFiles, siteFiles, type ThemeFile } from './theme-folder.js';
import { trustedText } from './trusted.js';

/** Modules of a theme whose default exports are filters. */
const FILTERS = /^filters\/([a-z]\w*)\.m?js$/i;
const CODE = 'filters/';
/** Folder of a theme whose files are copied to `/assets/`. */
const ASSETS = 'assets/';
const LAYOUT = /\.(?:njk|html)$/i;

export interface ThemeFiles {
  /** The built-in ones first, so that later ones of the same name win. */
  readonly templates: readonly TemplateFile[];
  readonly assets: readonly StaticFile[];
  readonly filters: readonly FilterFile[];
}

export function readTemplates(
  config: Config,
  context: PageReadContext,
  memo: Memo,
): Outcome<ThemeFiles> {
  const { io } = context;
  const readBuiltIn = (): Outcome<ThemeFiles> => readTheme(builtInFiles(BUILT_IN, io), context);
  if (config.templatesDir === BUILT_IN) return readBuiltIn();
  // It is part of the program: another theme is another process.
  const known = memo.remake('built-in theme', [], readBuiltIn);
  const builtIn = { ...known, value: withMarks(known.value, context) };
  const jekylls = readJekyllTemplates(config, io);
  const listed = siteFiles(config.templatesDir, config, io);
  const site = readTheme(listed.value, context);
  const value = {
    templates: [...builtIn.value.templates, ...jekylls.value, ...site.value.templates],
    assets: [...builtIn.value.assets, ...site.value.assets],
    filters: site.value.filters,
  };
  return { value, problems: [...jekylls.problems, ...listed.problems, ...site.problems] };
}

/** A file that was touched too lately to trust its stamp is older the next time. */
function withMarks(theme: ThemeFiles, { io, now }: PageReadContext): ThemeFiles {
  const assets = theme.assets.map((asset) => {
    return { ...asset, mark: stampText(trustedStamp(io.stat(asset.file), now)) };
  });
  return { ...theme, assets };
}

function readTheme(files: readonly ThemeFile[], { io, now }: PageReadContext): Outcome<ThemeFiles> {
  const templates: TemplateFile[] = [];
  const assets: StaticFile[] = [];
  const code: (TemplateFile & { readonly file: string })[] = [];
  const problems: Problem[] = [];
  for (const { name, shown, file, read } of files) {
    if (name.startsWith(ASSETS)) {
      const found = io.stat(file);
      const mark = stampText(trustedStamp(found, now));
      if (found?.kind === 'file')
        assets.push({ path: name, name, text: null, file, mark, picture: null });
      continue;
    }
    if (path.posix.basename(name).startsWith('.')) continue;
    const bytes = read();
    if (bytes === null) continue;
    const text = trustedText(bytes, 'template', shown);
    // A picture that lies among templates is none, and harms nothing.
    if (text.value === null && !LAYOUT.test(name)) continue;
    problems.push(...text.problems);
    const template = { name, syntax: 'nunjucks', path: shown, text: text.value ?? '' } as const;
    if (name.startsWith(CODE)) code.push({ ...template, file });
    else templates.push(template);
  }
  const filters = filtersOf(code);
  problems.push(...filters.problems);
  return { value: { templates, assets, filters: filters.value }, problems };
}

/**
 * A module stands alone: what it imports by a relative path would stay as it was first loaded for as
 * long as a process lives.
 */
function filtersOf(
  code: readonly (TemplateFile & { readonly file: string })[],
): Outcome<readonly FilterFile[]> {
  const problems: Problem[] = [];
  const known = new Map<string, FilterFile>();
  for (const { name: inner, path: shown, file, text } of code) {
    const name = FILTERS.exec(inner)?.[1];
    const relative = text.search(RELATIVE);
    const fault =
      name === undefined
        ? 'is no module of its own: name it like `filters/shout.js`'
        : known.has(name)
          ? `is a second filter \`${name}\``
          : relative >= 0
            ? 'imports a file by a relative path'
            : null;
    if (fault !== null)
      problems.push(unusable(shown, fault, positionAt(text, Math.max(relative, 0))));
    else if (name !== undefined) known.set(name, { name, path: shown, file, digest: digest(text) });
  }
  return { value: [...known.values()], problems };
}

const RELATIVE = /(?:\bfrom|\bimport)\s*\(?\s*['"]\.{1,2}\//;

function unusable(file: string, fault: string, place: Position): Problem {
  const hint = 'A filter is one file with all it needs, but for packages.';
  const message = `This ${fault}`;
  return { code: 'filter-module', severity: 'error', message, hint, file, ...place };
}
