/** Publishing: what is left alone, in which order the rest changes, and what goes. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { disk } from '../../src/platform/disk.js';
import { buildAnew } from '../support/drafts.js';
import { effectsWith, type Operation, recordingIo } from '../support/faulty-io.js';
import { createSite, NOW, post, type TestSite } from '../support/site.js';

const OLD = new Date('2020-01-01T00:00:00Z');

/** Sets every published file back to 2020, so that a write shows. */
function backdate(site: TestSite): void {
  for (const file of site.tree().keys()) {
    fs.utimesSync(path.join(site.root, 'public', file), OLD, OLD);
  }
}

function written(site: TestSite): readonly string[] {
  const at = (file: string): fs.Stats => fs.statSync(path.join(site.root, 'public', file));
  return [...site.tree().keys()].filter((file) => at(file).mtimeMs !== OLD.getTime());
}

async function record(site: TestSite): Promise<readonly Operation[]> {
  const { io, operations } = recordingIo(disk);
  await buildAnew({ source: site.root, now: NOW }, effectsWith(io));
  return operations;
}

/** Paths below the destination, in the order in which an operation met them. */
function outputsOf(site: TestSite, operations: readonly Operation[], name: string): string[] {
  const folder = `${path.join(site.root, 'public')}${path.sep}`;
  return operations
    .filter((operation) => operation.name === name)
    .map(({ paths }) => paths.at(-1) ?? '')
    .filter((file) => file.startsWith(folder))
    .map((file) => file.slice(folder.length));
}

const STORY = 'a/2022/05/01/first.html';

function newsroom(): TestSite {
  return createSite({
    '_config.yml': 'title: 新闻\ntag_permalink: false\narchive_permalinks: false\n',
    '_posts/2022-05-01-first.md': post('title: 一\ncategories: a'),
    '_posts/2022-05-02-second.md': post('title: 二\ncategories: b'),
    'logo.svg': '<svg/>',
  });
}

describe('what has not changed', () => {
  it('keeps bytes and times when nothing is new', async () => {
    const site = newsroom();
    await site.build();
    const before = site.tree();
    backdate(site);
    const result = await site.build();
    expect(result.outputs).toMatchObject({ added: 0, changed: 0, removed: 0 });
    expect(result.outputs.unchanged).toBe(result.outputs.total);
    expect(written(site)).toEqual([]);
    expect(site.tree()).toEqual(before);
  });

  it('is all but the pages that a new story touches', async () => {
    const site = newsroom();
    await site.build();
    backdate(site);
    site.write({ '_posts/2022-05-03-third.md': post('title: 三\ncategories: c') });
    const { outputs } = await site.build();
    const neighbour = 'b/2022/05/02/second.html';
    const third = ['c/2022/05/03/third.html', 'category/c.html'];
    expect(written(site)).toEqual(expect.arrayContaining([...third, neighbour, 'index.html']));
    expect(written(site)).not.toContain(STORY);
    expect(written(site)).not.toContain('logo.svg');
    expect(outputs.added + outputs.changed).toBe(written(site).length);
  });

  it('is mended where someone edited the output, also to the same length', async () => {
    const site = newsroom();
    await site.build();
    const page = site.read(STORY);
    site.write({ [`public/${STORY}`]: page.replace('正文', '文正') });
    expect((await site.build()).outputs).toMatchObject({ added: 0, changed: 1 });
    expect(site.read(STORY)).toBe(page);
    fs.rmSync(path.join(site.root, 'public', STORY));
    expect((await site.build()).outputs).toMatchObject({ added: 1, changed: 0 });
    expect(site.read(STORY)).toBe(page);
  });
});

