/** Drafts: kept from theme to theme for the same text and the same names, and for nothing else. */
import { expect, it } from 'vitest';
import type { TemplateFile } from '../../src/model/source.js';
import { createTheme } from '../../src/theme/engine.js';
import { type CachedTemplate, createTemplateCache } from '../../src/theme/template-cache.js';
import type { NamedText } from '../../src/theme/template-source.js';
import { settings } from './theme.js';

const names = (...all: readonly string[]) => new Map(all.map((name) => [name, null]));
const VOCABULARY = {
  filters: names('a'),
  liquidFilters: names('a'),
  storyLists: new Set<string>(),
  tests: names(),
  templates: names('x.njk'),
};
const SOURCE: NamedText = {
  syntax: 'nunjucks',
  name: 'x.njk',
  path: 'templates/x.njk',
  text: 'x',
  line: 0,
};

it('is made once for a text, and anew for all that it depends on', () => {
  const templateCache = createTemplateCache();
  let made = 0;
  const make = (): CachedTemplate =>
    ({ code: null, problems: [], unknownTags: [], made: made++ }) as CachedTemplate;
  const take = (source = SOURCE, vocabulary = VOCABULARY): CachedTemplate =>
    templateCache.with(vocabulary)(source, make);
  const first = take();
  expect(take()).toBe(first);
  expect(take({ ...SOURCE })).toBe(first);
  for (const other of [
    { text: 'y' },
    { syntax: 'liquid' as const },
    { path: 'finews:x.njk' },
    { line: 3 },
  ])
    expect(take({ ...SOURCE, ...other })).not.toBe(first);
  expect(take({ ...SOURCE, name: 'y.njk' })).not.toBe(first);
  for (const key of ['filters', 'tests', 'templates'] as const) {
    const before = take();
    expect(take(SOURCE, { ...VOCABULARY, [key]: names('a', 'b') })).not.toBe(before);
  }
});

const file = (name: string, text: string): TemplateFile => ({
  name,
  syntax: 'nunjucks',
  path: `templates/${name}`,
  text,
});

it('gives a theme the filters, the reads and the templates of its own time', () => {
  const templateCache = createTemplateCache();
  const make = (files: readonly TemplateFile[], url: string, noted: string[] = []) =>
    createTheme(files, {
      ...settings,
      templateCache,
      reads: { ...settings.reads, record: (read) => void noted.push(read) },
      filters: { ...settings.filters, url },
    });
  const page = file('page.njk', '{% include "part.njk" %}{{ "/x" | absolute_url }}');
  const one = make([page, file('part.njk', '1 ')], 'https://one.example');
  expect(one.render('page.njk', {})).toBe('1 https://one.example/base/x');
  const noted: string[] = [];
  const two = make([page, file('part.njk', '2 ')], 'https://two.example', noted);
  expect(two.render('page.njk', {})).toBe('2 https://two.example/base/x');
  expect(noted).toContain('template part.njk');
  const three = make([page], 'https://three.example');
  expect(three.problems).toMatchObject([
    { code: 'template-unknown-template', file: 'templates/page.njk' },
  ]);
  expect(make([page, file('part.njk', '3 ')], 'https://x.example').problems).toEqual([]);
});
