/** What a written link becomes, by who wrote it and what is published. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { belowBaseurl } from '../../../src/formats/urls/baseurl.js';
import { type LinkHolder, linkAddress } from '../../../src/formats/urls/links.js';

const PUBLISHED = new Map(
  Object.entries({
    'about.md': '/about/',
    'docs/guide.md': '/docs/guide.html',
    'docs/two words.md': '/docs/two%20words.html',
    'docs/关于.md': '/docs/%E5%85%B3%E4%BA%8E.html',
    'docs/pic.png': '/docs/pic.png',
    'docs/plain.html': '/elsewhere/plain.html',
    '_posts/2022-01-01-x.md': '/2022/01/01/x.html',
    '_posts/2022-02-02-z.html': '/z/',
    'a/_posts/2022-01-01-y.markdown': '/a/y.html',
  }),
);

function link(written: string, file = '_posts/2022-05-16-s.md', baseurl = ''): string {
  const holder: LinkHolder = file.includes('_posts/')
    ? 'story'
    : file.endsWith('.md')
      ? 'markdown-page'
      : 'html-page';
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const targets = {
    markdownExtensions: ['.md', '.markdown'],
    baseurl: () => baseurl,
    addressOf: (source: string) => PUBLISHED.get(source) ?? null,
  };
  return linkAddress(written, { holder, folder }, targets) ?? written;
}

describe('a link to a file', () => {
  it.each([
    // From a story.
    ['2022-01-01-x.md', '_posts/2022-05-16-s.md', '/2022/01/01/x.html'],
    ['./2022-01-01-x.md', '_posts/2022-05-16-s.md', '/2022/01/01/x.html'],
    ['2022-01-01-x.md#part', '_posts/2022-05-16-s.md', '/2022/01/01/x.html#part'],
    ['2022-01-01-x.md?a=b&c=/#part', '_posts/2022-05-16-s.md', '/2022/01/01/x.html?a=b&c=/#part'],
    ['/_posts/2022-01-01-x.md', '_posts/2022-05-16-s.md', '/2022/01/01/x.html'],
    ['../about.md', '_posts/2022-05-16-s.md', '/about/'],
    ['/about.md', '_posts/2022-05-16-s.md', '/about/'],
    [' /about.md\n', '_posts/2022-05-16-s.md', '/about/'],
    ['../../about.md', '_posts/deep/2022-05-16-s.md', '/about/'],
    ['../2022-01-01-x.md', '_posts/deep/2022-05-16-s.md', '/2022/01/01/x.html'],
    ['../a/_posts/2022-01-01-y.markdown', '_posts/2022-05-16-s.md', '/a/y.html'],
    ['../docs/pic.png', '_posts/2022-05-16-s.md', '/docs/pic.png'],
    ['/_posts/2022-02-02-z.html', '_posts/2022-05-16-s.md', '/z/'],
    // From pages.
    ['_posts/2022-02-02-z.html', 'index.html', '/z/'],
    ['guide.md', 'docs/index.md', '/docs/guide.html'],
    ['/docs/guide.md', 'docs/index.md', '/docs/guide.html'],
    ['two%20words.md', 'docs/index.md', '/docs/two%20words.html'],
    ['two words.md', 'docs/index.md', '/docs/two%20words.html'],
    ['%E5%85%B3%E4%BA%8E.md#x', 'docs/index.md', '/docs/%E5%85%B3%E4%BA%8E.html#x'],
    ['关于.md', 'docs/index.md', '/docs/%E5%85%B3%E4%BA%8E.html'],
    ['../_posts/2022-01-01-x.md', 'docs/index.md', '/2022/01/01/x.html'],
    ['_posts/2022-01-01-x.md', 'index.md', '/2022/01/01/x.html'],
    ['pic.png', 'docs/index.md', '/docs/pic.png'],
    ['plain.html', 'docs/index.md', '/elsewhere/plain.html'],
    ['%2e%2e/about.md', 'docs/index.md', '/about/'],
    ['docs//guide.md', 'index.md', '/docs/guide.html'],
    ['about.md', 'index.html', '/about/'],
  ])('%j in %s is %s', (written, file, expected) => {
    expect(link(written, file)).toBe(expected);
    expect(link(written, file, '/news')).toBe(`/news${expected}`);
  });

  it.each([
    ['missing.md', '_posts/2022-05-16-s.md'],
    ['../../about.md', '_posts/2022-05-16-s.md'],
    ['../../../about.md', 'docs/index.md'],
    ['about.md', '_posts/2022-05-16-s.md'],
    ['about.md/', 'index.md'],
    ['ABOUT.md', 'index.md'],
    ['docs%2Fguide.md', 'index.md'],
    ['docs\\guide.md', 'index.md'],
    ['%zz/../about.md', 'index.md'],
    ['about.md%00', 'index.md'],
    ['#about.md', 'index.md'],
    ['?about.md', 'index.md'],
    ['', 'index.md'],
    ['.', 'index.md'],
    ['..', 'docs/index.md'],
    ['//about.md', 'index.md'],
    ['https:about.md', 'index.md'],
    ['https://x.example/about.md', 'index.md'],
    ['mailto:about.md', 'index.md'],
    ['constructor', 'index.md'],
    ['__proto__', 'index.md'],
    ['docs/plain.html', 'index.html'],
    [`${'x/../'.repeat(1000)}about.md`, 'index.md'],
  ])('that is not there, or none, stays: %j in %s', (written, file) => {
    expect(link(written, file)).toBe(written);
    expect(link(written, file, '/news')).toBe(written);
  });

  it('from the root may have the baseurl already', () => {
    expect(link('/news/about.md', 'index.md', '/news')).toBe('/news/about/');
    expect(link('/news/about.md', '_posts/2022-05-16-s.md', '/news')).toBe('/news/about/');
  });
});

describe('a path from the root, in a story', () => {
  const inStory = (written: string, baseurl = '/a'): string =>
    link(written, '_posts/2022-05-16-s.md', baseurl);

  it.each([
    ['/x.png', '/a/x.png'],
    ['/', '/a/'],
    ['/?q=/a', '/a/?q=/a'],
    ['/#x', '/a/#x'],
    ['/ab/x', '/a/ab/x'],
    ['/A/x', '/a/A/x'],
    ['/b/a/x', '/a/b/a/x'],
    ['/港股/', '/a/港股/'],
    ['/a/../x', '/a/x'],
    ['/./x', '/a/x'],
    ['/../../x/.', '/a/x/'],
    ['/%2e%2e/x', '/a/x'],
    ['/x\\..\\..\\y', '/a/y'],
    ['\t/x', '/a/x'],
  ])('%j gets the baseurl: %s', (written, expected) => {
    expect(inStory(written)).toBe(expected);
    expect(inStory(expected)).toBe(expected);
  });

  it.each([
    ...[
      '/a',
      '/a/',
      '/a/x',
      '/a?x',
      '/a#x',
      '/%61/x',
      '/./a/x',
      '/b/../a/x',
      '//host/x',
      '/\\host',
    ],
    ...['/\t/host', '\\x', 'x', '', '#x', '?x', 'https://x/y', 'data:image/png;base64,x', 'tel:1'],
  ])('%j stays as it is', (written) => {
    expect(inStory(written)).toBe(written);
  });

  it('is encoded or not, as the baseurl is', () => {
    expect(inStory('/x', '/新站/a b')).toBe('/%E6%96%B0%E7%AB%99/a%20b/x');
    for (const has of ['/新站/a b/x', '/%E6%96%B0%E7%AB%99/a%20b/x', '/新站/a%20b/x'])
      expect(inStory(has, '/新站/a b')).toBe(has);
    expect(inStory('/新站/x', '/新站/a b')).toBe('/%E6%96%B0%E7%AB%99/a%20b/新站/x');
  });

  it('stays without a baseurl, and in pages, which write `relative_url`', () => {
    expect(inStory('/x/../y', '')).toBe('/x/../y');
    expect(link('/x.png', 'docs/index.md', '/a')).toBe('/x.png');
    expect(link('/x.png', 'index.html', '/a')).toBe('/x.png');
  });

  it('is below the baseurl afterwards, once, for every browser', () => {
    const part = fc.constantFrom(
      'a',
      'b',
      'ab',
      '.',
      '..',
      '%2e',
      '',
      '%61',
      'x y',
      '新',
      'a?',
      '#',
    );
    const path = fc.array(part, { maxLength: 6 }).map((parts) => `/${parts.join('/')}`);
    const base = fc.constantFrom('/a', '/a/b', '/新');
    fc.assert(
      fc.property(path, base, (written, baseurl) => {
        fc.pre(!written.startsWith('//'));
        const after = inStory(written, baseurl);
        const { pathname } = new URL(after, 'https://site.example/');
        const root = new URL(baseurl, 'https://site.example/').pathname;
        const wanted = decodeURI(new URL(written, 'https://site.example/').pathname);
        const had = `${wanted}/`.startsWith(`${baseurl}/`);
        expect(`${decodeURI(pathname)}/`.startsWith(`${decodeURI(root)}/`)).toBe(true);
        expect(decodeURI(pathname)).toBe(had ? wanted : decodeURI(root) + wanted);
        expect(inStory(after, baseurl)).toBe(after);
      }),
    );
  });
});

it('nothing is put before a path that has it', () => {
  expect(belowBaseurl('/a/x', '/a')).toBeNull();
  expect(belowBaseurl('/x', '')).toBeNull();
});
