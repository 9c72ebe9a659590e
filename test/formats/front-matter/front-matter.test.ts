import { describe, expect, it } from 'vitest';
import {
  parseFrontMatter,
  parseTrustedFrontMatter,
} from '../../../src/formats/front-matter/front-matter.js';
import { effort } from '../../support/effort.js';
import { codes, LIMITS, parse } from '../front-matter-cases.js';

describe('the fences', () => {
  it('splits data from body and counts lines', () => {
    const front = parseFrontMatter('---\ntitle: x\n---\n\nbody\n---\nmore', LIMITS);
    expect(front).toEqual({
      status: 'ok',
      data: { title: 'x' },
      body: 'body\n---\nmore',
      bodyLine: 5,
      issues: [],
    });
  });

  it.each([
    ['blank lines', '\n \n\t\n  body\n\n', '  body\n\n', 7],
    ['nothing else', '\n \n\n', '', 7],
    ['no line at all', '', '', 4],
  ])('counts %s below them for no part of the body', (_, below, body, bodyLine) => {
    const front = parseFrontMatter(`---\ntitle: x\n---\n${below}`, LIMITS);
    expect([front.body, front.bodyLine]).toEqual([body, bodyLine]);
  });

  it.each([
    ['blanks after the fences', '--- \t\ntitle: x\n---  \nbody'],
    ['dots', '---\ntitle: x\n...\nbody'],
    ['CRLF', '---\r\ntitle: x\r\n---\r\nbody'],
  ])('allows %s', (_, text) => {
    const { status, data, body, bodyLine } = parseFrontMatter(text, LIMITS);
    expect({ status, data, body, bodyLine }).toEqual({
      status: 'ok',
      data: { title: 'x' },
      body: 'body',
      bodyLine: 4,
    });
  });

  it.each([
    ['nothing', '---\n---\nbody'],
    ['blanks', '---\n \n\n---\nbody'],
    ['comments', '---\n# a\n  # b\n---\nbody'],
  ])('reads a block of %s as no data', (_, text) => {
    const { status, data, body } = parseFrontMatter(text, LIMITS);
    expect({ status, data, body }).toEqual({ status: 'ok', data: {}, body: 'body' });
  });

  it.each(['', 'body', '----\nx: y\n----', 'a\n---\nb: c\n---', ' ---\na: b\n---'])(
    'finds none in %j',
    (text) => {
      const front = parseFrontMatter(text, LIMITS);
      expect(front).toEqual({ status: 'none', data: {}, body: text, bodyLine: 1, issues: [] });
    },
  );

  it.each(['\ufeff', '\n', ' \n\n', '\ufeff\n'])('reports %j before the first one', (head) => {
    const front = parseFrontMatter(`${head}---\ntitle: x\n---\nbody`, LIMITS);
    const line = head.split('\n').length;
    expect(front.data).toEqual({ title: 'x' });
    expect(front.status).toBe('repaired');
    expect(codes(front)).toEqual([`front-matter-fence ${line}:1`]);
    expect(front.bodyLine).toBe(line + 3);
  });

  it.each(['---\ntitle: x\nbody', '---', '---\n', '---\ntitle: x\n----\nbody'])(
    'cannot use %j, never closed',
    (text) => {
      const front = parseFrontMatter(text, LIMITS);
      expect(front.status).toBe('unusable');
      expect(front.data).toEqual({});
      expect(codes(front)).toEqual(['front-matter-unclosed 1:1']);
    },
  );

  it('is not closed by a line that only begins like a fence', () => {
    const front = parse('title: x', '---y: z', '----: w');
    expect(front.body).toBe('body');
    expect(front.data).toEqual({ title: 'x', '---y': 'z', '----': 'w' });
  });
});

