/** `--atomic`: the destination is a link, and whoever resolves it once sees one version whole. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SiteError } from '../../src/model/problem.js';
import { clean } from '../../src/pipeline/clean.js';
import { disk } from '../../src/platform/disk.js';
import { buildAnew } from '../support/drafts.js';
import { effectsWith, systemError } from '../support/faulty-io.js';
import { createSite, NOW, post, type TestSite } from '../support/site.js';

const FIRST = '_posts/2022-05-01-a.md';
const LAYOUT = '{{ site.edition }}';

function newsroom(): TestSite {
  return createSite({
    '_config.yml': 'edition: 1\natomic: true\n',
    'templates/post.njk': LAYOUT,
    'templates/home.njk': LAYOUT,
    [FIRST]: post('title: 甲'),
  });
}

/** Names beside the site's own. */
function versions(site: TestSite): readonly string[] {
  return fs.readdirSync(site.root).filter((name) => name.startsWith('.public'));
}

const edition = (number: number) => ({ '_config.yml': `edition: ${number}\natomic: true\n` });

describe('an atomic build', () => {
  it('switches a link, and keeps the version before', async () => {
    const site = newsroom();
    await site.build();
    const link = path.join(site.root, 'public');
    expect(fs.lstatSync(link).isSymbolicLink()).toBe(true);
    const seen: string[] = [];
    for (const number of [2, 3, 4]) {
      const before = fs.realpathSync(link);
      site.write(edition(number));
      await site.build();
      expect(site.read('index.html')).toBe(String(number));
      expect(fs.readFileSync(path.join(before, 'index.html'), 'utf8')).toBe(String(number - 1));
      seen.push(before);
      expect(versions(site)).toHaveLength(2);
    }
    expect(new Set(seen).size).toBe(3);
    const now = fs.realpathSync(link);
    await site.build();
    expect(fs.realpathSync(link)).toBe(now);
  });

  it('leaves unchanged files alone, and removes what is gone', async () => {
    const site = newsroom();
    site.write({ 'about.html': '---\n---\nabout' });
    await site.build();
    const page = path.join(site.root, 'public/about.html');
    const { ino, mtimeMs } = fs.statSync(page);
    site.remove(FIRST);
    site.write({ '_posts/2022-05-02-b.md': post('title: 乙') });
    await site.build();
    expect(fs.statSync(page)).toMatchObject({ ino, mtimeMs });
    expect(site.has('2022/05/01/a.html')).toBe(false);
    expect(site.has('2022/05/02/b.html')).toBe(true);
  });

  it('takes a plain folder over, with what is not ours in it', async () => {
    const site = newsroom();
    await site.build({ atomic: false });
    site.write({ 'public/CNAME': 'example.org', ...edition(2) });
    await site.build();
    expect(fs.lstatSync(path.join(site.root, 'public')).isSymbolicLink()).toBe(true);
    expect(site.read('CNAME')).toBe('example.org');
    expect(site.read('index.html')).toBe('2');
  });

  it('keeps links, and survives an end between its renames', async () => {
    const site = newsroom();
    site.write({ '_config.yml': 'edition: 1\natomic: true\nkeep_files: [uploads, own.txt]\n' });
    await site.build({ atomic: false });
    fs.symlinkSync('../templates', path.join(site.root, 'public/uploads'));
    site.write({ 'public/own.txt': 'mine', ...edition(2) });
    site.write({ '_config.yml': 'edition: 2\natomic: true\nkeep_files: [uploads, own.txt]\n' });
    const rename = (from: string, to: string): void => {
      if (from.endsWith('.link')) throw systemError('EIO', { name: 'rename', paths: [from, to] });
      disk.rename(from, to);
    };
    const failing = buildAnew({ source: site.root, now: NOW }, effectsWith({ ...disk, rename }));
    await expect(failing).rejects.toBeInstanceOf(SiteError);
    expect(fs.existsSync(path.join(site.root, 'public'))).toBe(false);
    await site.build();
    expect([site.read('index.html'), site.read('own.txt')]).toEqual(['2', 'mine']);
    expect(fs.readlinkSync(path.join(site.root, 'public/uploads'))).toBe('../templates');
  });

  it('is undone by finews clean', async () => {
    const site = newsroom();
    await site.build();
    site.write(edition(2));
    await site.build();
    clean({ source: site.root }, effectsWith(disk));
    expect(fs.readdirSync(site.root).sort()).toEqual(['_config.yml', '_posts', 'templates']);
    await site.build();
    expect(site.read('index.html')).toBe('2');
  });
});
