/** The classes of code beside those that Rouge, Jekyll's highlighter, gives it. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { createHighlighter } from '../../src/formats/code/highlight.js';
import { readCode } from '../formats/fixtures/fixtures.js';

const installed = spawnSync('ruby', ['-rrouge', '-e', 'exit']).status === 0;

const RUBY = `
  require 'json'
  puts JSON.generate(JSON.parse($stdin.read).map { |language, code|
    Rouge::Lexer.find_fancy(language, code).lex(code).map { |token, text| [token.shortname, text] }
  })`;

type Token = readonly [className: string, text: string];

/** The class of each character but blanks; Rouge's own for quotes counts as that of strings. */
function classes(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap(([name, text]) =>
    Array.from(text).flatMap((one) => (/\s/.test(one) ? [] : [name === 'dl' ? 's' : name])),
  );
}

function tokensOf(html: string): readonly Token[] {
  const spans = html.matchAll(/<span class="(\w+)">([^<]*)<\/span>|([^<]+)/g);
  const plain = (text: string): string => text.replace(/&\w+;/g, '?');
  return [...spans].map(([, name = '', text, rest = '']) => [name, plain(text ?? rest)]);
}

/** What themes colour alike. */
function group(name: string): string {
  if (name.startsWith('s') || name === 'dl') return 's';
  if (name.startsWith('m')) return 'm';
  if (/^k/.test(name)) return 'k';
  return name.startsWith('c') && name !== 'cp' ? 'c' : name;
}

test('nine characters of ten have a class that themes colour as Rouge’s', ({ skip }) => {
  skip(!installed, 'ruby with the rouge gem is not installed');
  const samples = readCode();
  const input = JSON.stringify(samples);
  const run = spawnSync('ruby', ['-rrouge', '-e', RUBY], { input, encoding: 'utf8' });
  expect(run.stderr).toBe('');
  const theirs = JSON.parse(run.stdout) as readonly (readonly Token[])[];
  const highlighter = createHighlighter();
  let [all, same] = [0, 0];
  const poor: string[] = [];
  for (const [at, [language, code]] of samples.entries()) {
    const our = classes(tokensOf(highlighter.highlight(code, language) ?? '')).map(group);
    const your = classes(theirs[at] ?? []).map(group);
    const equal = your.filter((name, place) => name === our[place]).length;
    expect([language, our.length]).toEqual([language, your.length]);
    if (equal / your.length < 0.65) poor.push(`${language} ${equal / your.length}`);
    all += your.length;
    same += equal;
  }
  expect(poor).toEqual([]);
  expect(same / all).toBeGreaterThan(0.9);
});
