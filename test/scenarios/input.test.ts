/** What a site is made of: config files, posts, drafts, data, defaults, static files. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createSite, type Files, post } from '../support/site.js';

/** A page that prints what templates see. */
function page(body: string): string {
  return `---\n---\n${body}\n`;
}

describe('config', () => {
  it('of several files is merged deeply, later ones win, lists are replaced', async () => {
    const site = createSite({
      '_config.yml': 'title: One\ncustom: {a: 1, deep: {x: 1, y: 1}, list: [1, 2]}\n',
      'more/local.yml': 'title: Two\ncustom: {b: 2, deep: {y: 2}, list: [3]}\n',
      'seen.json': page('[{{ site.title | jsonify }}, {{ site.custom | jsonify }}]'),
    });
    await site.build({ config: ['_config.yml', 'more/local.yml'] });
    expect(site.has('more/local.yml')).toBe(false);
    const custom = { a: 1, b: 2, deep: { x: 1, y: 2 }, list: [3] };
    expect(JSON.parse(site.read('seen.json'))).toEqual(['Two', custom]);
  });

  it('may be missing or called _config.yaml', async () => {
    const site = createSite({ 'seen.txt': page('{{ site.title }}.') });
    fs.renameSync(path.join(site.root, '_config.yml'), path.join(site.root, '_config.yaml'));
    await site.build();
    expect(site.read('seen.txt')).toBe('Test.\n');
    site.remove('_config.yaml');
    await site.build();
    expect(site.read('seen.txt')).toBe('.\n');
  });

  it('may lie elsewhere, told from here as with Jekyll; in the site first', async () => {
    const site = createSite({ 'seen.txt': page('{{ site.title }}') });
    const other = createSite({ '_config.yml': 'title: Other', 'only.yml': 'title: Only' });
    const fromHere = (name: string): string =>
      path.relative(process.cwd(), path.join(other.root, name));
    await site.build({ config: [fromHere('_config.yml'), fromHere('only.yml')] });
    expect(site.read('seen.txt')).toBe('Only\n');
    await site.build({ config: [fromHere('only.yml'), '_config.yml'] });
    expect(site.read('seen.txt')).toBe('Test\n');
  });

  it('in TOML stops the build, asked for or not', async () => {
    const site = createSite({ '_config.toml': 'title = "x"\n' });
    const told = [{ code: 'config-syntax', file: '_config.toml', line: 1 }];
    expect(await site.fail({ config: ['_config.toml'] })).toMatchObject(told);
    site.remove('_config.yml');
    expect(await site.fail()).toMatchObject(told);
  });

  it('that is asked for and missing stops the build', async () => {
    const problems = await createSite({}).fail({ config: ['_config.yml', 'nope.yml'] });
    expect(problems).toMatchObject([{ code: 'config-missing' }]);
    expect(problems[0]?.message).toContain('nope.yml');
  });
});

