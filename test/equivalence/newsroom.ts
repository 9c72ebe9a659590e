/** A newsroom at work: a site on the disk, and the edits that people and scripts make to it. */
import fs from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { liquidActs } from './liquid-templates.js';
import { LIST, PARTS, POST } from './templates.js';

export const START: number = Date.UTC(2030, 0, 1);
const HOUR = 3_600_000;

/** One thing that somebody does; the numbers choose what it is done to. */
export interface Edit {
  readonly kind: string;
  readonly a: number;
  readonly b: number;
}

export type Act = (a: number, b: number) => void;

/** How files are made and removed; what isn't there is no fault. */
export interface Desk {
  write(file: string, text: string): void;
  remove(file: string): void;
}

export interface Newsroom {
  readonly root: string;
  /** The build's present, ms since the epoch. */
  readonly now: () => number;
  apply(edit: Edit): void;
  /** Once: what somebody does while the next build runs; null: nothing. */
  meanwhile(): (() => void) | null;
}

/** An output that is a file, a folder of that name, and folders in that. */
const FOLDED = [
  '/q/x.html/',
  '/q/x.html',
  '/q/x.html/y.html',
  '/q/x.html/y.html/z.html',
  '/q.html',
];

const NAMES = ['a', 'b', '港股', 'A股', '快讯', 'C#', 'C', '000001'];
const number: fc.Arbitrary<number> = fc.nat({ max: 1000 });

export const anEdit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(
    ...['add', 'add', 'add', 'title', 'date', 'category', 'tags', 'body', 'body', 'move'],
    ...['delete', 'readd', 'stealth', 'break', 'repair', 'unpublish', 'embargo', 'clash'],
    ...[
      'post-template',
      'list-template',
      'macro',
      'skin',
      'add-part',
      'remove-templates',
      'parent',
    ],
    ...['data', 'terms', 'config', 'config', 'page', 'static', 'clock', 'touch', 'nothing'],
    ...['source', 'topics', 'moved', 'picture', 'filter', 'layout-place', 'data-kind'],
    ...['link', 'link', 'links', 'about', 'change', 'doc', 'doc', 'undoc', 'collections'],
    ...['expire', 'expire', 'take-down'],
    ...['lose-output', 'corrupt-output', 'stealth-output', 'lose-cache', 'copy', 'copy'],
    ...[
      'restore-cache',
      'restore-all',
      'restore-public',
      'fold',
      'fold',
      'fold-static',
      'meanwhile',
    ],
  ),
  a: number,
  b: number,
});

