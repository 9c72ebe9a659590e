/** What Markdown's rules find wrong with a text, collected in the parser's environment, told by parse. */
import type { Env, Token } from 'markdown-it';
import type { ProblemCode } from '../../model/problem-code.js';

/** Something about a body that a person should hear of. */
export interface BodyFault {
  readonly code: ProblemCode;
  /** One sentence. */
  readonly message: string;
  /** What to do about it, one sentence. */
  readonly hint: string;
  /** In the Markdown text, from 1. */
  readonly line: number;
  /** What to point at in that line, as it is written; its start where it isn't found. */
  readonly found?: string;
}

/** The faults of one code: the first ones whole, of the others their number. */
interface CodeFaults {
  readonly faults: BodyFault[];
  more: number;
}

interface FaultEnv extends Env {
  faults?: Map<string, CodeFaults>;
}

/** Of one code in one text: a hostile text has more of them than anybody reads. */
const MOST_TOLD = 20;

/** `make` is called for faults that are kept only: finding their line takes time. */
export function reportFault(
  env: FaultEnv,
  code: ProblemCode,
  make: () => Omit<BodyFault, 'code'>,
): void {
  env.faults ??= new Map();
  const told = env.faults.get(code) ?? { faults: [], more: 0 };
  env.faults.set(code, told);
  if (told.faults.length < MOST_TOLD) told.faults.push({ code, ...make() });
  else told.more++;
}

/** In the order of their lines; the last of many says how many more there are. */
export function faultsOf(env: FaultEnv): readonly BodyFault[] {
  if (env.faults === undefined) return [];
  const faults = [...env.faults.values()].flatMap(({ faults: kept, more }) => {
    const last = kept.at(-1);
    if (last === undefined || more === 0) return kept;
    const message = `${last.message} (and ${more} more like it)`;
    return [...kept.slice(0, -1), { ...last, message }];
  });
  return faults.toSorted((a, b) => a.line - b.line);
}

/** The line, from 1, of the character at `at` in the content of an `inline` token. */
export function lineIn({ map, content }: Token, at: number): number {
  let line = (map?.[0] ?? 0) + 1;
  for (let end = content.indexOf('\n'); end !== -1 && end < at; ) {
    line++;
    end = content.indexOf('\n', end + 1);
  }
  return line;
}

/** As it stands in a message: in one line, and short. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `\`${line.length > 60 ? `${line.slice(0, 59)}…` : line}\``;
}