describe('stories', () => {
  it('are found at any depth; folders above _posts are categories, folders below are not', async () => {
    const site = createSite({
      '_posts/2022-05-16-top.md': post('title: x'),
      '_posts/a/b/2022-05-16-below.md': post('title: x'),
      'news/a股/_posts/2022-05-16-above.md': post('title: x\ncategories: 快讯 news'),
    });
    await site.build();
    expect(site.has('2022/05/16/top.html')).toBe(true);
    expect(site.has('2022/05/16/below.html')).toBe(true);
    expect(site.has('news/a股/快讯/2022/05/16/above.html')).toBe(true);
    expect(site.has('category/a股.html')).toBe(true);
    expect(site.has('category/b.html')).toBe(false);
  });

  it('lie on the day that the site’s zone says, whatever the machine’s', async () => {
    const files: Files = {
      '_posts/2022-05-16-offset.md': post('date: 2022-05-26 23:30:00 -0500'),
      '_posts/2022-05-16-zoneless.md': post('date: 2022-05-26 23:30:00'),
      '_posts/2022-05-16-utc.md': post('date: 2022-05-26 23:30:00 Z'),
      '_posts/2022-05-16-named.md': post('title: x'),
    };
    const outputs = async (config: string): Promise<readonly string[]> => {
      const site = createSite({ ...files, '_config.yml': config });
      await site.build();
      return [...site.tree().keys()].filter(
        (name) => /\/(?!index)[a-z]+\.html$/.test(name) && name.startsWith('2022'),
      );
    };
    vi.stubEnv('TZ', 'America/New_York');
    expect(new Date(0).getHours()).toBe(19);
    const shanghai = await outputs('timezone: Asia/Shanghai');
    const missing = await outputs('title: x');
    vi.unstubAllEnvs();
    expect(shanghai.map((name) => name.slice(5))).toEqual([
      ...['05/16/named.html', '05/26/zoneless.html', '05/27/offset.html', '05/27/utc.html'],
    ]);
    expect(missing.map((name) => name.slice(5))).toEqual([
      ...['05/16/named.html', '05/26/utc.html', '05/26/zoneless.html', '05/27/offset.html'],
    ]);
    expect(await outputs('timezone: ""')).toEqual(await outputs('timezone: UTC'));
    const theirs = await outputs('timezone: Asia/Shanghai\njekyll_utc_dates: true');
    expect(theirs).toContain('2022/05/27/zoneless.html');
  });

  it('of _drafts appear when asked for, dated by their files', async () => {
    const site = createSite({
      '_drafts/idea.md': post('title: 想法'),
      'news/_drafts/2022-05-17-dated.md': post('title: x'),
    });
    const time = new Date('2022-05-18T16:30:00Z');
    fs.utimesSync(path.join(site.root, '_drafts/idea.md'), time, time);
    await site.build();
    expect(site.has('2022/05/19/idea.html')).toBe(false);
    const { posts } = await site.build({ drafts: true });
    expect(posts.published).toBe(2);
    expect(site.has('2022/05/19/idea.html')).toBe(true);
    expect(site.has('news/2022/05/17/dated.html')).toBe(true);
    site.write({ '_config.yml': 'show_drafts: true' });
    expect((await site.build()).posts.published).toBe(2);
  });

  it('are held back by published, future and limit_posts, and counted', async () => {
    const site = createSite({
      '_posts/2022-05-01-a.md': post('title: x'),
      '_posts/2022-05-02-b.md': post('title: x'),
      '_posts/2022-05-03-no.md': post('published: no'),
      '_posts/2022-05-03-off.md': post('published: off'),
      '_posts/2022-05-03-false.md': post('published: false'),
      '_posts/2022-05-03-yes.md': post('published: yes'),
      '_posts/2099-05-04-later.md': post('title: x'),
    });
    const counts = async (options: object): Promise<unknown> => {
      const { published, held } = (await site.build(options)).posts;
      return [published, held.unpublished, held.future, held.limited];
    };
    expect(await counts({})).toEqual([3, 3, 1, 0]);
    expect(site.has('2022/05/03/no.html')).toBe(false);
    expect(await counts({ unpublished: true })).toEqual([6, 0, 1, 0]);
    expect(await counts({ future: true })).toEqual([4, 3, 0, 0]);
    expect(await counts({ limitPosts: 2 })).toEqual([2, 3, 1, 1]);
    expect(site.has('2022/05/01/a.html')).toBe(false);
    expect(site.has('2022/05/02/b.html')).toBe(true);
    const { nextDue, posts } = await site.build();
    expect(nextDue).toBe('2099-05-04T00:00:00+08:00');
    expect(posts.held.nextDue).toBe(nextDue);
  });

  it('without a title have the file name’s, or their first words where that is an id', async () => {
    const site = createSite({
      'templates/post.njk': '{{ page.title }}',
      '_posts/2022-05-16-three-little-WORDS.md': post('categories: a'),
      '_posts/2022-05-16-NW202205162380456220.md': post(
        'title:',
        '<p>央行宣布降准。市场积极。</p>',
      ),
    });
    await site.build();
    expect(site.read('a/2022/05/16/three-little-WORDS.html')).toBe('Three Little Words');
    expect(site.read('2022/05/16/NW202205162380456220.html')).toBe('央行宣布降准');
  });

  it('keep tags, categories and titles as they are written', async () => {
    const words = ['000001', '2022-05-26', 'yes', '21:30', '010', '1_000', 'null and void'];
    const site = createSite({
      'templates/post.njk': '{{ page.title }}',
      '_posts/2022-05-16-terms.md': post(
        `tags: [${words.join(', ')}]\ncategories: [${words.join(', ')}]`,
      ),
      ...Object.fromEntries(
        words.map((word, at) => [`_posts/2022-05-17-${at}.md`, post(`title: ${word}`)]),
      ),
    });
    await site.build();
    for (const [at, word] of words.entries()) {
      expect(site.read(`2022/05/17/${at}.html`)).toBe(word);
      expect(site.read(`tag/${word.replace(/[^\d\w]|_/g, '-')}.html`)).toContain(`>${word}<`);
      expect(site.has(`category/${word.replace(/[^\d\w]|_/g, '-')}.html`)).toBe(true);
    }
  });
});

