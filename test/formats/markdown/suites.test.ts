/** The public suites of kramdown and CommonMark, where they stand beside this repository. */
// oxlint-disable typescript/no-base-to-string -- names in the suite are texts
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { finishHtml } from '../../../src/formats/html/finish.js';
import { createMarkdown } from '../../../src/formats/markdown/markdown.js';
import { COMMONMARK, KRAMDOWN, type MarkdownDialect } from '../../../src/model/config.js';
import { foldedTree, wordsOf } from '../html/folded-tree.js';

const SUITES = new URL('../../../../shared/suites/', import.meta.url);
const areThere = existsSync(SUITES);
if (!areThere) console.warn('the public suites are not beside the repository: they are skipped');

interface SuiteCase {
  readonly name: string;
  readonly text: string;
  readonly html: string;
}

function readSuite(name: string): readonly SuiteCase[] {
  const cases: unknown = JSON.parse(readFileSync(new URL(name, SUITES), 'utf8'));
  if (!Array.isArray(cases)) throw new Error(`${name} is no list`);
  return cases.flatMap((one: Record<string, unknown>) => {
    if (one['options'] !== undefined && one['options'] !== null) return [];
    const named = one['name'] ?? `${String(one['section'])} ${String(one['example'])}`;
    const text = one['text'] ?? one['markdown'];
    return [{ name: String(named), text: String(text), html: String(one['html']) }];
  });
}

interface SuiteResult {
  readonly structure: number;
  readonly words: number;
  /** Names of those that differ. */
  readonly others: readonly string[];
}

/** In shares of all. */
function run(cases: readonly SuiteCase[], dialect: MarkdownDialect): SuiteResult {
  const markdown = createMarkdown({ html: 'trust', nesting: 100, dialect });
  const others: string[] = [];
  let words = 0;
  for (const { name, text, html } of cases) {
    const { html: made } = finishHtml(markdown.render(text).html, 'trust', { nesting: 100 });
    const got = foldedTree(made, dialect.kind === 'kramdown');
    const wanted = foldedTree(html, dialect.kind === 'kramdown');
    if (wordsOf(got) === wordsOf(wanted)) words++;
    if (got.join('\n') !== wanted.join('\n')) others.push(name);
  }
  return {
    structure: 1 - others.length / cases.length,
    words: words / cases.length,
    others: others.sort(),
  };
}

/** With the reasons: of what stories have, nothing is lost. */
const COMMONMARK_DIFFERS: readonly string[] = [
  // A scheme that stories may not have.
  'Autolinks 601',
  // `<pre>` ends where HTML ends it: Markdown behind a blank line would destroy code that was scraped.
  'HTML blocks 148',
  // A tag that never ends, which would take the rest of the page with it, is shown, and told.
  'HTML blocks 157',
  'HTML blocks 158',
  // Nothing is code for being indented inside an element: scraped tables would be shown as their source.
  'HTML blocks 193',
  // A picture that is a paragraph has its title as a caption.
  ...[574, 575, 578, 586, 587, 590, 593].map((number) => `Images ${number}`),
];

/** With the reasons; Jekyll's own kramdown, which has GitHub's habits, differs in the first five as well. */
const KRAMDOWN_DIFFERS = [
  // GitHub's habits: a list or heading ends a paragraph, `#` needs a blank behind it.
  'block/04_header/atx_header',
  'block/08_list/escaping',
  'block/08_list/lazy_and_nested',
  'block/08_list/list_and_others',
  'block/08_list/special_cases',
  // Elements are never turned into Markdown's own.
  'block/09_html/html_to_native/code',
  'block/09_html/html_to_native/emphasis',
  // Coloured code is another rule's.
  'block/12_extension/options3',
  // A table's cells that part code over two lines.
  'block/14_table/escaping',
  // Without ids of headings, which Jekyll has, the contents are empty.
  'block/16_toc/no_toc',
  'span/03_codespan/highlighting',
  // A tag that closes nothing, and others that HTML reads in another way.
  'span/05_html/normal',
  // Elements of no known name: upper and lower case are one.
  'span/05_html/xml',
  // An abbreviation over two lines.
  'span/abbreviations/abbrev',
];

describe.skipIf(!areThere)('the suite of', () => {
  test('kramdown is passed', () => {
    const { structure, words, others } = run(readSuite('kramdown.json'), KRAMDOWN);
    expect(others).toEqual(KRAMDOWN_DIFFERS);
    expect(structure).toBeGreaterThanOrEqual(0.85);
    expect(words).toBeGreaterThanOrEqual(0.9);
  });

  test('kramdown is passed without GitHub’s habits', () => {
    const { structure, words } = run(readSuite('kramdown.json'), { ...KRAMDOWN, isGfm: false });
    expect(structure).toBeGreaterThanOrEqual(0.9);
    expect(words).toBeGreaterThanOrEqual(0.95);
  });

  test('CommonMark is passed', () => {
    const { structure, words, others } = run(readSuite('commonmark.json'), COMMONMARK);
    expect(others).toEqual(COMMONMARK_DIFFERS);
    expect(structure).toBeGreaterThanOrEqual(0.97);
    expect(words).toBeGreaterThanOrEqual(0.97);
  });
});
