/** Stories that Jekyll publishes without their front matter, which finews mends: both addresses live. */
import { describe, expect, it } from 'vitest';
import { createSite, type Files, post } from '../support/site.js';
import { buildBoth, hasJekyll } from './sites/jekyll.js';

const KEYS = [
  'title: T',
  'permalink: /moved/x.html',
  'date: 2021-03-04 05:06:07 +0800',
  'categories: [news]',
  'slug: other',
  'permalink: /:year/:slug.html\nslug: other',
  'categories: news\ndate: 2021-12-31 23:59:59 +0800',
] as const;

/** How front matter is lost or broken; `keys` are lines. */
const BREAKS: readonly ((keys: string) => string | Uint8Array)[] = [
  (keys) => `---\n${keys}\n---\nt\n`,
  (keys) => `layout: story\n${keys}\n---\nt\n`,
  (keys) => `  ---\nlayout: story\n${keys}\n---\nt\n`,
  (keys) => `\n---\n${keys}\n---\nt\n`,
  (keys) => ` \t\n\n---\n${keys}\n---\nt\n`,
  (keys) => `\ufeff---\n${keys}\n---\nt\n`,
  (keys) => `\ufeff\n---\n${keys}\n---\nt\n`,
  (keys) => `———\nlayout: story\n${keys}\n———\nt\n`,
  (keys) => `－－－\nlayout: story\n${keys}\n---\nt\n`,
  (keys) => `---\r\n${keys.replaceAll('\n', '\r\n')}\r\n---\r\nt\r\n`,
  (keys) => `---\r${keys.replaceAll('\n', '\r')}\r---\rt\r`,
  (keys) => `---   \n${keys}\n...\nt\n`,
  (keys) => `---\n${keys}\nsource：报\n---\nt\n`,
  (keys) => `---\nsummary: "a" b\n${keys}\n---\nt\n`,
  (keys) => `---\n${keys}\ntags: [a, b\n---\nt\n`,
  (keys) => `---\n  ${keys.replaceAll('\n', '\n  ')}\n---\nt\n`,
  (keys) => Buffer.from(`---\n${keys}\nauthor: 新华社的记者在北京\n---\n`, 'utf16le'),
];

function stories(): Files {
  const all = BREAKS.flatMap((broken, way) =>
    KEYS.map((keys, at) => {
      // Each its own place: what is tried here is no clash.
      const own = keys.replace('/x', `/x${way}`).replace('other', `other-${way}-${at}`);
      return [`_posts/2020-01-02-s${way}-${at}.md`, broken(own)] as const;
    }),
  );
  return Object.fromEntries(all);
}

describe.skipIf(!hasJekyll)('what Jekyll reads otherwise', () => {
  it.each([
    'date',
    'pretty',
    '/:categories/:title',
    '/:title/',
    '/:year/:slug.html',
  ])('with permalink %s: where Jekyll has a story, finews has it or a redirect', async (style) => {
    const config = `permalink: ${style}\ntimezone: Asia/Shanghai\nurl: https://n.example`;
    const { ours, theirs, result } = await buildBoth(config, stories());
    expect(theirs.stories.size).toBeGreaterThan(100);
    // What Jekyll can't read it dates by the clock: that address is another one tomorrow.
    const lasting = [...theirs.stories.keys()].filter((output) => !/^(?:.*\/)?20(?!20|21)\d\d\//.test(output));
    const leading = lasting.filter((output) => !ours.stories.has(output));
    for (const output of leading) expect(ours.files.get(output), output).toContain('http-equiv="refresh"');
    const told = result.problems.filter(({ code }) => code === 'address-repaired');
    expect(told.length).toBe(leading.length);
    expect(leading.length).toBeGreaterThan(15);
    for (const { message, fate } of told) {
      const [, from = '', to = ''] = / from (\S+) .* to (\S+); the old address leads to it$/.exec(message) ?? [];
      expect(fate).toBe('repaired');
      expect(leading).toContain(from.slice(1).replace(/\/$/, '/index.html').replace(/(?<!\.html)$/, '.html'));
      expect(ours.stories.has(to.slice(1).replace(/\/$/, '/index.html').replace(/(?<!\.html)$/, '.html'))).toBe(true);
    }
  }); // biome-ignore format: long lines
});

describe('a story that a repair moves', () => {
  const MOVED = 'title: A\npermalink: /a.html\n---\n正文\n';
  const A = '_posts/2022-05-16-a.md';
  const config = (more = ''): Files => ({
    '_config.yml': `title: x\nurl: https://n.example\ntimezone: Asia/Shanghai\n${more}\n`,
  });
  const told = async (files: Files): Promise<readonly string[]> => {
    const { problems } = await createSite(files).build();
    return problems.filter(({ code }) => code === 'address-repaired').map(({ message }) => message);
  };

  it('says from what to what, the same in a second build', async () => {
    const site = createSite({ ...config(), [A]: MOVED });
    const first = await site.build();
    const moved = first.problems.find(({ code }) => code === 'address-repaired');
    expect(moved).toMatchObject({ file: A, line: 2, fate: 'repaired', severity: 'warning' });
    expect(moved?.message).toBe(
      'What was repaired moves the story from /2022/05/16/a.html (where Jekyll has it) to /a.html; the old address leads to it',
    );
    expect(site.read('2022/05/16/a.html')).toContain('url=https://n.example/a.html');
    expect((await site.build()).problems).toEqual(first.problems);
    site.write({ [A]: `---\n${MOVED}` });
    expect((await site.build()).problems).toEqual([]);
    expect(site.has('2022/05/16/a.html')).toBe(false);
  });

  it.each([
    ['a story', { '_posts/2022-05-16-b.md': post('permalink: /2022/05/16/a.html') }],
    ['a page', { 'x.md': post('permalink: /2022/05/16/a') }],
    ['a file', { '2022/05/16/a.html': 'x' }],
    ['another’s old address', { 'x.md': post('redirect_from: /2022/05/16/a.html') }],
  ])('says that %s has the old address', async (_, files) => {
    const messages = await told({ ...config(), ...files, [A]: MOVED });
    expect(messages).toEqual([
      expect.stringContaining('; the old address is that of something else, and leads nowhere'),
    ]);
  });

  it('counts its own redirect_from, and says when redirects are off', async () => {
    const own = MOVED.replace('---', 'redirect_from: /2022/05/16/a.html\n---');
    expect(await told({ ...config(), [A]: own })).toEqual([expect.stringContaining('leads to it')]);
    expect(await told({ ...config('redirects: false'), [A]: MOVED })).toEqual([
      expect.stringContaining('does not lead, as `redirects` is off, to it'),
    ]);
  });

  it.each([
    ['the same address', 'title: A\nlayout: post\n---\n正文\n', {}],
    ['a draft', MOVED, { from: '_drafts/2022-05-16-a.md' }],
    ['a name that Jekyll takes for no post', `date: 2022-05-16\n${MOVED}`, { from: '_posts/a.md' }],
  ])('leaves none of %s', async (_, text, { from = A }: { from?: string }) => {
    const site = createSite({ ...config(), [from]: text });
    const { problems } = await site.build({ drafts: true });
    expect(problems.filter(({ code }) => code === 'address-repaired')).toEqual([]);
    expect(site.has('redirects.json')).toBe(false);
  });
});