describe('_data', () => {
  it('is YAML, JSON, CSV and TSV in nested folders', async () => {
    const site = createSite({
      '_data/a.yml': 'list: [1, 文]\ncode: 000001\n',
      '_data/b.json': '{"x": {"y": null}}',
      '_data/c.csv': 'code,name\n000001,"平安, 银行"\n',
      '_data/d.tsv': 'code\tname\n1\tx\n',
      '_data/people/editors/anna.yaml': 'name: Anna\n',
      '_data/people.yml': 'total: 1\n',
      '_data/with blank.yml': '1',
      '_data/ignored.txt': 'x',
      'seen.json': page('{{ site.data | jsonify }}'),
    });
    await site.build();
    expect(JSON.parse(site.read('seen.json'))).toEqual({
      a: { list: [1, '文'], code: '000001' },
      b: { x: { y: null } },
      c: [{ code: '000001', name: '平安, 银行' }],
      d: [{ code: '1', name: 'x' }],
      people: { total: 1, editors: { anna: { name: 'Anna' } } },
      with_blank: 1,
    });
  });

  it('that cannot be read stops the build', async () => {
    for (const name of ['a.yml', 'b.json']) {
      const problems = await createSite({ [`_data/${name}`]: '{"x": ' }).fail();
      expect(problems).toMatchObject([{ file: `_data/${name}`, severity: 'error' }]);
    }
  });
});

describe('defaults', () => {
  it('go by path, glob and type; the longer path wins, the story’s own wins over all', async () => {
    const site = createSite({
      '_config.yml': `
defaults:
  - scope: {path: "", type: posts}
    values: {layout: seen, v: posts, map: {a: 1, b: 1}}
  - scope: {path: news}
    values: {v: news, categories: [default], map: {b: 2}}
  - scope: {path: "", type: pages}
    values: {v: pages}
  - scope: {path: "_posts/*/special-*"}
    values: {v: glob}
  - scope: {path: _posts/moved}
    values: {permalink: "/moved/:title/"}
`,
      'templates/seen.njk': '{{ page.v }} {{ page.map | jsonify }}',
      'about.html': page('{{ page.v }}'),
      '_posts/2022-05-16-a.md': post('title: x'),
      '_posts/2022-05-16-own.md': post('v: own\nmap: {a: 3}'),
      '_posts/2022-05-16-null.md': post('v:\nlayout:'),
      '_posts/sub/special-2022-05-16.md': post('date: 2022-05-16'),
      'news/_posts/2022-05-16-b.md': post('categories: [own]'),
      '_posts/moved/2022-05-16-c.md': post('title: x'),
    });
    await site.build();
    expect(site.read('about.html')).toBe('pages\n');
    expect(site.read('2022/05/16/a.html')).toBe('posts {"a":1,"b":1}');
    expect(site.read('2022/05/16/own.html')).toBe('own {"a":3,"b":1}');
    expect(site.read('2022/05/16/null.html')).toBe('posts {"a":1,"b":1}');
    expect(site.read('2022/05/16/special-2022-05-16.html')).toMatch(/^glob/);
    expect(site.read('news/default/own/2022/05/16/b.html')).toBe('news {"a":1,"b":2}');
    expect(site.has('moved/c/index.html')).toBe(true);
  });
});

describe('files', () => {
  const bytes = Uint8Array.from({ length: 512 }, (_, at) => at % 256);

  it('without front matter are copied as they are', async () => {
    const site = createSite({ 'img/图 片.bin': bytes, 'x.html': '{{ site.title }}\r\n' });
    await site.build();
    const copied = fs.readFileSync(path.join(site.root, 'public/img/图 片.bin'));
    expect(Buffer.compare(copied, bytes)).toBe(0);
    expect(site.read('x.html')).toBe('{{ site.title }}\r\n');
  });

  it('with special names are left out unless included, excluded ones with all below', async () => {
    const site = createSite({
      '_config.yml': 'include: [_shown, .well-known]\nexclude: [drafty, "*.log", README]\n',
      ...Object.fromEntries(
        [
          ...['_hidden/a.txt', '.secret', '#x.txt', 'backup.txt~', '_shown/a.txt', '_shown/_b.txt'],
          ...['.well-known/c.txt', 'drafty/a.txt', 'deep/x.log', 'README.txt', 'deep/README.txt'],
          ...['node_modules/x/y.txt', 'package.json', 'package-lock.json', 'Gemfile', '.finews/z'],
        ].map((name) => [name, name]),
      ),
    });
    await site.build();
    const copied = [...site.tree()].filter(([name, text]) => name === text).map(([name]) => name);
    expect(copied).toEqual(['_shown/a.txt', 'deep/README.txt']);
    expect(site.read('.well-known/c.txt')).toBe('.well-known/c.txt');
    expect(site.has('.secret')).toBe(false);
  });

  it('named in keep_files stay at the destination', async () => {
    const site = createSite({
      '_config.yml': 'keep_files: [kept, google]\n',
      'kept/a.txt': 'ours',
      'googleabc.html': 'ours',
      'gone.txt': 'ours',
    });
    await site.build();
    site.write({ 'public/kept/theirs.txt': 'theirs' });
    site.remove('kept', 'googleabc.html', 'gone.txt');
    const { problems } = await site.build();
    expect(site.has('gone.txt')).toBe(false);
    expect(site.read('kept/a.txt')).toBe('ours');
    expect(site.read('googleabc.html')).toBe('ours');
    expect(site.read('kept/theirs.txt')).toBe('theirs');
    expect(problems).toEqual([]);
  });
});
