/** The table of codes against the code that reports problems; the compiler sees to the other direction. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { allCodes } from '../../src/problems/codes/codes.js';

const SRC = path.resolve(import.meta.dirname, '../../src');
const TABLES = /^(?:problems\/codes\/|model\/problem-code\.ts$)/;

const source = fs
  .readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((name) => name.split(path.sep).join('/'))
  .filter((name) => name.endsWith('.ts') && !TABLES.test(name))
  .map((name) => fs.readFileSync(path.join(SRC, name), 'utf8'))
  .join('\n');

/** Codes that are put together where they are reported. */
const COMPOSED = [
  /^(?:page|data|template)-encoding$/,
  /^template-unknown-(?:filter|test|template)$/,
  /^system-/,
];

describe('codes', () => {
  it('are all reported somewhere', () => {
    const names = allCodes().map(([code]) => code);
    const unused = names.filter(
      (code) => !COMPOSED.some((one) => one.test(code)) && !source.includes(`'${code}'`),
    );
    expect(names.length).toBeGreaterThan(100);
    expect(unused).toEqual([]);
  });

  it('are put together where that is expected', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as the sources have it.
    const templates = ['`${kind}-encoding`', '`template-unknown-${kind}`', '`system-${'];
    expect(templates.filter((text) => !source.includes(text))).toEqual([]);
  });

  const wordsOf = (text: string): string => text.replace(/[^\p{L}']+/gu, ' ').toLowerCase();
  const words = wordsOf(source.replaceAll(/\$\{[^}]*\}/g, '#'));

  /** Messages that are the system's. */
  const isSystems = (code: string): boolean => code.startsWith('system-');

  it.each(allCodes().filter(([code]) => !isSystems(code)))(
    '%s has an example of its message, which has other words only where it names things',
    (_code, { example }) => {
      const all = wordsOf(example).trim().split(' ');
      const pairs = all.slice(0, -1).map((word, at) => `${word} ${all[at + 1]}`);
      const known = pairs.filter((pair) => words.includes(pair));
      expect(known.length / pairs.length).toBeGreaterThan(0.24);
    },
  );
});
