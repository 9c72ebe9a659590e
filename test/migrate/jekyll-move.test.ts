/** Sites that real Jekyll built, and that move here: no address is lost, none has moved untold. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasJekyll } from '../parity/sites/jekyll.js';
import { runJekyll } from '../support/jekyll.js';
import { createSite, type Files, post, type TestSite } from '../support/site.js';
import { checked, written } from './migrated.js';

const LAYOUT =
  '<!doctype html><title>{{ page.title }}</title><body><h1>{{ page.title }}</h1><div class="text">{{ content }}</div><footer>foot</footer>';

const SITE: Files = {
  '_config.yml':
    '# ours\ntitle: Test\nurl: https://news.example\ntimezone: Asia/Shanghai\npaginate: 2 # two\nplugins: [jekyll-paginate]\n',
  '_layouts/post.html': LAYOUT,
  '_includes/x.html': 'from an include',
  'index.html':
    '---\n---\n{% for p in paginator.posts %}<a href="{{ p.url }}">{{ p.title }}</a>{% endfor %}',
  'about.md': '---\nlayout: post\ntitle: About\npermalink: /about/\n---\nWho we are.\n',
  LICENSE: 'MIT\n',
  Makefile: 'all:\n',
  '_posts/2022-05-16-late.md': post(
    'layout: post\ntitle: 深夜\ndate: 2022-05-16 23:30:00',
    '夜里的新闻。',
  ),
  '_posts/2022-05-17-中文 标题.md': post('layout: post\ntitle: 甲', '他说"好" -- 就这样。'),
  '_posts/2022-05-18-C++ & C#.md': post('layout: post\ntitle: "乙"', '一二三四五。'),
  '_posts/2022-05-19-broken.md': `---\r\nlayout: post\r\n# keep me\r\ntitle: "甲 "乙" 丙"\r\n---\r\n六七八九十。\r\n`,
  'news/a股/_posts/2022-05-20-cat.md': post(
    'layout: post\ntitle: C\ncategories: [A b, C++]',
    'Before it {% include x.html %} after it.',
  ),
  '_posts/2022-05-21-own.md': post('layout: post\ntitle: D\npermalink: /own/path', 'Own address.'),
  '_posts/2022-05-22-picture.md': post(
    'layout: post\ntitle: E',
    'A film <embed src="https://a.example/"> and words.',
  ),
};

/** Built once; each test gets a copy of its own. */
const built = new Map<string, string>();

async function jekyllSite(files: Files): Promise<TestSite> {
  const site = createSite(files);
  const args = ['build', '-q', '-s', site.root, '-d', `${site.root}/_site`];
  const run = await runJekyll(args, site.root);
  expect(fs.existsSync(path.join(site.root, '_site')), run.text).toBe(true);
  return site;
}

async function shared(): Promise<TestSite> {
  const site = createSite(SITE);
  const folder = built.get('site');
  if (folder !== undefined) {
    fs.cpSync(folder, path.join(site.root, '_site'), { recursive: true });
    return site;
  }
  const made = await jekyllSite(SITE);
  const copy = fs.mkdtempSync(path.join(path.dirname(made.root), 'finews-built-'));
  fs.cpSync(path.join(made.root, '_site'), copy, { recursive: true });
  built.set('site', copy);
  return made;
}

function bytesOf(root: string): ReadonlyMap<string, string> {
  const names = fs.readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  return new Map(
    names
      .filter((name) => fs.statSync(path.join(root, name)).isFile())
      .map((name) => [name, fs.readFileSync(path.join(root, name), 'latin1')]),
  );
}

