/** A theme of Liquid texts: includes by their files' names, and one layout that is rendered. */
import type { Problem } from '../../../src/model/problem.js';
import type { TemplateFile } from '../../../src/model/source.js';
import { createTheme, type Theme, type ThemeSettings } from '../../../src/theme/engine.js';
import { settings } from '../theme.js';

export type Texts = Readonly<Record<string, string>>;

export function liquidTheme(
  layout: string,
  includes: Texts = {},
  more: Partial<ThemeSettings> = {},
): Theme {
  const files: TemplateFile[] = Object.entries(includes).map(([name, text]) => ({
    ...{ name: `_includes/${name}`, path: `_includes/${name}`, text },
    syntax: 'liquid',
  }));
  const page = { name: 'layouts/page.html', path: '_layouts/page.html', text: layout };
  files.push({ ...page, syntax: 'liquid' });
  // A getter that makes a new cache each time would be lost by spreading.
  return createTheme(files, { ...settings, templateCache: settings.templateCache, ...more });
}

/** What the layout renders. */
export function renderLiquid(
  layout: string,
  data: Readonly<Record<string, unknown>> = {},
  includes: Texts = {},
): string {
  return liquidTheme(layout, includes).render('layouts/page.html', data);
}

/** What is told of the layout when it is loaded. */
export function told(layout: string, includes: Texts = {}): readonly Problem[] {
  return liquidTheme(layout, includes).problems;
}
