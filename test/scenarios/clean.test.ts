/** `finews clean`: what goes, what stays, and what it refuses to touch. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { clean } from '../../src/build/clean.js';
import { disk } from '../../src/effects/disk.js';
import { type BuildOptions, SiteError } from '../../src/index.js';
import { effectsWith } from '../support/faulty-io.js';
import { createSite, type Files, post, readTree, type TestSite } from '../support/site.js';

function newsroom(more: Files = {}): TestSite {
  return createSite({ '_posts/2022-05-01-first.md': post('title: 一'), ...more });
}

function cleanSite(site: TestSite, options: BuildOptions = {}): void {
  clean({ source: site.root, ...options }, effectsWith(disk));
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
  it('empties the destination, foreign files too, and deletes the cache', async () => {
    const site = newsroom();
    await site.build();
    site.write({ 'public/old.html': 'x', 'public/.well-known/x': 'x' });
    cleanSite(site);
    expect(namesIn(site, 'public')).toEqual([]);
    expect(namesIn(site, '.')).toEqual(['_config.yml', '_posts', 'public']);
    const { problems, outputs } = await site.build();
    expect(problems).toEqual([]);
    expect(outputs.added).toBe(outputs.total);
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

  it.each(['public', '..public'])('empties what a lost ledger left in %s', async (destination) => {
    const config = `destination: ${destination}\n`;
    const site = newsroom({ [`${destination}/old.html`]: 'x', '_config.yml': config });
    cleanSite(site);
    expect(namesIn(site, destination)).toEqual([]);
    expect((await site.build()).problems).toEqual([]);
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
    cleanSite(site);
    expect(namesIn(site, 'public')).toEqual([
      '.git',
      '.gitignore',
      'CNAME',
      'secret.key',
      'uploads',
    ]);
    expect(namesIn(site, 'public/uploads')).toEqual(['2022']);
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

  it('empties a folder given by -d only with a record of building into it', async () => {
    const site = newsroom({ 'documents/diary.txt': 'x' });
    const documents = path.join(site.root, 'documents');
    expect(refusal(site, { destination: documents })).toBe('clean-stranger');
    expect(namesIn(site, 'documents')).toEqual(['diary.txt']);
    const destination = path.join(site.root, 'www');
    await site.build({ destination });
    cleanSite(site, { destination });
    expect(readTree(destination).size).toBe(0);
  });

  it('empties no public folder where there is no site', () => {
    const site = createSite({ 'public/index.php': 'x' });
    for (const name of ['_config.yml', '_posts'])
      fs.rmSync(path.join(site.root, name), { recursive: true, force: true });
    expect(refusal(site)).toBe('clean-stranger');
    expect(namesIn(site, 'public')).toEqual(['index.php']);
    site.write({ '_config.yml': 'title: x\n' });
    expect(refusal(site)).toBe('not refused');
    expect(namesIn(site, 'public')).toEqual([]);
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
