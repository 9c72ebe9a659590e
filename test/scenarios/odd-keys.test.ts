/** Keys that JavaScript's own objects have, and keys that are numbers: keys like others, everywhere. */
import { describe, expect, it } from 'vitest';
import { run } from '../support/program.js';
import { createSite, NOW, post, type TestSite } from '../support/site.js';

const NAMES =
  'constructor __proto__ toString valueOf hasOwnProperty isPrototypeOf toJSON length then'.split(
    ' ',
  );

const MAP = NAMES.map((name, at) => `${name}: ${at}`).join(', ');
/** What a loop over such a map shows. */
const SHOWN = NAMES.map((name, at) => `${name}=${at} `).join('');

const loop = (map: string): string => `{% for k, v in ${map} %}{{ k }}={{ v }} {% endfor %}\n`;

describe('names of the language’s own', () => {
  it.each(NAMES)('%s is a key of the config, whatever stands under it', async (name) => {
    for (const value of ['{a: 1}', '[1]', 'x', '7', '~', 'true']) {
      const site = createSite({
        '_config.yml': `title: t\n${name}: ${value}\nnested: {${name}: ${value}}\ntheme: {indent: true}\nsearch: false\n`,
        '_posts/2022-05-01-a.md': post('title: a'),
        'o.txt': `---\n---\n{{ site.${name} | jsonify | safe }}{{ site.nested.${name} | jsonify | safe }}`,
      });
      const { problems } = await site.build();
      expect(problems).toEqual([]);
      const json = { '{a: 1}': '{"a":1}', '[1]': '[1]', x: '"x"', '~': 'null' }[value] ?? value;
      expect(site.read('o.txt')).toBe(`${json}${json}`);
    }
  });

  it('are keys of data, pages and stories', async () => {
    const site = createSite({
      '_posts/2022-05-01-a.md': post(`title: a\nm: {${MAP}}\n${NAMES.map((name) => `${name}: own-${name}`).join('\n')}`),
      '_data/y.yml': `{${MAP}}`,
      '_data/j.json': `{${NAMES.map((name, at) => `"${name}": ${at}`).join(',')}}`,
      '_data/c.csv': `${NAMES.join(',')}\n${NAMES.map((_, at) => at).join(',')}\n`,
      ...Object.fromEntries(NAMES.map((name) => [`_data/f/${name}.yml`, 'x: 1'])),
      'o.txt':
        `---\nm: {${MAP}}\nconstructor: page\n---\n` +
        loop('site.data.y') + loop('site.data.j') + loop('site.data.c[0]') + loop('page.m') +
        loop('site.posts[0].m') + '{{ page.constructor }}{{ page.toString }}\n' +
        NAMES.map((name) => `{{ site.posts[0].${name} }} {{ site.data.f.${name}.x }} `).join(''),
    }); // biome-ignore format: a page
    const { problems } = await site.build();
    expect(problems).toEqual([]);
    const lines = site.read('o.txt').split('\n');
    expect(lines.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => SHOWN));
    expect(lines[5]).toBe('page');
    expect(lines[6]?.trim()).toBe(NAMES.map((name) => `own-${name} 1`).join(' '));
  });

  it('are names of terms, authors, menus, defaults and collections', async () => {
    const list = `[${NAMES.join(', ')}]`;
    const site = createSite({
      '_config.yml':
        'url: https://n.example\ntitle: t\nlang: en\n' +
        `nav: [${NAMES.map((name) => `{title: ${name}, url: /${name}, constructor: 1}`).join(', ')}]\n` +
        `sections: ${list}\ntheme: {constructor: ~}\n` +
        `defaults: [{scope: {path: ""}, values: {__proto__: d, toString: {a: 1}}}]\n`,
      '_posts/2022-05-01-a.md': post(`title: a\ncategories: ${list}\ntags: ${list}\nconstructor: ~`),
      '_posts/2022-05-02-b.md': post(`title: b\nauthors: ${list}\nsource: constructor\nlayout: constructor`),
      '_posts/2022-05-03-c.md': post(`title: c\nauthor: __proto__\ntranslations: {${MAP}}\ntranslation: toString`),
      '_data/authors.yml': `{${NAMES.map((name) => `${name}: {name: N${name}}`).join(', ')}}`,
      '_data/categories.yml': `{${NAMES.map((name) => `${name}: {name: ${name}}`).join(', ')}}`,
      '_data/topics.yml': `{${NAMES.map((name) => `${name}: {tags: [${name}]}`).join(', ')}}`,
      'o.txt': '---\n---\n{{ site.posts[0].toString.a }}{{ site.tags.constructor | size }}{{ site.tags.x | size }}{{ site.categories["__proto__"][0].title }}{{ page.__proto__ }}',
    }); // biome-ignore format: a site
    await site.build();
    expect(site.read('o.txt')).toBe('110ad');
    for (const name of ['constructor', 'tostring', 'valueof']) {
      expect(site.has(`tag/${name}.html`)).toBe(true);
    }
    expect(site.read('feed.xml')).toContain('N__proto__');
  });
});

