/** Builds of edits leave search and sitemaps for later: only in a preview, and nothing that was taken off stays in them. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Io } from '../../src/model/io.js';
import type { BuildOptions } from '../../src/model/options.js';
import type { BuildSummary } from '../../src/model/result.js';
import { sessionBuilds } from '../../src/pipeline/session-builds.js';
import { disk } from '../../src/platform/disk.js';
import { testSession } from '../support/drafts.js';
import { effectsWith, interruptedIo, systemError } from '../support/faulty-io.js';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, type Files, NOW, post, readTree, type TestSite } from '../support/site.js';

const PREVIEW = 'http://localhost:4000';
const EDITED = '_posts/2022-05-01-a.md';
const LATE = ['search/2022-05/0.bin', 'sitemap.xml'];

const FILES: Files = {
  ...PLAIN,
  'templates/post.njk': '{{ page.title }} {{ content }}',
  '_config.yml': 'title: T\nurl: https://x.example\n',
  [EDITED]: post('title: a', 'older words'),
  '_posts/2022-05-02-bad.md': post('title: slander', 'slanderous words'),
  '_posts/2022-06-01-b.md': post('title: b', 'other words'),
  'about.html': '---\ntitle: about\n---\nslander',
};

const NEWER = { [EDITED]: post('title: a\nlast_modified_at: 2022-05-03', 'newer words') };

interface Editing {
  readonly site: TestSite;
  /** Of what was published. */
  readonly tree: () => ReadonlyMap<string, string>;
  /** Writes the files, null: deletes, and builds as after an edit. */
  readonly edit: (files: Readonly<Record<string, string | null>>) => Promise<BuildSummary>;
  /** As when nobody edits. */
  readonly follow: () => Promise<BuildSummary>;
  /** A clean build's. */
  readonly clean: () => Promise<ReadonlyMap<string, string>>;
}

/** A site that was built once by a session. */
async function editing(
  files: Files = FILES,
  more: BuildOptions = { preview: PREVIEW },
  io: Io = disk,
): Promise<Editing> {
  const site = createSite(files);
  const options = { source: site.root, now: NOW, threads: 0, ...more };
  const builds = sessionBuilds(options, effectsWith(io), testSession(), null);
  const { destination } = await builds(null);
  const at = (name: string): string => path.join(site.root, name);
  return {
    site,
    tree: () => readTree(destination),
    async edit(edited) {
      for (const [name, text] of Object.entries(edited)) {
        if (text === null) site.remove(name);
        else site.write({ [name]: text });
      }
      return await builds(Object.keys(edited).map(at), { mayDefer: true });
    },
    follow: () => builds([]),
    async clean() {
      const other = createSite({});
      fs.cpSync(site.root, other.root, {
        recursive: true,
        filter: (name) => !/[\\/](?:\.finews|public)$/.test(name),
      });
      const result = await other.build(more);
      return readTree(result.destination);
    },
  };
}

it('leaves search and sitemaps for a pause of who edits, and has them then as a clean build has', async () => {
  const { tree, edit, follow, clean } = await editing();
  const before = tree();
  const first = await edit(NEWER);
  expect(tree().get('2022/05/01/a.html')).toContain('newer');
  expect(first.outputs.deferred).toBeGreaterThanOrEqual(LATE.length);
  for (const file of LATE) expect([file, tree().get(file)]).toEqual([file, before.get(file)]);
  expect((await follow()).outputs.deferred).toBe(0);
  expect(tree()).toEqual(await clean());
  for (const file of LATE) expect(tree().get(file)).not.toBe(before.get(file));
});

it('leaves what was left as it is once more', async () => {
  const { edit, follow, tree, clean } = await editing();
  const { deferred } = (await edit(NEWER)).outputs;
  const other = { '_posts/2022-06-01-b.md': post('title: b', 'others') };
  expect((await edit(other)).outputs.deferred).toBeGreaterThanOrEqual(deferred);
  await follow();
  expect(tree()).toEqual(await clean());
});

it('leaves nothing where others may read it', async () => {
  const { site, edit, tree, clean } = await editing(FILES, {});
  expect((await edit(NEWER)).outputs.deferred).toBe(0);
  expect(tree()).toEqual(await clean());
  const options = { source: site.root, destination: path.join(site.root, 'deployed') };
  const builds = sessionBuilds(
    { ...options, now: NOW, threads: 0, preview: PREVIEW },
    effectsWith(disk),
    testSession(),
    null,
  );
  await builds(null);
  site.write({ [EDITED]: post('title: a', 'newest words') });
  const result = await builds([path.join(site.root, EDITED)], { mayDefer: true });
  expect(result.outputs.deferred).toBe(0);
});

const BAD = '_posts/2022-05-02-bad.md';
const LIST = '_data/takedowns.yml';

it.each([
  ['whose file was deleted', { [BAD]: null }],
  ['that is published no more', { [BAD]: post('title: slander\npublished: false', 'slanderous') }],
  ['that has expired', { [BAD]: post('title: slander\nexpires: 2023-01-01\nexpired: gone') }],
  ['that was taken down', { [LIST]: `- path: ${BAD}\n` }],
  ['whose address another has', { [BAD]: null, '_posts/2022-05-02-bad.html': post('title: mild') }],
  ['that is a page', { 'about.html': null, [BAD]: post('title: mild', 'mild') }],
])('keeps nothing anywhere of a story %s', async (_what, edited) => {
  const { edit, tree, clean } = await editing();
  expect(textOf(tree())).toContain('slander');
  const result = await edit({ ...NEWER, ...edited });
  expect(result.outputs.deferred).toBe(0);
  expect(tree()).toEqual(await clean());
});

function textOf(tree: ReadonlyMap<string, string>): string {
  return [...tree.values()].join('\n');
}

it('leaves nothing after a build that has failed while it took a story off', async () => {
  let failing = false;
  const io = interruptedIo(disk, (operation) => {
    const isIt = failing && operation.name === 'rename' && operation.paths[1]?.endsWith('a.html');
    if (isIt === true) throw systemError('EIO', operation);
  });
  const { edit, tree, clean } = await editing(FILES, { preview: PREVIEW }, io);
  failing = true;
  await expect(edit({ ...NEWER, [BAD]: null })).rejects.toThrow(Error);
  failing = false;
  const other = { [EDITED]: post('title: a', 'newest words') };
  expect((await edit(other)).outputs.deferred).toBe(0);
  expect(tree()).toEqual(await clean());
});

it('makes what a session that was stopped has left in the first build of the next', async () => {
  const { site, edit, tree, clean } = await editing();
  expect((await edit(NEWER)).outputs.deferred).toBeGreaterThan(0);
  const options = { source: site.root, now: NOW, threads: 0, preview: PREVIEW };
  await sessionBuilds(options, effectsWith(disk), testSession(), null)(null);
  expect(tree()).toEqual(await clean());
});
