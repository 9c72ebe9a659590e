/** A theme from a few lines: names to texts. */
import { createZone } from '../../src/formats/dates/zone.js';
import type { Problem } from '../../src/model/problem.js';
import {
  createTheme,
  TemplateError,
  type Theme,
  type ThemeSettings,
} from '../../src/theme/engine.js';
import { createTemplateCache } from '../../src/theme/template-cache.js';
import type { DependencyRecorder } from '../../src/theme/views/dependencies.js';

/** For those who don't ask what was read. */
export const UNTRACED: DependencyRecorder = {
  owner: () => null,
  record() {},
  prefix() {},
  card() {},
  own() {},
};

export const settings: ThemeSettings = {
  reads: UNTRACED,
  // Nothing is kept from one test to the next.
  get templateCache() {
    return createTemplateCache();
  },
  filters: {
    url: 'https://news.example',
    baseurl: '/base',
    zone: createZone('Asia/Shanghai'),
    dates: { utc: false },
    markdown: (text: string) => `<p>${text}</p>`,
  },
};

export function theme(templates: Readonly<Record<string, string>>): Theme {
  const files = Object.entries(templates).map(([name, text]) => ({
    name,
    syntax: 'nunjucks' as const,
    path: `templates/${name}`,
    text,
  }));
  return createTheme(files, settings);
}

/** Renders one template that must load without a problem. */
export function render(text: string, context: Readonly<Record<string, unknown>> = {}): string {
  const one = theme({ 'page.njk': text });
  if (one.problems.length > 0) throw new Error(JSON.stringify(one.problems));
  return one.render('page.njk', context);
}

/** The problem that a rendering fails with. */
export function failure(run: () => unknown): Problem {
  try {
    run();
  } catch (error) {
    if (error instanceof TemplateError) return error.problem;
    throw error;
  }
  throw new Error('It did not fail');
}
