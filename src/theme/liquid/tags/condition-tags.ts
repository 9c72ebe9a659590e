/** `if`, `unless`, `case`. */
import type { Condition, Expression, Statement } from '../../compiler/tree.js';
import { FRAGMENT } from '../lax-reader.js';
import type { Span } from '../markup.js';
import type { TagPart } from '../template-parts.js';
import { type Body, markupOf, type Reading, type TagReader, withoutBlanks } from './tag.js';

/** A branch as it is read; without a test it is an `else`. */
interface Branch {
  readonly test: Expression | null;
  readonly body: Body;
}

export const readIf: TagReader = (reading, tag) => conditional(reading, tag, false);

/** The first test is turned round; `elsif`s are not. */
export const readUnless: TagReader = (reading, tag) => conditional(reading, tag, true);

function conditional(reading: Reading, tag: TagPart, isUnless: boolean): Body {
  const branches: Branch[] = [];
  const first = reading.expressions.condition(tag);
  let test: Expression | null = isUnless ? { kind: 'not', value: first } : first;
  for (let end = tag; ; ) {
    const read = reading.block({ ...tag, at: tag.at }, ['elsif', 'else']);
    branches.push({ test, body: read.body });
    end = read.end;
    if (end.name !== 'elsif' && end.name !== 'else') break;
    test = end.name === 'elsif' ? reading.expressions.condition(end) : null;
    if (end.name === 'else') tellJunk(reading, end);
  }
  return choose(reading, tag, branches);
}

/** `{% else if x %}` is an `else`. */
function tellJunk(reading: Reading, tag: TagPart): void {
  const markup = markupOf(reading, tag).trim();
  if (markup === '') return;
  reading.notes.warn(reading.notes.at(tag.at), {
    code: 'template-odd-liquid',
    message: `\`{% else ${markup} %}\` is \`{% else %}\`: what stands behind it counts for nothing`,
    hint: /^if\b/.test(markup) ? `Write \`{% elsif ${markup.slice(2).trim()} %}\`` : 'Remove it',
  });
}

/** The first branch whose test is true; what stands behind an `else` never is reached. */
function choose(reading: Reading, tag: TagPart, branches: readonly Branch[]): Body {
  const bodies = withoutBlanks(branches.map(({ body }) => body));
  const end = branches.findIndex(({ test }) => test === null);
  const tested = end < 0 ? branches : branches.slice(0, end);
  const statement: Condition = {
    kind: 'if',
    branches: tested.flatMap(({ test }, at) =>
      test === null ? [] : [{ test, body: bodies[at] ?? [] }],
    ),
    otherwise: end < 0 ? [] : (bodies[end] ?? []),
    at: reading.notes.at(tag.at),
  };
  return { statements: [statement], isBlank: branches.every(({ body }) => body.isBlank) };
}

/** Each value of a `when` is a condition of its own. */
interface Case {
  /** Null: `else`. */
  readonly values: readonly Expression[] | null;
  readonly body: Body;
}

export const readCase: TagReader = (reading, tag) => {
  const { notes, expressions } = reading;
  const subject = fragments(reading, tag)[0];
  if (subject === undefined) {
    notes.fail(notes.at(tag.at), {
      message: '`{% case %}` has no value',
      hint: 'Write what is compared: `{% case page.layout %}`',
    });
  }
  const left = expressions.value(subject);
  const cases: Case[] = [];
  let { end } = reading.block(tag, ['when', 'else']);
  while (end.name === 'when' || end.name === 'else') {
    const values = end.name === 'when' ? whenValues(reading, end) : null;
    if (end.name === 'else') refuseArguments(reading, end);
    const read = reading.block(tag, ['when', 'else']);
    cases.push({ values, body: read.body });
    end = read.end;
  }
  const bodies = withoutBlanks(cases.map(({ body }) => body));
  const statements = isPlain(cases)
    ? [firstOf(reading, tag, left, cases, bodies)]
    : allOf(reading, tag, left, cases, bodies);
  return { statements, isBlank: cases.every(({ body }) => body.isBlank) };
};

