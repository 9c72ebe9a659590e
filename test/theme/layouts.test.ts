import { describe, expect, it } from 'vitest';
import { failure, theme } from './theme.js';

describe('names of layouts', () => {
  const site = theme({
    'post.njk': '',
    'page.html': '',
    'layouts/deep.njk': '',
    'a/b.njk': '',
    '新闻.njk': '',
    'both.njk': '',
    'both.html': '',
  });

  it.each([
    ['post', 'post.njk'],
    ['page', 'page.html'],
    ['deep', 'layouts/deep.njk'],
    ['a/b', 'a/b.njk'],
    ['新闻', '新闻.njk'],
    ['both', 'both.html'],
  ])('%s is %s', (name, template) => {
    expect(site.layout(name)).toBe(template);
  });

  it.each(['', 'none', 'post.njk', '../post', '/post', 'a//b', 'a/', './post', 'post\0', 'a b'])(
    '%j is none',
    (name) => {
      expect(site.layout(name)).toBeNull();
    },
  );
});

describe('parents by front matter', () => {
  it('puts a layout into its parent as content, inner data over outer', () => {
    const site = theme({
      'base.njk':
        '---\ncolour: red\nsize: 1\n---\n<base {{ layout.colour }} {{ layout.size }}>{{ content }}</base>',
      'post.njk':
        '---\nlayout: base\ncolour: blue\n---\n<post {{ layout.colour }}{{ layout.size }}>{{ content }}</post>',
    });
    expect(site.problems).toEqual([]);
    expect(site.render('post.njk', { content: '<p>x</p>' })).toBe(
      '<base blue 1><post blue><p>x</p></post></base>',
    );
  });

  it('names an unknown parent at its line', () => {
    const site = theme({ 'post.njk': '---\na: 1\nlayout: bsae\n---\n', 'base.njk': '' });
    expect(site.problems).toMatchObject([
      { code: 'template-unknown-layout', line: 3, hint: 'Did you mean `base`?' },
    ]);
    expect(failure(() => site.render('post.njk', {})).code).toBe('template-unknown-layout');
  });

  it('names a cycle once, when loading and when rendering', () => {
    const parent = (name: string) => `---\nlayout: ${name}\n---\n`;
    const site = theme({
      'way-in.njk': parent('b'),
      'b.njk': parent('c'),
      'c.njk': parent('b'),
      'self.njk': parent('self'),
    });
    expect(site.problems.map(({ code, message, line }) => [code, message, line])).toEqual([
      ['template-layout-cycle', "Layouts are each other's parents: b.njk → c.njk → b.njk", 2],
      ['template-layout-cycle', "Layouts are each other's parents: self.njk → self.njk", 2],
    ]);
    expect(failure(() => site.render('way-in.njk', {})).code).toBe('template-layout-cycle');
  });

  it('tells broken front matter at its line', () => {
    const site = theme({ 'a.njk': '---\nok: 1\nbad: [1\n---\nx', 'b.njk': '---\n- 1\n---\nx' });
    expect(site.problems.map(({ code, line, file }) => [code, line, file])).toEqual([
      ['yaml-syntax', expect.any(Number), 'templates/a.njk'],
      ['template-front-matter', 2, 'templates/b.njk'],
    ]);
    expect(failure(() => site.render('a.njk', {})).code).toBe('yaml-syntax');
  });

  it('leaves a line of dashes in a template without front matter alone', () => {
    expect(theme({ 'a.njk': '--- x\n---\n' }).render('a.njk', {})).toBe('--- x\n---\n');
    expect(theme({ 'a.njk': '---\n---\nx' }).render('a.njk', {})).toBe('x');
  });

  it('counts lines from the file’s first', () => {
    const site = theme({ 'a.njk': '---\nx: 1\n---\n\n{{ y | nope }}' });
    expect(site.problems).toMatchObject([{ line: 5, column: 8 }]);
  });
});
