/** `finews clean`: what goes, what stays, and what it refuses to touch. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BuildOptions, SiteError } from '../../src/index.js';
import { clean } from '../../src/pipeline/clean.js';
import { disk } from '../../src/platform/disk.js';
import type { Cleaned } from '../../src/publish/clean-site.js';
import { effectsWith } from '../support/faulty-io.js';
import { createSite, type Files, post, readTree, type TestSite } from '../support/site.js';

function newsroom(more: Files = {}): TestSite {
  return createSite({ '_posts/2022-05-01-first.md': post('title: 一'), ...more });
}

function cleanSite(site: TestSite, options: BuildOptions = {}): Cleaned {
  return clean({ source: site.root, ...options }, effectsWith(disk));
}

function refusal(site: TestSite, options: BuildOptions = {}): string {
  try {
    cleanSite(site, options);
  } catch (error) {
    if (error instanceof SiteError) return error.problems[0]?.code ?? '';
    throw error;
  }
  return 'not refused';
}

function namesIn(site: TestSite, folder: string): readonly string[] {
  return fs.readdirSync(path.join(site.root, folder)).sort();
}

describe('finews clean', () => {
  it('empties the destination and deletes the cache', async () => {
    const site = newsroom();
    const { total } = (await site.build()).outputs;
    expect(cleanSite(site)).toMatchObject({ deleted: total, left: [], isCacheGone: true });
    expect(namesIn(site, 'public')).toEqual([]);
    expect(namesIn(site, '.')).toEqual(['_config.yml', '_posts', 'public']);
    const { problems, outputs } = await site.build();
    expect(problems).toEqual([]);
    expect(outputs.added).toBe(outputs.total);
  });

  it.each([false, true])(
    'leaves and names what is not finews’ own (atomic: %s)',
    async (atomic) => {
      const site = newsroom({ '_config.yml': `atomic: ${atomic}\n`, 'public/thesis.txt': 'mine' });
      await site.build();
      site.write({ 'public/2022/photo.jpg': 'x', 'public/.well-known/x': 'x' });
      const left = ['.well-known/x', '2022/photo.jpg', 'thesis.txt'];
      for (const wasBuilt of [true, false]) {
        expect(cleanSite(site).left).toEqual(left);
        const { lstatSync, readdirSync } = fs;
        expect(lstatSync(path.join(site.root, 'public')).isDirectory()).toBe(true);
        const names = readdirSync(path.join(site.root, 'public'), {
          recursive: true,
          encoding: 'utf8',
        });
        expect(new Set(names)).toEqual(new Set(['.well-known', '2022', ...left]));
        expect(namesIn(site, '.')).toEqual(['_config.yml', '_posts', 'public']);
        if (!wasBuilt) await site.build();
      }
      expect(site.read('thesis.txt')).toBe('mine');
    },
  );

  it('leaves a folder of strangers that was built into as it was', async () => {
    const site = newsroom({ 'elsewhere/thesis.txt': 'mine', 'elsewhere/a/b.txt': 'mine' });
    const destination = path.join(site.root, 'elsewhere');
    site.write({ '_config.yml': 'exclude: [elsewhere]\n' });
    const before = readTree(destination);
    await site.build({ destination });
    expect(cleanSite(site, { destination }).left).toEqual(['a/b.txt', 'thesis.txt']);
    expect(readTree(destination)).toEqual(before);
  });

  it('tells whether anything is remembered still', async () => {
    const site = newsroom();
    const other = path.join(site.root, 'other');
    await site.build();
    await site.build({ destination: other });
    const options = { source: site.root };
    const effects = effectsWith(disk);
    expect(clean(options, effects).isCacheGone).toBe(false);
    expect(clean({ ...options, destination: other }, effects).isCacheGone).toBe(true);
  });

  it.each(['public', '..public'])('names what a lost ledger left in %s', (destination) => {
    const config = `destination: ${destination}\n`;
    const site = newsroom({ [`${destination}/old.html`]: 'x', '_config.yml': config });
    expect(cleanSite(site)).toMatchObject({ deleted: 0, left: ['old.html'] });
    expect(namesIn(site, destination)).toEqual(['old.html']);
  });

  it('keeps keep_files, at any depth, and what belongs to git', async () => {
    const site = newsroom({
      '_config.yml': 'keep_files: [uploads/2022, CNAME, "*.key"]\n',
      'public/uploads/2022/a.jpg': 'x',
      'public/uploads/2021/b.jpg': 'x',
      'public/CNAME': 'x',
      'public/secret.key': 'x',
      'public/.git/HEAD': 'x',
      'public/.gitignore': 'x',
    });
    await site.build();
    expect(cleanSite(site).left).toEqual(['uploads/2021/b.jpg']);
    expect(namesIn(site, 'public')).toEqual([
      '.git',
      '.gitignore',
      'CNAME',
      'secret.key',
      'uploads',
    ]);
  });

  it('keeps outputs that keep_files names', async () => {
    const site = newsroom({ 'uploads/2022/a.jpg': 'x', 'uploads/2021/b.jpg': 'x' });
    await site.build();
    site.write({ '_config.yml': 'keep_files: [uploads/2022]\n' });
    expect(cleanSite(site).left).toEqual([]);
    expect([...readTree(path.join(site.root, 'public')).keys()]).toEqual(['uploads/2022/a.jpg']);
  });

  it('has nothing to do where nothing was built', () => {
    const site = newsroom();
    expect(clean({ source: site.root }, effectsWith(disk)).wasThere).toBe(false);
    expect(namesIn(site, '.')).toEqual(['_config.yml', '_posts']);
  });

  it('follows no link out of the destination', async () => {
    const site = newsroom({ 'precious/x.txt': 'x' });
    await site.build();
    fs.symlinkSync(path.join(site.root, 'precious'), path.join(site.root, 'public/link'));
    cleanSite(site);
    expect(namesIn(site, 'precious')).toEqual(['x.txt']);
  });

  it('cleans a folder given by -d only with a record of building into it', async () => {
    const site = newsroom({ 'documents/diary.txt': 'x' });
    const documents = path.join(site.root, 'documents');
    expect(refusal(site, { destination: documents })).toBe('clean-stranger');
    expect(namesIn(site, 'documents')).toEqual(['diary.txt']);
    const destination = path.join(site.root, 'www');
    await site.build({ destination });
    cleanSite(site, { destination });
    expect(readTree(destination).size).toBe(0);
  });

  it('refuses a public folder where there is no site', () => {
    const site = createSite({ 'public/index.php': 'x' });
    for (const name of ['_config.yml', '_posts'])
      fs.rmSync(path.join(site.root, name), { recursive: true, force: true });
    expect(refusal(site)).toBe('clean-stranger');
    expect(namesIn(site, 'public')).toEqual(['index.php']);
    site.write({ '_config.yml': 'title: x\n' });
    expect(refusal(site)).toBe('not refused');
    expect(namesIn(site, 'public')).toEqual(['index.php']);
  });

  it("leaves another destination's record alone", async () => {
    const site = newsroom({ '_config.yml': 'exclude: [www]\n' });
    const destination = path.join(site.root, 'www');
    await site.build({ destination });
    await site.build();
    cleanSite(site);
    site.remove('_posts/2022-05-01-first.md');
    const { problems, outputs } = await site.build({ destination });
    expect(problems).toEqual([]);
    expect(outputs.removed).toBeGreaterThan(0);
  });

  it('refuses places that are not a site of its own', () => {
    const site = newsroom({ '_config.yml': 'destination: .\n' });
    expect(refusal(site)).toBe('destination-unsafe');
    site.write({ '_config.yml': 'cache_dir: .\n' });
    expect(refusal(site)).toBe('cache-unsafe');
    site.write({ '_config.yml': 'title: [\n' });
    expect(refusal(site)).toMatch(/^config|yaml/);
    expect(namesIn(site, '_posts')).toHaveLength(1);
  });

  it('keeps what else there is in the cache folder', async () => {
    const site = newsroom({ '_config.yml': 'cache_dir: tmp\nexclude: [tmp]\n', 'tmp/mine': 'x' });
    await site.build();
    cleanSite(site);
    expect(namesIn(site, 'tmp')).toContain('mine');
  });
});
