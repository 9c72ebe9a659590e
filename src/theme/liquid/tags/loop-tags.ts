/** `for`, `tablerow`, `break`, `continue`, `cycle`, `ifchanged`. */
import type { ForLoop, Statement, TemplateExpression } from '../../compiler/template-tree.js';
import { closedUp } from '../closed-up.js';
import { literalText } from '../expressions.js';
import { ATTRIBUTES, FRAGMENT } from '../lax-reader.js';
import type { MarkupSpan } from '../markup.js';
import type { TagPart } from '../template-parts.js';
import { markupOf, printed, type Reading, type TagReader, withoutBlanks } from './tag.js';

/** What `for x in list limit:2` says. */
interface LoopMarkup {
  readonly name: string;
  /** As Liquid names the loop: `x-list`. */
  readonly title: string;
  readonly list: TemplateExpression;
  readonly isReversed: boolean;
  readonly attributes: ReadonlyMap<string, MarkupSpan>;
}

function loopMarkup(reading: Reading, tag: TagPart): LoopMarkup {
  const { notes, expressions } = reading;
  const markup = markupOf(reading, tag);
  // Ruby's Liquid reads `tablerow` in its lax way alone.
  const closed = tag.name === 'for' ? closedUp(markup, { from: 0, to: markup.length }) : null;
  const wellFormed = closed === null ? null : headOf(closed.text);
  const isClosed = closed !== null && wellFormed !== null && wellFormed.odd === '';
  const head = isClosed ? wellFormed : headOf(markup);
  if (head === null) {
    return notes.fail(notes.at(tag.at), {
      message: `\`{% ${tag.name} ${markup.trim()} %}\` can't be read`,
      hint: `Write \`{% ${tag.name} item in list %}\`.`,
    });
  }
  const at = (index: number): number => tag.from + (isClosed ? closed.at(index) : index);
  const placed = ({ from, to }: MarkupSpan): MarkupSpan => ({ from: at(from), to: at(to - 1) + 1 });
  const { name, list, isReversed, attributes } = head;
  reportOddness(reading, tag, head.odd);
  return {
    ...{ name, isReversed },
    title: `${name}-${reading.text.slice(placed(list).from, placed(list).to).replace(/\s+/g, '')}`,
    list: expressions.value(placed(list)),
    attributes: new Map([...attributes].map(([key, span]) => [key, placed(span)])),
  };
}

/** What a loop's markup says, by places in it. */
interface LoopHead {
  readonly name: string;
  readonly list: MarkupSpan;
  readonly isReversed: boolean;
  readonly attributes: ReadonlyMap<string, MarkupSpan>;
  /** What Jekyll passes over. */
  readonly odd: string;
}

/** Null: it is no loop. */
function headOf(markup: string): LoopHead | null {
  const head = new RegExp(
    `^\\s*([\\w-]+)\\s+in\\s+((?:${FRAGMENT})+|\\([^()]*\\))\\s*(reversed\\b)?`,
    'd',
  );
  const match = RANGED.exec(markup) ?? head.exec(markup);
  if (match === null) return null;
  const [whole, name = '', written = '', reversed] = match;
  const listAt = match.indices?.[2]?.[0] ?? 0;
  const attributes = new Map<string, MarkupSpan>();
  for (const found of markup.matchAll(new RegExp(ATTRIBUTES, 'g'))) {
    const [all, key = '', value = ''] = found;
    const to = found.index + all.length;
    attributes.set(key, { from: to - value.length, to });
  }
  const left = markup
    .slice(whole.length)
    .replace(new RegExp(`[\\s,]*\\b(?:limit|offset|cols)\\s*:\\s*${FRAGMENT}`, 'g'), '')
    .trim();
  return {
    ...{ name, isReversed: reversed !== undefined, attributes },
    list: { from: listAt, to: listAt + written.length },
    odd: left === ',' ? '' : left,
  };
}

