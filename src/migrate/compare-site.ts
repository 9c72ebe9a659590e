/**
 * A Jekyll site before it moves: built beside, and compared with what it was. Says which addresses and
 * texts stay, what has no counterpart, and which changes would mend the rest. Changes nothing.
 */
import path from 'node:path';
import { nameBelow } from '../formats/urls/paths.js';
import type { Config } from '../model/config.js';
import type { Effects } from '../model/io.js';
import type { Problem } from '../model/problem.js';
import { OWN_DESTINATION } from '../outputs/site-settings.js';
import { configure } from '../pipeline/configure/configure.js';
import {
  type AddressComparison,
  compareAddresses,
  hasZone,
} from './addresses/compare-addresses.js';
import { type FormerSite, readFormer } from './addresses/former-addresses.js';
import { type BesideWork, type BuiltBeside, buildBeside } from './beside.js';
import { proposeChanges } from './changes/propose-changes.js';
import type { MigrateOptions, MigrateWork } from './migrate-options.js';
import { counterpartsOf } from './plugins/counterparts.js';
import { compareTexts } from './texts/compare-texts.js';
import type { Advice, ComparedTexts, DateAdvice, FormerAddress, Migration } from './types.js';

/** Throws `SiteError` where the site can't be built, or what it is compared with can't be read. */
export async function compareSite(options: MigrateOptions, work: MigrateWork): Promise<Migration> {
  const { effects, folder, templateCache, machineZone } = work;
  const { value: config } = configure(options, effects);
  const places = placesOf(options, config, effects);
  const former: FormerSite[] = [];
  const published = nameBelow(config.source, config.destination);
  const rules = { io: effects.io, baseurl: config.baseurl, published };
  for (const place of places) former.push(await readFormer(place, rules));
  const leaveOut = [...(options.leaveOut ?? []), ...places, config.destination, config.cacheDir];
  const beside: BesideWork = {
    options: { ...options, leaveOut },
    ...{ effects, folder, templateCache, machineZone },
  };
  const plain = await buildBeside(beside, 'plain');
  const addresses = unite(former);
  const comparison =
    former.length === 0
      ? null
      : await compareAddresses(addresses, plain, { ...beside, gone: options.gone ?? [] });
  return await reported({ options, work, config, former, plain, comparison, beside });
}

interface Checked {
  readonly options: MigrateOptions;
  readonly work: MigrateWork;
  readonly config: Config;
  readonly former: readonly FormerSite[];
  /** As the site is. */
  readonly plain: BuiltBeside;
  readonly comparison: AddressComparison | null;
  readonly beside: BesideWork;
}

async function reported(checked: Checked): Promise<Migration> {
  const { options, work, config, former, plain, comparison, beside } = checked;
  const { io } = work.effects;
  const hasTexts = former.some(({ source }) => source.kind === 'site');
  const proposed = proposeChanges({ options, config, comparison, work, home: config.source });
  const texts =
    hasTexts && comparison !== null
      ? compareTexts(comparison.beside, comparison.answers, beside)
      : null;
  const problems = plain.result.problems.map((one): Problem => one);
  return {
    site: config.source,
    imported: null,
    against: former.map(({ source }) => source),
    posts: plain.result.posts,
    dates: datesOf(plain, comparison),
    addresses: comparison?.compared ?? null,
    counterparts: counterpartsOf(plain, io),
    texts,
    advice: [
      ...zoneAdvice(config, comparison),
      ...htmlAdvice(config, texts, problems),
      ...proposed.advice,
    ],
    changes: proposed.changes,
    problems,
  };
}

/** Absolute; Jekyll's own destination where nobody says anything. */
function placesOf(
  { against }: MigrateOptions,
  { source, values }: Config,
  { io }: Effects,
): readonly string[] {
  if (against !== undefined && against.length > 0) {
    return against.map((one) => {
      const here = path.resolve(one);
      return io.stat(here) === undefined ? path.resolve(source, one) : here;
    });
  }
  const { destination } = values;
  const isJekylls = typeof destination === 'string' && !['', OWN_DESTINATION].includes(destination);
  const built = isJekylls ? destination : '_site';
  const usual = path.resolve(source, built);
  return io.stat(usual)?.kind === 'folder' && usual !== source ? [usual] : [];
}

/** Each address once; a built page says more than a list. */
function unite(former: readonly FormerSite[]): readonly FormerAddress[] {
  const all = new Map<string, FormerAddress>();
  for (const { addresses } of former) {
    for (const one of addresses) {
      const known = all.get(one.path);
      if (known === undefined || known.file === null) all.set(one.path, one);
    }
  }
  return [...all.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function datesOf({ result }: BuiltBeside, comparison: AddressComparison | null): DateAdvice | null {
  const { zoneless } = result.posts;
  if (zoneless === null) return null;
  const { stories: posts, otherDay, timezone } = zoneless;
  const wantsUtc = comparison === null ? null : comparison.keys.has('jekyll_utc_dates');
  return { posts, otherDay, timezone, wantsUtc };
}

/** Jekyll takes the machine's zone; which one that was nobody can know but the owner. */
function zoneAdvice({ values }: Config, comparison: AddressComparison | null): readonly Advice[] {
  if (hasZone(values) || comparison?.keys.has('timezone') === true) return [];
  return [
    {
      what: 'The config has no `timezone`: Jekyll took that of the machine it ran on, finews takes UTC',
      todo: 'Write the zone of your dates, such as `timezone: Asia/Shanghai`, and check once more.',
    },
  ];
}

/** Of what differs, what sanitising takes out, or puts words in the place of. */
const SANITISED: ReadonlySet<string> = new Set([
  ...['frames', 'pictures', 'links', 'tables', 'added'],
]);

/**
 * Jekyll trusts whoever writes a post; which of the two is meant, only the owner knows. Texts are not always
 * compared, and frames in them only where nothing else is around them: the build names what it took out.
 */
function htmlAdvice(
  { values }: Config,
  texts: ComparedTexts | null,
  problems: readonly Problem[],
): readonly Advice[] {
  const differing = texts?.differing.filter(({ kind }) => SANITISED.has(kind)) ?? [];
  const removed = problems.filter(({ code }) => code === 'html-removed');
  const posts = new Set([...differing, ...removed].map(({ file }) => file)).size;
  if (posts === 0 || values['html'] !== undefined) return [];
  const [of, have] = posts === 1 ? ['1 post', 'has'] : [`${posts} posts`, 'have'];
  return [
    {
      what: `${of} ${have} other pictures, frames, links or tables than before: HTML in posts is sanitised`,
      todo: 'Where nobody but you writes posts, `html: trust` in the config keeps all of it; check once more.',
    },
  ];
}
