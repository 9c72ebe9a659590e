/**
 * One output path, one owner. Paths are compared as the strictest disk would (case and Unicode form
 * folded), and a file may not stand where another output needs a folder.
 */
import { foldPath } from '../../content/fold.js';
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
      const winner = take(fixed, output, owner);
      if (winner === null) return true;
      lost.set(owner, { output, winner });
      return false;
    },
    settle(posts, generated) {
      const taken = new Map(fixed);
      for (const page of generated) take(taken, page.output, page.name);
      const losers = new Set<Post>();
      for (const post of [...posts].sort(byPrecedence)) {
        const winner = take(taken, post.output, post.path);
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

/** A folder's claim is kept under its name with a slash. Returns the winner when it is taken. */
function take(taken: Map<string, string>, output: string, owner: string): string | null {
  const key = foldPath(output);
  const winner = taken.get(key) ?? taken.get(`${key}/`) ?? null;
  if (winner !== null) return winner;
  for (let slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
    const file = taken.get(key.slice(0, slash));
    if (file !== undefined) return file;
  }
  taken.set(key, owner);
  for (let slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
    const folder = key.slice(0, slash + 1);
    if (taken.has(folder)) break;
    taken.set(folder, owner);
  }
  return null;
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