describe('values', () => {
  it('keeps the written text of words and names, lists included', () => {
    const { data, status } = parse(
      'tags: [000001, 2022-05-26, yes, 21:30, 1e3, 0x1F, 1_000, true, ~]',
      'categories:',
      '  - 600000',
      '  - no',
      'id: 202205262391921712',
      'author: 123',
      'date:',
    );
    expect(status).toBe('ok');
    expect(data).toEqual({
      tags: ['000001', '2022-05-26', 'yes', '21:30', '1e3', '0x1F', '1_000', 'true', null],
      categories: ['600000', 'no'],
      id: '202205262391921712',
      author: '123',
      date: null,
    });
  });

  it('types the others', () => {
    const { data } = parse('published: no', 'weight: 12', 'rate: -1.5', 'x: 0x1F', 'y: 007');
    expect(data).toEqual({ published: false, weight: 12, rate: -1.5, x: 31, y: '007' });
  });

  it('reports a key given twice; the last one wins', () => {
    const front = parse('title: a', 'tags: b', 'title: c');
    expect(front.data).toEqual({ title: 'c', tags: 'b' });
    expect(codes(front)).toEqual(['front-matter-duplicate 4:1']);
    expect(front.issues[0]?.message).toBe('"title" is given twice; the last one counts');
  });

  it('reports one given twice in a block that is repaired as well', () => {
    const front = parse('title: a', 'title: "b"c"', 'tags: x');
    expect(front.data).toEqual({ title: 'b"c', tags: 'x' });
    expect(codes(front).sort()).toEqual(['front-matter-duplicate 3:1', 'front-matter-scalar 3:8']);
  });

  it('takes escaped control characters out', () => {
    const front = parse('tags: ["a\\0b", c]');
    expect(front.data).toEqual({ tags: ['ab', 'c'] });
    expect(codes(front)).toEqual(['front-matter-control 2:7']);
  });

  it.each([
    ['source_url: /x\nsource: "a\\x08b"', '3:9'],
    ['tagsoup: 1\n"tags": ["a\\0b"]', '3:9'],
    ['a: 1\n"a b" : "\\x07"', '3:9'],
  ])('are told at their own key: %j', (block, place) => {
    const front = parse(...block.split('\n'));
    expect(codes(front)).toEqual([`front-matter-control ${place}`]);
  });

  it.each([
    [
      'block scalars',
      'summary: |\n  a: "b"c\n  # d\n\n  e\nnote: >-\n  x\n  y',
      {
        summary: 'a: "b"c\n# d\n\ne\n',
        note: 'x y',
      },
    ],
    [
      'nested maps',
      'a:\n  b:\n    c: d\n  e: [f, {g: h}]',
      {
        a: { b: { c: 'd' }, e: ['f', { g: 'h' }] },
      },
    ],
    [
      'lists over lines',
      'tags: [a,\n  b,\n  c]\ncategories:\n- d\n- e',
      {
        tags: ['a', 'b', 'c'],
        categories: ['d', 'e'],
      },
    ],
    ['lists that go on at the left edge', 'tags: [a,\nb]', { tags: ['a', 'b'] }],
    [
      'quoted text over lines',
      'title: "a\n  b"\nnote: \'c\n\n  d\'',
      { title: 'a b', note: 'c\nd' },
    ],
    ['plain text over lines', 'title: a\n  b\nnote: c', { title: 'a b', note: 'c' }],
    ['block titles', 'title: |-\n  a: b # c\nnote: c', { title: 'a: b # c', note: 'c' }],
    ['folded titles', 'title: >\n  a\n  b\nnote: c', { title: 'a b\n', note: 'c' }],
    ['comments', '# a\ntags: b # c\n\n  # d\nnote: e', { tags: 'b', note: 'e' }],
    ['an indented block', '  title: a\n  tags: b', { title: 'a', tags: 'b' }],
    ['JSON', '{\n"title": "a",\n"tags": ["b"]\n}', { title: 'a', tags: ['b'] }],
    [
      'other keys',
      '"title": a\nog:title: b\n标题: c\n? d\n: e',
      {
        title: 'a',
        'og:title': 'b',
        标题: 'c',
        d: 'e',
      },
    ],
  ])('leaves %s alone', (_, block, data) => {
    const front = parse(block);
    expect(front.data).toEqual(data);
    expect(front.status).toBe('ok');
  });
});

