/** The page that searches, in a real browser over the real files: what it asks for, says and shows. */
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { hasChromium, useBrowser, useTab, WITHOUT } from '../support/browser.js';
import { type Served, serve } from './browser.js';
import { type BuiltSite, buildFiles } from './sites.js';

const STORIES = 150;

/** Over half a year, every third with the words that are asked for. */
function newsroom(): Readonly<Record<string, string>> {
  const files: Record<string, string> = {
    '_config.yml': 'title: 新闻\nlang: zh-CN\ntimezone: Asia/Shanghai\nurl: https://news.example\n',
  };
  for (let at = 0; at < STORIES; at++) {
    const day = new Date(Date.UTC(2022, 5, 1 + at)).toISOString().slice(0, 10);
    const words = at % 3 === 0 ? '央行宣布下调利率' : '港口今日恢复作业';
    const text = Array.from({ length: 20 }, (_, line) => `第${at * 20 + line}句话说的是别的事情。`);
    files[`_posts/${day}-s${at}.md`] =
      `---\ntitle: 第${at}条消息\ncategories: [要闻]\n---\n${text.join('')}${words}，**<i>强调</i>**。\n`;
  }
  return files;
}

interface Request {
  readonly path: string;
  readonly bytes: number;
  /** How many answers were waited for one after the other before it was asked. */
  readonly round: number;
}

/** What the page asks of the index from now on. */
function requestsOf(page: Page): Request[] {
  const all: Request[] = [];
  const rounds = new Map<string, number>();
  let answered = 0;
  onTestFinished(() => {
    page.removeAllListeners('request');
    page.removeAllListeners('response');
  });
  page.on('request', (request) => rounds.set(request.url(), answered + 1));
  page.on('response', async (response) => {
    const round = rounds.get(response.url()) ?? 0;
    const { pathname } = new URL(response.url());
    if (!pathname.startsWith('/search/')) return;
    const bytes = (await response.body()).length;
    answered = Math.max(answered, round);
    all.push({ path: pathname, bytes, round });
  });
  return all;
}

const titles = (page: Page): Promise<readonly string[]> =>
  page.locator('[data-search-results] h2').allTextContents();

describe.skipIf(!hasChromium)(`the page that searches${WITHOUT}`, () => {
  let site: BuiltSite;
  let server: Served;
  const tab = useTab(useBrowser());
  beforeAll(async () => {
    site = await buildFiles(newsroom());
    server = await serve(site.folder);
  });
  afterAll(() => {
    server.close();
    site.remove();
  });

  it('shows the first ten of many, for few files in few rounds', async () => {
    const page = await tab();
    const faults: string[] = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', ({ message }) => faults.push(message));
    const requests = requestsOf(page);
    await page.goto(`${server.origin}/search.html?q=${encodeURIComponent('下调利率')}`);
    await page.locator('[data-search-results] li:nth-child(10)').waitFor();
    await page.getByText('10 篇以上').waitFor();
    expect((await titles(page))[0]).toBe('第147条消息');
    expect(await page.locator('mark').first().textContent()).toBe('下调利率');
    expect(requests.length).toBeLessThanOrEqual(12);
    expect(requests.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(100_000);
    expect(Math.max(...requests.map(({ round }) => round))).toBeLessThanOrEqual(5);
    expect(faults).toEqual([]);
    await page.getByRole('button', { name: '再找一些' }).click();
    await page.locator('[data-search-results] li:nth-child(20)').waitFor();
  });

  it('answers what is typed, and the keys', async () => {
    const page = await tab();
    await page.goto(`${server.origin}/`);
    await page.keyboard.press('/');
    await page.keyboard.type('第3条');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search.html?q=*');
    await page.getByText('找到 1 篇').waitFor();
    await page.locator('#search-words').fill('x');
    await page.getByText('请再多写一个字').waitFor();
    await page.locator('#search-words').fill('没有的词');
    await page.getByText('没有找到').waitFor();
    await page.locator('#search-words').fill('港口今日');
    await page.locator('[data-search-results] li:nth-child(10)').waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('港口今日');
    await page.locator('#search-words').press('ArrowDown');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('第149条消息');
    await page.keyboard.press('Escape');
    expect(await page.evaluate('document.activeElement.id')).toBe('search-words');
  });

  it('tells of a part that is missing, and that there is no connection', async () => {
    const page = await tab();
    await page.route('**/search/2022-09/*.bin', (route) => route.fulfill({ status: 404 }));
    await page.goto(`${server.origin}/search.html?q=${encodeURIComponent('下调利率')}`);
    await page.locator('[data-search-results] li:nth-child(10)').waitFor();
    await page.getByText('2022-09').waitFor();
    await page.unroute('**/search/2022-09/*.bin');
    await page.route('**/search/manifest.json', (route) => route.abort());
    await page.locator('#search-words').fill('港口');
    await page.getByText('连接不上').waitFor();
    expect(await page.locator('[data-search-results] li').count()).toBe(0);
    await page.unroute('**/search/manifest.json');
  });

  it('has a script of at most 8 KB as it is sent', async () => {
    const { gzipSync } = await import('node:zlib');
    const folder = path.join(site.folder, 'assets');
    const script = fs.readdirSync(folder).find((name) => /^search-\w+\.js$/.test(name)) ?? '';
    expect(gzipSync(fs.readFileSync(path.join(folder, script))).length).toBeLessThan(8192);
  });
});
