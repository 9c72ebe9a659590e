/** One output path, one owner, and the losers told with the winner that stays in the end. */
import { createOwners, type Owners } from '../../content/outputs.js';
import type { PostHead } from '../../model/post.js';
import type { Problem, Unplaced } from '../../model/problem.js';

export interface Claims {
  /** Takes a path for `owner`; false when somebody has it, which is told. */
  claim(output: string, owner: string): boolean;
  /** Of posts in the archive's order those that keep their places beside the generated pages. */
  settle(posts: readonly PostHead[], generated: readonly GeneratedPath[]): readonly PostHead[];
  problems(): readonly Problem[];
}

export interface GeneratedPath {
  readonly output: string;
  /** For messages: `the page of category x`. */
  readonly name: string;
}

interface Loss {
  readonly output: string;
  /** Whoever had the path then. */
  readonly winner: string;
}

/** Who has a path: a story, or by its name in messages whatever else there is. */
type Owner = string | PostHead;

export function createClaims(): Claims {
  const fixed = createOwners<Owner>();
  const lost = new Map<string, Loss>();
  let alone: Settled | null = null;
  /** A winner may itself lose in a later round: the one that stays in the end is named. */
  const finalWinner = (name: string): string => {
    const loss = lost.get(name);
    return loss === undefined ? name : finalWinner(loss.winner);
  };
  return {
    claim(output, owner) {
      const winner = fixed.take(output, owner);
      if (winner === null) return true;
      lost.set(owner, { output, winner: nameOf(winner) });
      return false;
    },
    settle(posts, generated) {
      if (alone?.posts === posts && areApart(alone, generated)) return posts;
      const taken = fixed.copy();
      for (const page of generated) taken.take(page.output, page.name);
      const losers = new Set<PostHead>();
      for (const post of inPrecedence(posts)) {
        const winner = taken.take(post.output, post);
        if (winner === null) continue;
        losers.add(post);
        lost.set(post.path, { output: post.output, winner: nameOf(winner) });
      }
      const left = losers.size === 0 ? posts : posts.filter((post) => !losers.has(post));
      alone = generated.length === 0 ? { posts: left, taken } : null;
      return left;
    },
    problems: () =>
      [...lost].map(([owner, { output, winner }]) => clash(owner, output, finalWinner(winner))),
  };
}

/** Stories that were settled beside what is fixed, and nothing else yet. */
interface Settled {
  readonly posts: readonly PostHead[];
  readonly taken: Owners<Owner>;
}

/** Whether no page meets a story, so that all of them stay. */
function areApart({ taken }: Settled, generated: readonly GeneratedPath[]): boolean {
  return generated.every(({ output, name }) => typeof taken.take(output, name) !== 'object');
}

function nameOf(owner: Owner): string {
  return typeof owner === 'string' ? owner : owner.path;
}

/** Posts at their pattern's place before posts that chose one; else as given, oldest first. */
function inPrecedence(posts: readonly PostHead[]): readonly PostHead[] {
  const choosers = posts.filter((post) => post.ownPermalink);
  return choosers.length === 0
    ? posts
    : [...posts.filter((post) => !post.ownPermalink), ...choosers];
}

/** Where the story chose no place, its name did. */
function clash(owner: string, output: string, winner: string): Unplaced {
  return {
    code: 'url-clash',
    severity: 'warning',
    message: `/${output} is already the place of ${winner}`,
    hint: 'Give one of the two another permalink or file name.',
    file: owner,
    fate: 'set-aside',
    key: ['permalink'],
  };
}
