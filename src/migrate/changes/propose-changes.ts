/** All that `--write` would change: keys, redirects, the theme, and what a site needs besides. */
import path from 'node:path';
import { nameBelow } from '../../formats/urls/paths.js';
import { slugify } from '../../formats/urls/slug.js';
import type { Config } from '../../model/config.js';
import { OWN_DESTINATION } from '../../outputs/site-settings.js';
import type { AddressComparison } from '../addresses/compare-addresses.js';
import type { MigrateOptions, MigrateWork } from '../migrate-options.js';
import type { Advice, FileChange } from '../types.js';
import { withRedirects } from './address-keys.js';
import { toConfigText } from './config-text.js';
import { withConfigKeys } from './edit-config.js';
import { scaffoldOf } from './scaffold.js';
import { themeCopy } from './theme-copy.js';

export interface ProposalWork {
  readonly options: MigrateOptions;
  readonly config: Config;
  readonly comparison: AddressComparison | null;
  readonly work: MigrateWork;
  /** Where the site will lie, absolute. */
  readonly home: string;
}

export interface Proposal {
  readonly changes: readonly FileChange[];
  readonly advice: readonly Advice[];
}

export function proposeChanges(input: ProposalWork): Proposal {
  const { config, options, work, home } = input;
  const { io, host } = work.effects;
  const folder = options.theme === undefined ? null : path.resolve(options.theme);
  const theme = themeCopy({ io, host, config, folder });
  const hasSass = isSassy(config, theme.changes, work);
  // With the theme's layouts other addresses may be there: what keeps the rest is seen then.
  const hasTheme = theme.changes.length === 0;
  const parts = [
    ...(hasTheme ? [configChange(input), redirectChanges(input), pageChanges(input)] : []),
    scaffoldOf({ io, config, home, version: work.version, hasSass }),
    theme,
  ];
  return {
    changes: parts.flatMap(({ changes }) => changes),
    advice: parts.flatMap(({ advice }) => advice),
  };
}

function configChange({ options, config, comparison, work }: ProposalWork): Proposal {
  const { destination } = config.values;
  const isOwn = destination === OWN_DESTINATION && options.destination === undefined;
  const keys = new Map([
    ...(comparison?.keys ?? []),
    ...(isOwn ? [['destination', OWN_DESTINATION] as const] : []),
  ]);
  if (keys.size === 0) return { changes: [], advice: [] };
  const { io } = work.effects;
  const names = options.config ?? ['_config.yml', '_config.yaml'];
  const name = names.find((one) => io.stat(path.resolve(config.source, one))?.kind === 'file');
  const before = name === undefined ? null : io.read(path.resolve(config.source, name));
  const { bytes, refused } = withConfigKeys(before ?? Buffer.alloc(0), keys);
  const advice = refused.map((key) => ({
    what: `\`${key}\` could not be put into ${name ?? '_config.yml'} without changing more`,
    todo: `Write ${key}: ${JSON.stringify(keys.get(key))} by hand.`,
  }));
  if (before?.equals(bytes) === true) return { changes: [], advice };
  const why = 'keys that keep addresses, and where the site goes';
  return {
    changes: [{ path: name ?? '_config.yml', why, isCopy: false, before, after: bytes }],
    advice,
  };
}

function redirectChanges({ config, comparison, work }: ProposalWork): Proposal {
  const wanted = new Map<string, string[]>();
  for (const { address, remedy } of comparison?.compared.moved ?? []) {
    if (remedy?.kind !== 'redirect') continue;
    wanted.set(remedy.file, [...(wanted.get(remedy.file) ?? []), address]);
  }
  const changes: FileChange[] = [];
  const advice: Advice[] = [];
  for (const [file, addresses] of wanted) {
    const before = work.effects.io.read(path.join(config.source, file));
    const after = withRedirects(before, addresses);
    if (after === null) {
      advice.push({
        what: `${file} has front matter that only a person can add to`,
        todo: `Write redirect_from: [${addresses.join(', ')}] into it.`,
      });
    } else if (!after.equals(before)) {
      changes.push({
        path: file,
        why: 'its old addresses lead to it',
        isCopy: false,
        before,
        after,
      });
    }
  }
  return { changes, advice };
}

/** Old addresses that one page may lead on from, besides its own. */
const MOST_LED = 50;

/** Pages that do nothing but lead on, in a folder of their own. */
function pageChanges({ config, comparison, work }: ProposalWork): Proposal {
  const wanted = new Map<string, string[]>();
  for (const { address, remedy } of comparison?.compared.moved ?? []) {
    if (remedy?.kind !== 'page') continue;
    wanted.set(remedy.to, [...(wanted.get(remedy.to) ?? []), address]);
  }
  const changes: FileChange[] = [];
  for (const [to, addresses] of wanted) {
    for (let from = 0; from < addresses.length; from += MOST_LED) {
      const [own = '', ...others] = addresses.slice(from, from + MOST_LED);
      const name = `moved/${slugify(own)}.md`;
      if (work.effects.io.stat(path.join(config.source, name)) !== undefined) continue;
      const why = 'pages of a list that has others now lead to it';
      changes.push({
        path: name,
        why,
        isCopy: false,
        before: null,
        after: ledPage(to, own, others),
      });
    }
  }
  return { changes, advice: [] };
}

function ledPage(to: string, own: string, others: readonly string[]): Buffer {
  const keys = [
    toConfigText('permalink', own),
    toConfigText('redirect_to', to),
    ...(others.length === 0 ? [] : [toConfigText('redirect_from', others)]),
    toConfigText('sitemap', false),
  ];
  return Buffer.from(`---\n${keys.join('')}---\n`);
}

/** Style sheets that only Sass makes: of the site's own, or of the theme. */
function isSassy(
  { source, destination, cacheDir }: Config,
  copied: readonly FileChange[],
  { effects: { io } }: MigrateWork,
): boolean {
  const own = [destination, cacheDir].map((folder) => nameBelow(source, folder));
  const names = io.walk(source, [...own, '_site', 'vendor', '**/node_modules', '**/.git']);
  return [...names, ...copied].some(({ path: name }) => /\.s[ac]ss$/.test(name));
}
