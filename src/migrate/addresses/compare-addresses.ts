/**
 * The addresses of the site as it was beside those of the site as it would be: which are answered, which
 * have moved and what keeps them, which are lost. A key is proposed only when a build beside with it
 * answers more than one without.
 */

import { createZone, isZone } from '../../formats/dates/zone.js';
import { decodeOnce } from '../../formats/urls/paths.js';
import { urlPath } from '../../formats/urls/permalink.js';
import type { Config } from '../../model/config.js';
import { type BesideWork, type BuiltBeside, buildBeside, type TriedKeys } from '../beside.js';
import { zonesOf } from '../feeds/zone-vote.js';
import type {
  ComparedAddresses,
  ConfigValue,
  FormerAddress,
  LostAddress,
  MovedAddress,
} from '../types.js';
import { isPage } from './address-forms.js';
import { answerOf, builtFile, redirectIn, sourcesByOutput } from './answered.js';
import { createFinder } from './find-counterparts.js';
import { type KeyTrial, UTC, zoneTrials } from './key-trials.js';
import { listKeys } from './list-keys.js';
import { whyLost } from './why-lost.js';

export interface AddressComparison {
  readonly compared: ComparedAddresses;
  /** The site with the proposed keys. */
  readonly beside: BuiltBeside;
  readonly keys: TriedKeys;
  /** Former addresses by the output that answers them, where that isn't a redirect. */
  readonly answers: ReadonlyMap<string, FormerAddress>;
}

interface Tried {
  readonly beside: BuiltBeside;
  readonly missing: readonly FormerAddress[];
}

export async function compareAddresses(
  former: readonly FormerAddress[],
  plain: BuiltBeside,
  { gone: patterns, ...work }: BesideWork & { readonly gone: readonly string[] },
): Promise<AddressComparison> {
  const begun: Tried = { beside: plain, missing: missingIn(plain, former) };
  const keyed = await withKeys(begun, former, work);
  const { beside } = keyed.now;
  const byKey = begun.missing.flatMap((one) => keyed.movedOf(one) ?? []);
  const { moved: led, answers } = answeredIn(beside, former, begun.missing, work);
  const find = createFinder(beside, work);
  const moved: MovedAddress[] = [...led, ...byKey];
  const lost: LostAddress[] = [];
  const gone: string[] = [];
  const mayGo = patterns.map(patternOf);
  for (const one of keyed.now.missing) {
    const { path } = one;
    const found = find(one) ?? numberedPage(one, beside);
    if (found !== null) moved.push(found);
    else if (mayGo.some((pattern) => pattern.test(path))) gone.push(path);
    else lost.push(whyLost(one, beside, work));
  }
  const kept = former.length - moved.length - lost.length - gone.length;
  const compared = { old: former.length, kept, moved, lost, gone };
  return { compared, beside, keys: keyed.keys, answers };
}

function patternOf(text: string): RegExp {
  const parts = decodeOnce(text).split('*');
  return new RegExp(
    `^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`,
  );
}

function missingIn(
  { outputs }: Pick<BuiltBeside, 'outputs'>,
  former: readonly FormerAddress[],
): readonly FormerAddress[] {
  return former.filter(({ path }) => answerOf(path, outputs) === null);
}

interface Keyed {
  readonly now: Tried;
  readonly keys: TriedKeys;
  movedOf(one: FormerAddress): MovedAddress | null;
}

/** One key after the other: only what answers more stays. */
async function withKeys(
  begun: Tried,
  former: readonly FormerAddress[],
  work: BesideWork,
): Promise<Keyed> {
  const keys = new Map<string, ConfigValue>();
  const moved = new Map<FormerAddress, MovedAddress>();
  let now = begun;
  const attempt = async (trial: KeyTrial): Promise<void> => {
    const all = new Map([...keys, ...trial.keys]);
    const beside = await buildBeside(work, `tried-${trial.name}`, all);
    const missing = missingIn(beside, former);
    if (missing.length >= now.missing.length) return;
    const gone = new Set(missing);
    for (const one of now.missing) {
      if (!gone.has(one)) moved.set(one, movedBy(one, trial, { before: now.beside, beside }));
    }
    for (const [key, value] of trial.keys) keys.set(key, value);
    now = { beside, missing };
  };
  for (const zone of zonesFor(begun.beside.site.config, work.machineZone)) {
    for (const trial of zoneTrials(zone)) if (now.missing.some(isPage)) await attempt(trial);
  }
  if (now.missing.some(isPage) && mayBeUtc(now.beside)) await attempt(UTC);
  const lists = listKeys(now.missing, now.beside, work);
  if (lists.keys.size > 0) await attempt(lists);
  return { now, keys, movedOf: (one) => moved.get(one) ?? null };
}

