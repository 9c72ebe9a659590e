/** One output path, one owner, and the losers told with the winner that stays in the end. */
import { takeOutput } from '../../content/outputs.js';
import type { Post } from '../../model/post.js';
import type { Problem } from '../../model/problem.js';
import { oldestFirst } from './select.js';

export interface Claims {
  /** Takes a path for `owner`; false when somebody has it, which is told. */
  claim(output: string, owner: string): boolean;
  /** The posts that keep their places beside the generated pages, in the order given. */
  settle(posts: readonly Post[], generated: readonly GeneratedPath[]): readonly Post[];
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

export function createClaims(): Claims {
  const fixed = new Map<string, string>();
  const lost = new Map<string, Loss>();
  /** A winner may itself lose in a later round: the one that stays in the end is named. */
  const finalWinner = (name: string): string => {
    const loss = lost.get(name);
    return loss === undefined ? name : finalWinner(loss.winner);
  };
  return {
    claim(output, owner) {
      const winner = takeOutput(fixed, output, owner);
      if (winner === null) return true;
      lost.set(owner, { output, winner });
      return false;
    },
    settle(posts, generated) {
      const taken = new Map(fixed);
      for (const page of generated) takeOutput(taken, page.output, page.name);
      const losers = new Set<Post>();
      for (const post of [...posts].sort(byPrecedence)) {
        const winner = takeOutput(taken, post.output, post.path);
        if (winner === null) continue;
        losers.add(post);
        lost.set(post.path, { output: post.output, winner });
      }
      return losers.size === 0 ? posts : posts.filter((post) => !losers.has(post));
    },
    problems: () =>
      [...lost].map(([owner, { output, winner }]) => clash(owner, output, finalWinner(winner))),
  };
}

/** Posts at their pattern's place before posts that chose one; then the earlier, then the path. */
function byPrecedence(a: Post, b: Post): number {
  return Number(a.ownPermalink) - Number(b.ownPermalink) || oldestFirst(a, b);
}

function clash(owner: string, output: string, winner: string): Problem {
  return {
    code: 'url-clash',
    severity: 'warning',
    message: `/${output} is already the place of ${winner}`,
    hint: 'Give one of the two another permalink or file name.',
    file: owner,
    fate: 'set-aside',
  };
}