describe('what nobody can read', () => {
  it.each([
    ['a list', '- a\n- b', 'front-matter-root 2:1'],
    ['a text', 'just some text', 'front-matter-root 2:1'],
    ['a number', '42', 'front-matter-root 2:1'],
    ['a crooked map', 'title: x\nmeta:\n   a: b\n  c: d', 'front-matter-syntax 5:'],
    ['an anchor that is meant', 'title: "a"b"\nbase: &b {x: 1}', 'yaml-alias 3:7'],
  ])('is unusable: %s', (_, block, code) => {
    const front = parse(block);
    expect(front.status).toBe('unusable');
    expect(front.data).toEqual({});
    expect(front.body).toBe('body');
    expect(codes(front)[0]).toContain(code);
  });
});

describe('a trusted text', () => {
  it('is split, typed and may use anchors', () => {
    const text = '---\ntitle: 2022\nbase: &b {x: 1}\nmore:\n  <<: *b\n  y: yes\n---\nbody';
    expect(parseTrustedFrontMatter(text, 'about.md')).toEqual({
      value: {
        found: true,
        data: { title: '2022', base: { x: 1 }, more: { x: 1, y: true } },
        body: 'body',
        bodyLine: 8,
      },
      problems: [],
    });
  });

  it('may have no front matter', () => {
    const { value, problems } = parseTrustedFrontMatter('a\n', 'a.html');
    expect(value).toEqual({ found: false, data: {}, body: 'a\n', bodyLine: 1 });
    expect(problems).toEqual([]);
  });

  it('is told its errors with the line of the file', () => {
    const { problems } = parseTrustedFrontMatter('---\nlayout: x\ntitle: a: b\n---\n', 'about.md');
    expect(problems).toEqual([
      expect.objectContaining({
        code: 'yaml-syntax',
        severity: 'error',
        file: 'about.md',
        line: 3,
      }),
    ]);
    expect(problems[0]?.frame).toContain('> 3 | title: a: b');
  });

  it.each(['---js\n1\n---\n', '---\na: b\n', '---\n- a\n---\n', '---\na: *b\n---\n'])(
    'fails for %j',
    (text) => {
      const { value, problems } = parseTrustedFrontMatter(text, 'a.md');
      expect(value.data).toEqual({});
      expect(problems).toHaveLength(1);
      expect(problems[0]?.severity).toBe('error');
    },
  );
});

it('reads a good post head quickly', () => {
  const head =
    '---\nlayout: post\ntitle: "山东首个人工智能计算中心落户"\ndate: 2022-05-16 15:04:20 +0800\n' +
    'categories: qingdaocaijingribao\ntags: 青岛财经日报新闻\n---\n';
  const text = head + '<p>正文</p>\n'.repeat(300);
  const read = (): void => {
    for (let turn = 0; turn < 500; turn += 1) parseFrontMatter(text, LIMITS);
  };
  const rounds = Array.from({ length: 20 }, () => effort(read));
  expect(Math.min(...rounds)).toBeLessThan(1.5);
});

describe('a key that YAML reads as part of another', () => {
  it.each([
    ['title：快讯: 午间公告', { title: '快讯: 午间公告' }],
    ['title ： "快讯: 午间" 公告: x', { title: '"快讯: 午间" 公告: x' }],
    ['title:快讯: 午间公告', { title: '快讯: 午间公告' }],
    ['categories：市场: 早', { categories: '市场: 早' }],
    ['tags：[a: b, c]', { tags: [{ a: 'b' }, 'c'] }],
  ])('is taken out of %s', (line, data) => {
    const front = parse('layout: post', line, 'note: |', '  title：x: y');
    expect(front.data).toEqual({ layout: 'post', ...data, note: 'title：x: y\n' });
    expect(codes(front)[0]).toBe('front-matter-colon 3:1');
  });

  it.each([
    ['where the key is there', ['title: a', 'title：b: c'], { title: 'a', 'title：b': 'c' }],
    ['of a site’s own', ['sector：b: c'], { 'sector：b': 'c' }],
    ['between quotes', ['"title：b": c'], { 'title：b': 'c' }],
  ])('is left alone %s', (_, lines, data) => {
    const front = parse(...lines);
    expect(front).toMatchObject({ status: 'ok', data });
  });
});
