/** What a reader does: with the script and without, by keyboard, in the dark, in English, on paper. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { hasChromium, useBrowser, useTab, WITHOUT } from '../support/browser.js';
import { IS_FULL } from '../support/runs.js';
import { type Served, SHIFTS, serve } from './browser.js';
import { type BuiltSite, buildDemo, buildFiles } from './sites.js';

const STORY = '/shilicaijingribao/markets/2023/02/14/models.html';

const ENGLISH = {
  '_config.yml': [
    'title: The Courier',
    'lang: en',
    'nav: [{ title: Home, url: / }]',
    "theme: { brand: ['#14507a', '#8ec9f0'], measure: 34rem }",
  ].join('\n'),
  '_data/i18n/en.yml': 'dark: Night\nkinds: { tag: Subject }\n',
  '_posts/2023-02-14-a.md':
    '---\ntitle: "A & B"\ntags: [x]\nsource: Wire\n---\nOne *two* <span class="up">+1%</span>.\n',
};

const TYPES = {
  '_config.yml': 'title: The Harbour Courier\nlang: en\npermalink: /:title.html\n',
  '_posts/2023-02-13-a.md': '---\ntitle: First\nauthor: Staff\n---\nWords.\n\n## Part\n',
  '_posts/2023-02-14-b.md': '---\ntitle: 甲\nlang: zh-CN\n---\n第一段。\n',
};

const INDENTED = {
  '_config.yml': 'title: 报\nlang: zh-CN\ntheme: { indent: true }\n',
  '_posts/2023-02-14-a.md':
    '---\ntitle: 甲\n---\n第一段。\n\n第二段，*重点*。\n\n> 引文。\n\n![](/p.svg)\n\n[![](/p.svg)](/)\n\n第三段。\n\n    码\n\n- 一\n',
  'p.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
};

describe.skipIf(!hasChromium)(`a reader${WITHOUT}`, () => {
  const sites: BuiltSite[] = [];
  const servers: Served[] = [];
  const browser = useBrowser();
  const started = async (site: BuiltSite): Promise<string> => {
    sites.push(site);
    const server = await serve(site.folder);
    servers.push(server);
    return server.origin;
  };
  let demo = '';
  const tab = useTab(browser);
  beforeAll(async () => {
    demo = await started(await buildDemo());
  });
  afterAll(() => {
    for (const server of servers) server.close();
    for (const site of sites) site.remove();
  });

  /** In a tab that other tests use as well: nothing is chosen in it, and nothing added to it. */
  async function show(url: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const page = await tab();
    await page.emulateMedia({ colorScheme });
    await page.goto(url);
    return page;
  }

  async function open(url: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await browser().newPage({ viewport: { width: 1280, height: 800 }, ...options });
    onTestFinished(() => page.close());
    await page.goto(url);
    return page;
  }

  const style = (page: Page, selector: string, property: string): Promise<string> =>
    page.evaluate<string>(
      `getComputedStyle(document.querySelector(${JSON.stringify(selector)}))[${JSON.stringify(property)}]`,
    );

  it('needs no script', async () => {
    const page = await open(demo, { javaScriptEnabled: false });
    expect(await page.locator('.leads h2 a').count()).toBe(3);
    expect(await page.locator('.stories h3 a').count()).toBeGreaterThan(3);
    expect(await page.locator('#site-scheme').isVisible()).toBe(false);
    await page.getByRole('link', { name: '小工厂怎样用上人工智能' }).first().click();
    expect(await page.locator('h1').textContent()).toBe('小工厂怎样用上人工智能');
  });

  it('switches the scheme, keeps it on the next page from the first paint on, and goes back', async () => {
    const page = await open(demo, { colorScheme: 'light' });
    const button = page.getByRole('button', { name: '深色' });
    expect(await button.getAttribute('aria-pressed')).toBe('false');
    const paper = await style(page, 'body', 'backgroundColor');
    await button.click();
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    expect(await style(page, 'body', 'backgroundColor')).not.toBe(paper);
    await page.addInitScript(`new MutationObserver((_, self) => {
      if (!document.body) return;
      window.first = document.documentElement.dataset.scheme;
      self.disconnect();
    }).observe(document, { childList: true, subtree: true });`);
    await page.goto(demo + STORY);
    expect(await page.evaluate('window.first')).toBe('dark');
    await page.getByRole('button', { name: '深色' }).click();
    expect(await style(page, 'body', 'backgroundColor')).toBe(paper);
    expect(await page.evaluate('localStorage.length')).toBe(0);
  });

  it('follows the system where nothing was chosen', async () => {
    const page = await show(demo, 'dark');
    expect(await style(page, 'html', 'colorScheme')).toBe('light dark');
    expect(await page.getByRole('button', { name: '深色' }).getAttribute('aria-pressed')).toBe(
      'true',
    );
  });

  it('is told how long ago a story of the last day was published', async () => {
    const page = await browser().newPage();
    onTestFinished(() => page.close());
    await page.clock.setFixedTime(new Date('2023-02-14T14:25:30+08:00'));
    await page.goto(demo);
    const times = await page.locator('.stories time').allTextContents();
    expect(times.slice(0, 3)).toEqual(['25分钟前', '3小时前', '4小时前']);
    expect(await page.locator('.stories time').first().getAttribute('title')).toBe('14:00');
    await page.clock.setFixedTime(new Date('2023-02-16T14:25:30+08:00'));
    await page.reload();
    expect(await page.locator('.stories time').first().textContent()).toBe('14:00');
  });

  it.each(IS_FULL ? [360, 1280] : [360])(
    'sees nothing move when ages appear, at %i px',
    async (width) => {
      const page = await browser().newPage({ viewport: { width, height: 900 } });
      onTestFinished(() => page.close());
      await page.addInitScript(SHIFTS);
      await page.clock.setFixedTime(new Date('2023-02-14T14:25:30+08:00'));
      for (const url of ['/', '/category/kuaixun.html', '/2023/02/14/']) {
        await page.goto(demo + url);
        const times = page.locator('.stories time', { hasText: '分钟前' });
        expect(await times.count(), url).toBeGreaterThan(0);
        expect(await page.evaluate('window.shifts'), url).toEqual([]);
      }
    },
  );

  it('hears of new stories on the home page', async () => {
    const page = await browser().newPage();
    onTestFinished(() => page.close());
    await page.clock.install();
    await page.goto(demo);
    await page.clock.runFor(200_000);
    expect(await page.locator('.notice').count()).toBe(0);
    const story = '<li><h3><a href="/new.html">新</a></h3></li>';
    await page.route(`${demo}/`, async (route) => {
      const home = await (await route.fetch()).text();
      const body = home.replace(/<ol class="stories">/, `$&${story}`);
      await route.fulfill({ body, contentType: 'text/html' });
    });
    await page.clock.runFor(200_000);
    await page.locator('.notice').waitFor();
    expect(await page.locator('.notice').textContent()).toBe('有 1 条新消息，点击刷新');
  });

  it('gets past the header by keyboard, sees the focus, and scrolls a wide table', async () => {
    const page = await show(`${demo}/elements.html`);
    await page.keyboard.press('Tab');
    const skip = page.locator('.skip');
    expect(await skip.evaluate((link) => link.matches(':focus'))).toBe(true);
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    expect(await style(page, '.skip', 'outlineStyle')).toBe('solid');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('site-main');
    const [narrow, wide] = await page.locator('.prose table').all();
    expect(await narrow?.getAttribute('tabindex')).toBe(null);
    expect(await wide?.getAttribute('tabindex')).toBe('0');
    await wide?.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => wide?.evaluate((table) => table.scrollLeft)).toBeGreaterThan(0);
  });

  it('has lines of 34 to 40 characters, spaced and stressed the Chinese way', async () => {
    const page = await show(`${demo}/elements.html`);
    const size = Number.parseFloat(await style(page, '.prose p', 'fontSize'));
    const width = Number.parseFloat(await style(page, '.prose', 'width'));
    expect(size).toBe(18);
    expect(width / size).toBeGreaterThanOrEqual(34);
    expect(width / size).toBeLessThanOrEqual(40);
    expect(await style(page, '.prose p', 'textAutospace')).toBe('normal');
    expect(await style(page, '.prose p', 'lineBreak')).toBe('strict');
    expect(await style(page, '.prose p', 'textAlign')).toBe('justify');
    expect(await style(page, '.prose em', 'textEmphasisStyle')).toContain('dot');
    expect(await style(page, '.prose em', 'fontStyle')).toBe('normal');
    expect(await style(page, '.prose [lang=en] em', 'fontStyle')).toBe('italic');
    const red = await style(page, '.prose .up', 'color');
    expect(red).toBe('rgb(179, 38, 30)');
    expect(
      await page.evaluate('getComputedStyle(document.querySelector(".up"), "::before").content'),
    ).toContain('▲');
  });

  it('has type that is English in English, and Chinese in Chinese, on one site', async () => {
    const origin = await started(await buildFiles(TYPES));
    const page = await show(`${origin}/a.html`);
    /** Sizes in those of the text itself. */
    const sized = async (place: string, name: string): Promise<number> =>
      Number.parseFloat(await style(page, place, name)) /
      Number.parseFloat(await style(page, place, 'fontSize'));
    // Some 70 letters to a line; headlines close, and in one face wherever they stand.
    expect(await style(page, '.prose p', 'fontSize')).toBe('19px');
    expect(await sized('.prose p', 'width')).toBeCloseTo(34, 1);
    expect(await sized('.prose p', 'lineHeight')).toBeCloseTo(1.6, 2);
    expect(await sized('h1', 'lineHeight')).toBeCloseTo(1.2, 2);
    const face = await style(page, 'h1', 'fontFamily');
    expect(face).not.toBe(await style(page, '.prose p', 'fontFamily'));
    expect(await style(page, '.prose h2', 'fontFamily')).toBe(face);
    expect(await page.locator('.facts').textContent()).toContain('By Staff');
    await page.goto(`${origin}/`);
    expect(await style(page, '.stories h3', 'fontFamily')).toBe(face);
    await page.goto(`${origin}/b.html`);
    expect(await style(page, '.prose p', 'fontSize')).toBe('18px');
    expect(await sized('.prose p', 'width')).toBeCloseTo(38, 1);
    expect(await sized('.prose p', 'lineHeight')).toBeCloseTo(1.8, 2);
    expect(await style(page, 'h1', 'fontFamily')).toBe(await style(page, '.prose p', 'fontFamily'));
    const phone = await open(`${origin}/a.html`, { viewport: { width: 360, height: 800 } });
    const name = await phone.locator('.masthead .name').boundingBox();
    expect(name?.height).toBeLessThan(70);
  });

  it('keeps the site’s own type in a story that names its language', async () => {
    const page = await show(
      `${await started(
        await buildFiles({
          '_config.yml':
            "title: 报\nlang: zh-CN\ntheme: { sans: Mine, headline: Yours, leading: '2' }\n",
          '_posts/2023-02-14-a.md': '---\ntitle: 甲\nlang: zh-CN\n---\n第一段。\n',
        }),
      )}/2023/02/14/a.html`,
    );
    expect(await style(page, 'h1', 'fontFamily')).toBe('Yours');
    expect(await style(page, '.prose p', 'lineHeight')).toBe('36px');
  });

  it('sees paragraphs set in by two characters where the site wants it', async () => {
    const page = await show(`${await started(await buildFiles(INDENTED))}/2023/02/14/a.html`);
    expect(await style(page, '.prose > p', 'textIndent')).toBe('36px');
    expect(await style(page, '.prose > p', 'marginBottom')).toBe('0px');
    expect(await style(page, '.prose blockquote p', 'textIndent')).toBe('0px');
    for (const alone of ['.prose > p:has(> img)', '.prose > p:has(> a > img)']) {
      expect([alone, await style(page, alone, 'textIndent')]).toEqual([alone, '0px']);
      expect([alone, await style(page, alone, 'marginTop')]).toEqual([alone, '16.2px']);
    }
    for (const part of ['.prose > .code', '.prose > ul', '.prose > blockquote']) {
      expect([part, await style(page, part, 'marginTop')]).toEqual([part, '16.2px']);
    }
    expect(await style(page, '.code > pre', 'marginBottom')).toBe('0px');
  });

  it('reads an English site in English, with its own words and colours', async () => {
    const page = await show(`${await started(await buildFiles(ENGLISH))}/2023/02/14/a.html`);
    expect(await page.locator('.facts').textContent()).toContain('Source: Wire');
    expect(await page.locator('#site-scheme').textContent()).toBe('Night');
    expect(await style(page, '.masthead .name a', 'color')).toBe('rgb(20, 80, 122)');
    expect(await style(page, '.prose .up', 'color')).toBe('rgb(26, 115, 64)');
    expect(await style(page, '.prose em', 'fontStyle')).toBe('italic');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await style(page, '.masthead .name a', 'color')).toBe('rgb(142, 201, 240)');
    await page.getByRole('link', { name: 'x', exact: true }).click();
    expect(await page.locator('.kind').textContent()).toBe('Subject');
  });

  it('prints black on white, the story alone, with the addresses of links', async () => {
    const page = await open(demo + STORY, { colorScheme: 'dark' });
    await page.getByRole('button', { name: '深色' }).click();
    await page.emulateMedia({ media: 'print' });
    expect(await style(page, 'body', 'backgroundColor')).toBe('rgb(255, 255, 255)');
    expect(await style(page, 'body', 'color')).toBe('rgb(0, 0, 0)');
    for (const part of ['.masthead nav', '.related', '.neighbours', '#site-scheme']) {
      expect(await page.locator(part).isVisible(), part).toBe(false);
    }
  });
});
