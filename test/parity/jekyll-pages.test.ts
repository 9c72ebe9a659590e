import { describe, expect, it } from 'vitest';
import { type Files, post } from '../support/site.js';
import { buildBoth, hasJekyll } from './sites/jekyll.js';

/** Text that both fill in: Liquid and Nunjucks print variables alike. */
const BODY =
  '{{ page.url }} {{ page.dir }} {{ page.name }} {{ page.path }} {{ page.title }} {{ page.custom }}';

function page(frontMatter = 'custom: x'): string {
  return post(frontMatter, BODY);
}

const PAGES: Files = {
  'index.html': page(),
  '404.html': page(),
  'about.md': page(),
  'about.markdown.html': page(),
  'Contact Us.md': page('title: 联系我们'),
  '关于.md': page(),
  'UPPER.md': page(),
  'dotted.name.md': page(),
  'news/index.md': page(),
  'news/list.html': page(),
  'docs/index.html': page(),
  'docs/a/b/c.md': page(),
  'docs/folder.md/page.md': page(),
  'old.htm': page(),
  'old.xhtml': page(),
  'feed.xml': page(),
  'robots.txt': page(),
  'search.json': page(),
  'css/site.css': page(),
  noext: page(),
  'crlf.html': page().replaceAll('\n', '\r\n'),
  'empty-front-matter.html': `---\n---\n${BODY}\n`,
  'dashes.html': `--- \n---\n${BODY}\n`,
  'published-false.html': page('published: false'),
  'published-no.html': page('published: no'),
  'layout-null.html': page('layout: null'),
  'layout-nil.xml': page('layout: nil'),
  'layout-false.html': page('layout: false'),
  'loud.HTML': page(),
  'own/a.html': page('permalink: /own/with.html'),
  'own/b.md': page('permalink: /own/without'),
  'own/c.md': page('permalink: /own/folder/'),
  'own/d.md': page('permalink: own/no-slash.html'),
  'own/f.md': page('permalink: /own/data.json'),
  'own/g.html': page('permalink: /own/%E4%B8%AD.html'),
  'own/h.md': page('permalink: /:path/x-:basename:output_ext'),
  'own/i.xml': page('permalink: /own/feed/'),
  'own/j.md': page('permalink: /own/v1.2'),
};

const STATICS: Files = {
  'plain.html': '<p>no front matter {{ page.url }}</p>',
  'plain.md': '# no front matter',
  'blank-first.html': `\n---\n---\n${BODY}`,
  'logo.svg': '<svg/>',
  'img/图 片.txt': '图片',
  'img/.hidden': 'no',
  'img/_underscore.txt': 'no',
  'img/#hash.txt': 'no',
  'img/backup.txt~': 'no',
  'img/~tilde.txt': 'no',
  '_includes/part.html': 'no',
  '_private/secret.txt': 'no',
  '.htaccess': 'Deny',
  '.nojekyll': '',
  'vendor/bundle/x.txt': 'no',
  'node_modules/x/y.txt': 'no',
  Gemfile: 'no',
  'Gemfile.lock': 'no',
};

const FILTERED: Files = Object.fromEntries(
  [
    ...['README.md', 'README', 'readme.txt', 'test/a.txt', 'testimonials.txt', 'in/test/b.txt'],
    ...['tmp/a.log', 'tmp/b.txt', 'x.log', 'in/y.log', 'drop/me/a.txt', 'drop/keep.txt'],
    ...[
      'both/a.txt',
      'in/both.txt',
      'a1.txt',
      'a2.txt',
      'ab.txt',
      'q?.txt',
      'folder/x',
      'folder2/x',
    ],
    ...['_shown/a.txt', '_shown/_b.txt', 'in/_shown.txt', '.well-known/x.txt', 'in/.well-known/y'],
    ...['.htaccess', 'in/.htaccess', '.other', '_hidden/a.txt', '_hidden/deep/b.txt', '#in.txt'],
    ...['vendor/x.txt', 'vendor/cache/x.txt', 'vendor/bundle.txt', 'gemfiles/a', 'Gemfile.old'],
    ...['star/a/end.txt', 'star/end.txt', 'star/a/b/end.txt', 'star/a/end.text', 'in/slash/c.txt'],
  ].map((name) => [name, name]),
);

const EXCLUDED_POSTS: Files = {
  '_posts/2022-05-16-kept.md': post('custom: x'),
  '_posts/2022-05-16-draft-kept.md': post('custom: x'),
  '_posts/2022-05-16-dropped.md': post('custom: x'),
  '_posts/old/2022-05-16-in-dropped-folder.md': post('custom: x'),
  'drop/_posts/2022-05-16-below-dropped.md': post('custom: x'),
  '_shown/_posts/2022-05-16-below-shown.md': post('custom: x'),
  '_hidden/_posts/2022-05-16-below-hidden.md': post('custom: x'),
};

const FILTER_CONFIG = `
exclude: [README, test, "*.log", drop/me, drop/_posts, both, "a[12].txt", folder/, "star/*/end.txt",
  ./dot, "_posts/*dropped.md", _posts/old, in/slash/]
include: [_shown, .well-known, both, "#in.txt", .htaccess]
`;

