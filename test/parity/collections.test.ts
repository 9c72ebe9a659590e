import { describe, expect, it } from 'vitest';
import { type Files, post } from '../support/site.js';
import { type Built, buildBoth, hasJekyll } from './sites/jekyll.js';

/** What a template sees of a document; dateless ones have the build's moment in Jekyll, and none here. */
const SEEN = [
  ...['url', 'id', 'title', 'slug', 'path', 'relative_path', 'collection', 'name', 'ext', 'custom'],
  ...['categories', 'tags', 'draft', 'layout', 'previous.url', 'next.url'],
];
const seen = (name: string): string =>
  SEEN.map((key) => `${key}={{ ${name}.${key} | jsonify }}`).join(' ');
const LISTED = (list: string): string => `{% for d in ${list} %}${seen('d')}\n{% endfor %}`;

const DOCUMENTS: Files = {
  '_layouts/framed.html': `<main>{{ content }}</main>{{ page.content | strip }} ${seen('page')}`,
  '_books/one.md': post('title: 一\ncustom: {a: [1]}', '**text** {{ page.url }} {{ page.title }}'),
  '_books/Two Words.md': post('layout: framed', 'first\n\nsecond {{ page.custom }}'),
  '_books/2022-05-16-dated.md': post('layout: framed\ntags: x y\ncategories: [A, b]'),
  '_books/2021-05-16-older.md': post('layout: framed\nslug: own-Slug\ndate: 2020-01-02'),
  '_books/deep/er/three.html': post('layout: framed', '<b>{{ page.path }}</b>'),
  '_books/deep/index.md': post('title: Index'),
  '_books/own.md': post('permalink: /elsewhere/:title/'),
  '_books/own-ending.md': post('permalink: /elsewhere/data.json'),
  '_books/data.json': post('title: j', '{"u": {{ page.url | jsonify }} }'),
  '_books/style.css': post('title: c', 'a{}'),
  '_books/noext': post('title: n', 'n'),
  '_books/hidden.md': post('published: false'),
  '_books/_under.md': post('title: u'),
  '_books/plain.md': 'no front matter',
  '_books/pic.png': 'png',
  '_books/deep/pic.tar.gz': 'gz',
  '_books/书 名.md': post('title: 书'),
  '_notes/b.md': post('rank: 2', 'b {{ site.books.size }}\n\nmore'),
  '_notes/a.md': post('rank: 10', 'a'),
  '_notes/c.md': post('title: no rank', 'c'),
  '_notes/f.txt': 'f',
  '_people/z.md': post('date: 2020-01-01'),
  '_people/y.md': post('date: 2021-01-01'),
  '_people/x.md': post('date: 2021-01-01'),
  '_people/sub/w.md': post('date: 2029-01-01'),
  '_posts/2022-05-16-post.md': post('tags: t\nlayout: none', 'a post'),
  'lists.txt': post(
    'layout: null',
    [
      ...['books', 'notes', 'people'].map((label) => `${label}:\n${LISTED(`site.${label}`)}`),
      'all: {% for d in site.documents %}{% if d.collection %}{{ d.path }} {% endif %}{% endfor %}',
      '{% for c in site.collections %}{{ c.label }} {{ c.docs.size }} {{ c.output }} {{ c.note }} ' +
        '{{ c.relative_directory }} {% for f in c.files %}{{ f.path }},{{ f.collection }} {% endfor %}\n{% endfor %}',
      '{% for n in site.notes %}{{ n.content | strip }}|{{ n.excerpt | strip }}|{{ n.output }}\n{% endfor %}',
      '{% assign b = site.books | where: "title", "一" | first %}{{ b.content }}{{ b.custom.a[0] }}',
      '{{ site.tags | size }} {{ site.categories | size }} {{ site.books | map: "url" | join: " " }}',
      '{% assign s = site.static_files | where: "collection", "books" %}{{ s | map: "path" | sort | join: " " }}',
      '{% link _books/one.md %} {% link _books/deep/er/three.html %} {% link _books/pic.png %}',
    ].join('\n'),
  ),
};

const CONFIG = (books: string): string => `
timezone: UTC
collections:
  people: {note: x, output: false}
  books: {output: true${books}}
  notes: {sort_by: rank}
defaults:
  - {scope: {path: "", type: books}, values: {custom: d}}
  - {scope: {path: "_books/deep"}, values: {custom: deep}}
`;

/** Jekyll leaves a permalink's own letters as they are. */
function files({ files: all }: Built): object {
  return Object.fromEntries(
    [...all].map(([output, text]) => [output, text.trim().replace(/\n{2,}/g, '\n')]),
  );
}

/** A copied file has neither a title nor terms in Jekyll: its name for both is `:slug` as it stands. */
const COPIED = /^_books\/(?:.*\/)?(?:pic|plain)\./;

describe.skipIf(!hasJekyll)('the same collections in Jekyll and finews', () => {
  const both = async (config: string, all: Files): Promise<readonly [object, object]> => {
    const { ours, theirs } = await buildBoth(config, all);
    expect(theirs.files.size).toBeGreaterThan(10);
    return [files(ours), files(theirs)];
  };

  it.each([
    ['', ''],
    ['permalink: pretty', ''],
    ['', ', permalink: "/:collection/x/:path:output_ext"'],
    ['', ', permalink: "/b/:name/", order: [own.md, deep/index.md, gone.md]'],
  ])('with %s and books%s', async (site, books) => {
    const [ours, theirs] = await both(`${site}${CONFIG(books)}`, DOCUMENTS);
    expect(ours).toEqual(theirs);
  });

  it('with terms and titles in addresses', async () => {
    const documents = Object.entries(DOCUMENTS)
      .filter(([name]) => !COPIED.test(name))
      .map(([name, text]) => [name, String(text).replace('{% link _books/pic.png %}', '')]);
    const books = ', permalink: "/:categories/:title-:collection/:slug:output_ext"';
    const [ours, theirs] = await both(
      `permalink: /:title${CONFIG(books)}`,
      Object.fromEntries(documents),
    );
    expect(ours).toEqual(theirs);
  });

  it('in a folder of their own', async () => {
    const moved = Object.entries(DOCUMENTS).map(([name, text]) => {
      return [/^_(?:books|notes|people|posts)\//.test(name) ? `my/${name}` : name, text] as const;
    });
    const [ours, theirs] = await both(
      `collections_dir: my${CONFIG('')}`,
      Object.fromEntries(moved),
    );
    expect(ours).toEqual(theirs);
  });

  it('with YAML in them, which is data to its end', async () => {
    const [ours, theirs] = await both(CONFIG('').replace('{sort_by: rank}', '{output: true}'), {
      ...DOCUMENTS,
      '_notes/open.yml': '---\nname: X\ntitle: Open\nlist: [1, 2]\n',
      '_notes/closed.yaml': '---\ntitle: Closed\n---\nmore: text\n',
      '_notes/none.yml': 'title: copied\n',
      '_notes/j.json': post('title: J', '{"n": 1}'),
      'yaml.txt': post(
        '',
        '{% for d in site.notes %}{% if d.path contains ".y" or d.path contains ".json" %}{{ d.path }} {{ d.url }} {{ d.title }} {{ d.name }} {{ d.list | jsonify }} {{ d.content | strip }}\n{% endif %}{% endfor %}',
      ),
      // Jekyll gives such a document no terms, slug or place of its own.
      'lists.txt': '',
    });
    expect(ours).toEqual(theirs);
  });
});
