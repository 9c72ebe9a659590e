import { describe, expect, it } from 'vitest';
import { failure, render, theme } from '../theme.js';

const context = {
  site: { assets: { 'assets/style.css': 'assets/style-0a1b2c3d.css' } },
  texts: { a: '一', deep: { b: '二', c: '三' } },
  over: { a: 'A', deep: { c: 'C', d: 'D' }, e: 'E' },
  terms: ['证券报', 'b', '啊报', '9', '重庆报'].map((name) => ({
    name,
    data: name === '重庆报' ? { initial: 'c' } : {},
  })),
};

describe("a theme's filters", () => {
  it.each([
    [`'/assets/style.css' | asset_url`, '/base/assets/style-0a1b2c3d.css'],
    [`'assets/style.css' | asset_url`, '/base/assets/style-0a1b2c3d.css'],
    [`'/assets/icon.svg' | asset_url`, '/base/assets/icon.svg'],
    [`'/constructor' | asset_url`, '/base/constructor'],
    [`'a<b' | text_of`, 'a&lt;b'],
    ['600519 | text_of', '600519'],
    [`{ name: '社' } | text_of`, '社'],
    [`{ name: ['x'] } | text_of`, ''],
    [`['x'] | text_of`, ''],
    ['true | text_of', ''],
    ['nothing | text_of', ''],
    [`'2022-05-16 15:04' | as_date | date('%F %T %z')`, '2022-05-16 15:04:00 +0800'],
    [`'soon' | as_date | date('%F')`, ''],
    [`['2022-05-16'] | as_date | date('%F')`, ''],
    [
      `(texts | merge(over)) | jsonify | safe`,
      '{"a":"A","deep":{"b":"二","c":"C","d":"D"},"e":"E"}',
    ],
    ['(texts | merge(nothing)).a', '一'],
    ['(texts | merge("x")).a', '一'],
    ['terms | group_by_initial | map("name") | join', 'ABCZ#'.split('').join(' ')],
    ['(terms | group_by_initial | last)["items"] | map("name") | join', '9'],
  ])('%s', (expression, expected) => {
    expect(render(`{{ ${expression} }}`, context)).toBe(expected);
  });

  it('says why `asset_url` finds no site in a macro without context', () => {
    const both = theme({
      'page.njk': `{% from 'link.njk' import link %}{{ link() }}`,
      'link.njk': `{% macro link() %}{{ '/assets/style.css' | asset_url }}{% endmacro %}`,
    });
    const { message, file } = failure(() => both.render('page.njk', context));
    expect(message).toContain('import `with context`');
    expect(file).toBe('templates/link.njk');
  });
});
