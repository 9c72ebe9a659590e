/** Values of front matter that are reported: never one that editors are told to write, never a theme's own shape. */
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { fitsSchema } from '../../../src/formats/json/value-schema.js';
import { type Data, plainData } from '../../../src/model/data.js';
import { FRONT_MATTER, FRONT_MATTER_KEYS } from '../../../src/model/front-matter-keys.js';
import { report } from '../../../src/pipeline/parse/file-problems.js';
import { FRONT_MATTER_VALUES } from '../../../src/pipeline/parse/front-matter-values.js';
import { reportMisfits } from '../../../src/pipeline/parse/misfit-values.js';
import { ODD_VALUES } from '../../support/odd-values.js';

function told(data: Data, isJekylls = false): readonly string[] {
  const fileProblems = report('x.md', '');
  reportMisfits(data, isJekylls, fileProblems);
  return fileProblems.problems.map(({ message, hint }) => `${message}: ${hint}`);
}

const written = (yaml: string): Data => plainData(load(yaml) as Data);

describe('a value is reported', () => {
  it.each([
    ['redirect_from: {}', '`redirect_from` is an empty map, which is no path: Write a path such as /old/story.html, or a list of them.'],
    ['redirect_from: [/a, 1]', '`redirect_from` has `1`, which is no path: Write a path such as /old/story.html, or a list of them.'],
    ['redirect_from: [[/a]]', '`redirect_from` has a list, which is no path: Write a path such as /old/story.html, or a list of them.'],
    ['author: {}', '`author` is an empty map, which is no name: Write a name, {name: …, url: …}, or a list of those.'],
    ['image: 5', '`image` is `5`, which is no address of a picture: Write its address, or {path: …, alt: …}.'],
    ['expired: gon', '`expired` is `"gon"`, which is neither `page` nor `gone`: Write page or gone.'],
    ['sitemap: "false"', '`sitemap` is `"false"`, which is neither true nor false: Write true or false, without quotes.'],
    ['search: [1, 2]', '`search` is a list, which is neither true nor false: Write true or false, without quotes.'],
    ['canonical: slef', '`canonical` is `"slef"`, which is neither `self` nor `source`: Write self or source; an address stands under `canonical_url`.'],
    ['canonical_url: /a', '`canonical_url` is `"/a"`, which is no whole address: Write all of it, from https:// on.'],
    ['description: {a: 1}', '`description` is a map, which is no text: Write one text.'],
    ['lang: [en]', '`lang` is a list, which is no text: Write one text; a number between quotes.'],
    ['translations: 5', '`translations` is `5`, which is no map of addresses: Write addresses by language, as in {en: /en/story.html}.'],
  ])('that is of no use, with what to write: %s', (yaml, problem) => {
    expect(told(written(yaml))).toEqual([problem]);
  }); // biome-ignore format: a table

  it('once a key, whatever the number of entries', () => {
    expect(told({ redirect_from: Array.from({ length: 1000 }, () => 5) })).toHaveLength(1);
  });

  it('never if editors are told to write it, and never null or nothing', () => {
    const values = [...ODD_VALUES.values(), 'gone', 'self', 'https://a.example/x', '/a', ['/a']];
    const reported = FRONT_MATTER_KEYS.flatMap((key) => {
      const { shape } = FRONT_MATTER_VALUES[FRONT_MATTER[key].value];
      const isSound = (value: (typeof values)[number]): boolean =>
        value === null || value === '' || fitsSchema(value, shape);
      return values.filter(isSound).flatMap((value) => told({ [key]: value }));
    });
    expect(reported).toEqual([]);
  });

  it('never if it may be what the site’s own templates read', () => {
    const front =
      'image: {feature: a.jpg}\nauthor: [{twitter: x}]\nauthors: {a: {b: 1}}\nsource: {a: 1}\n' +
      'toc: {a: 1}\ncomments: "true"\nfeatured: 3\nsubtitle: [1]\ncorrections: {}\nupdates: 5\n' +
      'sitemap: {priority: 0.5, exclude: "yes"}\ntranslations: [{lang: en, url: /x}]\nseo: {name: x}\n' +
      'search: "yes"\nhidden: "no"\nseries: {index: 3}\nown: {}\n';
    expect(told(written(front))).toEqual([]);
  });
});

describe('in a Jekyll site', () => {
  it('shapes and words of its own theme are not reported', () => {
    const front =
      'image: true\nauthor: false\ndescription: false\nexcerpt: 5\nlang: [en, fr]\ncanonical_url: /x\n' +
      'canonical: https://a.example/\nexpired: true\nsitemap: exclude\nsearch: [a]\nhidden: [home]\n' +
      'translations: en\nseo: none\nguid: [1]\nsource_url: {a: 1}\n';
    expect(told(written(front), true)).toEqual([]);
    expect(told(written(front)).length).toBeGreaterThan(12);
  });

  it.each([
    ['redirect_from: {}'],
    ['redirect_from: [1]'],
    ['redirect_from: true'],
    ['author: {}'],
    ['expired: gon'],
    ['canonical: slef'],
    ['sitemap: "false"'],
  ])('what nobody can mean is: %s', (yaml) => {
    expect(told(written(yaml), true)).toHaveLength(1);
  });
});
