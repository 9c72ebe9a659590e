/** Pictures in a real browser: nothing moves when they come, and large ones open. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, useBrowser, WITHOUT } from '../support/browser.js';
import { picture } from '../support/pictures.js';
import { type Served, SHIFTS, serve } from './browser.js';
import { type BuiltSite, buildFiles } from './sites.js';

describe.skipIf(!hasChromium)(`pictures${WITHOUT}`, () => {
  const browser = useBrowser();
  let site: BuiltSite | undefined;
  let server: Served | undefined;
  beforeAll(async () => {
    const large = await picture({ format: 'jpeg', width: 2000, height: 1200 });
    const small = await picture({ format: 'png', width: 60, height: 40 });
    site = await buildFiles({
      '_config.yml': 'title: T\nlang: en\n',
      '_posts/2023-02-14-a.md':
        '---\ntitle: A\nimage: {path: large.jpg, alt: Lead, credit: Wire}\n---\nFirst.\n\n![Large](large.jpg "Caption")\n\n![Small](small.png)\n\nLast words.\n',
      '_posts/large.jpg': large,
      '_posts/small.png': small,
    });
    server = await serve(site.folder);
  });
  afterAll(() => {
    server?.close();
    site?.remove();
  });

  it('have their places before they come, and open large by a click or a key', async () => {
    const page = await browser().newPage({ viewport: { width: 800, height: 600 } });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/404/.test(message.text())) errors.push(message.text());
    });
    await page.addInitScript(SHIFTS);
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(/\.(?:jpg|png)$/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${server?.origin}/2023/02/14/a.html`, { waitUntil: 'domcontentloaded' });
    await page.getByText('Last words.').waitFor();
    const before = await page.evaluate('document.body.scrollHeight');
    release();
    await page.locator('.prose img.large').nth(1).waitFor();
    expect(await page.evaluate('document.body.scrollHeight')).toBe(before);
    expect(await page.evaluate('window.shifts')).toEqual([]);
    // The small one is shown as large as it is.
    expect(await page.locator('.prose img.large').count()).toBe(2);

    await page.locator('.prose img.large').nth(1).click();
    await page.locator('dialog.zoom[open] img').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog.zoom').waitFor({ state: 'detached' });
    await page.locator('.prose img.large').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('dialog.zoom[open]').click();
    await page.locator('dialog.zoom').waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
    await page.close();
  });
});