const RANGED = /^\s*([\w-]+)\s+in\s+(\(\s*[^\s()]+\s*\.\.\s*[^\s()]+\s*\))\s*(reversed\b)?/d;

function reportOddness(reading: Reading, tag: TagPart, odd: string): void {
  if (odd === '') return;
  reading.notes.warn(reading.notes.at(tag.at), {
    code: 'template-odd-liquid',
    message: `\`${odd}\` counts for nothing in \`{% ${tag.name} %}\``,
    hint: odd.startsWith('|')
      ? 'Assign what the filter gives to a variable, and loop over that.'
      : /^reversed/.test(odd)
        ? 'Write `reversed` before `limit` and `offset`.'
        : /=/.test(odd)
          ? 'Write `limit:2`, with a colon.'
          : 'Remove it.',
  });
}

const NOTHING: TemplateExpression = { kind: 'literal', value: undefined };

/** The entries that a loop runs over: all, or a part of them. */
function entriesOf(reading: Reading, markup: LoopMarkup, remembers: boolean): TemplateExpression {
  const { list, attributes, isReversed, title } = markup;
  const read = (key: string): TemplateExpression => {
    const span = attributes.get(key);
    return span === undefined ? NOTHING : reading.expressions.value(span);
  };
  const offset = attributes.get('offset');
  const goesOn = offset !== undefined && reading.text.slice(offset.from, offset.to) === 'continue';
  if (remembers) {
    const from: TemplateExpression = goesOn ? literalText('continue') : read('offset');
    const args = [literalText(title), list, from, read('limit')];
    const next: TemplateExpression = { kind: 'state', name: 'nextEntries', args };
    if (!isReversed) return next;
    return { kind: 'operation', name: 'liquidCut', args: [next, NOTHING, NOTHING, bool(true)] };
  }
  if (!isReversed && attributes.get('limit') === undefined && offset === undefined) {
    return { kind: 'operation', name: 'liquidEntries', args: [list] };
  }
  const args = [list, read('offset'), read('limit'), bool(isReversed)];
  return { kind: 'operation', name: 'liquidCut', args };
}

function bool(value: boolean): TemplateExpression {
  return { kind: 'literal', value };
}

/** Loops remember where they ended only in a text that asks for it. */
const GOES_ON = /\boffset\s*:\s*continue\b/;

export const readFor: TagReader = (reading, tag) => {
  const markup = loopMarkup(reading, tag);
  const first = reading.block(tag, ['else']);
  const isParted = first.end.name === 'else';
  const second = isParted ? reading.block(tag, []).body : null;
  const [body = [], otherwise = []] = withoutBlanks([first.body, ...(second ? [second] : [])]);
  const loop: ForLoop = {
    kind: 'for',
    names: [markup.name],
    list: entriesOf(reading, markup, GOES_ON.test(reading.text)),
    body,
    tail: [],
    otherwise,
    turn: { variable: 'forloop', title: markup.title, columns: null },
    at: reading.notes.at(tag.at),
  };
  const isBlank = first.body.isBlank && (second?.isBlank ?? true);
  return { statements: [loop], isBlank };
};