describe.skipIf(!hasJekyll)('a site of Jekyll’s', () => {
  it('is told what has moved and why, and is left as it was', async () => {
    const site = await shared();
    const before = bytesOf(site.root);
    const { addresses, dates, changes } = await checked({ source: site.root });
    expect(bytesOf(site.root)).toEqual(before);
    expect(addresses?.lost).toEqual([]);
    const moved = addresses?.moved.map(({ address, to, reason, remedy }) => {
      const day = address.replace(/^\/20(?!22)\d\d\/\d\d\/\d\d/, '/today');
      return [day, to, reason, remedy?.kind === 'key' ? remedy.key : remedy?.kind];
    });
    expect(moved).toEqual([
      ['/2022/05/17/late.html', '/2022/05/16/late.html', 'date', 'jekyll_utc_dates'],
      ['/LICENSE', '/LICENSE', 'list', 'include'],
      ['/Makefile', '/Makefile', 'list', 'include'],
      ['/today/2022-05-19-broken.html', '/2022/05/19/broken.html', 'repaired', 'redirect'],
    ]);
    expect(dates).toMatchObject({ posts: 1, otherDay: 1, wantsUtc: true });
    expect(changes.map((one) => one.path)).toEqual([
      ...['_config.yml', '_posts/2022-05-19-broken.md'],
      ...['package.json', '.gitignore', '.github/workflows/finews.yml'],
    ]);
  });

  it('keeps every address once that is written, and nothing is left to write', async () => {
    const site = await shared();
    const { addresses, changes } = await written({ source: site.root });
    expect(addresses?.lost).toEqual([]);
    expect(addresses?.moved.map(({ isAnswered }) => isAnswered)).toEqual([true]);
    expect(changes).toEqual([]);
    const config = fs.readFileSync(path.join(site.root, '_config.yml'), 'utf8');
    expect(config).toContain('# ours\n');
    expect(config).toContain('paginate: 2 # two\n');
    const broken = fs.readFileSync(path.join(site.root, '_posts/2022-05-19-broken.md'), 'utf8');
    expect(broken).toMatch(
      /^---\r\nlayout: post\r\n# keep me\r\ntitle: "甲 "乙" 丙"\r\nredirect_from:\r\n {2}- \/[\d/]+\/2022-05-19-broken\.html\r\n---\r\n六七八九十。\r\n$/,
    );
    await site.build();
    const [old = ''] = [...site.tree().keys()].filter((name) => name.endsWith('19-broken.html'));
    expect(site.read(old)).toContain('/2022/05/19/broken.html');
  });

  it('is told whose text is another, how, and where that begins', async () => {
    const site = await shared();
    const { texts, advice } = await checked({ source: site.root });
    expect(advice.map(({ what }) => what)).toContain(
      '1 post has other pictures, frames, links or tables than before: HTML in posts is sanitised',
    );
    expect(texts?.differing.map(({ file, kind, line }) => [file, kind, line])).toEqual([
      ['news/a股/_posts/2022-05-20-cat.md', 'liquid', 6],
      ['_posts/2022-05-22-picture.md', 'frames', 5],
    ]);
    expect(texts).toMatchObject({ compared: 6, typography: 1 });
  });

  it('has a theme in a gem, which is copied in with what its style needs', async () => {
    const site = await jekyllSite({
      '_config.yml': 'title: Test\ntheme: minima\nurl: https://news.example\n',
      'index.md': '---\nlayout: home\n---\n',
      '_includes/footer.html': 'our footer',
      '_posts/2022-05-16-a.md': post('layout: post\ntitle: A', 'Some words of a post.'),
    });
    const { addresses, changes, texts } = await written({ source: site.root });
    const read = (name: string): string => fs.readFileSync(path.join(site.root, name), 'utf8');
    expect(read('_layouts/post.html')).toContain('{{ content }}');
    expect(read('_includes/footer.html')).toBe('our footer');
    expect(JSON.parse(read('package.json'))).toMatchObject({
      devDependencies: { finews: expect.stringMatching(/^file:/), sass: '^1.80.0' },
    });
    expect(changes).toEqual([]);
    expect(addresses?.moved).toEqual([]);
    // Sass is there or isn't.
    const sheets = ['/assets/main.css', '/assets/main.css.map'];
    expect(addresses?.lost.filter(({ address }) => !sheets.includes(address))).toEqual([]);
    expect(texts).toMatchObject({ compared: 1, same: 1 });
  });
});