function refuseArguments(reading: Reading, tag: TagPart): void {
  const markup = markupOf(reading, tag).trim();
  if (markup === '') return;
  reading.notes.fail(reading.notes.at(tag.at), {
    message: `\`{% else ${markup} %}\` in a \`{% case %}\` takes nothing`,
    hint: 'Write `{% when … %}`, or `{% else %}` alone',
  });
}

/** Spans of the values, which commas or `or` part. */
function whenValues(reading: Reading, tag: TagPart): readonly Expression[] {
  const values: Expression[] = [];
  let { from } = tag;
  const pattern = new RegExp(`^[\\s\\S]*?(${FRAGMENT})(?:(?:\\s+or\\s+|\\s*,\\s*)(?=${FRAGMENT}))?`);
  for (;;) {
    const match = pattern.exec(reading.text.slice(from, tag.to));
    const written = match?.[1];
    if (match === null || written === undefined) break;
    const rest = match[0].slice(match[0].lastIndexOf(written) + written.length);
    const end = from + match[0].length - rest.length;
    values.push(reading.expressions.side({ from: end - written.length, to: end }));
    from += match[0].length;
    if (rest === '') break;
  }
  if (values.length > 0) return values;
  return reading.notes.fail(reading.notes.at(tag.at), {
    message: '`{% when %}` has no value',
    hint: 'Write what the value is compared with: `{% when "a", "b" %}`',
  });
}

/** Values that are written out, and all different: no two branches can be meant. */
function isPlain(cases: readonly Case[]): boolean {
  const values = cases.flatMap((one) => one.values ?? []);
  const written = values.flatMap((value) => (value.kind === 'literal' ? [value.value] : []));
  const isElseLast = cases.slice(0, -1).every((one) => one.values !== null);
  return isElseLast && written.length === values.length && new Set(written).size === values.length;
}

function equal(left: Expression, right: Expression): Expression {
  return { kind: 'operation', name: 'liquidEqual', args: [left, right] };
}

function anyOf(tests: readonly Expression[]): Expression {
  return tests.reduce((left, right) => ({ kind: 'or', left, right }));
}

function firstOf(
  { notes }: Reading,
  tag: TagPart,
  left: Expression,
  cases: readonly Case[],
  bodies: readonly (readonly Statement[])[],
): Condition {
  const otherwise = cases.findIndex(({ values }) => values === null);
  return {
    kind: 'if',
    branches: cases.flatMap(({ values }, at) =>
      values === null
        ? []
        : [{ test: anyOf(values.map((value) => equal(left, value))), body: bodies[at] ?? [] }],
    ),
    otherwise: otherwise < 0 ? [] : (bodies[otherwise] ?? []),
    at: notes.at(tag.at),
  };
}

/** Every value that is equal prints its body, and an `else` counts when none was equal before it. */
function allOf(
  { notes }: Reading,
  tag: TagPart,
  left: Expression,
  cases: readonly Case[],
  bodies: readonly (readonly Statement[])[],
): readonly Statement[] {
  const at = notes.at(tag.at);
  const before: Expression[] = [];
  const statements: Condition[] = [];
  for (const [index, { values }] of cases.entries()) {
    const body = bodies[index] ?? [];
    const tests = values === null ? [noneOf(before)] : values.map((value) => equal(left, value));
    for (const test of tests) {
      statements.push({ kind: 'if', branches: [{ test, body }], otherwise: [], at });
    }
    if (values !== null) before.push(...tests);
  }
  return statements;
}

function noneOf(tests: readonly Expression[]): Expression {
  if (tests.length === 0) return { kind: 'literal', value: true };
  return { kind: 'not', value: anyOf(tests) };
}

/** The values that stand in a tag, wherever blanks and commas part them. */
export function fragments({ text }: Reading, { from, to }: Span): readonly Span[] {
  const found = text.slice(from, to).matchAll(new RegExp(FRAGMENT, 'g'));
  return [...found].map((match) => ({
    from: from + match.index,
    to: from + match.index + match[0].length,
  }));
}
