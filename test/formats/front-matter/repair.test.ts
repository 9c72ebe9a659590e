import { describe, expect, it } from 'vitest';
import { unquote } from '../../../src/formats/front-matter/pasted.js';
import { repairBlock } from '../../../src/formats/front-matter/repair.js';
import { readYaml } from '../../../src/formats/front-matter/yaml.js';

/** What a broken block reads as after the repair, and `code line:column` of what was done. */
function repaired(...lines: readonly string[]): { data: unknown; did: string[] } {
  const { block, notes } = repairBlock(lines.join('\n'), readYaml);
  const result = readYaml(block);
  expect(block.split('\n')).toHaveLength(lines.length);
  return {
    data: result.kind === 'ok' ? result.value : result.fault,
    did: notes.map((note) => `${note.code} ${note.line}:${note.column}`),
  };
}

describe('repairBlock', () => {
  it('touches only what cannot be read', () => {
    expect(
      repaired('layout: post', 'title: "a"b"', 'tags: [x,', '  y]', 'note: |', '  a: "b"c'),
    ).toEqual({
      data: { layout: 'post', title: 'a"b', tags: ['x', 'y'], note: 'a: "b"c\n' },
      did: ['front-matter-scalar 2:8'],
    });
  });

  it('takes the text of any key', () => {
    expect(repaired('summary: 快讯: 央行', 'image: @x', 'count: 3')).toEqual({
      data: { summary: '快讯: 央行', image: '@x', count: 3 },
      did: ['front-matter-scalar 1:10', 'front-matter-scalar 2:8'],
    });
  });

  it('puts indented keys at the left edge', () => {
    expect(repaired('layout: post', '  title: a', '\tdate: b', 'tags: c')).toEqual({
      data: { layout: 'post', title: 'a', date: 'b', tags: 'c' },
      did: ['front-matter-indent 2:3', 'front-matter-indent 3:2'],
    });
  });

  it('reads a block that is indented as a whole', () => {
    expect(repaired('  title: "a"b"', '  tags:', '    - c', '  note: d').data).toEqual({
      title: 'a"b',
      tags: ['c'],
      note: 'd',
    });
  });

  it('reads full-width colons and missing spaces', () => {
    expect(repaired('title：央行：降准', 'layout:post', 'link:http://a.b/', 'date： 2022')).toEqual(
      {
        data: { title: '央行：降准', layout: 'post', link: 'http://a.b/', date: '2022' },
        did: [1, 2, 3, 4].map((line) => `front-matter-colon ${line}:1`),
      },
    );
  });

  it('leaves out lines without a key', () => {
    expect(repaired('这是', 'title: a', '垃圾行', 'http://a.b/', 'tags: c')).toEqual({
      data: { title: 'a', tags: 'c' },
      did: ['front-matter-line 1:1', 'front-matter-line 3:1', 'front-matter-line 4:1'],
    });
  });

  it('ends an unclosed quote at its line', () => {
    expect(repaired('title: "a', 'date: 2022', 'tags: "b"')).toEqual({
      data: { title: 'a', date: '2022', tags: 'b' },
      did: ['front-matter-scalar 1:8'],
    });
  });

  it('keeps a broken text together that goes on below', () => {
    expect(repaired('title: "他说"好"了', '  后半句"', 'tags: b')).toEqual({
      data: { title: '他说"好"了 后半句', tags: 'b' },
      did: ['front-matter-scalar 1:8'],
    });
  });

  it('repairs the items of a list', () => {
    expect(repaired('tags:', '  - a', '  - @b', '  - "c"d"', '  - *ST康美', 'x: y')).toEqual({
      data: { tags: ['a', '@b', 'c"d', '*ST康美'], x: 'y' },
      did: ['front-matter-scalar 3:5', 'front-matter-scalar 4:5', 'front-matter-scalar 5:5'],
    });
  });

  it('repairs a flow list of names', () => {
    expect(repaired('tags: [a, @b，"c"d", 000001]', 'x: [a, @b]').data).toEqual({
      tags: ['a', '@b', 'c"d', '000001'],
      x: '[a, @b]',
    });
  });

  it.each([
    ['categories: [市场, 要闻', ['市场', '要闻']],
    ['tags: ["市场", "a, b", 要闻"', ['市场', 'a, b', '要闻']],
    ["tag: ['市场，要闻]", ['市场', '要闻']],
    ['tags: [市场] [要闻', ['市场', '要闻']],
    ['category: [', []],
  ])('reads %s as the list that it means', (line, names) => {
    expect(repaired(line, 'date: 2022')).toEqual({
      data: { [/^\w+/.exec(line)?.[0] ?? '']: names, date: '2022' },
      did: [`front-matter-list 1:${line.indexOf('[') + 1}`],
    });
  });

  it('reads an unclosed list that goes on below', () => {
    expect(repaired('tags: [', '  市场,', '  要闻', 'date: 2022')).toEqual({
      data: { tags: ['市场', '要闻'], date: '2022' },
      did: ['front-matter-list 1:7'],
    });
  });

  it('repairs the values of a nested map', () => {
    expect(repaired('meta:', '  a: b: c', '  d: e', 'x: y')).toEqual({
      data: { meta: { a: 'b: c', d: 'e' }, x: 'y' },
      did: ['front-matter-scalar 2:6'],
    });
  });

  it.each([
    ['title: "C', 'C', 'The quote that opens the value of "title" is never closed'],
    ["title: '一\n  二", '一 二', 'The quote that opens the value of "title" is never closed'],
    [
      'tags: [a, "b]',
      ['a', 'b'],
      'The quote in front of `b` in the list of "tags" is never closed',
    ],
    ['title: "a"b', '"a"b', 'The value of "title" is not valid YAML'],
    ['tags: [a, "b"c]', ['a', '"b"c'], 'The list of "tags" is not valid YAML'],
  ])('says whether a quote is never closed: %j', (entry, value, message) => {
    const { block, notes } = repairBlock(`${entry}\nx: y`, readYaml);
    const [key = ''] = entry.split(':');
    expect(readYaml(block)).toMatchObject({ value: { [key]: value, x: 'y' } });
    expect(notes.map((note) => note.message.split(';')[0])).toEqual([message]);
    const isOpen = message.includes('never closed');
    expect(/^Close the quote /.test(notes[0]?.hint ?? '')).toBe(isOpen);
  });

  it.each([
    ["title: 'Tis the season", "'Tis the season", 'The value of "title" begins'],
    ["title: '90s music: back", "'90s music: back", 'The value of "title" begins'],
    ["title: 'Tis\n  the season", "'Tis the season", 'The value of "title" begins'],
    ["title: 'été", "'été", 'The value of "title" begins'],
    ["tags: [a, '90s]", ['a', "'90s"], '`\'90s` in the list of "tags" begins'],
    ["tags: ['80s, '90s]", ["'80s", "'90s"], '`\'80s` in the list of "tags" begins'],
    ["tags:\n  - a\n  - '90s", ['a', "'90s"], 'The value of "tags" begins'],
  ])('keeps an apostrophe that begins a value: %j', (entry, value, begin) => {
    const { block, notes } = repairBlock(`${entry}\nx: y`, readYaml);
    const [key = ''] = entry.split(':');
    expect(readYaml(block)).toMatchObject({ value: { [key]: value, x: 'y' } });
    const message = `${begin} with an apostrophe, which YAML takes for a quote`;
    expect(notes.map((note) => note.message.split(';')[0])).toEqual([message]);
    expect(notes[0]?.hint).toMatch(/^Put the (?:value|name) between double quotes\.$/);
  });

  it('has nothing to say without a key', () => {
    expect(repairBlock('- a\n- "b"c', readYaml)).toEqual({ block: '- a\n- "b"c', notes: [] });
  });
});

describe('unquote', () => {
  it.each([
    ['"a"', 'a'],
    ["'a'", 'a'],
    ['""a""', '"a"'],
    ['"a', 'a'],
    ['"a"b', '"a"b'],
    ['a"', 'a"'],
    ['"a\'', "a'"],
    ["'Tis", "'Tis"],
    ["'90s", "'90s"],
    ["'市场", '市场'],
    ["' a", ' a'],
    ["'", ''],
    ['"', ''],
    ['', ''],
    ['“a”', '“a”'],
  ])('%s', (value, text) => expect(unquote(value)).toBe(text));
});