/** A row of a table for each so many entries; a list that isn't there has no rows. */
export const readTablerow: TagReader = (reading, tag) => {
  const markup = loopMarkup(reading, tag);
  const { body } = reading.block(tag, []);
  const at = reading.notes.at(tag.at);
  const cols = markup.attributes.get('cols');
  const turn = (key: string): TemplateExpression => ({
    kind: 'operation',
    name: 'liquidMember',
    args: [{ kind: 'name', name: 'tablerowloop', at }, literalText(key)],
  });
  const text = (written: string): Statement => ({ kind: 'text', text: written });
  const beginsRow: TemplateExpression = {
    kind: 'and',
    left: turn('col_first'),
    right: { kind: 'not', value: turn('first') },
  };
  const nextRow = [
    ...[text('</tr>\n<tr class="row'), reading.print(turn('row'), tag.at), text('">')],
  ];
  const loop: ForLoop = {
    kind: 'for',
    names: [markup.name],
    list: entriesOf(reading, markup, false),
    body: [
      { kind: 'if', branches: [{ test: beginsRow, body: nextRow }], otherwise: [], at },
      ...[text('<td class="col'), reading.print(turn('col'), tag.at), text('">')],
      ...body.statements,
    ],
    tail: [text('</td>')],
    otherwise: [],
    turn: {
      variable: 'tablerowloop',
      title: markup.title,
      columns: cols === undefined ? NOTHING : reading.expressions.value(cols),
    },
    at,
  };
  const isThere: TemplateExpression = {
    kind: 'operation',
    name: 'liquidTrue',
    args: [markup.list],
  };
  const rows = [text('<tr class="row1">\n'), loop, text('</tr>\n')];
  return {
    statements: [{ kind: 'if', branches: [{ test: isThere, body: rows }], otherwise: [], at }],
    isBlank: body.isBlank,
  };
};

export const readBreak: TagReader = ({ notes }, tag) =>
  printed({ kind: 'break', at: notes.at(tag.at) });

export const readContinue: TagReader = ({ notes }, tag) =>
  printed({ kind: 'continue', at: notes.at(tag.at) });

/** Values in turn; tags with the same name, or the same values, go on in one turn. */
export const readCycle: TagReader = (reading, tag) => {
  const { notes, expressions, text } = reading;
  const markup = markupOf(reading, tag);
  const named = new RegExp(`^\\s*(${FRAGMENT})\\s*:\\s*`).exec(markup) ?? null;
  const isNamed = named !== null && !named[1]?.endsWith(':');
  const group = named ?? /^\s*([^\s:,'"]+):\s*/.exec(markup);
  const hasGroup = isNamed || (group !== null && group !== named);
  const from = tag.from + (hasGroup ? (group?.[0].length ?? 0) : 0);
  const spans = parted(text, { from, to: tag.to });
  if (spans.length === 0) {
    return notes.fail(notes.at(tag.at), {
      message: '`{% cycle %}` has no values',
      hint: 'Write what is printed in turn: `{% cycle "odd", "even" %}`.',
    });
  }
  const values = spans.map((span) => expressions.value(span));
  const key = hasGroup
    ? expressions.value(groupSpan(tag.from, group))
    : literalText(JSON.stringify(values.map((value) => spelling(value, tag.at))));
  const value: TemplateExpression = { kind: 'state', name: 'cycle', args: [key, ...values] };
  return printed(reading.print(value, tag.at));
};

function groupSpan(from: number, group: RegExpExecArray | null): MarkupSpan {
  const at = from + (group?.[0].indexOf(group[1] ?? '') ?? 0);
  return { from: at, to: at + (group?.[1]?.length ?? 0) };
}

/** Values that are written out are the same in two tags; variables are each tag's own. */
function spelling(value: TemplateExpression, at: number): unknown {
  return value.kind === 'literal' ? (value.value ?? null) : [at];
}

/** The values between commas. */
function parted(text: string, { from, to }: MarkupSpan): readonly MarkupSpan[] {
  const spans: MarkupSpan[] = [];
  const pattern = new RegExp(`\\s*(${FRAGMENT})[^,]*,?`, 'y');
  pattern.lastIndex = from;
  for (
    let match = pattern.exec(text.slice(0, to));
    match;
    match = pattern.exec(text.slice(0, to))
  ) {
    const [whole, value = ''] = match;
    const at = match.index + whole.indexOf(value);
    spans.push({ from: at, to: at + value.length });
  }
  return spans;
}

/** Prints its body when that isn't what the last one printed. */
export const readIfchanged: TagReader = (reading, tag) => {
  const { body } = reading.block(tag, []);
  const value: TemplateExpression = {
    kind: 'state',
    name: 'changed',
    args: [{ kind: 'capture', body: body.statements }],
  };
  return { statements: [reading.print(value, tag.at)], isBlank: body.isBlank };
};
