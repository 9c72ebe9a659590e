/** Slugs and permalinks beside the real Jekyll's, on seeded random names. */
import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createZone, localTime } from '../../src/formats/dates/zone.js';
import {
  expandPermalink,
  type PermalinkValues,
  resolveStyle,
} from '../../src/formats/urls/permalink.js';
import { slugify } from '../../src/formats/urls/slug.js';

const MISSING = 'ruby with the jekyll gem is not installed';
const installed = spawnSync('ruby', ['-rjekyll', '-e', 'exit']).status === 0;

/** Runs the Ruby expression `script` for each `item` of the input; `setup` is run before. */
function ruby(script: string, input: readonly unknown[], setup = ''): unknown {
  const program = `
    ${setup}
    Jekyll.logger.log_level = :error
    input = JSON.parse($stdin.read)
    puts JSON.generate(input.map { |item| ${script} })`;
  const options = { input: JSON.stringify(input), encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  const env = { ...process.env, LANG: 'C.UTF-8' };
  const run = spawnSync('ruby', ['-rjekyll', '-rjson', '-e', program], { ...options, env });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

/** Letters, marks, digits, symbols and white space that old and new Unicode tables agree on. */
const character = fc.oneof(
  fc.constantFrom(...Array.from('abcXYZ019')),
  fc.constantFrom(...Array.from(' \t\n-._~!$&\'()+,;=@#%?"/\\|<>[]{}^`*:')),
  fc.constantFrom(...Array.from('央行稳健的货币政策股：“”，。（）《》、　１Ａｂ㎡々〇')),
  fc.constantFrom(...Array.from('éÀßøÆœŁŉŋĿžŽÿıİſΣσςǅЖяäḀñþ×÷ªº')),
  fc.constantFrom('\u0301', '\u3099', '\u0bcd', '\u20dd', '\ufe0f', '\u200d', '\u00a0', '\u2028'),
  fc.constantFrom('🔥', '👨‍👩‍👧', '🇨🇳', '𠮷', '𝔸', '١', '५', 'Ⅷ', '½', '①', '€', '™'),
);
const text = fc.array(character, { maxLength: 14 }).map((characters) => characters.join(''));

test('slugify equals Jekyll’s in every mode', ({ skip }) => {
  skip(!installed, MISSING);
  const modes = ['default', 'pretty', 'raw', 'ascii', 'latin', 'none'];
  const inputs = fc
    .sample(text, { numRuns: 2_000, seed: 42 })
    .flatMap((name) =>
      modes.flatMap((mode) => [true, false].map((cased) => ({ name, mode, cased }))),
    );
  const theirs = ruby(
    'Jekyll::Utils.slugify(item["name"], :mode => item["mode"], :cased => item["cased"])',
    inputs,
  );
  expect(inputs.map(({ name, mode, cased }) => slugify(name, mode, cased))).toEqual(theirs);
});

const PATTERNS = [
  ...['date', 'pretty', 'ordinal', 'weekdate', 'none'].map(resolveStyle),
  '/:collection/:path:output_ext',
  '/:slugified_categories/:name/',
  '/:w_year/:week/:w_day/:long_day/:short_day',
  '/:short_year/:i_month/:i_day/:short_month/:long_month/:hour_:minute_:second/:slug.html',
  ':year./:month../:day/./:y_day//:title.x',
];

const DROP = `
  Story = Struct.new(:data, :basename_without_ext, :date, :collection, :output_ext,
                     :cleaned_relative_path, :site)
  Label = Struct.new(:label)
  def address(item)
    story = Story.new({ "slug" => item["slug"], "categories" => item["categories"] }, item["name"],
      Time.at(item["seconds"]).utc, Label.new("posts"), ".html", item["path"], nil)
    drop = Jekyll::Drops::UrlDrop.new(story)
    url = Jekyll::URL.new(:template => item["pattern"], :placeholders => drop).to_s
    file = Jekyll.sanitized_path("/", Jekyll::URL.unescape_path(url))
    if url.end_with?("/")
      file = File.join(file, "index.html")
    else
      file << ".html" unless file.end_with?(".html")
    end
    { "url" => url, "output" => file[1..-1] }
  end`;

/** No more than Jekyll and finews both take as it is: the differences have tests of their own. */
const name = text.map((value) =>
  value
    .replace(/[\p{Cc}\u2028:*?"<>|\\#%[\]]|\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFC')
    .replace(/^[ /.~]+|[ /.~]+$/g, 'x'),
);
const story = fc.record({
  slug: name,
  categories: fc.array(name, { maxLength: 3 }),
  seconds: fc.integer({ min: -1_000_000_000, max: 4_000_000_000 }),
  pattern: fc.constantFrom(...PATTERNS),
});

test('addresses equal Jekyll’s', ({ skip }) => {
  skip(!installed, MISSING);
  const zone = createZone('UTC');
  const stories = fc.sample(story, { numRuns: 4_000, seed: 42 });
  const mine = stories.map(({ slug, categories, seconds, pattern }) => {
    const path = `/${slug}`;
    const time = localTime(zone, seconds * 1000);
    const values: PermalinkValues = {
      ...{ slug, categories, time, path },
      ...{ name: `2022-05-06-${slug}`, collection: 'posts', outputExt: '.html' },
    };
    return { item: { ...values, seconds, pattern }, expanded: expandPermalink(pattern, values) };
  });
  const kept = mine.flatMap(({ item, expanded }) =>
    expanded.kind === 'ok' && !expanded.changed ? [{ item, expanded }] : [],
  );
  expect(kept.length).toBeGreaterThan(stories.length * 0.8);
  const theirs = ruby(
    'address(item)',
    kept.map(({ item }) => item),
    DROP,
  );
  const ours = kept.map(({ expanded: { url, output } }) => ({ url, output }));
  expect(ours).toEqual(theirs);
});
