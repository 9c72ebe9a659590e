/**
 * The fifth stage: every output decided as plain data, by the kinds of output. Rendering has no
 * decisions left. Posts' clashes are settled by now (organise); what is left here is which of finews'
 * own pages give way to the site's.
 */

import { foldPath } from '../../formats/text/fold.js';
import type { Memo } from '../../incremental/memo.js';
import { sortedNames } from '../../incremental/sorted-tables.js';
import type { Page, Plan } from '../../model/page.js';
import type { Outcome, Problem, Unplaced } from '../../model/problem.js';
import type { Arrangement } from '../../model/site.js';
import type { PlacesApart } from '../../outputs/fast/apart.js';
import type { OutputKind, Present } from '../../outputs/kind.js';
import { KINDS } from '../../outputs/kinds.js';
import { createPathClaims } from '../../outputs/path-claims.js';
import { movedPages } from '../../outputs/redirects/kind.js';
import { commonStart } from '../../platform/list-places.js';
import { keepPages } from './keep-pages.js';

/** What a watching process keeps of planning. */
export interface PlanWork {
  readonly memo: Memo;
  /** Where the pages were. */
  readonly pagePlaces: PlacesApart;
}

/** `now` in ms since the epoch. The very same plan as the last time, while nothing else is to be planned. */
export function plan(
  site: Arrangement,
  now: number,
  { memo, pagePlaces: apart }: PlanWork,
): Outcome<Plan> {
  const shown = KINDS.map(
    (kind): Present => kind.present?.(site, now) ?? { ranks: [], until: null },
  );
  const present = memo.keepEqual('present', shown);
  const { outcome } = memo.remakeFrom<PlannedByKind>(
    'plan',
    { around: [site.config], inputs: [site, present] },
    (last) => planAll(site, present, { apart, last }),
  );
  return outcome;
}

interface PlannedByKind {
  readonly site: Arrangement;
  readonly outcome: Outcome<Plan>;
  /** Pages by kinds of output. */
  readonly ofKinds: readonly (readonly Page[])[];
}

interface LastPlan {
  /** Knows the places of the last pages. */
  readonly apart: PlacesApart;
  readonly last: PlannedByKind | null;
}

/** A page, and the kind of output that it is of. */
interface Claim {
  readonly page: Page;
  readonly kind: OutputKind;
}

function planAll(
  site: Arrangement,
  present: readonly Present[],
  { apart, last }: LastPlan,
): PlannedByKind {
  const planning = new Planning(apart);
  const reported: Problem[] = [];
  const ofKinds: (readonly Page[])[] = [];
  const before = last?.site ?? null;
  const same = before === null ? 0 : commonStart(before.posts, site.posts);
  for (const [at, kind] of KINDS.entries()) {
    const lastPages = last?.ofKinds[at] ?? [];
    // An address that a kind has asked for is that page object's, which no other may stand for.
    let hasAsked = false;
    const found = kind.plan({
      site,
      present: present[at]?.ranks ?? [],
      ...{ before, same, last: lastPages },
      isFree(page) {
        hasAsked = true;
        return planning.isFree({ page, kind });
      },
      twin: (page) => planning.twin(page),
    });
    reported.push(...found.problems);
    const pages = hasAsked ? found.value : keepPages(found.value, lastPages);
    planning.add(pages, kind);
    ofKinds.push(pages);
  }
  const { pages, problems } = planning.end();
  const ends = present.flatMap(({ until }) => until ?? []);
  const until = ends.length === 0 ? null : Math.min(...ends);
  const names = pages.map(({ output }) => output);
  const value = { pages, outputs: sortedNames(names, last?.outcome.value.outputs ?? null), until };
  return { outcome: { value, problems: [...problems, ...reported] }, site, ofKinds };
}

/** Pages with places of their own: claims are made of them when somebody asks, or two may clash. */
class Planning {
  readonly #waiting: { readonly pages: readonly Page[]; readonly kind: OutputKind }[] = [];
  #claims: ClaimedPages | null = null;
  readonly #apart: PlacesApart;

  /** `apart` knows the places of the last time. */
  constructor(apart: PlacesApart) {
    this.#apart = apart;
  }

