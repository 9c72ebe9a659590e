/**
 * When to make what builds of edits have deferred: once nobody has edited for a while, and soon enough
 * however often somebody does.
 */

export interface FollowUp {
  /** A build begins. True: it is to defer nothing, for the time has come. */
  begin(): boolean;
  /** That build has ended with so many outputs deferred; null: it failed, and what was deferred still is. */
  end(deferred: number | null): void;
  /** Makes nothing more; who stops is not kept waiting. */
  close(): void;
}

/** Milliseconds without an edit after which what was deferred is made. */
const PAUSE = 2000;
/** Milliseconds after which it is made though edits go on: a script may write every second, for hours. */
const LONGEST = 10_000;

/** `wake` asks for a build; `ticks` as in `Clock`. */
export function createFollowUp(ticks: () => number, wake: () => void): FollowUp {
  let timer: NodeJS.Timeout | undefined;
  /** When outputs were first deferred that have not been made since; null: none wait. */
  let since: number | null = null;
  let hasRung = false;
  let isFollowing = false;
  const ringIn = (delay: number): void => {
    timer = setTimeout(() => {
      hasRung = true;
      wake();
    }, delay);
  };
  return {
    begin() {
      clearTimeout(timer);
      isFollowing = hasRung || (since !== null && ticks() - since >= LONGEST);
      hasRung = false;
      return isFollowing;
    },
    end(deferred) {
      if (deferred === 0) since = null;
      else if (deferred !== null) since ??= ticks();
      if (since === null) return;
      if (deferred !== null) ringIn(Math.max(0, Math.min(PAUSE, since + LONGEST - ticks())));
      // What failed as a follow-up would fail again: it waits for an edit, or the next check of all files.
      else if (!isFollowing) ringIn(PAUSE);
    },
    close: () => clearTimeout(timer),
  };
}
