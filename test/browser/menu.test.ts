/** The menu on a phone: where it goes on beyond an edge, the edge says so. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, useBrowser, useTab, WITHOUT } from '../support/browser.js';
import { type Served, serve } from './browser.js';
import { type BuiltSite, buildFiles } from './sites.js';

const ENTRIES = ['World', 'Business', 'Markets', 'Technology', 'Culture', 'Opinion', 'Weather'];

function files(entries: readonly string[]): Readonly<Record<string, string>> {
  const nav = entries.map((title) => `  - { title: ${title}, url: /${title}/ }`);
  return {
    '_config.yml': ['title: Harbour', 'lang: en', 'url: https://news.example', 'nav:', ...nav].join(
      '\n',
    ),
    '_posts/2022-05-16-quay.md': '---\ntitle: The quay\n---\nA ship came in.\n',
  };
}

/** Above the words of the menu's left and right end, a few pixels each. */
async function ends(page: Page): Promise<readonly string[]> {
  const box = await page.locator('.masthead nav').boundingBox();
  if (box === null) throw new Error('There is no menu');
  const { x, y, width } = box;
  const shot = async (left: number): Promise<string> => {
    const taken = await page.screenshot({ clip: { x: left, y: y + 1, width: 3, height: 3 } });
    return taken.toString('base64');
  };
  return [await shot(x), await shot(x + width - 3)];
}

const scrollTo = (page: Page, left: number): Promise<unknown> =>
  page.evaluate(
    `document.querySelector('.masthead nav').scrollTo({ left: ${left}, behavior: 'instant' })`,
  );

const goesOn = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>(
    "(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)(document.querySelector('.masthead nav'))",
  );

describe.skipIf(!hasChromium)(`the menu${WITHOUT}`, () => {
  const browser = useBrowser();
  const tab = useTab(browser);
  const sites: BuiltSite[] = [];
  const servers: Served[] = [];
  beforeAll(async () => {
    for (const entries of [ENTRIES, ENTRIES.slice(0, 2)]) {
      const site = await buildFiles(files(entries));
      sites.push(site);
      servers.push(await serve(site.folder));
    }
  });
  afterAll(() => {
    for (const server of servers) server.close();
    for (const site of sites) site.remove();
  });

  /** Of many entries, or of few. */
  const open = async (which: number, width: number): Promise<Page> => {
    const page = await tab();
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${servers[which]?.origin}/`);
    return page;
  };

  it.each(['light', 'dark'] as const)('has a shade where it goes on (%s)', async (colorScheme) => {
    const page = await open(0, 390);
    await page.emulateMedia({ colorScheme });
    expect(await goesOn(page)).toBe(true);
    const [paper, shade] = await ends(page);
    expect(shade).not.toBe(paper);
    await scrollTo(page, 100);
    const [left, right] = await ends(page);
    expect(left).not.toBe(paper);
    expect(right).toBe(shade);
    await scrollTo(page, 10_000);
    expect((await ends(page))[0]).toBe(left);
    expect((await ends(page))[1]).toBe(paper);
    await page.emulateMedia({ colorScheme: null });
  });

  it('has none where all of it is seen, and is more lines where there are no shades', async () => {
    const few = await open(1, 390);
    expect(await goesOn(few)).toBe(false);
    expect(new Set(await ends(few)).size).toBe(1);
    const wide = await open(0, 1280);
    expect(await goesOn(wide)).toBe(false);
    expect(new Set(await ends(wide)).size).toBe(1);
    const forced = await open(0, 390);
    await forced.emulateMedia({ forcedColors: 'active' });
    expect(await goesOn(forced)).toBe(false);
    await forced.emulateMedia({ forcedColors: null });
  });
});
