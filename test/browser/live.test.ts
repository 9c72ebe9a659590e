/** `finews serve --watch` in a real browser: files are edited on the disk, nobody touches the page. */
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ServeOptions } from '../../src/commands/serve-command.js';
import { hasChromium, useBrowser, useTab, WITHOUT } from '../support/browser.js';
import { PLAIN } from '../support/plain-theme.js';
import { type Preview, preview, startPreview } from '../support/preview.js';
import { createSite, type Files, post, readTree, type TestSite } from '../support/site.js';

const STORY = '_posts/2022-05-16-story.md';
const TEXT = post('title: 开站大吉\ncategories: news', '第一版。');
const URL_PATH = 'news/2022/05/16/story.html';

describe.skipIf(!hasChromium)(`in Chromium${WITHOUT}`, () => {
  const browser = useBrowser();
  const tab = useTab(browser);

  interface Desk extends Preview {
    readonly site: TestSite;
    readonly page: Page;
    /** What the page complained about. */
    readonly complaints: readonly string[];
  }

  /** A watched site with `files` and a story, and a page that shows `address` of it. */
  async function open(files: Files, address: string, options: ServeOptions = {}): Promise<Desk> {
    const site = createSite({ ...PLAIN, [STORY]: TEXT, ...files });
    const served = await preview(site, options);
    const page = await tab();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('dialog', () => complaints.push('dialog'));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(served.url + address);
    await connected(page);
    return { ...served, site, page, complaints };
  }

  /** Until the script of the page has run: it listens from then on. */
  const connected = (page: Page): Promise<unknown> =>
    page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/live.js')),
    );
  const expectShown = async (shown: Locator): Promise<void> => {
    await shown.waitFor();
    expect(await shown.isVisible()).toBe(true);
  };
  const overlay = (page: Page, inner: string) => page.locator(`finews-problems ${inner}`);
  /** Marks the document: the mark is gone after a reload. */
  const mark = (page: Page): Promise<unknown> => page.evaluate('document.title = "MARK"');
  const isMarked = async (page: Page): Promise<boolean> => (await page.title()) === 'MARK';
  const scrollTo = (page: Page, y: number): Promise<unknown> => page.evaluate(`scrollTo(0, ${y})`);
  const placeOf = (page: Page): Promise<unknown> => page.evaluate('scrollY');
  const styleOf = (page: Page, selector: string, name: string): Promise<unknown> =>
    page.evaluate(`(() => {
      const root = document.querySelector('finews-problems')?.shadowRoot ?? document;
      return getComputedStyle(root.querySelector('${selector}')).${name};
    })()`);

  it('shows the new text of an edited story', async () => {
    const { site, page, lines } = await open({}, URL_PATH);
    await expectShown(page.getByText('第一版。'));
    site.write({ [STORY]: TEXT.replace('第一版', '第二版') });
    await expectShown(page.getByText('第二版。'));
    expect(lines.at(-1)).toMatch(
      /^Changed _posts\/2022-05-16-story\.md · \d+ pages rendered, \d+ files? written · \d+ ms$/,
    );
  });

  it('shows where a template is broken above the last good page, until it is mended', async () => {
    const { site, page } = await open({}, URL_PATH);
    await mark(page);
    site.write({ 'templates/post.njk': '<p>\n\n{{ page.title | nofilter }}' });
    await expectShown(overlay(page, 'section').getByText('templates/post.njk:3:'));
    expect(await overlay(page, 'pre').textContent()).toContain('> 3 | {{ page.title | nofilter }}');
    expect(await page.getByText('第一版。').isVisible()).toBe(true);
    site.write(PLAIN);
    await overlay(page, 'section').waitFor({ state: 'detached' });
    expect(await isMarked(page)).toBe(true);
  });

  it('shows a page opened while a template is broken, and what is wrong', async () => {
    const { site, page, url } = await open({}, '');
    site.write({ 'templates/home.njk': '{% if %}' });
    await expectShown(overlay(page, 'section'));
    await page.goto(url + URL_PATH);
    await expectShown(page.getByText('第一版。'));
    await expectShown(overlay(page, 'section').getByText('templates/home.njk:1:'));
    await overlay(page, 'button').click();
    await overlay(page, 'section').waitFor({ state: 'detached' });
  });

  it('takes over a changed config, also its baseurl', async () => {
    const { site, page, url } = await open({}, '');
    site.write({ '_config.yml': 'title: 改名了\n' });
    await expectShown(page.getByText('改名了').first());
    site.write({ '_config.yml': 'title: 搬家了\nbaseurl: /news\n' });
    await expectShown(page.getByText('搬家了').first());
    expect(new URL(page.url()).pathname).toBe('/news/');
    await page.goto(`${url}news/${URL_PATH}`);
    await expectShown(page.getByText('第一版。'));
  });

  it('shows a draft as soon as it is there, and never where the site is deployed from', async () => {
    const { site, page } = await open({}, '', { drafts: true });
    await site.build();
    site.write({ '_drafts/secret.md': post('title: 还没定稿') });
    await expectShown(page.getByText('还没定稿').first());
    await site.build();
    const deployed = [...site.tree().values()].join('\n');
    expect(deployed).toContain('开站大吉');
    expect(deployed).not.toMatch(/还没定稿|live\.js|localhost/);
    const previewed = readTree(path.join(site.root, '.finews/preview'));
    expect([...previewed.values()].join('\n')).not.toContain('live.js');
  });

  const LONG = '<body style="height: 9000px"><p id="text">一</p>';
  const HEAD = '<!doctype html><meta charset="utf-8"><title>x</title>';
  const SHEET = '<link rel="stylesheet" href="/main.css">';

  it('swaps styles without a reload, and keeps the place', async () => {
    const files = { 'long.html': HEAD + SHEET + LONG, 'main.css': 'p { color: rgb(1, 2, 3) }' };
    const { site, page } = await open(files, 'long.html');
    await mark(page);
    await scrollTo(page, 4321);
    for (const next of ['rgb(4, 5, 6)', 'rgb(7, 8, 9)']) {
      site.write({ 'main.css': `p { color: ${next} }` });
      await expect.poll(() => styleOf(page, '#text', 'color'), { timeout: 10_000 }).toBe(next);
    }
    expect(await placeOf(page)).toBe(4321);
    expect(await isMarked(page)).toBe(true);
    expect(await page.locator('link').count()).toBe(1);
  });

  it('keeps the place when it reloads', async () => {
    const { site, page } = await open({ 'long.html': HEAD + LONG }, 'long.html');
    await scrollTo(page, 4321);
    site.write({ 'long.html': HEAD + LONG.replace('一', '二') });
    await page.getByText('二').waitFor({ state: 'attached' });
    await expect.poll(() => placeOf(page), { timeout: 10_000 }).toBe(4321);
  });

  it('works under a strict policy, and breaks no part of it', async () => {
    const policy =
      "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'";
    const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
    const text = `<!doctype html><html><head>${meta}<title>x</title><p>一`;
    const { site, page, complaints } = await open({ 'strict.html': text }, 'strict.html');
    site.write({ 'strict.html': text.replace('一', '二') });
    await expectShown(page.getByText('二'));
    site.write({ 'templates/post.njk': '{{ x | nofilter }}' });
    await expectShown(overlay(page, 'section').getByText('nofilter').first());
    expect(await styleOf(page, 'section', 'backgroundColor')).toBe('rgb(29, 31, 36)');
    expect(complaints).toEqual([]);
  });

  it('shows warnings collapsed, as text whatever they say', async () => {
    const evil = '<img src=x onerror=alert(1)><script>alert(1)</script>';
    const { page, complaints } = await open(
      { '_posts/2022-05-17-evil.md': `---\ntitle: "${evil}" x"\ndate: 2022-05-17\n---\nx\n` },
      URL_PATH,
    );
    await expectShown(overlay(page, 'summary').getByText('1 warning'));
    expect(await overlay(page, 'article').isVisible()).toBe(false);
    await overlay(page, 'summary').click();
    expect(await overlay(page, 'article').textContent()).toContain('<img src=x onerror=alert(1)>');
    expect(await overlay(page, ':is(img, script)').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('opens what says that a story is gone, on the page that has vanished', async () => {
    const { site, page } = await open({}, URL_PATH);
    site.write({ [STORY]: '---\ntitle: 好\n没有结束\n' });
    await expectShown(overlay(page, 'article').getByText('PUBLISHED BEFORE').first());
  });

  it('comes back by itself when the server is started again', async () => {
    const { site, page, port, close } = await open({}, URL_PATH);
    await close();
    site.write({ [STORY]: TEXT.replace('第一版', '第二版') });
    await preview(site, { port });
    await expectShown(page.getByText('第二版。'));
    site.write({ [STORY]: TEXT.replace('第一版', '第三版') });
    await expectShown(page.getByText('第三版。'));
  });

  it('lets go of its connection while it is hidden, so that many pages can be open', async () => {
    const { site, page, url } = await open({}, URL_PATH);
    // A browser has six connections to a host.
    for (let count = 0; count < 6; count++) {
      const other = await page.context().newPage();
      onTestFinished(() => other.close());
      await other.addInitScript('Object.defineProperty(document, "hidden", { get: () => true })');
      await other.goto(url);
      await connected(other);
    }
    site.write({ [STORY]: TEXT.replace('第一版', '第二版') });
    await expectShown(page.getByText('第二版。'));
  });

  it('is nothing to a browser without JavaScript', async () => {
    const { url } = await open({}, '');
    const context = await browser().newContext({ javaScriptEnabled: false });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.goto(url + URL_PATH);
    expect(await page.getByText('第一版。').isVisible()).toBe(true);
  });

  it('gives other sites nothing, not even with the secret path', async () => {
    const { page, url } = await open({}, '');
    const script = await page.locator('script[data-build]').getAttribute('src');
    const secret = new URL('events', new URL(script ?? '', url)).href;
    const evil = http.createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html').end('<title>evil</title>');
    });
    await new Promise<void>((resolve) => void evil.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void evil.close());
    await page.goto(`http://127.0.0.1:${(evil.address() as AddressInfo).port}/`);
    const gained = await page.evaluate(`(async (address) => {
      const stream = new EventSource(address);
      const heard = await new Promise((resolve) => {
        stream.onmessage = () => resolve('event');
        stream.onerror = () => resolve('nothing');
      });
      const read = await fetch(address).then(() => 'answer', () => 'nothing');
      const run = await new Promise((resolve) => {
        const script = Object.assign(document.createElement('script'), { src: address });
        script.onload = () => resolve('script');
        script.onerror = () => resolve('nothing');
        document.head.append(script);
      });
      return [heard, read, run];
    })('${secret}')`);
    expect(gained).toEqual(['nothing', 'nothing', 'nothing']);
  });

  it('waits for the first good build', async () => {
    const site = createSite({ ...PLAIN, [STORY]: TEXT, '_config.yml': 'timezone: Mars/Base\n' });
    const { url, lines } = await preview(site);
    expect(lines.join('\n')).toContain('Mars/Base');
    const page = await tab();
    await page.goto(url);
    await expectShown(overlay(page, 'section').getByText('_config.yml:1'));
    fs.writeFileSync(path.join(site.root, '_config.yml'), 'title: 好了\n');
    await expectShown(page.getByText('好了').first());
  });

  it('shows that it is building, and the site when it is built', async () => {
    const site = createSite({ ...PLAIN, [STORY]: TEXT });
    const { url } = await startPreview(site, {}, { hasThread: true });
    const page = await tab();
    await page.goto(url + URL_PATH);
    await expectShown(page.getByText('第一版。'));
  });

  it('is readable on a phone: errors above warnings, both within the screen', async () => {
    const warnings = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [
        `_posts/2022-05-17-x${n}.md`,
        post('title: 快讯: 央行'),
      ]),
    );
    const { site, page } = await open(warnings, URL_PATH);
    await page.setViewportSize({ width: 360, height: 640 });
    const long = `${'x'.repeat(300)} ${'长'.repeat(300)}`;
    site.write({ 'templates/post.njk': `<p>\n\n{{ page.title | nofilter }} ${long}` });
    await expectShown(overlay(page, 'section'));
    const box = (inner: string) => overlay(page, inner).boundingBox();
    const within = async (): Promise<void> => {
      const [errors, told] = [await box('section'), await box('details')];
      expect(errors).toMatchObject({ x: 0, width: 360 });
      expect((errors?.y ?? 0) + (errors?.height ?? 0)).toBeLessThanOrEqual(640);
      expect(errors?.height).toBeGreaterThanOrEqual(190);
      expect(told?.x).toBeGreaterThanOrEqual(0);
      expect((told?.x ?? 0) + (told?.width ?? 0)).toBeLessThanOrEqual(360);
      expect(told?.y).toBeGreaterThanOrEqual(0);
      expect((told?.y ?? 0) + (told?.height ?? 0)).toBeLessThanOrEqual(errors?.y ?? 0);
    };
    await within();
    await overlay(page, 'summary').click();
    await within();
    await expectShown(overlay(page, 'details article').first());
  });
});
