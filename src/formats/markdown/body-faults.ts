/** Faults of a Markdown text, which the rules collect in the parser's environment and parse reports. */
import type { Env, Token } from 'markdown-it';
import type { ProblemCode } from '../../model/problem-code.js';

/** A fault of a body. */
export interface BodyFault {
  readonly code: ProblemCode;
  /** One sentence. */
  readonly message: string;
  /** What to do about it, one sentence. */
  readonly hint: string;
  /** In the Markdown text, from 1. */
  readonly line: number;
  /** The text in that line that the fault is about; the line's start where it isn't found. */
  readonly found?: string;
}

/** The faults of one code: the first ones, and the number of the others. */
interface CodeFaults {
  readonly faults: BodyFault[];
  more: number;
}

interface FaultEnv extends Env {
  faults?: Map<string, CodeFaults>;
}

/** The most faults of one code that are reported for one text. */
const MOST_REPORTED = 20;

/** `make` is called only for faults that are reported: finding their line takes time. */
export function reportFault(
  env: FaultEnv,
  code: ProblemCode,
  make: () => Omit<BodyFault, 'code'>,
): void {
  env.faults ??= new Map();
  const known = env.faults.get(code) ?? { faults: [], more: 0 };
  env.faults.set(code, known);
  if (known.faults.length < MOST_REPORTED) known.faults.push({ code, ...make() });
  else known.more++;
}

/** In the order of their lines; the last of many says how many more there are. */
export function faultsOf(env: FaultEnv): readonly BodyFault[] {
  if (env.faults === undefined) return [];
  const faults = [...env.faults.values()].flatMap(({ faults: first, more }) => {
    const last = first.at(-1);
    if (last === undefined || more === 0) return first;
    const message = `${last.message} (and ${more} more like it)`;
    return [...first.slice(0, -1), { ...last, message }];
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
