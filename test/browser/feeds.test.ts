/**
 * Feeds as their readers show them, in a real browser: what is read as HTML shows the text and runs
 * nothing, what is read as text shows the text and no reference.
 */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasChromium, useBrowser, useTab, WITHOUT } from '../support/browser.js';
import { createSite, type TestSite } from '../support/site.js';

/** Each runs, in one way or another, where a page takes it for HTML. */
const LIVE = [
  '<img src=x onerror=window.ran=1>',
  '<svg onload=window.ran=1></svg>',
  '<details open ontoggle=window.ran=1>x</details>',
  '<video><source onerror=window.ran=1></video>',
  '<iframe srcdoc="<script>parent.ran=1</script>"></iframe>',
  '"><img src=x onerror=window.ran=1>',
  '<!--><img src=x onerror=window.ran=1>-->',
  ']]><img src=x onerror=window.ran=1>',
  '</title></textarea><img src=x onerror=window.ran=1>',
];
/** What would show, or run, were it unescaped once too often or too seldom. */
const TEXTS = [
  ...LIVE,
  '&lt;img src=x onerror=window.ran=1&gt;',
  '&amp;lt;img src=x onerror=window.ran=1&amp;gt;',
  '&#60;img src=x onerror=window.ran=1&#x3e;',
  '5 < 6 && 7 > 3',
  'Q&A, R&D; 5 &lt; 6',
  'O\'Neil & "sons"',
  '<b>bold</b>',
];

/** A text field of a feed, and how readers take it. */
interface Field {
  readonly name: string;
  readonly as: 'html' | 'text';
  readonly text: string;
}

const tab = useTab(useBrowser());

async function openBlank(): Promise<Page> {
  const page = await tab();
  await page.setContent('<!doctype html><title>Reader</title><main></main>');
  return page;
}

/** Runs in the page: shows each text in a box of its own, and says what is seen and whether any ran. */
const SHOW = `async (texts, as) => {
  const main = document.querySelector('main');
  const seen = texts.map((text) => {
    const box = document.createElement('div');
    if (as === 'html') box.innerHTML = text;
    else box.textContent = text;
    main.append(box);
    return box.textContent;
  });
  await new Promise((done) => setTimeout(done, 300));
  return { seen, ran: Reflect.has(window, 'ran') };
}`;

/** What a reader shows of the texts; throws where one of them runs. */
async function shown(
  page: Page,
  texts: readonly string[],
  as: Field['as'],
): Promise<readonly string[]> {
  const found = await page.evaluate<{ readonly seen: readonly string[]; readonly ran: boolean }>(
    `(${SHOW})(${JSON.stringify(texts)}, '${as}')`,
  );
  if (found.ran) throw new Error('A text has run');
  return found.seen;
}

/** Runs in the page: the browser's own XML parser finds every element that has text alone. */
const READ = `(text) => {
  const root = new DOMParser().parseFromString(text, 'application/xml');
  if (root.querySelector('parsererror') !== null) throw new Error('not well-formed');
  const leaves = [...root.querySelectorAll('*')].filter(({ children }) => children.length === 0);
  return leaves.map((leaf) => {
    const name = leaf.nodeName;
    const isHtml = name === 'description' && leaf.parentElement.nodeName === 'item';
    const isTyped = leaf.getAttribute('type') === 'html' || name === 'content:encoded';
    const text = leaf.getAttribute('term') ?? leaf.textContent;
    return { name, as: isHtml || isTyped ? 'html' : 'text', text };
  });
}`;

async function fieldsOf(page: Page, xml: string): Promise<readonly Field[]> {
  return page.evaluate<readonly Field[]>(`(${READ})(${JSON.stringify(xml)})`);
}

/** Elements that have a story's or the site's own words. */
const WORDS =
  /^(?:description|summary|title|category|dc:creator|name|subtitle|news:title|news:name)$/;

const quoted = (text: string): string => JSON.stringify(text);

/** A story for each text, which stands in every field that becomes a feed's. */
function siteOf(texts: readonly string[], feed: string): TestSite {
  const files = texts.map((text, at): readonly [string, string] => {
    const lines = [
      ...[`title: ${quoted(text)}`, `description: ${quoted(text)}`, `tags: [${quoted(text)}]`],
      ...[`category: ${quoted(text)}`, `author: {name: ${quoted(text)}}`],
    ];
    const name = `_posts/2022-05-${String(at + 1).padStart(2, '0')}-s.md`;
    return [name, `---\n${lines.join('\n')}\n---\nText\n`];
  });
  const [first = ''] = texts;
  const config = `title: ${quoted(first)}\ndescription: ${quoted(first)}\nurl: https://n.example\n${feed}`;
  return createSite({ '_config.yml': config, ...Object.fromEntries(files) });
}

describe.skipIf(!hasChromium)(`what readers show of feeds${WITHOUT}`, () => {
  it('would show it where a text runs', async () => {
    const page = await openBlank();
    for (const text of LIVE) {
      await page.setContent('<!doctype html><main></main>');
      await expect(shown(page, [text], 'html'), text).rejects.toThrow('A text has run');
    }
  });

  it.each(['rss.xml', 'feed.xml', 'sitemaps/news.xml'])(
    '%s: every text as it was written, and nothing runs',
    async (file) => {
      const site = siteOf(TEXTS, 'feed: {excerpt_only: true}');
      await site.build({ now: '2022-05-16T00:00:00Z' });
      const page = await openBlank();
      const fields = await fieldsOf(page, site.read(file));
      for (const as of ['html', 'text'] as const) {
        const own = fields.filter((field) => field.as === as).map(({ text }) => text);
        const seen = await shown(page, own, as);
        const names = fields.filter((field) => field.as === as).map(({ name }) => name);
        const wrong = seen.filter(
          (text, at) => WORDS.test(names[at] ?? '') && !TEXTS.includes(text),
        );
        expect(wrong).toEqual([]);
      }
      const summaries = fields.filter(({ name }) => /^(?:description|summary)$/.test(name));
      const isRss = file === 'rss.xml';
      expect(summaries.filter(({ as }) => as === 'html')).toHaveLength(isRss ? TEXTS.length : 0);
    },
  );

  it('feed.json: every text as it was written, and content that runs nothing', async () => {
    const body = (text: string): string => `\`${text}\` and ${text}\n`;
    const site = siteOf(TEXTS, '');
    const posts = TEXTS.map((text, at): readonly [string, string] => {
      const name = `_posts/2022-06-${String(at + 1).padStart(2, '0')}-b.md`;
      return [name, `---\ntitle: B\n---\n${body(text)}`];
    });
    site.write(Object.fromEntries(posts));
    await site.build({ now: '2023-01-01T00:00:00Z' });
    const { items } = JSON.parse(site.read('feed.json')) as {
      items: { title: string; summary: string; content_html: string; tags?: string[] }[];
    };
    const page = await openBlank();
    await shown(
      page,
      items.map(({ content_html }) => content_html),
      'html',
    );
    for (const { title, tags, summary } of items.filter(({ title: name }) => name !== 'B')) {
      expect(TEXTS).toContain(title);
      expect(tags).toEqual([title]);
      expect(summary).toBe(title);
    }
    const rss = await fieldsOf(page, site.read('rss.xml'));
    const html = rss.filter(({ as }) => as === 'html').map(({ text }) => text);
    await shown(page, html, 'html');
  });
});