describe('the order of publishing', () => {
  it('is new paths, changed paths, deletions; the ledger before the first and after the last', async () => {
    const site = newsroom();
    await site.build();
    const before = new Set(site.tree().keys());
    site.remove('_posts/2022-05-01-first.md');
    site.write({
      '_posts/2022-05-03-third.md': post('title: 三\ncategories: c'),
      'logo.svg': '<svg id="new"/>',
    });
    const operations = await record(site);

    const renamed = outputsOf(site, operations, 'rename');
    const firstChanged = renamed.findIndex((file) => before.has(file));
    expect(firstChanged).toBeGreaterThan(0);
    expect(renamed.slice(firstChanged).every((file) => before.has(file))).toBe(true);
    // Of a new folder the topmost.
    expect(renamed.slice(0, 2)).toEqual(['c', 'category/c.html']);
    expect(renamed[firstChanged]).toBe('logo.svg');
    const ofSearch = renamed.filter((file) => file.startsWith('search/'));
    const pages = renamed.filter((file) => !ofSearch.includes(file));
    expect(pages.slice(-2)).toEqual(['index.html', '404.html']);
    // What says where the files of the search index are comes when they are there.
    const manifest = ofSearch.indexOf('search/manifest.json');
    const day = ofSearch.indexOf('search/2022-05-03');
    expect(day).toBeGreaterThanOrEqual(0);
    expect(day).toBeLessThan(manifest);
    expect(outputsOf(site, operations, 'removeFile').sort()).toEqual([
      ...[STORY, 'category/a.html'],
      ...['search/2022-05-02/0.bin', 'search/2022-05-02/stories-0.json'],
    ]);

    const isLedger = ({ name, paths }: Operation): boolean =>
      name === 'append' && /ledger/.test(paths[0] ?? '');
    const steps = operations.flatMap((operation) => {
      const [output] = outputsOf(site, [operation], operation.name);
      if (isLedger(operation)) return ['ledger'];
      return output !== undefined && /^(?:rename|removeFile)$/.test(operation.name)
        ? [operation.name]
        : [];
    });
    expect(steps.filter((step, index) => step !== steps[index - 1])).toEqual([
      'ledger',
      'rename',
      'removeFile',
      'ledger',
    ]);
  });

  it('writes nothing below the destination but by rename', async () => {
    const site = newsroom();
    const operations = await record(site);
    for (const name of ['write', 'writeNew', 'writeDurably', 'copy']) {
      expect(outputsOf(site, operations, name), name).toEqual([]);
    }
  });
});

describe('a build that fails', () => {
  it('leaves the site as it was when a template is broken, and nothing beside it', async () => {
    const site = newsroom();
    await site.build();
    const before = site.tree();
    const kept = fs.readdirSync(path.join(site.root, '.finews'));
    backdate(site);
    site.write({
      'templates/category.njk': '{{ oops( }}',
      '_posts/2022-05-03-third.md': post('title: 三\ncategories: c'),
    });
    expect((await site.fail()).map(({ severity }) => severity)).toContain('error');
    expect(site.tree()).toEqual(before);
    expect(written(site)).toEqual([]);
    site.write({ 'templates/category.njk': '{{ page.posts.length.nothing() }}' });
    expect((await site.fail())[0]).toMatchObject({ file: 'templates/category.njk', line: 1 });
    expect(site.tree()).toEqual(before);
    expect(fs.readdirSync(path.join(site.root, '.finews'))).toEqual(kept);
    site.remove('templates');
    await site.build();
    expect(site.has('category/c.html')).toBe(true);
  });

  it('makes no destination where there was none', async () => {
    const site = newsroom();
    site.write({ 'templates/post.njk': '{% oops %}' });
    await site.fail();
    expect(fs.existsSync(path.join(site.root, 'public'))).toBe(false);
  });
});

describe('what goes', () => {
  it('takes its empty folders along, and no others', async () => {
    const site = newsroom();
    await site.build();
    site.write({ 'public/b/notes.txt': 'mine' });
    site.remove('_posts/2022-05-01-first.md', '_posts/2022-05-02-second.md');
    site.write({ '_posts/2022-06-01-last.md': post('title: 末') });
    // Stories, their categories, and two files each of the search index: of a day and of its month.
    expect((await site.build()).outputs.removed).toBe(8);
    for (const folder of ['a', 'b/2022', 'search/2022-05', 'search/2022-05-02'])
      expect(site.has(folder), folder).toBe(false);
    expect(site.read('b/notes.txt')).toBe('mine');
  });

  it('is the old page when a post is renamed to another case', async () => {
    const site = createSite({ '_posts/2022-05-01-First.md': post('title: 一') });
    await site.build();
    expect(site.has('2022/05/01/First.html')).toBe(true);
    site.remove('_posts/2022-05-01-First.md');
    site.write({ '_posts/2022-05-01-first.md': post('title: 一') });
    await site.build();
    expect(fs.readdirSync(path.join(site.root, 'public/2022/05/01')).sort()).toEqual([
      'first.html',
      'index.html',
    ]);
  });

  it('is nothing where the page of a story only moves to a folder of its name, or back', async () => {
    const at = (permalink: string): string => post(`title: 一\npermalink: ${permalink}`);
    const site = createSite({ '_posts/2022-05-01-a.md': at('/a.html') });
    await site.build();
    site.write({ '_posts/2022-05-01-a.md': at('/a.html/b.html') });
    expect((await site.build()).outputs).toMatchObject({ added: 1, removed: 1 });
    expect(site.read('a.html/b.html')).toContain('正文');
    site.write({ '_posts/2022-05-01-a.md': at('/a.html') });
    expect((await site.build()).outputs.removed).toBe(1);
    expect(site.read('a.html')).toContain('正文');
  });
});
