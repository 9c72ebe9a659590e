/** `assign`, `capture`, `echo`, `increment`, `decrement`, and what isn't read at all. */
import type { Assignment, TemplateExpression } from '../../compiler/template-tree.js';
import { literalText } from '../expressions.js';
import type { TagPart } from '../template-parts.js';
import { lineTags } from '../template-parts.js';
import {
  type Body,
  EMPTY,
  markupOf,
  printed,
  type Reading,
  silent,
  type TagReader,
} from './tag.js';

const TARGET = '((?:\\(?[\\w\\u0080-\\uffff.[\\]-]\\)?)+)';

export const readAssign: TagReader = (reading, tag) => {
  const { notes, expressions } = reading;
  const match = new RegExp(`^[\\s\\S]*?${TARGET}\\s*=\\s*`).exec(markupOf(reading, tag));
  const name = match?.[1];
  if (match === null || name === undefined) {
    return notes.fail(notes.at(tag.at), {
      message: '`{% assign %}` has no name or no value',
      hint: 'Write `{% assign name = value %}`.',
    });
  }
  const value = expressions.filtered({ from: tag.from + match[0].length, to: tag.to });
  return assigned(reading, tag, name, value);
};

export const readCapture: TagReader = (reading, tag) => {
  const name = new RegExp(TARGET).exec(markupOf(reading, tag))?.[1];
  if (name === undefined) {
    return reading.notes.fail(reading.notes.at(tag.at), {
      message: '`{% capture %}` has no name',
      hint: 'Write `{% capture name %}`.',
    });
  }
  const { body } = reading.block(tag, []);
  return assigned(reading, tag, name, { kind: 'capture', body: body.statements });
};

/** What has a dot in its name can't be read: a path is read by its parts. */
function assigned({ notes }: Reading, tag: TagPart, name: string, value: TemplateExpression): Body {
  const at = notes.at(tag.at);
  if (!/^[\w\u0080-\uffff-]+$/.test(name)) {
    notes.warn(at, {
      code: 'template-odd-liquid',
      message: `Nothing can read what is set as \`${name}\``,
      hint: 'Choose a name of letters, digits, `_` and `-`.',
    });
  }
  const statement: Assignment = { kind: 'set', names: [name], value, reach: 'run', at };
  return silent(statement);
}

export const readEcho: TagReader = (reading, tag) =>
  printed(reading.print(reading.expressions.filtered(tag), tag.at));

/** Counters have names of their own: variables of the same name hide them. */
function counter(name: 'increment' | 'decrement'): TagReader {
  return (reading, tag) => {
    const value: TemplateExpression = {
      kind: 'state',
      name,
      args: [literalText(markupOf(reading, tag).trim())],
    };
    return printed(reading.print(value, tag.at));
  };
}

export const readIncrement: TagReader = counter('increment');
export const readDecrement: TagReader = counter('decrement');

export const readComment: TagReader = (reading, tag) => {
  reading.skip(tag);
  return EMPTY;
};

export const readInlineComment: TagReader = (reading, tag) => {
  if (/\n\s*[^#\s]/.test(markupOf(reading, tag))) {
    reading.notes.fail(reading.notes.at(tag.at), {
      message: 'A line of a `{% # %}` comment doesn’t begin with `#`',
      hint: 'Write `#` before each line, or use `{% comment %}`.',
    });
  }
  return EMPTY;
};

export const readRaw: TagReader = (reading, tag) => {
  if (markupOf(reading, tag).trim() !== '') {
    reading.notes.fail(reading.notes.at(tag.at), {
      message: '`{% raw %}` takes nothing',
      hint: 'Write `{% raw %}` alone.',
    });
  }
  const text = reading.raw();
  return { statements: [{ kind: 'text', text }], isBlank: text === '' };
};

/** A tag on each line. */
export const readLiquid: TagReader = (reading, tag) => reading.within(lineTags(reading.text, tag));
