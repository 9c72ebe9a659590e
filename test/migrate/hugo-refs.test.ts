/** Hugo's `ref` and shortcodes around it: what Hugo 0.111 resolves leads to the same address. */
import { expect, it } from 'vitest';
import { hugoRefs } from '../../src/migrate/sources/hugo-refs.js';
import { withoutShortcodes } from '../../src/migrate/sources/hugo-shortcodes.js';
import { folderOf, imported } from './imported.js';

const REFS = hugoRefs(
  [
    ...['posts/late.md', 'posts/bundle/index.md', 'posts/deep/er/a.md', 'posts/dup.md'],
    ...['docs/dup.md', 'docs/only.md', 'posts/Big Name/Some File.md', 'docs/guide/part.md'],
    ...['about.md', 'docs/中文.md', 'posts/branch/leaf/index.md'],
  ]
    .map((path) => ({
      path,
      address: `/${path
        .toLowerCase()
        .replace(/ /g, '-')
        .replace(/(?:\/index)?\.md$/, '')}/`,
    }))
    .concat(
      ['', 'posts', 'docs', 'docs/guide', 'docs/Section', 'posts/branch', 'tags'].map((path) => ({
        path,
        address: `/${path.toLowerCase()}/`.replace('//', '/'),
      })),
    ),
);

const POST = 'posts/me.md';
const GUIDE = 'docs/guide/me2.md';
const LEAF = 'posts/branch/me4/index.md';

it.each([
  [POST, 'late.md', '/posts/late/'],
  [POST, 'LATE', '/posts/late/'],
  [POST, 'late.html', '/posts/late/'],
  [POST, 'late.md?x=1', '/posts/late/'],
  [POST, 'late.md#An-Anchor', '/posts/late/#An-Anchor'],
  [POST, '#anchor', '#anchor'],
  [POST, './late.md', '/posts/late/'],
  [POST, '../docs/only.md', '/docs/only/'],
  [POST, '../about.md', '/about/'],
  [POST, 'bundle', '/posts/bundle/'],
  [POST, 'bundle/', '/posts/bundle/'],
  [POST, './bundle', '/posts/bundle/'],
  [POST, 'bundle/index.md', '/posts/bundle/'],
  [POST, 'bundle/index', '/posts/bundle/'],
  [POST, '/posts/bundle/index.md', '/posts/bundle/'],
  [POST, '../posts/bundle/index.md#a', '/posts/bundle/#a'],
  [POST, 'only', '/docs/only/'],
  [POST, 'dup', '/posts/dup/'],
  [POST, '/docs/dup', '/docs/dup/'],
  [POST, 'Big Name/Some File.md', '/posts/big-name/some-file/'],
  [POST, 'deep/er/a.md', '/posts/deep/er/a/'],
  [POST, 'branch/leaf', '/posts/branch/leaf/'],
  [POST, '_index.md', '/posts/'],
  [POST, '/', '/'],
  [POST, '/posts/_index.md', '/posts/'],
  [POST, '/docs/section', '/docs/section/'],
  [POST, '/tags', '/tags/'],
  [POST, '中文.md', '/docs/%E4%B8%AD%E6%96%87/'],
  [POST, 'nowhere.md', null],
  [GUIDE, 'late.md', '/posts/late/'],
  [GUIDE, 'posts/late.md', '/posts/late/'],
  [GUIDE, 'bundle', '/posts/bundle/'],
  [GUIDE, 'part', '/docs/guide/part/'],
  [GUIDE, '_index.md', '/docs/guide/'],
  [GUIDE, 'guide', '/docs/guide/'],
  [GUIDE, './late.md', null],
  [LEAF, 'leaf', '/posts/branch/leaf/'],
  [LEAF, '_index.md', '/posts/branch/'],
  ['me3.md', 'dup', null],
  ['me3.md', 'bundle', '/posts/bundle/'],
])('from %s, %s leads to %s', (from, ref, address) => {
  expect(REFS.addressOf(ref, from)).toBe(address);
});

it('replaces shortcodes beside ones that are only shown', () => {
  const told: string[] = [];
  const place = {
    sink: { tag: (name: string) => void told.push(name) },
    placeOf: (tag: string) => tag,
    addressOf: (ref: string) => (ref === 'b' ? '/b/' : null),
  };
  const text = '{{< ref path="b" >}} {{</* ref "b" */>}} {{% relref `b` %}} {{< odd >}}';
  expect(withoutShortcodes(text, place)).toBe('/b/ {{< ref "b" >}} /b/ {{< odd >}}');
  expect(told).toEqual(['{{< odd >}}']);
});

it('reads what is in the first language, with its mark or without', async () => {
  const text = (words: string): string => `---\ntitle: T\ndate: 2022-05-16\n---\n${words}\n`;
  const site = await imported(
    'hugo',
    folderOf({
      'hugo.toml':
        'baseURL = "https://hugo.example/"\ndefaultContentLanguage = "zh"\n[languages.zh]\nlanguageName = "中"\n[languages.en]\nlanguageName = "En"\n',
      'content/posts/a.zh.md': text('[b]({{< ref "b.md" >}}) [c]({{< ref "v1.2" >}})'),
      'content/posts/a.en.md': text('english'),
      'content/posts/b/index.zh.md': text('bundle'),
      'content/posts/v1.2.md': text('version'),
    }),
  );
  expect(site.text('_posts/2022-05-16-a.md')).toContain('[b](/posts/b/) [c](/posts/v1.2/)');
  expect(site.names.filter((name) => name.startsWith('_posts'))).toHaveLength(3);
  expect(site.advice.map(({ what }) => what).join()).toContain('only what is in zh was read');
});
