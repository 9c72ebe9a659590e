/**
 * What a check says of the stories and pages that somebody edits while the site is watched, as warnings:
 * their own outputs are read after each build, and nothing else. Named to the thread that builds by its URL.
 */
import path from 'node:path';
import { anyMatcher } from '../formats/urls/glob.js';
import { isBelow, nameBelow } from '../formats/urls/paths.js';
import type { Page } from '../model/page.js';
import type { Problem } from '../model/problem.js';
import type { AfterBuild } from '../pipeline/session-builds.js';
import { createMemory } from './check-memory.js';
import { type CheckedSite, checkedSite, checkSettings, documentOf } from './checked-site.js';
import { deadFindings } from './dead-targets.js';
import { locateFindings } from './locate-findings.js';
import type { OutputNote } from './memory-entries.js';
import { noteFindings } from './page-findings.js';
import { type CheckDisk, createReader, type KnownFacts } from './read-outputs.js';
import { outputsOf } from './run-check.js';
import { openSourceTexts } from './source-texts.js';

/** More than somebody has at hand at once; the first edited are forgotten. */
const MOST = 50;
/** Outputs whose addresses stay in memory: their own, and those that they lead to. */
const MOST_KNOWN = 1000;

/** For one watching process. */
export default function checkEdited(): AfterBuild {
  const edited = new Set<string>();
  const known: KnownFacts = new Map();
  return (session, changed, effects) => {
    const checked = checkedSite(session);
    if (checked === null) return [];
    const { source } = checked.config;
    for (const file of changed ?? []) {
      if (isBelow(source, file)) edited.add(nameBelow(source, path.resolve(file)));
    }
    for (const file of edited) if (edited.size > MOST) edited.delete(file);
    if (known.size > MOST_KNOWN) known.clear();
    return edited.size === 0 ? [] : problemsOf({ edited, known }, checked, effects);
  };
}

interface EditedFiles {
  readonly edited: ReadonlySet<string>;
  readonly known: KnownFacts;
}

function problemsOf(
  { edited, known }: EditedFiles,
  checked: CheckedSite,
  { io, log }: CheckDisk,
): readonly Problem[] {
  const { plan, config } = checked;
  const memory = createMemory();
  const has = outputsOf(checked, io);
  const read = createReader(checked, memory, has, { io, log, known });
  const noted: (readonly [Page, OutputNote])[] = [];
  const referrers = new Map<number, Page[]>();
  for (const index of pagesOf(edited, checked)) {
    const page = plan.pages[index];
    if (page === undefined) continue;
    const found = read(page, index, memory.numberOf(page.output));
    for (const note of found.notes) noted.push([page, note]);
    for (const reference of [...found.leads, ...found.needs]) {
      if (reference % 2 === 1)
        referrers.set(reference >>> 1, [...(referrers.get(reference >>> 1) ?? []), page]);
    }
  }
  readTargets([...referrers.keys()], { checked, memory, read });
  const settings = checkSettings(config);
  const texts = openSourceTexts(checked, io);
  const context = { checked, memory, texts, has, io, isIgnored: anyMatcher(settings.ignore) };
  const findings = [
    ...deadFindings(referrers, context),
    ...noteFindings(noted, checked, settings, texts),
  ].filter(({ code }) => !settings.ignore.includes(code));
  return locateFindings(findings, texts, Number.POSITIVE_INFINITY).map((problem) => ({
    ...problem,
    severity: 'warning',
  }));
}

/** Indexes of the pages of stories and of documents, which are few. */
function pagesOf(
  edited: ReadonlySet<string>,
  { plan, site, files }: CheckedSite,
): readonly number[] {
  const indexes: number[] = [];
  for (const file of edited) {
    const rank = files.at(file) ?? -1;
    const index = plan.outputs.at(site.posts[rank]?.output ?? '') ?? -1;
    const page = plan.pages[index];
    if (page?.kind === 'post' && page.rank === rank) indexes.push(index);
  }
  if (site.documents.some(({ path: file }) => edited.has(file))) {
    for (const [index, page] of plan.pages.entries()) {
      if (page.kind === 'document' && edited.has(documentOf(page, site)?.path ?? '')) {
        indexes.push(index);
      }
    }
  }
  return indexes.sort((a, b) => a - b);
}

interface TargetReading {
  readonly checked: CheckedSite;
  readonly memory: ReturnType<typeof createMemory>;
  readonly read: ReturnType<typeof createReader>;
}

/** Of links to places in other outputs: which those have. */
function readTargets(others: readonly number[], { checked, memory, read }: TargetReading): void {
  const { plan } = checked;
  for (const other of others) {
    const [kind, output] = memory.otherOf(other) ?? [];
    const index = kind === 'place' ? plan.outputs.at(output ?? '') : undefined;
    const page = index === undefined ? undefined : plan.pages[index];
    if (page === undefined || index === undefined) continue;
    const number = memory.numberOf(page.output);
    if (!memory.has(number)) memory.set(number, read(page, index, number));
  }
}
