/**
 * Jekyll's own templates, `_layouts` and `_includes`, in a site of Jekyll's. Their names begin with a
 * folder each, so that `layout: post` finds those of either language, and includes never stand where a
 * Nunjucks template is meant.
 */
import { INCLUDES } from '../../formats/text/layout-names.js';
import { isIgnoredName } from '../../formats/urls/file-name.js';
import type { Config } from '../../model/config.js';
import type { Io } from '../../model/io.js';
import type { Outcome, Problem, Unplaced } from '../../model/problem.js';
import type { TemplateFile } from '../../model/source.js';
import { jekyllTheme } from '../../outputs/site-settings.js';
import { siteFiles, type ThemeFile } from './theme-folder.js';
import { trustedText } from './trusted.js';

/** Nobody meant anything else by these than a text. */
const TEXT = /\.(?:html?|md|markdown|xml|json|txt|css|js|svg|liquid)$/i;

/** None where the site is in Nunjucks. */
export function readJekyllTemplates(config: Config, io: Io): Outcome<readonly TemplateFile[]> {
  if (config.syntax !== 'liquid') return { value: [], problems: [] };
  const layouts = siteFiles(config.layoutsDir, config, io);
  const includes = siteFiles(config.includesDir, config, io);
  const problems = [...layouts.problems, ...includes.problems];
  const templateOf = (file: ThemeFile, name: string | null): readonly TemplateFile[] => {
    if (name === null) return [];
    const bytes = file.read();
    if (bytes === null) return [];
    const text = trustedText(bytes, 'template', file.shown);
    // A picture that lies among includes is none, and harms nothing.
    if (text.value === null && !TEXT.test(file.name)) return [];
    problems.push(...text.problems);
    return [{ name, syntax: 'liquid', path: file.shown, text: text.value ?? '' }];
  };
  const templates = [
    ...includes.value.flatMap((file) => templateOf(file, INCLUDES + file.name)),
    ...layouts.value.flatMap((file) => templateOf(file, layoutOf(file.name))),
  ];
  return { value: templates, problems };
}

const INCLUDE = /\{%-?\s*include(?:_cached)?\s+["']?([\w./-]+)["']?(?:\s|-?%\})/g;

/** Whether templates of the site's own name includes that it has not; computed names aside. */
export function lacksIncludes(templates: readonly TemplateFile[]): boolean {
  const known = new Set(templates.map(({ name }) => name));
  return templates.some(({ syntax, text }) => {
    if (syntax !== 'liquid') return false;
    const named = [...text.matchAll(INCLUDE)];
    return named.some(([, name = '']) => !known.has(INCLUDES + name));
  });
}

/** Stands for every include of an absent theme. */
export const ABSENT_INCLUDES: TemplateFile = {
  name: INCLUDES,
  syntax: 'liquid',
  path: INCLUDES,
  text: '',
};

/** Jekyll's name of a layout is its path without the ending (`layout_reader.rb`); null: it has none. */
function layoutOf(file: string): string | null {
  const [, name = ''] = /^(.*)\.[^./]+$/.exec(file) ?? [];
  const isIgnored = file.split('/').some(isIgnoredName);
  return name === '' || isIgnored ? null : `layouts/${name}.html`;
}

/**
 * A gem's layouts lie outside of the site, where no build may depend on what happens to be installed.
 * `isPart`: the site has layouts of its own in place of some of them.
 */
export function absentTheme(config: Config, io: Io, isPart: boolean): readonly Problem[] {
  if (config.syntax !== 'liquid') return [];
  const theme = jekyllTheme(config.values);
  const hasTemplates = /^(?:folder|link)$/.test(io.stat(config.templatesDir)?.kind ?? '');
  if (theme === null || hasTemplates) return [];
  const what = isPart ? 'What your layouts need' : 'The layouts';
  const message = `${what} of the theme \`${theme.name}\` ${isPart ? 'is' : 'are'} not in the site: the built-in theme takes its place, its includes print nothing, style sheets that need it are empty`;
  const where =
    theme.key === 'theme'
      ? `\`bundle info --path ${theme.name}\` says where they are`
      : 'its repository has them';
  const hint = `To have its look copy its _layouts, _includes and assets into the site; ${where}.`;
  const problem: Unplaced = {
    code: 'theme-absent',
    severity: 'warning',
    message,
    hint,
    key: [theme.key],
  };
  return [problem];
}
