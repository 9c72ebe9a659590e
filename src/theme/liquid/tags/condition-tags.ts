/** `if`, `unless`, `case`. */
import type { Position } from '../../../model/problem.js';
import type {
  Condition,
  Statement,
  Switch,
  TemplateExpression,
} from '../../compiler/template-tree.js';
import { FRAGMENT } from '../lax-reader.js';
import type { MarkupSpan } from '../markup.js';
import type { TagPart } from '../template-parts.js';
import { type Body, markupOf, type Reading, type TagReader, withoutBlanks } from './tag.js';

/** A branch as it is read; without a test it is an `else`. */
interface TestedBody {
  readonly test: TemplateExpression | null;
  readonly body: Body;
}

export const readIf: TagReader = (reading, tag) => conditional(reading, tag, false);

/** The first test is turned round; `elsif`s are not. */
export const readUnless: TagReader = (reading, tag) => conditional(reading, tag, true);

function conditional(reading: Reading, tag: TagPart, isUnless: boolean): Body {
  const branches: TestedBody[] = [];
  const first = reading.expressions.condition(tag);
  let test: TemplateExpression | null = isUnless ? { kind: 'not', value: first } : first;
  for (let end = tag; ; ) {
    const read = reading.block({ ...tag, at: tag.at }, ['elsif', 'else']);
    branches.push({ test, body: read.body });
    end = read.end;
    if (end.name !== 'elsif' && end.name !== 'else') break;
    test = end.name === 'elsif' ? reading.expressions.condition(end) : null;
    if (end.name === 'else') reportJunk(reading, end);
  }
  return choose(reading, tag, branches);
}

/** `{% else if x %}` is an `else`. */
function reportJunk(reading: Reading, tag: TagPart): void {
  const markup = markupOf(reading, tag).trim();
  if (markup === '') return;
  reading.notes.warn(reading.notes.at(tag.at), {
    code: 'template-odd-liquid',
    message: `\`{% else ${markup} %}\` is \`{% else %}\`: what stands behind it counts for nothing`,
    hint: /^if\b/.test(markup) ? `Write \`{% elsif ${markup.slice(2).trim()} %}\`.` : 'Remove it.',
  });
}

/** The first branch whose test is true; what stands behind an `else` never is reached. */
function choose(reading: Reading, tag: TagPart, branches: readonly TestedBody[]): Body {
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
  readonly values: readonly TemplateExpression[] | null;
  readonly body: Body;
}

export const readCase: TagReader = (reading, tag) => {
  const { notes, expressions } = reading;
  const subject = fragments(reading, tag)[0];
  if (subject === undefined) {
    return notes.fail(notes.at(tag.at), {
      message: '`{% case %}` has no value',
      hint: 'Write what is compared: `{% case page.layout %}`.',
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
  const at = notes.at(tag.at);
  const statements = parts(cases).map(({ from, to, otherwise }) =>
    selection(left, cases.slice(from, to), bodies.slice(from, to), bodies[otherwise], at),
  );
  return { statements, isBlank: cases.every(({ body }) => body.isBlank) };
};

function refuseArguments(reading: Reading, tag: TagPart): void {
  const markup = markupOf(reading, tag).trim();
  if (markup === '') return;
  reading.notes.fail(reading.notes.at(tag.at), {
    message: `\`{% else ${markup} %}\` in a \`{% case %}\` takes nothing`,
    hint: 'Write `{% when … %}`, or `{% else %}` alone.',
  });
}

/** Spans of the values, which commas or `or` part. */
function whenValues(reading: Reading, tag: TagPart): readonly TemplateExpression[] {
  const values: TemplateExpression[] = [];
  let { from } = tag;
  const pattern = new RegExp(
    `^[\\s\\S]*?(${FRAGMENT})(?:(?:\\s+or\\s+|\\s*,\\s*)(?=${FRAGMENT}))?`,
  );
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
    hint: 'Write what the value is compared with: `{% when "a", "b" %}`.',
  });
}

/** Cases up to each `else`, which counts where none of them had the value. */
function parts(
  cases: readonly Case[],
): readonly { readonly from: number; readonly to: number; readonly otherwise: number }[] {
  const found: { from: number; to: number; otherwise: number }[] = [];
  let from = 0;
  for (const [at, { values }] of cases.entries()) {
    if (values !== null) continue;
    found.push({ from, to: at, otherwise: at });
    from = at + 1;
  }
  if (from < cases.length) found.push({ from, to: cases.length, otherwise: -1 });
  return found;
}

/** Every value that is equal prints its body, as in Ruby's Liquid. */
function selection(
  value: TemplateExpression,
  cases: readonly Case[],
  bodies: readonly (readonly Statement[])[],
  otherwise: readonly Statement[] | undefined,
  at: Position,
): Switch {
  const isPlain = hasDifferentValues(cases);
  return {
    kind: 'switch',
    value,
    equal: 'liquidEqual',
    cases: cases.flatMap(({ values }, index) => {
      const body = bodies[index] ?? [];
      if (values === null) return [];
      return isPlain ? [{ values, body }] : values.map((one) => ({ values: [one], body }));
    }),
    otherwise: otherwise ?? [],
    runsAll: !isPlain,
    at,
  };
}

/** Values that are written out, and all different: no two can be meant. */
function hasDifferentValues(cases: readonly Case[]): boolean {
  const values = cases.flatMap((one) => one.values ?? []);
  const written = values.flatMap((value) => (value.kind === 'literal' ? [value.value] : []));
  return written.length === values.length && new Set(written).size === values.length;
}

/** The values that stand in a tag, wherever blanks and commas part them. */
export function fragments({ text }: Reading, { from, to }: MarkupSpan): readonly MarkupSpan[] {
  const found = text.slice(from, to).matchAll(new RegExp(FRAGMENT, 'g'));
  return [...found].map((match) => ({
    from: from + match.index,
    to: from + match.index + match[0].length,
  }));
}
