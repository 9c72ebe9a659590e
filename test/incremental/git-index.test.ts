/** Git's index as real git writes it, and what isn't one. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGitIndex } from '../../src/incremental/git-index.js';
import { git, hasGit } from '../support/git.js';
import { createSite, type TestSite } from '../support/site.js';

const FILES = {
  '_config.yml': '',
  'a.md': 'a',
  '新闻/2022-05-16-快讯.md': 'b',
  [`深/${'长'.repeat(70)}.md`]: 'c',
  'z/z.md': 'd',
};

function workTree(...options: readonly string[]): TestSite {
  const site = createSite(FILES);
  git(site.root, 'init', '-q');
  for (const option of options) git(site.root, 'config', ...option.split('='));
  git(site.root, 'add', '.');
  return site;
}

const indexFile = (site: TestSite): string => path.join(site.root, '.git/index');
const read = (site: TestSite) => readGitIndex(fs.readFileSync(indexFile(site)));

/** As git itself lists them: the names of blobs by path. */
function listed(site: TestSite): Record<string, string> {
  const lines = git(site.root, 'ls-files', '-s', '-z').split('\0').slice(0, -1);
  return Object.fromEntries(
    lines.map((line) => {
      const [, blob = '', name = ''] = /^100\d{3} ([0-9a-f]{40}) 0\t(.*)$/.exec(line) ?? [];
      return [name, Buffer.from(blob, 'hex').toString('base64url')];
    }),
  );
}

describe.skipIf(!hasGit)('the index of git', () => {
  it.each([
    [2, false],
    // Written only where something needs it: here a file that is noted without its bytes.
    [3, true],
    [4, true],
  ])('of version %i has each file’s blob, and how it looked', (version, isNoted) => {
    const site = workTree(`index.version=${version}`);
    if (isNoted) {
      site.write({ 'noted.md': 'e' });
      git(site.root, 'add', '-N', 'noted.md');
    }
    expect(fs.readFileSync(indexFile(site)).readUInt32BE(4)).toBe(version);
    const index = read(site);
    const { 'noted.md': _, ...others } = listed(site);
    expect(Object.keys(others)).toHaveLength(5);
    const blobs = index?.paths.map((name, place) => [name, index.blob(place)]);
    expect(Object.fromEntries(blobs ?? [])).toEqual(others);
    for (const [place, name] of (index?.paths ?? []).entries()) {
      const { size, mtimeMs, ctimeMs, ino } = fs.lstatSync(path.join(site.root, name));
      const inode = ino % 2 ** 32;
      expect(index?.seen(place)).toEqual({ size, modified: mtimeMs, changed: ctimeMs, inode });
    }
  });

  it('leaves out links, and the sides of a merge', () => {
    const site = workTree();
    fs.symlinkSync('a.md', path.join(site.root, 'link.md'));
    git(site.root, 'add', '.');
    git(site.root, 'commit', '-qm', 'one');
    git(site.root, 'checkout', '-qb', 'other');
    site.write({ 'a.md': 'theirs' });
    git(site.root, 'commit', '-qam', 'two');
    git(site.root, 'checkout', '-q', 'main');
    site.write({ 'a.md': 'ours' });
    git(site.root, 'commit', '-qam', 'three');
    expect(() => git(site.root, 'merge', '-q', 'other')).toThrow('merge');
    expect(read(site)?.paths).toEqual(
      Object.keys(FILES)
        .filter((name) => name !== 'a.md')
        .sort(),
    );
  });

  it('is none where its entries are elsewhere', () => {
    const site = workTree();
    git(site.root, 'update-index', '--split-index');
    expect(read(site)).toBeNull();
  });

  it('is read without a digest where it is written without one', () => {
    const site = workTree('index.skipHash=true');
    const bytes = fs.readFileSync(indexFile(site));
    bytes.fill(0, bytes.length - 20);
    expect(readGitIndex(bytes)?.paths).toHaveLength(5);
  });

  it('is none when it was cut or altered, wherever', () => {
    const bytes = fs.readFileSync(indexFile(workTree()));
    for (let length = 0; length < bytes.length; length++)
      expect(readGitIndex(bytes.subarray(0, length))).toBeNull();
    for (let at = 0; at < bytes.length; at++) {
      const altered = Buffer.from(bytes);
      altered.writeUInt8(255 - altered.readUInt8(at), at);
      expect(readGitIndex(altered)).toBeNull();
    }
  });

  it('without a digest is none, or fewer files, but no crash', () => {
    const bytes = fs.readFileSync(indexFile(workTree('index.version=4')));
    bytes.fill(0, bytes.length - 20);
    for (let length = 0; length < bytes.length; length++) {
      const cut = Buffer.concat([bytes.subarray(0, length), Buffer.alloc(20)]);
      expect(() => readGitIndex(cut)).not.toThrow();
    }
  });
});
