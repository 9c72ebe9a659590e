/** How a site's `package.json` names the finews that runs, by what the package manager wrote down. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { packageAdvice } from '../../src/migrate/changes/package-advice.js';
import { disk } from '../../src/platform/disk.js';
import { type Installation, installationOf } from '../../src/platform/packages/own-package.js';

const VERSION = '1.2.3';

interface Laid {
  readonly files: Readonly<Record<string, string>>;
  /** Below the folder of all. */
  readonly program: string;
  readonly site?: string;
}

function found({
  files,
  program,
  site = 'site',
}: Laid): Installation & { readonly advice: string } {
  const all = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-package-'));
  onTestFinished(() => fs.rmSync(all, { recursive: true }));
  const at = (name: string): string => path.join(all, name);
  for (const [name, text] of Object.entries({ [`${program}/package.json`]: '{}', ...files })) {
    fs.mkdirSync(path.dirname(at(name)), { recursive: true });
    fs.writeFileSync(at(name), text);
  }
  const home = at(site);
  const installation = installationOf({
    ...{ io: disk, version: VERSION },
    ...{ site: home, program: at(program) },
  });
  return { ...installation, advice: packageAdvice(installation, home, VERSION)?.todo ?? '' };
}

const json = (value: unknown): string => JSON.stringify(value);
const named = (spec: string): string => json({ devDependencies: { finews: spec } });
const locked = (resolved: string): string =>
  json({ packages: { 'node_modules/finews': { version: VERSION, resolved } } });

const INSIDE = 'site/node_modules/finews';
const OTHER = 'other/node_modules/finews';
const GLOBAL = 'usr/lib/node_modules/finews';
const TARBALL = { 'a b/finews-1.2.3.tgz': 'x' };

it.each<[string, Laid, string]>([
  [
    'what the site names already',
    { program: INSIDE, files: { 'site/package.json': named('~1.0.0') } },
    '~1.0.0',
  ],
  [
    'a registry’s version',
    { program: OTHER, files: { 'other/package.json': named('latest') } },
    '^1.2.3',
  ],
  [
    'a registry’s version by the lock file alone',
    {
      program: OTHER,
      files: { 'other/package-lock.json': locked('https://npm.example/finews/-/finews-1.2.3.tgz') },
    },
    '^1.2.3',
  ],
  [
    'a tarball of the folder beside',
    {
      program: OTHER,
      files: { ...TARBALL, 'other/package.json': named('file:../a b/finews-1.2.3.tgz') },
    },
    'file:../a b/finews-1.2.3.tgz',
  ],
  [
    'a tarball, seen from a deeper folder',
    {
      ...{ program: OTHER, site: 'sites/one' },
      files: { ...TARBALL, 'other/package.json': named('../a b/finews-1.2.3.tgz') },
    },
    'file:../../a b/finews-1.2.3.tgz',
  ],
  [
    'a tarball that only npm’s hidden lock file has',
    {
      program: INSIDE,
      files: {
        ...TARBALL,
        'site/node_modules/.package-lock.json': locked('file:../a b/finews-1.2.3.tgz'),
      },
    },
    'file:../a b/finews-1.2.3.tgz',
  ],
  [
    'a tarball that an old npm wrote into the package',
    {
      program: GLOBAL,
      files: {
        ...TARBALL,
        [`${GLOBAL}/package.json`]: json({ _resolved: 'file:../../a b/finews-1.2.3.tgz' }),
      },
    },
    'file:../a b/finews-1.2.3.tgz',
  ],
  [
    'the installed folder, where the tarball is gone',
    { program: OTHER, files: { 'other/package.json': named('file:../gone.tgz') } },
    'file:../other/node_modules/finews',
  ],
  ['a global installation', { program: GLOBAL, files: {} }, 'file:../usr/lib/node_modules/finews'],
  ['a clone, also one that is linked', { program: 'clone', files: {} }, 'file:../clone'],
  [
    'a store of packages that links into it',
    {
      program: 'other/node_modules/.pnpm/finews@1/node_modules/finews',
      files: { 'other/package.json': named('github:owner/finews#main') },
    },
    'github:owner/finews#main',
  ],
  [
    'an address',
    { program: OTHER, files: { 'other/package.json': named('https://news.example/f.tgz') } },
    'https://news.example/f.tgz',
  ],
  [
    'a workspace',
    { program: OTHER, files: { 'other/package.json': named('workspace:*') } },
    'file:../other/node_modules/finews',
  ],
  [
    'itself, where nothing is written down',
    { program: INSIDE, files: { 'site/package.json': '{broken' } },
    '^1.2.3',
  ],
])('names %s', (_name, laid, spec) => {
  expect(found(laid).spec).toBe(spec);
});

it('says how the package gets to other machines, unless they find it', () => {
  const at = (spec: string): string =>
    found({ program: OTHER, files: { ...TARBALL, 'site/package.json': named(spec) } }).advice;
  expect(at('^1.2.3')).toBe('');
  expect(at('file:finews-1.2.3.tgz')).toBe('');
  expect(at('git+https://git.example/finews.git')).toBe('');
  expect(at('file:../a b/finews-1.2.3.tgz')).toContain(
    'npm pack --ignore-scripts "../a b/finews-1.2.3.tgz" && npm install ./finews-1.2.3.tgz',
  );
  expect(at('file:lib/finews')).toContain('npm pack --ignore-scripts lib/finews &&');
});
