/** A theme from a few lines: names to texts. */
import { createZone } from '../../src/content/zone.js';
import type { Problem } from '../../src/model/problem.js';
import { keepDrafts } from '../../src/theme/drafts.js';
import {
  createTheme,
  TemplateError,
  type Theme,
  type ThemeSettings,
} from '../../src/theme/engine.js';
import type { Reads } from '../../src/theme/reads.js';

/** For those who don't ask what was read. */
export const UNTRACED: Reads = { owner: () => null, note() {}, prefix() {}, card() {}, own() {} };

export const settings: ThemeSettings = {
  reads: UNTRACED,
  // Nothing is kept from one test to the next.
  get drafts() {
    return keepDrafts();
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