function ordered(more: Readonly<Record<string, string>> = {}): TestSite {
  return createSite({
    '_config.yml': 'title: t\nmenu: {2024: a, z: {9: x, 8: y}, 2023: b}\ndefaults: [{scope: {path: ""}, values: {d: {3: a, 2: b}}}]\n',
    '_posts/2022-05-01-a.md': post('title: a\nm: {2024: a, z: b, 2023: c}\n7: x\n5: y'),
    '_data/codes.yml': '"600519": 甲\n"000001": 乙\n"300750": 丙\n',
    '_data/j.json': '{"b":1,"10":2,"a":{"9":4,"\\u0038":5,"x\\"7":6}}',
    '_data/c.csv': '2024,name,2023\na,b,c\n',
    '_data/n/10.yml': '{2: a, 1: b}',
    '_data/n/9.yml': 'x',
    'o.txt':
      '---\nm: {4: a, 3: b}\n---\n' +
      ['site.data.codes', 'site.data.j', 'site.data.j.a', 'site.data.c[0]', 'site.data.n', 'site.data.n["10"]', 'site.menu', 'site.menu.z', 'page.m', 'page.d', 'site.posts[0].m', 'site.posts[0].d'].map(loop).join('') +
      '{{ site.data.codes | first }} {{ site.data.codes | size }} {{ site.posts[0].m | jsonify | safe }} {{ site.data.j | jsonify | safe }}\n' +
      '{% for pair in site.data.codes | dictsort %}{{ pair[0] }} {% endfor %}{{ site.data.codes | merge({"7": 1}) | jsonify | safe }}',
    ...more,
  }); // biome-ignore format: a site
}

const ORDERED = [
  '600519=甲 000001=乙 300750=丙 ',
  'b=1 10=2 a={&quot;9&quot;:4,&quot;8&quot;:5,&quot;x&#92;&quot;7&quot;:6} ',
  '9=4 8=5 x&quot;7=6 ',
  '2024=a name=b 2023=c ',
  '10={&quot;2&quot;:&quot;a&quot;,&quot;1&quot;:&quot;b&quot;} 9=x ',
  '2=a 1=b ',
  '2024=a z={&quot;9&quot;:&quot;x&quot;,&quot;8&quot;:&quot;y&quot;} 2023=b ',
  '9=x 8=y ',
  '4=a 3=b ',
  '3=a 2=b ',
  '2024=a z=b 2023=c ',
  '3=a 2=b ',
  '600519,甲 3 {"2024":"a","z":"b","2023":"c"} {"b":1,"10":2,"a":{"9":4,"8":5,"x\\"7":6}}',
  '000001 300750 600519 {"600519":"甲","000001":"乙","300750":"丙","7":1}',
];