export function openNewsroom(root: string): Newsroom {
  const at = (...names: string[]): string => path.join(root, ...names);
  const write = (file: string, text: string): void => {
    fs.mkdirSync(path.dirname(at(file)), { recursive: true });
    fs.writeFileSync(at(file), text);
  };
  const text = (file: string): string => fs.readFileSync(at(file), 'utf8');
  const posts = (): string[] =>
    fs
      .readdirSync(at('_posts'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => `_posts/${name}`)
      .sort();
  const config = new Map<string, string>([
    ['title', '新闻'],
    ['paginate', '3'],
    ['timezone', 'Asia/Shanghai'],
    ['collections', '{notes: {output: true}, memos: {}}'],
  ]);
  const deleted: (readonly [string, string])[] = [];
  let now = START;
  let count = 0;

  const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length];
  const name = (index: number): string => pick(NAMES, index) ?? 'a';
  const some = (a: number, b: number): readonly string[] =>
    PARTS.filter((_, index) => index === a % PARTS.length || index === b % PARTS.length);
  const add = (a: number, b: number): void => {
    count += 1;
    const date = new Date(START - (a % 400) * HOUR).toISOString().slice(0, 19).replace('T', ' ');
    const head = `title: 第${count}条\ndate: ${date} +0800\ncategories: ${name(a)}\ntags: [${name(b)}, ${name(a + b)}]`;
    write(`_posts/2029-01-${10 + (b % 9)}-p${count}.md`, `---\n${head}\n---\n**正文。**第${a}段\n`);
  };
  const edit = (index: number, change: (text: string) => string): void => {
    const file = pick(posts(), index);
    if (file !== undefined) write(file, change(text(file)));
  };
  const front = (index: number, lines: string): void =>
    edit(index, (old) => old.replace(/^title:/m, `${lines}\ntitle:`));
  const saveConfig = (): void =>
    write('_config.yml', [...config].map(([key, value]) => `${key}: ${value}\n`).join(''));
  const outputs = (): string[] =>
    fs.existsSync(at('public'))
      ? fs
          .readdirSync(at('public'), { recursive: true, encoding: 'utf8' })
          .filter((file) => fs.statSync(at('public', file)).isFile())
          .sort()
      : [];
  const saved = at('..', `${path.basename(root)}-cache`);
  const savedPublic = at('..', `${path.basename(root)}-public`);
  /** `public` may be a link to a version. */
  const publicFolder = (): string => fs.realpathSync(at('public'));
  let during: (() => void) | null = null;

  const remove = (file: string): void => fs.rmSync(at(file), { recursive: true, force: true });
  const acts: Readonly<Record<string, Act>> = {
    ...liquidActs({ write, remove }),
    add,
    title: (a, b) => edit(a, (old) => old.replace(/^title: .*$/m, `title: 新题${b}`)),
    date: (a, b) => edit(a, (old) => old.replace(/^date: .*$/m, `date: 2029-12-${10 + (b % 20)}`)),
    category: (a, b) =>
      edit(a, (old) => old.replace(/^categories: .*$/m, `categories: ${name(b)}`)),
    tags: (a, b) => edit(a, (old) => old.replace(/^tags: .*$/m, `tags: [${name(b)}]`)),
    body: (a, b) => edit(a, (old) => `${old}\n\n又一段${b}`),
    move(a, b) {
      const file = pick(posts(), a);
      if (file === undefined) return;
      const to = `_posts/${['', '港股/', 'x/y/'][b % 3]}2029-02-${10 + (b % 9)}-m${a}-${b}.md`;
      const kept = text(file);
      fs.rmSync(at(file));
      write(to, kept);
    },
    delete(a) {
      const file = pick(posts(), a);
      if (file === undefined) return;
      deleted.push([file, text(file)]);
      fs.rmSync(at(file));
    },
    readd() {
      const last = deleted.pop();
      if (last !== undefined) write(...last);
    },
    /** The same size and the same time: only the bytes tell. */
    stealth(a) {
      const file = pick(posts(), a);
      if (file === undefined) return;
      const { atime, mtime } = fs.statSync(at(file));
      write(
        file,
        text(file).replace(/[0-9](?=段)/, (digit) => String((Number(digit) + 1) % 10)),
      );
      fs.utimesSync(at(file), atime, mtime);
    },
    // In the past, or to come, until the clock is past it.
    change: (a, b) =>
      edit(a, (old) => {
        const changed = new Date(now + ((b % 48) - 12) * HOUR).toISOString();
        const rest = old.replace(/^last_modified_at: .*\n/m, '');
        return rest.replace(/^title: /m, `last_modified_at: ${changed}\ntitle: `);
      }),
    break: (a) => edit(a, (old) => old.replace(/^date: .*$/m, 'date: [oops\n  - {')),
    repair: (a) => edit(a, (old) => old.replace('date: [oops\n  - {', 'date: 2029-12-12')),
    unpublish: (a, b) =>
      edit(a, (old) =>
        b % 2 === 0
          ? old.replace(/^title:/m, 'published: false\ntitle:')
          : old.replaceAll('published: false\n', ''),
      ),
    embargo: (a, b) =>
      edit(a, (old) => {
        const due = new Date(now + (b % 48) * HOUR).toISOString();
        return old.replace(/^date: .*$/m, `date: ${due}`);
      }),
    // In the past, or to come, until the clock is past it; with its page, or without.
    expire: (a, b) =>
      edit(a, (old) => {
        const over = new Date(now + ((b % 48) - 12) * HOUR).toISOString();
        const rest = old.replace(/^expire[sd]: .*\n/gm, '');
        const fate = b % 3 === 0 ? 'expired: gone\n' : '';
        return b % 7 === 0 ? rest : rest.replace(/^title: /m, `expires: ${over}\n${fate}title: `);
      }),
    /** By its file or its address; now and then everything is taken back, or the list is broken. */
    'take-down': (a, b) => {
      const file = pick(posts(), a);
      const [address] = (pick(outputs(), b) ?? '').match(/^.*\.html$/) ?? ['q.html'];
      const entry = b % 2 === 0 ? `path: ${file ?? 'x'}` : `url: "/${address}"`;
      write('_data/takedowns.yml', b % 5 === 0 ? '[]\n' : b % 11 === 0 ? 'all\n' : `- ${entry}\n`);
    },
    clash: (a, b) =>
      edit(a, (old) => old.replace(/^title:/m, `permalink: /own/${b % 3}.html\ntitle:`)),
    filter: (a, b) =>
      a % 3 === 0
        ? fs.rmSync(at('templates/filters'), { recursive: true, force: true })
        : write('templates/filters/upcase.mjs', `export default (x) => '${b % 4}' + x;`),
    'layout-place': (a, b) =>
      write(`templates/${['', 'layouts/'][a % 2]}post.njk`, POST(some(a, b))),
    'data-kind': (a) =>
      write(
        '_data/people.yml',
        ['li: {name: 李}\n', 'li: 李\n', 'li: [1]\n', 'li:\n'][a % 4] ?? '',
      ),
    source: (a, b) => front(a, `source: ${name(b)}\nauthor: ${name(a)}`),
    topics: (a, b) =>
      write('_data/topics.yml', `one: {name: 专题${b % 3}, tags: [${name(a)}], categories: [a]}\n`),
    moved: (a, b) => front(a, `redirect_from: [/old/${b % 4}/, /was/${a % 3}.html]`),
    picture: (a, b) => front(a, b % 2 === 0 ? `image: /p/${b}.jpg` : 'sitemap: false'),
    'post-template': (a, b) => write('templates/post.njk', POST(some(a, b))),
    'list-template': (a, b) =>
      write(`templates/${pick(['home', 'category', 'tag', 'archive'], b)}.njk`, LIST(some(a, b))),
    macro: (_, b) =>
      write('templates/parts/macros.njk', `{% macro shout(x) %}${b}{{ x | upcase }}{% endmacro %}`),
    skin: (_, b) => write('templates/parts/plain.njk', `plain ${b}`),
    'add-part': (a, b) =>
      a % 2 === 0
        ? write('templates/parts/missing.njk', `found ${b}`)
        : fs.rmSync(at('templates/parts/missing.njk'), { force: true }),
    'remove-templates': () => fs.rmSync(at('templates'), { recursive: true, force: true }),
    parent: (a, b) => {
      write('templates/frame.html', `<frame ${b % 5}>{{ content }}{{ layout.note }}</frame>`);
      write('templates/post.njk', `---\nlayout: frame\nnote: ${a % 3}\n---\n${POST([])}`);
    },
    data: (a, b) => write('_data/people.yml', `li: {name: 李${a % 5}}\nwang: {name: 王${b % 5}}\n`),
    terms: (a, b) =>
      write('_data/categories.yml', `a: {name: 甲${b % 4}}\nhk: {name: 港股, note: ${a % 3}}\n`),
    config(a, b) {
      const changes: readonly (readonly [string, string])[] = [
        ['title', `标题${b % 4}`],
        ['paginate', String(1 + (b % 4))],
        ['unread', String(b)],
        ['url', `https://n${b % 3}.example`],
        ['baseurl', ['""', '/n'][b % 2] ?? ''],
        ['skin', ['plain', '"none"'][b % 2] ?? ''],
        ['limit_posts', String(b % 9)],
        ['permalink', pick(['date', 'pretty', '/:title.html'], b) ?? ''],
        ['html', pick(['sanitize', 'trust', 'escape'], b) ?? ''],
        ['tag_permalink', pick(['/tag/:slug.html', 'false', '/t/:slug/'], b) ?? ''],
        ['excerpt_separator', `"${b % 5}"`],
      ];
      const [key, value] = pick(changes, a) ?? ['title', 'x'];
      config.set(key, value);
      saveConfig();
    },
    page: (a, b) =>
      write(
        `${pick(['about', 'index', 'feed'], a)}.html`,
        `---\ntitle: 页${b % 3}\n---\n{{ page.title }} ${some(a, b)[0]}`,
      ),
    /** Of a story: to another by its file, to a page, to a copied file, to what isn't there. */
    link(a, b) {
      const to = pick([...posts(), 'about.md', 'files/1.txt', 'none.md'], b) ?? '';
      edit(a, (old) => `${old}\n\n[链接](/${encodeURI(to)}#x) ![图](/files/${b % 3}.txt)\n`);
    },
    links: (a) =>
      write(
        'links.md',
        `---\ntitle: 链接\n---\n[一](${encodeURI(pick(posts(), a) ?? '')}) [二](about.md)\n`,
      ),
    about: (a, b) =>
      write(
        'about.md',
        `---\n${pick(['permalink: /us/', 'published: false', 'x: 1', 'layout: none'], a)}\n---\n[链接](${encodeURI(pick(posts(), b) ?? '')})\n`,
      ),
    /** Of two collections; a date may be to come. */
    doc(a, b) {
      const due = new Date(START + ((b % 9) - 6) * 10 * HOUR).toISOString();
      const head = [
        `title: 记${b % 4}`,
        `date: ${due}`,
        `rank: ${b % 5}`,
        'draft: true',
        'layout: post',
      ];
      const lines = head.filter((_, bit) => bit === 0 || ((a >> bit) & 1) === 1).join('\n');
      const body = `${some(a, b)[0]}\n\n[a](/${encodeURI(pick(posts(), b) ?? '')}) ${b % 3}`;
      write(
        `_${pick(['notes', 'memos'], b)}/${pick(['n1', 'n2', 'deep/n3'], a)}.md`,
        `---\n${lines}\n---\n${body}\n`,
      );
    },
    undoc: (a, b) =>
      b % 3 === 0
        ? write(`_${pick(['notes', 'memos'], a)}/f${b % 2}.txt`, `file ${a}`)
        : remove(`_${pick(['notes', 'memos'], a)}/${pick(['n1.md', 'n2.md', 'f0.txt'], b)}`),
    collections(_, b) {
      const choices = [
        '{notes: {output: true}, memos: {}}',
        '{notes: {output: true, sort_by: rank, permalink: "/n/:title/"}, memos: {output: true}}',
        '[notes]',
        '{memos: {order: [n2.md]}, notes: {output: true, note: x}}',
      ];
      config.set('collections', pick(choices, b) ?? '[]');
      config.set(
        'defaults',
        `[{scope: {path: "", type: memos}, values: {${b % 2 === 0 ? 'x: 1' : 'trust: story'}}}]`,
      );
      saveConfig();
    },
    static: (a, b) => write(`files/${a % 3}.txt`, `text ${b % 5}`),
    // Now and then it goes back.
    clock: (a) => {
      now += ((a % 48) - 8) * HOUR;
    },
    touch: () => {
      for (const file of posts()) fs.utimesSync(at(file), 1, 1);
    },
    nothing: () => {},
    'lose-output': (a) => {
      const file = pick(outputs(), a);
      if (file !== undefined) fs.rmSync(at('public', file));
    },
    'corrupt-output': (a, b) => {
      const file = pick(outputs(), a);
      if (file === undefined) return;
      const bytes = fs.readFileSync(at('public', file));
      if (bytes.length === 0) return;
      bytes[b % bytes.length] = ((bytes[b % bytes.length] ?? 0) + 1) % 256;
      fs.writeFileSync(at('public', file), bytes);
    },
    'lose-cache': (a) => {
      const files = fs.existsSync(at('.finews')) ? fs.readdirSync(at('.finews')) : [];
      const losable = files.filter((file) => !/^(?:ledger|\.)/.test(file));
      const file = pick(losable, a);
      if (file !== undefined) fs.rmSync(at('.finews', file));
    },
    /** The cache of an older step beside the outputs of today, as a CI's cache may be. */
    'restore-cache': () => {
      if (!fs.existsSync(saved)) return;
      for (const file of fs.readdirSync(saved)) {
        if (!/^ledger/.test(file)) fs.copyFileSync(path.join(saved, file), at('.finews', file));
      }
    },
    /** The whole of it: what finews owns as well. */
    'restore-all': () => {
      if (!fs.existsSync(saved)) return;
      fs.rmSync(at('.finews'), { recursive: true });
      fs.cpSync(saved, at('.finews'), { recursive: true, preserveTimestamps: true });
    },
    /** The site of an older step beside the cache of today. */
    'restore-public': () => {
      if (!fs.existsSync(savedPublic) || !fs.existsSync(at('public'))) return;
      const folder = publicFolder();
      fs.rmSync(folder, { recursive: true });
      fs.cpSync(savedPublic, folder, { recursive: true, preserveTimestamps: true });
    },
    copy: () => {
      if (!fs.existsSync(at('.finews')) || !fs.existsSync(at('public'))) return;
      for (const folder of [saved, savedPublic])
        fs.rmSync(folder, { recursive: true, force: true });
      fs.cpSync(at('.finews'), saved, { recursive: true, preserveTimestamps: true });
      fs.cpSync(publicFolder(), savedPublic, { recursive: true, preserveTimestamps: true });
    },
    'stealth-output': (a) => {
      const file = pick(outputs(), a);
      if (file === undefined || text(`public/${file}`) === '') return;
      const { atime, mtime } = fs.statSync(at('public', file));
      const bytes = fs.readFileSync(at('public', file));
      bytes[0] = ((bytes[0] ?? 0) + 1) % 256;
      fs.writeFileSync(at('public', file), bytes);
      fs.utimesSync(at('public', file), atime, mtime);
    },
    fold: (a, b) =>
      edit(a % 3, (old) =>
        old
          .replaceAll(/^permalink: .*\n/gm, '')
          .replace(/^title:/m, `permalink: ${pick(FOLDED, b)}\ntitle:`),
      ),
    'fold-static': (a, b) => {
      fs.rmSync(at('files/f.txt'), { recursive: true, force: true });
      const file = pick(['f.txt', 'f.txt/a.txt', 'f.txt/a.txt/b.txt'], a) ?? 'f.txt';
      write(`files/${file}`, `text ${b % 5}`);
    },
    meanwhile: (a) => {
      during = () => acts['delete']?.(a, 0);
    },
  };

  fs.mkdirSync(at('_posts'), { recursive: true });
  saveConfig();
  write('templates/parts/plain.njk', 'plain');
  write('templates/parts/macros.njk', '{% macro shout(x) %}{{ x }}!{% endmacro %}');
  for (let index = 0; index < 8; index++) add(index * 37, index * 11);
  return {
    root,
    now: () => now,
    apply: ({ kind, a, b }) => acts[kind]?.(a, b),
    meanwhile() {
      const act = during;
      during = null;
      return act;
    },
  };
}
