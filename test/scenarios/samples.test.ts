/** The newsroom's own posts, where they are at hand: the seed article and four others. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSite, type Files, readTree } from '../support/site.js';

const SAMPLES = path.resolve(import.meta.dirname, '../../../shared/samples');
const present = fs.existsSync(SAMPLES);
if (!present) console.warn('Skipped: the sample posts are not here (../shared/samples).');

function sampleFiles(): Files {
  const names = fs.readdirSync(SAMPLES).filter((name) => name.endsWith('.md'));
  const posts = names.map((name) => [`_posts/${name}`, fs.readFileSync(path.join(SAMPLES, name))]);
  return {
    ...Object.fromEntries(posts),
    '_config.yml': fs.readFileSync(path.join(SAMPLES, '_config.yml')),
  };
}

const SEED = '2022-05-16-NW202205162380456220';
const ARTICLE = 'qingdaocaijingribao/2022/05/16/NW202205162380456220.html';

describe.skipIf(!present)('the sample posts', () => {
  it('publishes all five, the one without a date on the day in its id', async () => {
    const site = createSite(sampleFiles());
    const result = await site.build();
    expect(result.posts).toMatchObject({ found: 5, published: 5, setAside: 0 });
    expect(site.has('emnews/2022/05/26/202205262391921712.html')).toBe(true);
    expect(result.problems.map(({ code, fate }) => [code, fate])).toEqual([
      // Its config names a theme of Jekyll's whose layouts aren't beside it.
      ['theme-absent', undefined],
      ['date-rescued', 'repaired'],
    ]);
  });

  it('shows the seed article whole, with its auto-link and both back links', async () => {
    const site = createSite(sampleFiles());
    await site.build();
    const page = site.read(ARTICLE);
    const source = fs.readFileSync(path.join(SAMPLES, `${SEED}.md`), 'utf8');
    const paragraphs = [...source.matchAll(/<p[^>]*>(.*?)<\/p>/g)].map((match) => match[1] ?? '');
    expect(paragraphs.length).toBeGreaterThan(10);
    for (const paragraph of paragraphs) expect(page).toContain(paragraph);
    expect(page).toContain(
      '<a href="http://finews.zning.xyz/html_News/NewsShare.html?infoCode=NW202205162380456220">',
    );
    expect(page).toContain(
      '<a href="//finews.withounder.com/category/qingdaocaijingribao.html">返回青岛财经日报新闻</a>',
    );
    expect(page).toContain('<a href="//finews.withounder.com/">返回首页</a>');
    expect(page).toContain('<time datetime="2022-05-16T15:04:20+08:00">2022年5月16日 15:04</time>');
  });

  it('lists the seed article on its category, its tag, the index and in the archives', async () => {
    const site = createSite(sampleFiles());
    await site.build();
    const lists = [
      'category/qingdaocaijingribao.html',
      'tag/青岛财经日报新闻.html',
      'index.html',
      '2022/05/16/index.html',
    ];
    for (const list of lists) expect(site.read(list), list).toContain(`href="/${ARTICLE}"`);
    expect(site.read('2022/index.html')).toContain('href="/2022/05/"');
    expect(site.read('2022/05/index.html')).toContain('href="/2022/05/16/"');
  });

  it('takes out the hidden tracking paragraph and keeps the stock links and pictures', async () => {
    const site = createSite(sampleFiles());
    await site.build();
    const page = site.read('emnews/2022/05/26/202205262391921712.html');
    expect(page).not.toMatch(/display:\s*none|overflow:\s*hidden|style=/);
    expect(page).toContain('href="http://quote.eastmoney.com/unify/r/106.NIO"');
    expect(page).toContain('https://dfscdn.dfcfw.com/download/D24676903417074885805_w800h555.jpg');
  });

  it('comes out the same a second time, with nothing written', async () => {
    const site = createSite(sampleFiles());
    await site.build();
    const before = readTree(path.join(site.root, 'public'));
    const memo = await site.build();
    expect(memo.outputs).toMatchObject({ added: 0, changed: 0, removed: 0 });
    expect(site.tree()).toEqual(before);
  });
});
