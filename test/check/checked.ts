/** A site of a test, built and checked in this process. */
import path from 'node:path';
import { type CheckedSite, checkedSite } from '../../src/check/checked-site.js';
import type { HostName } from '../../src/check/host-limits.js';
import { checkSite, type SiteCheck } from '../../src/check/run-check.js';
import type { BuildOptions } from '../../src/index.js';
import { build } from '../../src/pipeline/build.js';
import { silent } from '../../src/platform/console.js';
import { guestEffects } from '../../src/platform/system.js';
import { testSession } from '../support/drafts.js';
import { NOW, type TestSite } from '../support/site.js';

export interface TestCheck extends SiteCheck {
  readonly checked: CheckedSite;
  /** `code file:line:column`, sorted. */
  readonly told: readonly string[];
}

export interface TestCheckOptions extends BuildOptions {
  readonly host?: HostName;
}

/** As `finews check` does it in a fresh process. */
export async function checkOf(
  site: TestSite,
  { host, ...options }: TestCheckOptions = {},
): Promise<TestCheck> {
  const session = testSession();
  const quiet = guestEffects(silent);
  await build({ source: site.root, now: NOW, threads: 0, ...options }, quiet, session);
  const checked = checkedSite(session);
  if (checked === null) throw new Error('nothing was built');
  const found = checkSite(checked, { host: host ?? null, most: 1000 }, quiet);
  const told = found.problems.map(({ code, file, line, column }) =>
    [code, file === undefined ? '' : [file, line, column].join(':')].join(' ').trim(),
  );
  return { ...found, checked, told: told.sort() };
}

/** The same, when nothing is remembered of a check before. */
export async function checkAnew(
  site: TestSite,
  options: TestCheckOptions = {},
): Promise<TestCheck> {
  return await checkOf(site, { ...options, cacheDir: path.join(site.root, '.finews/anew') });
}
