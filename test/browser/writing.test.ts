/** Stories that use all that writers have, in a real browser: for everybody, still, and silent until a click. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, useBrowser, WITHOUT } from '../support/browser.js';
import { IS_FULL } from '../support/runs.js';
import { type Served, SHIFTS, serve } from './browser.js';
import { type BuiltSite, buildKitchenSink } from './sites.js';

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

describe.skipIf(!hasChromium)(`a story with everything${WITHOUT}`, () => {
  let site: BuiltSite;
  let server: Served;
  let page: Page;
  const requests: string[] = [];
  const faults: string[] = [];
  const browser = useBrowser();
  beforeAll(async () => {
    site = await buildKitchenSink();
    server = await serve(site.folder);
    page = await browser().newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    // Nothing leaves this machine.
    await page.route(/.*/, (route) => {
      const url = route.request().url();
      if (url.startsWith(`${server.origin}/`)) return route.continue();
      requests.push(url);
      return route.abort();
    });
    await page.addInitScript(SHIFTS);
  });
  afterAll(() => {
    server.close();
    site.remove();
  });

  const violations = async (): Promise<readonly string[]> => {
    const found = await page.evaluate<readonly Violation[]>(
      'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)',
    );
    return found.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    );
  };

  /** Each story at one width; in the soak both at both. */
  const stories: readonly (readonly [name: string, width: number])[] = [
    ['kitchen-sink', 1280],
    ['english', 360],
    ...(IS_FULL
      ? ([
          ['kitchen-sink', 360],
          ['english', 1280],
        ] as const)
      : []),
  ];
  it.each(stories)('%s at %i px', async (name, width) => {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${server.origin}/${name}.html`);
      await page.evaluate(axe.source);
      expect(await violations()).toEqual([]);
      expect(await page.evaluate('window.shifts')).toEqual([]);
      const beyond = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      expect(await page.evaluate(beyond)).toBe(0);
    }
    expect([requests, faults]).toEqual([[], []]);
  });

  it('has its contents beside the text where there is room, and they follow', async () => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${server.origin}/kitchen-sink.html`);
    const text = await page.locator('.prose').boundingBox();
    const contents = page.locator('.toc details');
    expect((await contents.boundingBox())?.x).toBeGreaterThan((text?.x ?? 0) + (text?.width ?? 0));
    await page.locator('.toc a').last().click();
    expect(await contents.isVisible()).toBe(true);
    expect((await contents.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    expect(page.url()).toContain('#');
  });

  it('asks for a film when its card is clicked', async () => {
    await page.goto(`${server.origin}/kitchen-sink.html`);
    requests.length = 0;
    await page.locator('a.embed').first().click();
    const frame = page.locator('.prose iframe');
    expect(await frame.getAttribute('src')).toBe(
      'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1',
    );
    const { width = 0, height = 1 } = (await frame.boundingBox()) ?? {};
    expect(width / height).toBeCloseTo(16 / 9, 1);
  });

  it('offers a copy of its code, without the numbers of its lines', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${server.origin}/kitchen-sink.html`);
    const button = page.locator('.code button').first();
    await button.click();
    await expect.poll(() => button.textContent()).toBe('已复制');
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      'const price = 5; // 价格\nfunction total(count) {\n  return count * price;\n}',
    );
  });

  it('numbers lines', async () => {
    const numbers = await page
      .locator('pre .line')
      .evaluateAll((lines) => lines.map((line) => getComputedStyle(line).counterIncrement));
    expect(numbers).toEqual(Array.from({ length: 4 }, () => 'line 1'));
  });

  it('asks for comments when their link is clicked, and for no picture of another server', async () => {
    const asked = requests.length;
    await page.goto(`${server.origin}/english.html`);
    expect(await page.evaluate('window.talk')).toBeUndefined();
    await page.locator('[data-comments]').click();
    await expect.poll(() => page.evaluate('window.talk')).toBeDefined();
    expect(await page.evaluate('window.talk')).toEqual({
      ...{ serverURL: 'https://talk.example/', lang: 'en', path: '/english.html', dark: 'auto' },
      ...{ emoji: false, search: false, imageUploader: false },
    });
    expect(requests.slice(asked)).toEqual([]);
  });
});
