/**
 * A check of the whole site as it was last built: what its outputs have in them is remembered from check
 * to check, so that only those that changed are read; what they lead to is judged anew each time, over
 * columns of numbers.
 */
import path from 'node:path';
import { anyMatcher } from '../formats/urls/glob.js';
import { checkOutput } from '../formats/urls/paths.js';
import type { Config } from '../model/config.js';
import type { Effects } from '../model/io.js';
import type { Page } from '../model/page.js';
import type { Problem } from '../model/problem.js';
import { dataDigest } from '../platform/digest.js';
import { memoizeByKey } from '../platform/memoize.js';
import { type CheckMemory, openCheckMemory } from './check-memory.js';
import { type CheckedSite, checkSettings } from './checked-site.js';
import { deadFindings } from './dead-targets.js';
import type { CheckFinding } from './finding.js';
import { type HostName, hostFindings } from './host-limits.js';
import { locateFindings } from './locate-findings.js';
import type { OutputNote } from './memory-entries.js';
import {
  documentNotes,
  noteFindings,
  orphanFindings,
  pictureFindings,
  twinFindings,
} from './page-findings.js';
import { type HasOutput, readOutputs, rememberedSettings } from './read-outputs.js';
import { redirectFindings } from './redirect-rules.js';
import { openSourceTexts } from './source-texts.js';
import { openArchetypes } from './unfinished-stories.js';

export interface CheckOptions {
  /** Whose limits count; null: no host's. */
  readonly host: HostName | null;
  /** Findings of a code that get their place; the rest is only counted. */
  readonly most: number;
}

export interface SiteCheck {
  readonly problems: readonly Problem[];
  readonly outputs: number;
  /** Outputs that had to be read. */
  readonly read: number;
}

type CheckEffects = Pick<Effects, 'io' | 'log'>;

export function checkSite(
  checked: CheckedSite,
  options: CheckOptions,
  effects: CheckEffects,
): SiteCheck {
  const { config, plan } = checked;
  const settings = checkSettings(config);
  const { texts: archetypes } = openArchetypes(config, effects.io);
  const foundation = dataDigest([checked.foundation, rememberedSettings(settings), archetypes]);
  const memory = openCheckMemory(config, foundation, effects.io);
  const has = outputsOf(checked, effects.io);
  const { read, numbers } = readOutputs(checked, memory, has, effects);
  memory.save();
  const texts = openSourceTexts(checked, effects.io);
  const isIgnored = anyMatcher(settings.ignore);
  const passed = passOver(checked, memory);
  const context = { checked, memory, texts, has, io: effects.io, isIgnored };
  const noted = [...passed.noted, ...documentNotes(checked, settings)];
  const findings: readonly CheckFinding[] = [
    ...deadFindings(passed.referrers, context),
    ...noteFindings(noted, checked, settings, texts),
    ...redirectFindings(checked, has, effects.io),
    ...orphanFindings(checked, (index) => passed.led[numbers[index] ?? 0] === 1),
    ...twinFindings(checked, numbers, memory),
    ...pictureFindings(checked, settings),
    ...(options.host === null ? [] : hostFindings(checked, options.host, effects.io)),
  ];
  const reported = findings.filter(({ code }) => !settings.ignore.includes(code));
  return {
    problems: locateFindings(reported, texts, options.most),
    outputs: plan.pages.length,
    read,
  };
}

/** Planned outputs, and files that lie at the destination besides, as what `keep_files` names. */
export function outputsOf({ plan, config }: CheckedSite, io: Effects['io']): HasOutput {
  const isThere = memoizeByKey((output) => isFile(output, config, io), MOST_KNOWN);
  return (output) => plan.outputs.has(output) || isThere(output);
}

const MOST_KNOWN = 10_000;

function isFile(output: string, { destination }: Config, io: Effects['io']): boolean {
  try {
    return checkOutput(output) === null && io.stat(path.join(destination, output))?.kind === 'file';
  } catch {
    // A name that no file can have.
    return false;
  }
}

interface Passed {
  /** By the number of an other target, pages that have it. */
  readonly referrers: ReadonlyMap<number, readonly Page[]>;
  /** By an output's number: 1 where a link of another page leads to it. */
  readonly led: Uint8Array;
  readonly noted: readonly (readonly [Page, OutputNote])[];
}

/** Once over all that is remembered. */
function passOver({ plan }: CheckedSite, memory: CheckMemory): Passed {
  const pageOf = (number: number): Page | undefined => {
    const index = plan.outputs.at(memory.nameOf(number));
    return index === undefined ? undefined : plan.pages[index];
  };
  const others = new Map<number, number[]>();
  const led = new Uint8Array(memory.size);
  const noted: (readonly [Page, OutputNote])[] = [];
  memory.eachReference((number, reference, isLead) => {
    if (reference % 2 === 1) gather(others, reference >>> 1, number);
    else if (isLead) led[reference >>> 1] = 1;
  });
  memory.eachNoted((number, notes) => {
    const page = pageOf(number);
    if (page !== undefined) for (const note of notes) noted.push([page, note]);
  });
  const referrers = new Map(
    [...others].map(([other, numbers]) => [other, numbers.flatMap((one) => pageOf(one) ?? [])]),
  );
  return { referrers, led, noted };
}

function gather(all: Map<number, number[]>, other: number, number: number): void {
  const numbers = all.get(other);
  if (numbers === undefined) all.set(other, [number]);
  else numbers.push(number);
}
