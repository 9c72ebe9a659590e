/** A site with Jekyll's own layouts, built by real Jekyll and by finews: pages are compared as trees. */
import { describe, expect, it } from 'vitest';
import { builtByJekyll, hasGems } from '../support/jekyll.js';
import { createSite } from '../support/site.js';
import { hasJekyll } from './sites/jekyll.js';
import { LIQUID_SITE } from './sites/liquid.js';
import { saidBy } from './sites/page-trees.js';

const hasPagination = await hasGems('jekyll-paginate');
if (hasJekyll && !hasPagination)
  console.warn('Skipped: jekyll-paginate is not installed (Debian: ruby-jekyll-paginate).');

/** What finews makes beside what Jekyll makes. */
const ONLY_OURS =
  /^(?:assets\/(?:icon\.svg|(?:style|site)-[\da-f]{8}\.(?:css|js))|feed\.json|rss\.xml|sitemap\.xml|sitemaps\/.*)$/;

describe.skipIf(!hasJekyll || !hasPagination)("a site with Jekyll's own layouts", () => {
  let theirs: ReadonlyMap<string, string> = new Map();
  let ours: ReadonlyMap<string, string> = new Map();
  let told: readonly string[] = [];

  // One build of each for all tests; the files go with the first test, their texts stay.
  const both = async (): Promise<void> => {
    if (ours.size > 0) return;
    const site = createSite(LIQUID_SITE);
    theirs = await builtByJekyll(site);
    const { problems } = await site.build();
    told = problems.map(({ code, file, message }) => `${code} ${file}: ${message}`);
    ours = site.tree();
  };

  it('builds with nothing to tell', async () => {
    await both();
    expect(told).toEqual([]);
  });

  it('has the same files, and those that finews makes beside', async () => {
    await both();
    expect([...ours.keys()].filter((name) => !ONLY_OURS.test(name))).toEqual([...theirs.keys()]);
  });

  const outputs = ['404.html', 'about/index.html', 'archive.html', 'bare.html', 'css/site.css'];
  const more = ['feed.xml', 'index.html', 'page2/index.html', 'page3/index.html', 'none.html'];
  const stories = ['log/2021/12/31/old-year.html', 'log/海/2022/05/16/first-tide.html'];
  const rest = ['2022/05/17/a-b-c.html', 'news/2022/05/18/long.html', '2022/06/02/late.html'];
  const others = ['notes/one.html', 'plain.txt', 'robots.txt', 'search.json', 'tags.html'];
  it.each([...outputs, ...more, ...stories, ...rest, ...others])(
    '%s says the same',
    async (output) => {
      await both();
      expect(saidBy(output, ours.get(output) ?? '')).toEqual(
        saidBy(output, theirs.get(output) ?? ''),
      );
    },
  );

  it('answers each question of logic.html in the same way', async () => {
    await both();
    const answers = (text = ''): readonly string[] =>
      text.split(/(?=<li id="q)/).map((answer) => saidBy('x.html', answer).join(''));
    const [mine, yours] = [answers(ours.get('logic.html')), answers(theirs.get('logic.html'))];
    expect(mine.length).toBeGreaterThan(50);
    expect(mine).toEqual(yours);
  });
});
