/**
 * A public suite of Liquid templates with what Ruby's Liquid makes of them, where it is there: the file is
 * no part of the repository. Cases of strict reading, and such as are errors, are left out: Jekyll reads
 * laxly.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createTheme } from '../../../src/theme/engine.js';
import { settings } from '../theme.js';

interface Case {
  readonly name: string;
  readonly template: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly templates?: Readonly<Record<string, string>>;
  readonly result?: string;
  readonly results?: readonly string[];
  readonly invalid?: boolean;
  readonly tags?: readonly string[];
}

const SUITE = fileURLToPath(
  new URL('../../../../shared/suites/golden-liquid.json', import.meta.url),
);
const hasSuite = existsSync(SUITE);

function cases(): readonly Case[] {
  const suite = JSON.parse(readFileSync(SUITE, 'utf8')) as readonly Case[];
  return suite.filter(
    ({ invalid, tags }) => invalid !== true && !tags?.some((tag) => tag.startsWith('strict')),
  );
}

function run({ template, data = {}, templates = {} }: Case): string {
  const includes = Object.entries(templates).map(([name, text]) => ({
    ...{ name: `_includes/${name}`, syntax: 'liquid' as const },
    ...{ path: `_includes/${name}`, text },
  }));
  const page = { name: 'layouts/page.html', path: '_layouts/page.html', text: template };
  const theme = createTheme([...includes, { ...page, syntax: 'liquid' }], settings);
  try {
    return theme.render('layouts/page.html', data);
  } catch (error) {
    return `ERROR ${error instanceof Error ? error.message : String(error)}`;
  }
}

it.skipIf(!hasSuite)('Liquid templates give what the golden suite says', () => {
  const all = cases();
  const failed = all.filter((one) => {
    const result = run(one);
    const wanted = one.results ?? [one.result ?? ''];
    const passes = wanted.includes(result);
    if (!passes && process.env['GOLDEN']) {
      console.log(JSON.stringify({ ...one, tags: undefined, got: result }));
    }
    return !passes;
  });
  console.log(`${all.length - failed.length} of ${all.length}`);
  expect(failed.length).toBe(0);
});
