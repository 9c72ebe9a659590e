/** Debian's Chromium, driven by playwright-core; tests say so where there is none. */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((file) =>
  existsSync(file),
);

export const hasChromium: boolean = executablePath !== undefined;
/** For a suite's name. */
export const WITHOUT: string = hasChromium ? '' : ' (skipped: Chromium is not installed)';

const ARGUMENTS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

/** One browser for a file's tests. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (executablePath === undefined) return;
    browser = await chromium.launch({ executablePath, args: ARGUMENTS.split(' ') });
  });
  afterAll(() => browser?.close());
  return () => {
    if (browser === undefined) throw new Error('There is no browser');
    return browser;
  };
}

const USUAL = { width: 1280, height: 800 };

/** One tab for a file's tests: blank, of the usual size, and heard by nobody when a test begins. */
export function useTab(browser: () => Browser): () => Promise<Page> {
  let tab: Page | undefined;
  return async () => {
    tab ??= await (await browser().newContext({ viewport: USUAL })).newPage();
    const page = tab;
    onTestFinished(async () => {
      for (const event of ['console', 'dialog', 'pageerror']) page.removeAllListeners(event);
      await page.setViewportSize(USUAL);
      await page.goto('about:blank');
    });
    return page;
  };
}
