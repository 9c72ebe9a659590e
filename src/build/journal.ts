/** Times the verbs under their own names, and keeps what they found wrong. */
import type { Clock } from '../model/io.js';
import { type Outcome, type Problem, SiteError } from '../model/problem.js';
import type { StageTime } from '../model/result.js';

export interface Journal {
  /** Runs a verb and gives its value; its errors end the build, its warnings are kept. */
  stage<T>(name: string, verb: () => Outcome<T> | Promise<Outcome<T>>): Promise<T>;
  readonly problems: readonly Problem[];
  /** Verbs run anew from where there were so many problems: what they found since is forgotten. */
  rewind(count: number): void;
  readonly stages: readonly StageTime[];
  /** What a failed build rejects with: the site's problems together, or the bug as it is. */
  failure(error: unknown): unknown;
}

export function createJournal(clock: Clock): Journal {
  const problems: Problem[] = [];
  const stages: StageTime[] = [];
  let running = '';
  // A verb that ran twice is told once, with all its time.
  const addTime = (stage: string, milliseconds: number): void => {
    const at = stages.findIndex((one) => one.stage === stage);
    const before = stages[at]?.milliseconds ?? 0;
    const time = { stage, milliseconds: before + milliseconds };
    if (at < 0) stages.push(time);
    else stages[at] = time;
  };
  return {
    problems,
    rewind(count) {
      problems.length = count;
    },
    stages,
    async stage(name, verb) {
      running = name;
      const start = clock.ticks();
      const outcome = await verb();
      addTime(name, clock.ticks() - start);
      problems.push(...outcome.problems);
      const failed = outcome.problems.some((problem) => problem.severity === 'error');
      if (failed) throw new SiteError([]);
      return outcome.value;
    },
    failure(error) {
      if (error instanceof SiteError) return new SiteError([...problems, ...error.problems]);
      const fault = systemFault(error);
      if (fault === null) return error;
      return new SiteError([...problems, fault, ...(running === 'write' ? [INTERRUPTED] : [])]);
    },
  };
}

/** What the system refuses (disk full, no permission, …) is for the site's author to mend. */
function systemFault(error: unknown): Problem | null {
  if (!(error instanceof Error)) return null;
  const { code, path, syscall, message } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string' || (syscall === undefined && !code.startsWith('ERR_FS_')))
    return null;
  const named = path === undefined || message.includes(path) ? message : `${message} '${path}'`;
  return {
    code: `system-${code.toLowerCase()}`,
    severity: 'error',
    message: `The system refused: ${named}`,
    hint: HINTS[code] ?? 'Mend this and build again.',
  };
}

const RIGHTS = 'Give the user who builds the right to read and write there, and build again.';

const HINTS: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full: make room and build again.',
  EDQUOT: 'The disk quota is used up: make room and build again.',
  EACCES: RIGHTS,
  EPERM: RIGHTS,
  EROFS: 'The file system is read-only: make it writable, or choose another destination with -d.',
  EMFILE: 'Too many open files: raise `ulimit -n` and build again.',
  ENFILE: 'The system has too many open files: end other programs and build again.',
  EXDEV: 'A folder inside the destination is on another file system: unmount it and build again.',
  EIO: 'The disk fails: check it and build again.',
};

const INTERRUPTED: Problem = {
  code: 'publishing-interrupted',
  severity: 'error',
  message: 'Publishing stopped on the way: every page is whole, but some may be new and others old',
  hint: 'The next build that succeeds completes it.',
};
