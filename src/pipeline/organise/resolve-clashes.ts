/** One address, one owner, and the losers reported with the winner that stays in the end. */
import { fileBefore } from '../../formats/urls/host-rule.js';
import type { OutputPlace } from '../../formats/urls/permalink.js';
import type { PostHead } from '../../model/post.js';
import type { Problem, Unplaced } from '../../model/problem.js';
import type { PlacesApart } from '../../outputs/fast/apart.js';
import type { NamedPlace } from '../../outputs/kind.js';
import { createPathClaims, type PathClaims } from '../../outputs/path-claims.js';
import { lazy } from '../../platform/lazy.js';

export interface Claims {
  /** Takes a place for `owner`; false when somebody has it, which is reported. */
  claim(place: OutputPlace, owner: string): boolean;
  /** Whether nothing of all this clashes, as in most builds; then nobody has to settle. */
  areApart(posts: readonly PostHead[], generated: readonly NamedPlace[]): boolean;
  /** Of posts in the archive's order those that keep their places beside the generated pages. */
  settle(posts: readonly PostHead[], generated: readonly NamedPlace[]): readonly PostHead[];
  problems(): readonly Problem[];
  /** Whose output that is, by what is named in messages, when all is settled; null: nobody's. */
  at(output: string): string | null;
}

interface Loss {
  readonly place: OutputPlace;
  /** Whoever had the path then. */
  readonly winner: string;
}

/** Who has a place: a story, or by its name in messages whatever else there is. */
type Owner = string | PostHead;

/** `apart` knows the places of the last time. */
export function createClaims(apart: PlacesApart): Claims {
  const fixed = createPathClaims<Owner>();
  const places: OutputPlace[] = [];
  const lost = new Map<string, Loss>();
  let alone: Settled | null = null;
  /** Where everything is; made when somebody asks, where nothing clashes. */
  let settled = (): PathClaims<Owner> => fixed;
  /** A winner may itself lose in a later round: the one that stays in the end is named. */
  const finalWinner = (name: string): string => {
    const loss = lost.get(name);
    return loss === undefined ? name : finalWinner(loss.winner);
  };
  return {
    claim(place, owner) {
      const winner = fixed.take(place, owner);
      places.push(place);
      if (winner === null) return true;
      lost.set(owner, { place, winner: nameOf(winner) });
      return false;
    },
    areApart(posts, generated) {
      if (!apart.areApart(places, generated, posts)) return false;
      settled = lazy(() => {
        const taken = fixed.copy();
        for (const page of generated) taken.take(page, page.name);
        for (const post of posts) taken.take(post, post);
        return taken;
      });
      return true;
    },
    settle(posts, generated) {
      if (alone?.posts === posts && isStoryless(alone, generated)) return posts;
      const taken = fixed.copy();
      for (const page of generated) taken.take(page, page.name);
      const losers = new Set<PostHead>();
      for (const post of inPrecedence(posts)) {
        const winner = taken.takeAlone(post, post);
        if (winner === null) continue;
        losers.add(post);
        lost.set(post.path, { place: post, winner: nameOf(winner) });
      }
      settled = () => taken;
      const left = losers.size === 0 ? posts : posts.filter((post) => !losers.has(post));
      alone = generated.length === 0 ? { posts: left, taken } : null;
      return left;
    },
    problems: () =>
      [...lost].map(([owner, { place, winner }]) => clash(owner, place, finalWinner(winner))),
    at: (output) => nameOf(settled().at(output)),
  };
}

/** Stories that were settled beside what is fixed, and nothing else yet. */
interface Settled {
  readonly posts: readonly PostHead[];
  readonly taken: PathClaims<Owner>;
}

/** Whether no page meets a story, so that all of them stay. */
function isStoryless({ taken }: Settled, generated: readonly NamedPlace[]): boolean {
  return generated.every(
    (page) => !isStory(taken.twin(page)) && !isStory(taken.take(page, page.name)),
  );
}

/** Null is nobody. */
function isStory(owner: Owner | null): boolean {
  return typeof owner === 'object' && owner !== null;
}

function nameOf<T extends Owner | null>(owner: T): string | Extract<T, null>;
function nameOf(owner: Owner | null): string | null {
  return typeof owner === 'string' ? owner : (owner?.path ?? null);
}

/** Posts at their pattern's place before posts that chose one; else as given, oldest first. */
function inPrecedence(posts: readonly PostHead[]): readonly PostHead[] {
  const choosers = posts.filter((post) => post.ownPermalink);
  return choosers.length === 0
    ? posts
    : [...posts.filter((post) => !post.ownPermalink), ...choosers];
}

/** Where the story chose no place, its name did. */
function clash(owner: string, place: OutputPlace, winner: string): Unplaced {
  const wanted = fileBefore(place) ?? place.output;
  return {
    code: 'url-clash',
    severity: 'warning',
    message: `/${wanted} is already the place of ${winner}`,
    hint: 'Give one of the two another permalink or file name.',
    file: owner,
    fate: 'set-aside',
    key: ['permalink'],
  };
}
