/** The command line as it is typed. */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLI } from '../support/package.js';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, post, type TestSite } from '../support/site.js';

interface Ended {
  readonly code: number;
  readonly text: string;
}

async function finews(
  site: TestSite,
  options: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const env = { ...process.env, JEKYLL_ENV: '', ...variables };
  return await new Promise((resolve) => {
    const args = [CLI, ...options];
    const child = execFile(process.execPath, args, { cwd: site.root, env }, (_, out, err) => {
      resolve({ code: child.exitCode ?? -1, text: out + err });
    });
  });
}

function newsroom(): TestSite {
  return createSite({
    ...PLAIN,
    '_posts/2022-05-16-a.md': post('title: 甲'),
    'env.txt': '---\n---\n{{ jekyll.environment }}',
  });
}

it('JEKYLL_ENV is the environment, where it says something; commands may be as short as Jekyll’s', async () => {
  const site = newsroom();
  // Also: threads that have nothing to do are not started.
  expect(await finews(site, ['b', '--threads', '64'])).toMatchObject({ code: 0 });
  expect(site.read('env.txt')).toBe('production');
  await finews(site, ['build'], { JEKYLL_ENV: 'staging' });
  expect(site.read('env.txt')).toBe('staging');
  expect((await finews(site, ['s', '--help'])).text).toContain('Usage: finews serve|s');
});

it('GitHub is told of files as its repository names them, with what to do in a line', async () => {
  const site = newsroom();
  site.write({ '_posts/b%.md': post('title: 乙\ndate: 2022-05-16\nlayout: nope') });
  const outputs = path.join(site.root, '.outputs');
  const github = { GITHUB_ACTIONS: 'true', GITHUB_OUTPUT: outputs };
  const variables = { ...github, GITHUB_WORKSPACE: path.dirname(site.root) };
  site.write({ '_posts/2099-01-01-later.md': post('title: 丙') });
  const { text } = await finews(site, ['build', '--verbose'], variables);
  const folder = path.basename(site.root);
  const fields = 'line=4,col=9,title=layout-unknown';
  expect(text).toContain(`::warning file=${folder}/_posts/b%25.md,${fields}::`);
  expect(text).toMatch(/title=layout-unknown::[^\n]+%0A/);
  expect(fs.readFileSync(outputs, 'utf8')).toBe('next-due=2099-01-01T00:00:00+08:00\n');
  const { text: elsewhere } = await finews(site, ['build'], {
    ...variables,
    GITHUB_WORKSPACE: '/x',
  });
  expect(elsewhere).toContain('::warning file=_posts/b%25.md,');
});

it('serve takes a site without stories, too', async () => {
  const { text } = await finews(newsroom(), ['serve', '--help']);
  expect(text).toContain('--allow-empty');
});

it.each(['--trace', '-t'])('Jekyll’s %s is told from --strict', async (option) => {
  const { code, text } = await finews(newsroom(), ['build', option]);
  expect(code).toBe(1);
  expect(text).toContain("unknown option '--trace'\n(Did you mean --verbose?)");
});

it('takes 64 threads at most', async () => {
  const refused = await finews(newsroom(), ['build', '--threads', '65']);
  expect(refused.code).toBe(1);
  expect(refused.text).toContain('`threads` must be a whole number from 0 to 64');
});

describe.skipIf(process.platform === 'win32')('in a shell', () => {
  /** `script` with finews as `$F`, in the site's folder. */
  const shell = (site: TestSite, script: string): Promise<Ended> =>
    new Promise((resolve) => {
      const env = { ...process.env, JEKYLL_ENV: '', F: `${process.execPath} ${CLI}` };
      const child = execFile('/bin/sh', ['-c', script], { cwd: site.root, env }, (_, out, err) => {
        resolve({ code: child.exitCode ?? -1, text: out + err });
      });
    });

  const TOLD = [1, expect.stringMatching(/^error system-emfile[\s\S]*ulimit -n/)];
  const BUILT = [0, expect.stringContaining('1 story published')];

  it('says what to do about 24 file handles', async () => {
    const { code, text } = await shell(newsroom(), 'ulimit -n 24; $F build');
    expect([code, text]).toEqual(TOLD);
  });

  // How many files are opened at a time is Node's to say.
  it('builds with 64 file handles, or says what to do', async () => {
    const { code, text } = await shell(newsroom(), 'ulimit -n 64; $F build');
    expect([code, text]).toEqual(code === 0 ? BUILT : TOLD);
  });

  const isFull = fs.existsSync('/dev/full');
  if (!isFull) console.warn('Skipped: there is no /dev/full here, which is a disk without room.');

  it.skipIf(!isFull).each(['', '--json', '--verbose'])(
    'ends as the build did when nobody can be told of it: %s',
    async (option) => {
      const site = newsroom();
      const good = await shell(site, `$F build ${option} > /dev/full`);
      expect(good.code).toBe(0);
      expect(good.text.match(/^Not all was printed: .*ENOSPC.*$/gm)).toHaveLength(1);
      expect(good.text).not.toMatch(/^\s+at /m);
      expect(site.has('env.txt')).toBe(true);
      if (option !== '') return;
      site.write({ '_config.yml': 'timezone: Mars/Base\n' });
      const bad = await shell(site, `$F build ${option} > /dev/full 2>&1`);
      expect(bad).toEqual({ code: 1, text: '' });
    },
  );
});
