/** A theme of Jekyll's kind from a few lines: names (`layouts/page.html`, `_includes/card.html`) to texts. */
import { createTheme, type Theme } from '../../../src/theme/engine.js';
import { settings } from '../theme.js';

export function liquidTheme(templates: Readonly<Record<string, string>>): Theme {
  const files = Object.entries(templates).map(([name, text]) => ({
    name,
    syntax: 'liquid' as const,
    path: name,
    text,
  }));
  return createTheme(files, settings);
}