  add(pages: readonly Page[], kind: OutputKind): void {
    if (this.#claims === null) this.#waiting.push({ pages, kind });
    else for (const page of pages) this.#claims.add({ page, kind });
  }

  isFree(claim: Claim): boolean {
    return this.#open().owners.take(claim.page, claim) === null;
  }

  twin(page: Page): Page | null {
    return this.#open().owners.twin(page)?.page ?? null;
  }

  end(): Pick<ClaimedPages, 'pages' | 'problems'> {
    if (this.#claims !== null || !this.#areApart()) return this.#open();
    return { pages: this.#waiting.flatMap(({ pages }) => pages), problems: [] };
  }

  /** What stands in a page's stead has its place. */
  #areApart(): boolean {
    const others = this.#waiting.filter(({ kind }) => kind.isSettled !== true);
    const [instead] = others.filter(({ kind, pages }) => kind === movedPages && pages.length > 0);
    return instead === undefined && this.#apart.areApart(...others.map(({ pages }) => pages));
  }

  #open(): ClaimedPages {
    if (this.#claims === null) {
      this.#claims = new ClaimedPages();
      for (const { pages, kind } of this.#waiting) {
        for (const page of pages) this.#claims.add({ page, kind });
      }
    }
    return this.#claims;
  }
}

class ClaimedPages {
  readonly owners = createPathClaims<Claim>();
  readonly pages: Page[] = [];
  readonly #overlaps: Problem[] = [];
  readonly #covered = new Map<Page, Claim[]>();

  add(claim: Claim): void {
    const { page } = claim;
    const winner = this.owners.take(page, claim);
    if (winner === null || winner.page === page) this.pages.push(page);
    else if (isGenerated(winner)) this.#overlaps.push(overlap(claim, winner));
    else if (isGenerated(claim) && !isSameFile(page, winner.page)) {
      gather(this.#covered, winner.page, claim);
    }
  }

  get problems(): readonly Problem[] {
    const covered = [...this.#covered].flatMap(([winner, losers]) =>
      coveredProblem(winner, losers),
    );
    return [...this.#overlaps, ...covered];
  }
}

/** At a place of finews' own choice, by the config's patterns. */
function isGenerated({ kind }: Claim): boolean {
  return kind.paths !== null;
}

function isSameFile(a: Page, b: Page): boolean {
  return foldPath(a.output) === foldPath(b.output);
}

/** Generated pages by the page that is in their way. */
function gather(all: Map<Page, Claim[]>, winner: Page, loser: Claim): void {
  const losers = all.get(winner) ?? [];
  losers.push(loser);
  all.set(winner, losers);
}

/**
 * A file or page of the site's own in the place of a generated one is meant to be there; where it
 * merely has the address, or the name of a folder, it may not be.
 */
function coveredProblem(winner: Page, losers: readonly Claim[]): readonly Unplaced[] {
  const [first] = losers;
  if (first === undefined) return [];
  const more = losers.length > 1 ? `, nor ${losers.length - 1} more generated pages` : '';
  return [
    {
      code: 'url-clash',
      severity: 'warning',
      message: `${winner.output} is in the way of ${first.page.url}: ${nameOf(first.page)} has no page${more}`,
      hint: 'Move the file or page, or give what finews makes another place in the config.',
      key: placeKeyOf(first),
    },
  ];
}

/** Two generated pages at one path: the patterns in the config collide. */
function overlap(loser: Claim, winner: Claim): Unplaced {
  return {
    code: 'url-clash',
    severity: 'warning',
    message: `Two generated pages want ${loser.page.url}; the one for ${nameOf(winner.page)} stays, ${nameOf(loser.page)} has none`,
    hint: 'Give them different places in the config: category_permalink, tag_permalink, feed and the like.',
    key: placeKeyOf(loser),
  };
}

/** Of the config's key that says where such a page goes. */
function placeKeyOf({ page, kind }: Claim): readonly string[] {
  const key = kind.placeKey?.(page);
  return key === undefined ? [] : [key];
}

function nameOf(page: Page): string {
  return page.kind === 'list' && 'name' in page ? String(page.name) : page.output;
}