const DATA: Files = {
  '_data/plain.yml': 'a: 1\nlist: [x, {y: z}]\nnothing:\ntext: 中文\n',
  '_data/other.yaml': '- one\n- two\n',
  '_data/thing.json': '{"a": {"b": [1, "2", null]}}',
  '_data/table.csv': 'code,name,note\n1,"x, y",\n2,z,""\n',
  '_data/tabs.tsv': 'code\tname\n1\tx\n',
  '_data/people/anna.yml': 'name: Anna',
  '_data/people/deep/er.yml': 'name: Er',
  '_data/with space.yml': 'a: 1',
  '_data/dots.in.name.yml': 'a: 1',
  '_data/dash-ed.yml': 'a: 1',
  '_data/_under.yml': 'a: 1',
  '_data/.hidden.yml': 'a: 1',
  '_data/notes.txt': 'no',
  '_data/empty.yml': '',
  'data.json': post('custom: x', '{{ site.data | jsonify }}'),
};

describe.skipIf(!hasJekyll)('the same pages and files in Jekyll and finews', () => {
  const styles = ['date', 'pretty', 'none', '/:year/:title/', '/:year/:title'];
  it.each(styles)('in style %s', async (style) => {
    const { ours, theirs } = await buildBoth(`permalink: ${style}`, { ...PAGES, ...STATICS });
    const trimmed = (files: ReadonlyMap<string, string>): object =>
      Object.fromEntries([...files].map(([output, text]) => [output, text.trim()]));
    expect(theirs.files.size).toBeGreaterThan(35);
    expect(trimmed(ours.files)).toEqual(trimmed(theirs.files));
  });

  it('but for an ending that the style has as text, which only finews keeps', async () => {
    const { ours, theirs } = await buildBoth('permalink: /:title.html', { 'a.md': page() });
    expect(theirs.files.get('a.html')).toContain('/a / a.md');
    expect(ours.files.get('a.html')).toContain('/a.html / a.md');
  });

  it('with include and exclude', async () => {
    const { ours, theirs } = await buildBoth(FILTER_CONFIG, { ...FILTERED, ...EXCLUDED_POSTS });
    expect([...ours.files.keys()]).toEqual([...theirs.files.keys()]);
    expect([...ours.stories.keys()]).toEqual([...theirs.stories.keys()]);
  });

  it('with what templates see of copied files', async () => {
    const FILE = '{{ f.path }} {{ f.name }} {{ f.basename }} {{ f.extname }};';
    const { ours, theirs } = await buildBoth('title: x', {
      'img/a.tar.GZ': '',
      'img/plain': '',
      '.htaccess': '',
      'seen.txt': post('x: 1', `{% for f in site.static_files %}${FILE}{% endfor %}`),
    });
    const seen = ({ files }: typeof ours): readonly string[] =>
      (files.get('seen.txt') ?? '').split(';').filter((file) => !/assets|\.njk/.test(file));
    expect(seen(ours).toSorted()).toEqual(seen(theirs).toSorted());
  });

  it('with pages in the order of their files’ names', async () => {
    const listed = (name: string): string => `{% for p in site.${name} %}{{ p.path }} {% endfor %}`;
    const { ours, theirs } = await buildBoth('title: x', {
      'z/a.md': page(),
      'b.html': page(),
      'D.md': page(),
      'a/c.md': page(),
      '关于.md': page(),
      'all.txt': post('x: 1', listed('pages')),
      'html.txt': post('x: 1', listed('html_pages')),
    });
    for (const name of ['all.txt', 'html.txt']) {
      expect(ours.files.get(name)).toBe(theirs.files.get(name));
    }
  });

  it('with related posts, collections and what the config leaves out', async () => {
    const loop = (list: string): string => `{% for p in ${list} %}{{ p.slug }} {% endfor %}`;
    const text =
      `${loop('site.related_posts')}| ${loop('site.documents')}| ` +
      `{% for c in site.collections %}{{ c.label }} ${loop('c.docs')}{% endfor %}` +
      '{{ site.excerpt_separator | jsonify }}';
    const names = Array.from({ length: 13 }, (_, at) => `_posts/2022-05-${at + 10}-p${at}.md`);
    const { ours, theirs } = await buildBoth(
      'defaults: [{scope: {path: "", type: posts}, values: {layout: listed}}]',
      {
        ...Object.fromEntries(names.map((name) => [name, page()])),
        '_layouts/listed.html': text,
        'templates/listed.njk': text,
      },
    );
    const seen = ({ files }: typeof ours): object =>
      [...files].filter(([output]) => output.startsWith('2022/'));
    expect(seen(theirs)).toHaveLength(13);
    expect(seen(ours)).toEqual(seen(theirs));
  });

  it('with data files', async () => {
    const { ours, theirs } = await buildBoth('title: x', DATA);
    const data = ({ files }: typeof ours): unknown => JSON.parse(files.get('data.json') ?? '');
    expect(data(ours)).toEqual(data(theirs));
  });
});
