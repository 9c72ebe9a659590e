/** What a watching process keeps from build to build; a build in a fresh one begins with an empty one. */
import { createMemo, type Memo } from '../incremental/memo.js';
import { createListing, type Listing } from '../incremental/store/listing.js';
import { openStore, type Store } from '../incremental/store/store.js';
import type { Config } from '../model/config.js';
import type { Effects } from '../model/io.js';
import type { Plan } from '../model/page.js';
import type { Problem } from '../model/problem.js';
import { createPlacesApart, type PlacesApart } from '../outputs/fast/apart.js';
import { lazy } from '../platform/lazy.js';
import { type Ledger, openLedger } from '../publish/ledger.js';
import { createTemplateCache, type TemplateCache } from '../theme/template-cache.js';
import type { Organised } from './organise/organise.js';

export interface Session {
  /** Null: no build has opened it. */
  opened: OpenedStore | null;
  /** Absolute paths of files that may have changed since the last build that ended; null: any. */
  changed: Set<string> | null;
  /** Outputs that may be deferred are left for a later build, which has this false; but not by every build (`build-run.ts`). */
  defers: boolean;
  /** Whether more is asked of it than one build: others, or the site. A site that is up to date is made then as well. */
  readonly goesOn: boolean;
  /** As the last build that ended made it, with the source paths of its stories by rank; null: none has. */
  made: Pick<Organised, 'site' | 'files'> | null;
  /** Of that site. */
  plan: Plan | null;
  readonly templateCache: TemplateCache;
  readonly listing: Listing;
  readonly memo: Memo;
  /** Where the stories were, and all pages: what has moved since is compared. */
  readonly storyPlaces: PlacesApart;
  readonly pagePlaces: PlacesApart;
  /** By problems without a place: the same with theirs, of the file as it was. */
  readonly located: WeakMap<Problem, Problem>;
}

/** What is remembered of a site, and owned at its destination. */
export interface OpenedStore {
  /** The site, its places, and what results depend on besides. */
  readonly id: string;
  /** Digest of what results depend on besides the site. */
  readonly fingerprint: string;
  readonly store: Store;
  readonly ledger: Ledger;
}

export function newSession(goesOn = true): Session {
  return {
    goesOn,
    opened: null,
    changed: null,
    defers: false,
    made: null,
    plan: null,
    templateCache: createTemplateCache(),
    listing: createListing(),
    memo: createMemo(),
    storyPlaces: createPlacesApart(),
    pagePlaces: createPlacesApart(),
    located: new WeakMap(),
  };
}

/** The session's where it belongs to this site and these settings, else what is on the disk. */
export function storeOf(
  session: Session,
  config: Config,
  fingerprint: string,
  { io, host }: Pick<Effects, 'io' | 'host'>,
): OpenedStore {
  const { source, destination, cacheDir } = config;
  const id = [fingerprint, source, destination, cacheDir].join('\n');
  if (session.opened?.id === id && isCurrent(session.opened)) return session.opened;
  session.changed = null;
  const changed = (): Session['changed'] => session.changed;
  const store = openStore(config, fingerprint, { io, env: host.env, changed });
  const ledger = lazy(() => {
    const { outputs, ledger: owner } = store;
    return openLedger(config, io, outputs === null ? null : { ...outputs, ledger: owner });
  });
  session.opened = {
    ...{ id, fingerprint, store },
    get ledger() {
      return ledger();
    },
  };
  return session.opened;
}

/** False: another process has built the same site to the same place since. */
function isCurrent({ store, ledger }: OpenedStore): boolean {
  return ledger.isCurrent() && store.isCurrent();
}
