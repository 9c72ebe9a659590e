/** `finews init`: a site that builds, in a folder that may have files already; none is written over. */
import path from 'node:path';
import { SiteDate } from '../../formats/dates/site-date.js';
import { createZone, isZone } from '../../formats/dates/zone.js';
import { languageTag } from '../../formats/text/languages.js';
import { cleanTitle } from '../../formats/text/text.js';
import { asComment, packageAdvice } from '../../migrate/changes/package-advice.js';
import type { Effects } from '../../model/io.js';
import { SiteError } from '../../model/problem.js';
import {
  type AskPerson,
  personAtTerminal,
  type Terminal,
  zoneOfMachine,
} from '../../platform/console.js';
import { createFile } from '../../platform/new-file.js';
import { installationOf, OWN_PACKAGE } from '../../platform/packages/own-package.js';
import type { ReportOptions } from '../reporter.js';
import { type CommandAnswer, runAnswer, UNINTERRUPTED } from '../run-command.js';
import {
  type CiHost,
  contentFiles,
  type Starter,
  type StarterFile,
  settingFiles,
} from './starter-files.js';

export interface InitFlags {
  readonly title?: string;
  readonly lang?: string;
  /** No questions. */
  readonly yes?: boolean;
  readonly ci?: CiHost;
}

export function runInit(
  folder: string,
  flags: InitFlags,
  reporting: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  const isAsked = flags.yes === true || reporting.json === true || reporting.quiet === true;
  const ask = isAsked ? null : personAtTerminal();
  return runAnswer(
    (effects) => initSite(folder, flags, effects, ask),
    reporting,
    terminal,
    UNINTERRUPTED,
  );
}

export async function initSite(
  folder: string,
  flags: InitFlags,
  effects: Effects,
  ask: AskPerson | null,
): Promise<CommandAnswer> {
  const { io, clock } = effects;
  const root = path.resolve(folder);
  const hasContent = isSite(root, io);
  const version = versionIn(io);
  const installation = installationOf({ io, site: root, program: OWN_PACKAGE, version });
  const carried = packageAdvice(installation, root, version);
  const starter = {
    ...(await starterFor(root, flags, { ask, now: clock.now(), io })),
    spec: installation.spec,
    ciNote: asComment(carried),
  };
  const files = [...settingFiles(starter), ...(hasContent ? [] : contentFiles(starter))];
  const written: string[] = [];
  const left: string[] = [];
  for (const file of files) (write(file, root, io) ? written : left).push(file[0]);
  const shown = path.relative('.', root);
  const hasOwn = io.stat(path.join(root, 'node_modules', 'finews')) !== undefined;
  const title = starter.lang.startsWith('zh') ? '标题' : 'A title';
  const there = shown === '' ? '' : `cd ${shown} && `;
  return {
    lines: [
      ...written.map((file) => `wrote  ${file}`),
      ...left.map((file) => `left   ${file} (it is there already)`),
    ],
    notes: [
      ...(hasContent ? ['No story and no page was added: the site has its own.'] : []),
      ...(carried === null || starter.ci === 'none'
        ? []
        : [`${carried.what}.\n  → ${carried.todo}`]),
      `Next: ${there}${hasOwn ? '' : 'npm install && '}npx finews serve --watch   then   npx finews new "${title}"`,
    ],
    data: { folder: root, written, left },
  };
}

function write([file, text]: StarterFile, root: string, io: Effects['io']): boolean {
  return createFile(path.join(root, file), text, io);
}

const CONTENT = [
  '_posts',
  '_drafts',
  '_layouts',
  'index.html',
  'index.md',
  'about.md',
  'about.html',
];

function isSite(root: string, io: Effects['io']): boolean {
  return CONTENT.some((name) => io.stat(path.join(root, name)) !== undefined);
}

interface StarterContext {
  readonly ask: AskPerson | null;
  readonly now: number;
  readonly io: Effects['io'];
}

async function starterFor(
  root: string,
  flags: InitFlags,
  { ask, now, io }: StarterContext,
): Promise<Omit<Starter, 'spec' | 'ciNote'>> {
  const isNew = io.stat(path.join(root, '_config.yml')) === undefined;
  const askIf = async (given: string | undefined, question: string, otherwise: string) =>
    given ?? (isNew && ask !== null ? await ask(question, otherwise) : otherwise);
  const title = cleanTitle(await askIf(flags.title, 'Title of the site', titleFor(root)));
  const written = await askIf(flags.lang, 'Language', /\p{sc=Han}/u.test(title) ? 'zh-CN' : 'en');
  const lang = languageTag(written);
  if (!/^[A-Za-z]{2,3}(?:-[A-Za-z\d]{1,8})*$/.test(lang)) {
    throw SiteError.of(
      'desk-option',
      `${written} is no language tag`,
      'Write zh-CN, en or the like.',
    );
  }
  const machine = zoneOfMachine();
  const timezone = isZone(machine) ? machine : 'UTC';
  return {
    ...{ title, lang, timezone },
    date: new SiteDate(now, createZone(timezone)).toString(),
    ci: flags.ci ?? 'github',
    schema: schemaFrom(root, io),
  };
}

/** Of the folder's name. */
function titleFor(root: string): string {
  const name = cleanTitle(path.basename(root));
  return name === '' ? 'News' : name;
}

const SCHEMA = 'node_modules/finews/schema/config.json';

/** In the site's own package; where that has none yet, it is there after `npm install`. */
function schemaFrom(root: string, io: Effects['io']): string {
  const here = path.join(root, 'node_modules', 'finews');
  if (io.stat(here) !== undefined) return `./${SCHEMA}`;
  const below = path.relative(root, OWN_PACKAGE).split(path.sep).join('/');
  // Where it is run from: a folder above has it installed.
  return /^(?:\.\.\/)+node_modules\/finews\/?$/.test(below)
    ? `${below.replace(/\/$/, '')}/schema/config.json`
    : `./${SCHEMA}`;
}

function versionIn(io: Effects['io']): string {
  const text = io.read(path.join(OWN_PACKAGE, 'package.json')).toString('utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
