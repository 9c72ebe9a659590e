/** The same stories built by real Jekyll and by finews: paths, URLs and what templates see. */
import { describe, expect, it } from 'vitest';
import { buildBoth, encoded, hasJekyll, type Story, storiesOf } from './sites/jekyll.js';
import { ALL, DATED, KEYED, NAMED, OWN } from './sites/stories.js';

/** finews always encodes URLs; Jekyll leaves the letters of a permalink as they are written. */
function withEncodedUrls({ id: _id, ...story }: Story): object {
  const { url, older, newer } = story;
  return { ...story, url: encoded(url), older: encoded(older), newer: encoded(newer) };
}

describe.skipIf(!hasJekyll)('the same stories in Jekyll and finews', () => {
  it.each([
    ['date', 'Asia/Shanghai', ALL],
    ['pretty', 'America/New_York', ALL],
    ['ordinal', 'UTC', ALL],
    ['weekdate', null, ALL],
    ['none', 'Asia/Shanghai', { ...NAMED, ...DATED, ...OWN }],
    ['/news/:year/:i_month/:short_day/:slug.html', 'Asia/Shanghai', { ...NAMED, ...KEYED }],
    ['/:collection/:slugified_categories/:path:output_ext', 'Europe/London', NAMED],
    ['/:w_year-:week-:w_day/:y_day/:short_year:month:day/:name', 'America/New_York', ALL],
  ])('with permalink %s in zone %s', async (style, zone, files) => {
    const timezone = zone === null ? '' : `timezone: ${zone}\n`;
    const config = `permalink: ${style}\n${timezone}jekyll_utc_dates: true\n`;
    const { ours, theirs, result } = await buildBoth(config, files);
    expect(theirs.stories.size).toBeGreaterThan(35);
    expect([...ours.stories.keys()]).toEqual([...theirs.stories.keys()]);
    expect(storiesOf(ours, withEncodedUrls)).toEqual(storiesOf(theirs, withEncodedUrls));
    expect(result.problems).toEqual([]);
  });

  it.each(['date', 'pretty'])('with ids, with permalink %s', async (style) => {
    const config = `permalink: ${style}\ntimezone: Asia/Shanghai`;
    const { ours, theirs } = await buildBoth(config, { ...NAMED, ...KEYED });
    const id = (story: Story): string => story.id;
    expect(storiesOf(ours, id)).toEqual(storiesOf(theirs, id));
  });

  it('with formulas, and addresses and definitions that have blanks', async () => {
    const texts = [
      '设 $$a_1 * b_1 \\{ c \\vert d$$，*甲* $$ x $$',
      '$$a_1 * b\n\n- c$$\n\n甲',
      '\\$$a * b * c$$\n\n甲',
      '[甲 *乙*](https://a.example/b c.html "题") 与 [丙](/x y.html) ![丁](/a b.png)',
      '[甲][n]，<ftp://a.example/b>\n\n[n]: https://a.example/b c.html',
      '`a|b` [甲](irc://a.example/b)',
    ];
    const files = texts.map((text, at) => [
      `_posts/2022-05-1${at}-a${at}.md`,
      `---\ntitle: a\n---\n${text}\n`,
    ]);
    const { ours, theirs, result } = await buildBoth('', Object.fromEntries(files));
    const excerpt = (story: Story): string => story.excerpt.replace(/\s+/g, ' ');
    expect(theirs.stories.size).toBe(texts.length);
    expect(storiesOf(ours, excerpt)).toEqual(storiesOf(theirs, excerpt));
    expect(result.problems).toEqual([]);
  });
});