describe('keys that are numbers', () => {
  it('stay where the file has them, in clean builds and in warm ones', async () => {
    const site = ordered();
    await site.build();
    expect(site.read('o.txt').split('\n')).toEqual(ORDERED);
    expect((await site.build()).outputs.made).toBe(0);
    site.write({ 'o.txt': `---\n---\n${loop('site.posts[0].m')}` });
    await site.build();
    expect(site.read('o.txt')).toBe('2024=a z=b 2023=c \n');
  });

  it('stay there in other threads', async () => {
    const site = ordered();
    const options = ['--threads', '2', '--no-cache', '--now', NOW];
    expect(await run(site, 'build', ...options).ended).toBe(0);
    expect(site.read('o.txt').split('\n')).toEqual(ORDERED);
  });

  it('make another page when they change places', async () => {
    const site = ordered({
      'o.txt': `---\n---\n${loop('site.posts[0].m')}${loop('site.data.codes')}`,
    });
    await site.build();
    site.write({ '_data/codes.yml': '"000001": 乙\n"600519": 甲\n"300750": 丙\n' });
    await site.build();
    expect(site.read('o.txt')).toContain('000001=乙 600519=甲');
    site.write({ '_posts/2022-05-01-a.md': post('title: a\nm: {z: b, 2023: c, 2024: a}') });
    await site.build();
    expect(site.read('o.txt')).toContain('z=b 2023=c 2024=a');
  });
});

describe('anchors and merge keys', () => {
  it('work in config, data and pages, and stay refused in stories', async () => {
    const site = createSite({
      '_config.yml': 'title: t\na: &a {x: 1, 9: y}\nb: *a\n',
      '_data/locale.yml': 'EN: &EN\n  title: About\n  2: b\n  1: a\nen-GB: *EN\nen-US:\n  <<: *EN\n  title: Us\n',
      '_posts/2022-05-01-a.md': post('title: a\nx: &x 1\ny: *x'),
      'about.md': '---\ntitles:\n  en: &EN About\n  en-GB: *EN\nbase: &B {k: 1, 5: z}\nmore:\n  <<: *B\n  k: 2\n---\n' +
        '{{ page.titles["en-GB"] }} {{ page.more | jsonify | safe }} {{ site.b.x }} {{ site.data.locale["en-US"] | jsonify | safe }}\n',
    }); // biome-ignore format: a site
    const { problems } = await site.build();
    expect(site.read('about.html')).toContain(
      'About {&quot;k&quot;:2,&quot;5&quot;:&quot;z&quot;} 1 {&quot;title&quot;:&quot;Us&quot;,&quot;2&quot;:&quot;b&quot;,&quot;1&quot;:&quot;a&quot;}',
    );
    expect(problems.map(({ code, file }) => [code, file])).toEqual([
      ['yaml-alias', '_posts/2022-05-01-a.md'],
    ]);
  });

  it('of a page are known where another of its lines is mended', async () => {
    const site = createSite({
      'about.md': "---\ntitles: &T {en: About}\nbroken: 'it's\nmore: *T\ntitle: *News*\nnone: *X\n---\n{{ page.more.en }}\n",
    }); // biome-ignore format: a page
    const problems = await site.fail({ allowEmpty: true });
    expect(problems.find(({ severity }) => severity === 'error')).toMatchObject({
      ...{ code: 'yaml-alias', file: 'about.md', line: 6 },
      message: 'nothing above is called &X',
    });
    site.write({
      'about.md': "---\ntitles: &T {en: About}\nbroken: 'it's\nmore: *T\n---\n{{ page.more.en }}\n",
    });
    const result = await site.build({ allowEmpty: true });
    expect(site.read('about.html')).toContain('About');
    expect(result.problems.map(({ code }) => code)).toEqual(['front-matter-scalar']);
  });

  const LAUGHS = ['a: &a [x, x, x, x, x, x, x, x, x]'].concat(
    Array.from('bcdefghi', (name, at) => `${name}: &${name} [${`*${'abcdefgh'[at]}, `.repeat(9)}]`),
  );
  const LONG = `a: &a ${'x'.repeat(50_000)}\nb: [${'*a, '.repeat(5000)}]`;
  it.each([
    ['lists of lists', LAUGHS.join('\n')],
    ['a long text', LONG],
    ['itself', 'a: &a [*a, *a]'],
  ])('grow so far and no further: %s', async (_, yaml) => {
    for (const file of ['_config.yml', '_data/x.yml', 'x.md']) {
      const text = file === 'x.md' ? `---\n${yaml.slice(0, 60_000)}\n---\n` : yaml;
      const site = createSite({ '_posts/2022-05-01-a.md': post('title: a'), [file]: text });
      const [problem] = await site.fail();
      expect(problem?.file).toBe(file);
    }
  });
});
