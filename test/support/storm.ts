/** Weather for watchers: random but repeatable edits of a site's source. */
import fs from 'node:fs';
import path from 'node:path';
import { post, type TestSite } from './site.js';

/** A post's text. */
export const story = (title: string): string => post(`title: "${title}"\ncategories: news`, title);

/** Whole numbers below a bound, the same for a seed on every machine. */
export function randomFor(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

type Folder = Pick<TestSite, 'root' | 'write'>;
type Step = (site: Folder, random: (below: number) => number, count: number) => void;

const nameOf = (random: (below: number) => number): string =>
  `_posts/${['', 'a/', 'a/b/', 'c/'][random(4)]}2022-05-${10 + random(15)}-s${random(4)}.md`;
const at = (site: Folder, name: string): string => path.join(site.root, name);

const STEPS: Readonly<Record<string, Step>> = {
  save: (site, random, count) => site.write({ [nameOf(random)]: story(`saved ${count}`) }),
  append(site, random) {
    const name = nameOf(random);
    if (fs.existsSync(at(site, name))) fs.appendFileSync(at(site, name), '\n又一段。\n');
  },
  'save as vim does'(site, random, count) {
    const name = nameOf(random);
    site.write({ [name]: story('old') });
    fs.renameSync(at(site, name), `${at(site, name)}~`);
    site.write({ [name]: story(`vim ${count}`) });
    fs.rmSync(`${at(site, name)}~`);
  },
  'save as others do'(site, random, count) {
    const name = nameOf(random);
    site.write({ [name]: '', '_posts/.tmp': story(`atomic ${count}`) });
    fs.renameSync(at(site, '_posts/.tmp'), at(site, name));
  },
  'half a file'(site, random, count) {
    const [name, text] = [nameOf(random), story(`halves ${count}`)];
    site.write({ [name]: text.slice(0, 12) });
    setTimeout(() => site.write({ [name]: text }), 5);
  },
  delete: (site, random) => fs.rmSync(at(site, nameOf(random)), { force: true }),
  'come and go'(site, random) {
    const name = nameOf(random);
    site.write({ [name]: story('gone') });
    fs.rmSync(at(site, name));
  },
  'move a folder'(site, random) {
    const folders = ['_posts/a', '_posts/c', 'news/_posts', '_posts/a/b', '_drafts'];
    const [from = '', to = ''] = [folders[random(5)], folders[random(5)]];
    if (fs.existsSync(at(site, from)) && !fs.existsSync(at(site, to)) && !to.startsWith(from)) {
      fs.mkdirSync(path.dirname(at(site, to)), { recursive: true });
      fs.renameSync(at(site, from), at(site, to));
    }
  },
  'delete a folder': (site) => fs.rmSync(at(site, '_posts/a'), { recursive: true, force: true }),
  template: (site, random) =>
    site.write({ 'templates/post.njk': `<h1>{{ page.title }} ${random(3)}</h1>{{ content }}` }),
  'no template': (site) => fs.rmSync(at(site, 'templates'), { recursive: true, force: true }),
  page: (site, random) => site.write({ [`page${random(2)}.html`]: `---\n---\n${random(9)}` }),
  data: (site, random) => site.write({ '_data/x.yml': `x: ${random(9)}` }),
  config: (site, random) => site.write({ '_config.yml': `title: T${random(3)}\n` }),
};

/** Does one thing to a site's source, of all that editors, scripts and git do. */
export function disturb(site: Folder, random: (below: number) => number, count: number): void {
  const names = Object.keys(STEPS);
  STEPS[names[random(names.length)] ?? '']?.(site, random, count);
}
