/**
 * A public suite of Liquid templates with what Ruby's Liquid makes of them, where it is there: the file is
 * no part of the repository. Cases of strict reading, and such as are errors, are left out: Jekyll reads
 * laxly.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { renderLiquid } from './liquid-theme.js';

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

function run({ template, data, templates }: Case): string {
  try {
    return renderLiquid(template, data, templates);
  } catch (error) {
    return `ERROR ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** What is otherwise in finews, by the start of the case's name, and why. */
const OTHERWISE: readonly (readonly [start: string, reason: string])[] = [
  ['tags, include, ', 'Jekyll’s `include` is another: names without quotes, parameters with `=`'],
  ['tags, doc, ', 'newer than Jekyll’s Liquid, where `doc` is no tag'],
  ['output, nested bracketed variable', 'a variable is not named by a value'],
  ['output, bracketed variable resolves to a string without', 'the same'],
  ['output, whitespace between', 'blanks inside of a path are not well-formed, and told'],
  ['filters, where, ', 'Jekyll’s `where` is another'],
  ['filters, sort, array of objects with missing key', 'Jekyll’s `sort` has these first'],
];

describe.skipIf(!hasSuite)(
  'the golden suite (skipped where it is not beside the repository)',
  () => {
    const all = hasSuite ? cases() : [];
    const failed = all.filter((one) => !(one.results ?? [one.result ?? '']).includes(run(one)));

    it('agrees in 95 of 100 cases', () => {
      expect(failed.length / all.length).toBeLessThan(0.05);
    });

    it('differs in what is listed only', () => {
      const names = failed.map(({ name }) => name);
      expect(names.filter((name) => !OTHERWISE.some(([start]) => name.startsWith(start)))).toEqual(
        [],
      );
    });
  },
);
