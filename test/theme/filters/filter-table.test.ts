/** The table of filters, which the docs are made of, against the filters that there are. */
import { describe, expect, it } from 'vitest';
import { SiteDate } from '../../../src/formats/dates/site-date.js';
import { createZone } from '../../../src/formats/dates/zone.js';
import { createMarkdown } from '../../../src/formats/markdown/markdown.js';
import { createTheme } from '../../../src/theme/engine.js';
import { createFilters } from '../../../src/theme/filters/filters.js';
import { FILTERS } from '../../../src/theme/filters/table/filter-table.js';
import { tests } from '../../../src/theme/runtime/tests.js';
import { settings } from '../theme.js';

const rows = Object.values(FILTERS).flat();
const context = {
  site: { lang: 'zh-CN', assets: { 'assets/style.css': 'assets/style-0a1b2c3d.css' } },
  page: {
    collection: 'posts',
    title: '收盘',
    url: '/2022/05/16/close.html',
    author: '王记者',
    date: new SiteDate(Date.parse('2022-05-16T15:04:20+08:00'), createZone('Asia/Shanghai')),
    last_modified_at: '2022-05-17 09:00:00 +0800',
  },
};

const markdown = createMarkdown({ html: 'trust', nesting: 100 });
const filters = {
  ...settings.filters,
  markdown: (text: string) => markdown.render(text).html,
  style: () => 'a { b: c; }',
};

/** What a page shows of an expression. */
function show(expression: string): string {
  const text = `{{ ${expression} }}`;
  const file = { name: 'page.njk', syntax: 'nunjucks', path: 'templates/page.njk', text } as const;
  const theme = createTheme([file], { ...settings, filters });
  expect(theme.problems).toEqual([]);
  return theme.render('page.njk', context);
}

describe('the table of filters', () => {
  it('has each filter once, and no others', () => {
    const listed = rows.flatMap(([names]) => names);
    expect([...listed].sort()).toEqual([...createFilters(filters, tests).keys()].sort());
  });

  it('has each filter in its own example', () => {
    const others = rows.filter(([names, , , example]) =>
      names.some((name) => !new RegExp(`\\| ${name}\\b`).test(example)),
    );
    expect(others).toEqual([]);
  });

  it.each(rows.map(([, , , example, shown]) => [example, shown] as const))('%s', (example, shown) =>
    expect(show(example).trim()).toBe(shown),
  );
});
