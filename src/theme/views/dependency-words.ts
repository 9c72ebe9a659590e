/** What a dependency is called for people: its name (`dependencies.ts`) in words of the glossary. */

type Words = (key: string) => string;

/** By kinds of names; the key is what follows the kind. */
const WORDS: Readonly<Record<string, Words>> = {
  config: (key) => (key === '' ? 'every key of the config' : `the config's \`${key}\``),
  data: (key) => dataWords(key),
  'data?': (key) => `whether there is ${dataWords(key)}`,
  card: (key) => `what others see of ${key}`,
  body: (key) => `the text of ${key}`,
  links: (key) => `the neighbours of ${key}`,
  series: (key) => `the other parts of the series of ${key}`,
  doc: (key) => `what others see of ${key}`,
  text: (key) => `the text of ${key}`,
  beside: (key) => `the neighbours of ${key}`,
  list: (key) => listWords(key),
  term: (key) => `whether there is the ${key}`,
  terms: (key) => `the names of every ${key}`,
  termlist: (key) => `every ${key}`,
  pages: () => 'every page outside of _posts',
  statics: () => 'the names of files that are copied',
  assets: () => 'the names of style sheets and scripts',
  time: () => "the build's present",
  environment: () => 'the environment',
  template: (key) => `the template ${key}`,
  filter: (key) => `the filter \`${key}\``,
  layout: (key) => `which template the layout \`${key}\` is`,
  source: (key) => `where ${key} is published`,
  post_url: (key) => `where the post ${key} is published`,
  feeds: () => "the site's feeds",
  search: () => 'whether there is a search',
  overviews: () => 'which pages of terms there are',
  years: () => 'which years have stories',
  days: () => 'where days are',
  volatile: () => 'what may be another at any time',
};

/** A name of another version of finews stays as it is. */
export function dependencyWords(name: string): string {
  const space = name.indexOf(' ');
  const kind = space < 0 ? name : name.slice(0, space);
  return WORDS[kind]?.(space < 0 ? '' : name.slice(space + 1)) ?? name;
}

/** The keys of a data dependency, outermost first; null: the name is none. */
export function dataKeys(name: string): readonly string[] | null {
  const [, written] = /^data\??\s(.*)$/s.exec(name) ?? [];
  if (written === undefined) return null;
  const keys: unknown = JSON.parse(written);
  return Array.isArray(keys) ? keys.map(String) : null;
}

function dataWords(key: string): string {
  const keys = dataKeys(`data ${key}`) ?? [];
  return ['_data', ...keys].join('/');
}

/** `5 posts`, `# tag a`. */
function listWords(key: string): string {
  const space = key.indexOf(' ');
  const [end, name] = [key.slice(0, space), key.slice(space + 1)];
  const of = name === 'posts' ? '' : ` of ${name === 'documents' ? 'all' : 'the'} ${name}`;
  if (end === '#') return `how many stories there are${of}`;
  return end === '1' ? `the newest story${of}` : `the newest ${end} stories${of}`;
}
