/** `finews migrate` as it is called: exit codes, what is printed, and what is written where. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type MigrateFlags, runMigrate } from '../../src/commands/migrate/migrate-command.js';
import { createSite, NOW, post } from '../support/site.js';
import { folderOf } from './imported.js';
import { emptyFolder } from './migrated.js';
import { ELEVENTY } from './sites.js';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function ran(flags: MigrateFlags, json = false): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal = {
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
    isRich: false,
  };
  const reporting = { quiet: true, json, version: '1.2.3' };
  const code = await runMigrate({ threads: 0, now: NOW, ...flags }, reporting, terminal);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

it('exits 1 while an old address gets no answer, and 0 once it is kept or may go', async () => {
  const site = createSite({ '_posts/2022-05-16-one.md': post('title: One') });
  const list = path.join(emptyFolder(), 'list.txt');
  fs.writeFileSync(list, '/old/one/\n/nowhere/\n');
  const flags = { source: site.root, against: [list] };
  expect((await ran(flags)).code).toBe(1);
  const written = await ran({ ...flags, write: true });
  expect(written.code).toBe(1);
  expect(written.out).toContain('Written (4)');
  const gone = await ran({ ...flags, gone: ['/nowhere*'] }, true);
  expect(gone.code).toBe(0);
  expect(JSON.parse(gone.out)).toMatchObject({
    ok: true,
    changes: [],
    addresses: { gone: ['/nowhere/'] },
  });
});

it('tells what keeps a site from being built, and changes nothing', async () => {
  const site = createSite({ '_config.yml': 'timezone: CST\n' });
  const { code, err } = await ran({ source: site.root, write: true });
  expect(code).toBe(1);
  expect(err).toContain('`timezone: CST` may be one zone or another');
  expect(fs.readdirSync(site.root).sort()).toEqual(['_config.yml', '_posts']);
});

it('puts another generator’s site where it is asked to, and never over what is there', async () => {
  const folder = folderOf(ELEVENTY);
  const to = path.join(emptyFolder(), 'news');
  const flags = { from: 'eleventy', input: folder, to } as const;
  expect((await ran(flags)).out).toContain('--write puts them there');
  expect(fs.existsSync(to)).toBe(false);
  expect((await ran({ ...flags, write: true })).code).toBe(0);
  const clone = path.relative(to, path.resolve()).split(path.sep).join('/');
  expect(fs.readFileSync(path.join(to, 'package.json'), 'utf8')).toContain(`"file:${clone}"`);
  const config = path.join(to, '_config.yml');
  fs.writeFileSync(config, 'title: Mine\n');
  const again = await ran({ ...flags, write: true });
  expect(again.out).toMatch(
    /Left as they are, for something else is there \(1\)\n {2}_config\.yml/,
  );
  expect(fs.readFileSync(config, 'utf8')).toBe('title: Mine\n');
});

it.each(['rss', 'wordpress'] as const)(
  'is no success where %s has nothing to read',
  async (from) => {
    const text =
      '<?xml version="1.0"?><rss version="2.0"><channel><title>空</title></channel></rss>';
    const input = path.join(folderOf({ 'export.xml': text }), 'export.xml');
    const { code, out } = await ran({ from, input, to: path.join(emptyFolder(), 'news') });
    expect(out).toContain('no post and no file was found in it');
    expect(code).toBe(1);
  },
);
