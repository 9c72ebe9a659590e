/**
 * Every kind of page of the demo site in a real browser: accessible in both schemes and at both
 * widths, still, whole at 320 px, and asking nobody else for anything.
 */
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, useBrowser, WITHOUT } from '../support/browser.js';
import { IS_FULL } from '../support/runs.js';
import { type Served, SHIFTS, serve } from './browser.js';
import { type BuiltSite, buildDemo } from './sites.js';

const PAGES = {
  home: '/',
  'numbered page': '/page/1.html',
  story: '/shilicaijingribao/markets/2023/02/14/models.html',
  'story with picture': '/shilicaijingribao/markets/2023/02/14/quay.html',
  'story with a wide table': '/markets/2023/02/14/board.html',
  'story in English': '/english/2022/07/08/english.html',
  'story of scraped HTML': '/shilicaijingribao/2022/05/16/NW202205162380456220.html',
  category: '/category/markets.html',
  'flash news': '/category/kuaixun.html',
  tag: '/tag/ai.html',
  source: '/source/shilicaijingribao.html',
  author: '/author/示例记者.html',
  topic: '/topic/market-week.html',
  'all topics': '/topics.html',
  'all sources': '/sources.html',
  year: '/2022/',
  month: '/2022/05/',
  day: '/2023/02/14/',
  search: '/search.html?q=%E5%B8%82%E5%9C%BA',
  'not found': '/404.html',
  page: '/about.html',
  'kitchen sink': '/elements.html',
};

const WIDTHS = [1280, 360];

/** All at both widths in the soak; else each page at one, by turns. */
function pagesAt(width: number): readonly (readonly [name: string, url: string])[] {
  const pages = Object.entries(PAGES);
  return pages.filter((_, at) => IS_FULL || at % WIDTHS.length === WIDTHS.indexOf(width));
}

interface Finding {
  readonly id: string;
  readonly nodes: readonly {
    readonly target: readonly string[];
    readonly failureSummary: string;
  }[];
}

/** Violations of WCAG 2.2 AA and of good practice, as `rule: element` lines. */
async function violations(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const options =
    rules === undefined
      ? { rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] }
      : { runOnly: { type: 'rule', values: rules }, resultTypes: ['violations'] };
  const found = await page.evaluate<readonly Finding[]>(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}

const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );

describe.skipIf(!hasChromium)(`every kind of page${WITHOUT}`, () => {
  let site: BuiltSite;
  let server: Served;
  const browser = useBrowser();
  const tabs = new Map<number, Tab>();
  beforeAll(async () => {
    site = await buildDemo();
    server = await serve(site.folder);
    for (const width of WIDTHS) tabs.set(width, await openTab(browser(), width, server.origin));
  });
  afterAll(() => {
    server.close();
    site.remove();
  });

  describe.each(WIDTHS)('at %i px', (width) => {
    it.each(pagesAt(width))('%s', async (_name, url) => {
      const { page, faults } = tabs.get(width) as Tab;
      faults.length = 0;
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(server.origin + url, { waitUntil: 'load' });
      await page.evaluate(axe.source);
      faults.push(...(await violations(page)));
      await page.emulateMedia({ colorScheme: 'dark' });
      faults.push(...(await violations(page, ['color-contrast', 'link-in-text-block'])));
      faults.push(...(await page.evaluate<string[]>('window.shifts')));
      if ((await overflow(page)) > 0) faults.push('scrolls sideways');
      await page.setViewportSize({ width: 320, height: 600 });
      if ((await overflow(page)) > 0) faults.push('scrolls sideways at 320 px');
      expect(faults).toEqual([]);
    });
  });
});

interface Tab {
  readonly page: Page;
  /** What went wrong on the page that is shown. */
  readonly faults: string[];
}

async function openTab(browser: Browser, width: number, origin: string): Promise<Tab> {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) faults.push(`asks ${request.url()}`);
  });
  await page.addInitScript(SHIFTS);
  return { page, faults };
}