/** That may be meant where the config has none: the machine's, and the one of the site's language. */
function zonesFor({ values }: Config, machineZone: string): readonly string[] {
  if (hasZone(values)) return [];
  const { lang } = values;
  const spoken = typeof lang === 'string' ? zonesOf(lang).slice(0, 1) : [];
  const all = new Set([machineZone, ...spoken.map(([zone]) => zone)]);
  return [...all].filter((zone) => isZone(zone) && createZone(zone).name !== 'UTC');
}

export function hasZone({ timezone }: Config['values']): boolean {
  return typeof timezone === 'string' && timezone !== '';
}

function mayBeUtc({ site }: BuiltBeside): boolean {
  return (
    site.config.values['jekyll_utc_dates'] === undefined &&
    site.posts.some(({ zoneless }) => zoneless !== null)
  );
}

function movedBy(
  { path }: FormerAddress,
  trial: KeyTrial,
  { before, beside }: { readonly before: BuiltBeside; readonly beside: BuiltBeside },
): MovedAddress {
  const source = sourcesByOutput(beside).get(answerOf(path, beside.outputs) ?? '');
  const pages = [...before.site.posts, ...before.site.documents];
  const to = pages.find((one) => one.path === source)?.url ?? urlPath(path);
  const key = trial.keyOf({ path, file: null });
  const value = trial.keys.get(key) ?? true;
  const { reason } = trial;
  const why = trial.why(key);
  return { address: path, to, isAnswered: false, reason, why, remedy: { kind: 'key', key, value } };
}

/** A numbered page of a list that has other pages now: the list is there. */
function numberedPage({ path }: FormerAddress, { outputs }: BuiltBeside): MovedAddress | null {
  const [, list] = /^(\/(?:.*\/)?)page[-:/]?\d+(?:\/|\.html)$/i.exec(path) ?? [];
  if (list === undefined || answerOf(list, outputs) === null) return null;
  const why = 'the list has other numbered pages here, which stay as they are';
  const to = urlPath(list);
  const remedy = { kind: 'page', to } as const;
  return { address: path, to, isAnswered: false, reason: 'list', why, remedy };
}

/** Those that a redirect answers have moved, unless a redirect stood there before. */
function answeredIn(
  beside: BuiltBeside,
  former: readonly FormerAddress[],
  missing: readonly FormerAddress[],
  { effects: { io } }: BesideWork,
): { readonly moved: readonly MovedAddress[]; readonly answers: Map<string, FormerAddress> } {
  const absent = new Set(missing);
  const answers = new Map<string, FormerAddress>();
  const moved: MovedAddress[] = [];
  for (const one of former) {
    const output = answerOf(one.path, beside.outputs);
    if (output === null) continue;
    const to = redirectIn(builtFile(beside, output), io);
    if (to === null) answers.set(output, one);
    else if (!absent.has(one) && (one.file === null || redirectIn(one.file, io) === null)) {
      moved.push(ledTo(one, to, beside));
    }
  }
  return { moved, answers };
}

function ledTo({ path }: FormerAddress, to: string, { site, result }: BuiltBeside): MovedAddress {
  const base = site.config.base ?? site.config.baseurl;
  const local = to.startsWith(base) ? to.slice(base.length) : to;
  const source = [...site.posts, ...site.documents].find(({ url }) => url === local)?.path;
  const problem = result.problems.find(
    ({ code, file, message }) =>
      code === 'address-repaired' && file === source && message.includes(` ${path} `),
  );
  const about =
    problem === undefined
      ? ({ reason: 'redirect', why: 'a page of the site says so in `redirect_from`' } as const)
      : ({ reason: 'repaired', why: `${source}: what was repaired moves it` } as const);
  return { address: path, to: local, isAnswered: true, ...about, remedy: null };
}
