/** `include`, `include_cached`, `include_relative`, `render`. */
import { INCLUDES } from '../../../formats/text/layout-names.js';
import type {
  ForLoop,
  Inclusion,
  NamedExpression,
  Statement,
  TemplateExpression,
} from '../../compiler/template-tree.js';
import { withoutRoot } from '../../runtime/liquid/include-names.js';
import { literalText } from '../expressions.js';
import { ATTRIBUTES, FRAGMENT } from '../lax-reader.js';
import type { MarkupSpan } from '../markup.js';
import type { TagPart } from '../template-parts.js';
import { templateParts } from '../template-parts.js';
import { markupOf, printed, type Reading, type TagReader } from './tag.js';

const PARAMETER =
  '([\\w-]+)\\s*=\\s*(?:"([^"\\\\]*(?:\\\\.[^"\\\\]*)*)"|\'([^\'\\\\]*(?:\\\\.[^\'\\\\]*)*)\'|([\\w.-]+))';
const PARAMETERS = new RegExp(`^\\s*(?:${PARAMETER}(?=\\s|$)\\s*)*$`);
/** A name with `{{ }}` in it. */
const COMPUTED = /^\s*([^{]*(?:\{\{\s*[\w\-.]+\s*(?:\|.*)?\}\}[^\s{}]*)+)/;
const FILE_NAME = /^[\w/.\-()+~#@\u0080-\uffff]+$/;

/** Jekyll's: a file's name without quotes, and parameters that are `include.…` in it. */
export const readInclude: TagReader = (reading, tag) => includeFile(reading, tag, INCLUDES);

/** A file beside the page that is rendered. */
export const readIncludeRelative: TagReader = (reading, tag) => includeFile(reading, tag, null);

function includeFile(reading: Reading, tag: TagPart, folder: string | null): ReturnType<TagReader> {
  const markup = markupOf(reading, tag);
  const head = COMPUTED.exec(markup) ?? /^\s*(\S+)/.exec(markup);
  const [whole, name] = head ?? [];
  if (whole === undefined || name === undefined) {
    return reading.notes.fail(reading.notes.at(tag.at), {
      message: `\`{% ${tag.name} %}\` names no file`,
      hint: `Write \`{% ${tag.name} file.html %}\`.`,
    });
  }
  const nameAt = tag.from + whole.length - name.length;
  const template = nameOf(reading, tag, { from: nameAt, to: nameAt + name.length }, folder);
  const entries = parametersOf(reading, tag, { from: tag.from + whole.length, to: tag.to });
  return printed(inclusion(reading, tag, template, { entries, sees: 'includer' }));
}

function inclusion(
  { notes }: Reading,
  tag: TagPart,
  template: TemplateExpression,
  parameters: NonNullable<Inclusion['parameters']>,
): Inclusion {
  const at = notes.at(tag.at);
  return { kind: 'include', template, ignoreMissing: false, parameters, at };
}

/** The template's name: written out, or put together while the page is rendered. */
function nameOf(
  reading: Reading,
  tag: TagPart,
  span: MarkupSpan,
  folder: string | null,
): TemplateExpression {
  const written = reading.text.slice(span.from, span.to);
  const isComputed = written.includes('{{');
  if (!isComputed) refuseName(reading, tag, written);
  const name = isComputed ? computedText(reading, span) : literalText(written);
  if (folder === null) {
    const page: TemplateExpression = { kind: 'name', name: 'page', at: reading.notes.at(tag.at) };
    return { kind: 'operation', name: 'besidePage', args: [page, name] };
  }
  if (name.kind === 'literal') return literalText(`${folder}${withoutRoot(written)}`);
  return { kind: 'operation', name: 'includeName', args: [literalText(folder), name] };
}

function refuseName({ notes }: Reading, tag: TagPart, name: string): void {
  if (FILE_NAME.test(name) && !/[./]{2,}/.test(name)) return;
  const plain = name.replace(/^["']|["'],?$|,$/g, '');
  const isFine = plain !== name && FILE_NAME.test(plain) && !/[./]{2,}/.test(plain);
  notes.fail(notes.at(tag.at), {
    message: `\`${name}\` can't be an included file's name`,
    hint: isFine
      ? `Write \`{% ${tag.name} ${plain} %}\`.`
      : 'A name has letters, digits, `/`, `.`, `-`, `_`, and never two dots or slashes together.',
  });
}

/** Text with outputs in it. */
export function computedText(reading: Reading, { from, to }: MarkupSpan): TemplateExpression {
  const text = ' '.repeat(from) + reading.text.slice(from, to);
  const body: Statement[] = [];
  for (const part of templateParts(text)) {
    if (part.kind === 'text') body.push({ kind: 'text', text: part.text.trim() });
    if (part.kind === 'output') {
      body.push(reading.print(reading.expressions.filtered(part), part.at));
    }
  }
  return { kind: 'capture', body: body.filter((one) => one.kind !== 'text' || one.text !== '') };
}

/** `key="value"`, `key=variable`. */
function parametersOf(
  { text, notes, expressions }: Reading,
  tag: TagPart,
  span: MarkupSpan,
): NamedExpression[] {
  const markup = text.slice(span.from, span.to);
  if (!PARAMETERS.test(markup)) {
    notes.fail(notes.at(tag.at), {
      message: `The parameters of \`{% ${tag.name} %}\` can't be read: \`${markup.trim()}\``,
      hint: /\|/.test(markup)
        ? 'A parameter has no filters: `assign` the value to a variable first.'
        : /\[/.test(markup)
          ? 'A parameter has no brackets: `assign` the value to a variable first.'
          : 'Write them as `name="text"` or `name=variable`, with blanks between them.',
    });
  }
  return [...markup.matchAll(new RegExp(PARAMETER, 'g'))].map((match) => {
    const [whole, key = '', double, single, variable = ''] = match;
    if (double !== undefined) return { key, value: literalText(double.replaceAll('\\"', '"')) };
    if (single !== undefined) return { key, value: literalText(single.replaceAll("\\'", "'")) };
    const to = span.from + match.index + whole.length;
    return { key, value: expressions.value({ from: to - variable.length, to }) };
  });
}

const RENDER = new RegExp(
  `^\\s*("[^"]*"|'[^']*')(?:\\s+(with|for)\\s+(${FRAGMENT}))?(?:\\s+as\\s+([\\w-]+))?`,
);

/** Liquid's own: what it renders sees nothing but its parameters. */
export const readRender: TagReader = (reading, tag) => {
  const { notes, expressions } = reading;
  const markup = markupOf(reading, tag);
  const match = RENDER.exec(markup);
  if (match === null) {
    return notes.fail(notes.at(tag.at), {
      message: '`{% render %}` names no file',
      hint: 'Write its name in quotes: `{% render "card.html", post: post %}`.',
    });
  }
  const [whole, quoted = '', how, variable, alias] = match;
  const file = quoted.slice(1, -1);
  const template = literalText(renderedName(reading, file));
  const entries: NamedExpression[] = [
    ...markup.slice(whole.length).matchAll(new RegExp(ATTRIBUTES, 'g')),
  ].map((found) => {
    const [all, key = '', value = ''] = found;
    const to = tag.from + whole.length + found.index + all.length;
    return { key, value: expressions.value({ from: to - value.length, to }) };
  });
  if (variable === undefined) {
    return printed(inclusion(reading, tag, template, { entries, sees: 'nothing' }));
  }
  const end = tag.from + markup.indexOf(variable, markup.indexOf(` ${how} `)) + variable.length;
  const value = expressions.value({ from: end - variable.length, to: end });
  const key = alias ?? file.replace(/^.*\//, '').replace(/\.\w+$/, '');
  if (how === 'with') {
    return printed(
      inclusion(reading, tag, template, { entries: [...entries, { key, value }], sees: 'nothing' }),
    );
  }
  return printed(renderedLoop(reading, tag, { template, entries, key, value, file }));
};

/** `render … for list`: once for each entry. */
function renderedLoop(
  reading: Reading,
  tag: TagPart,
  given: {
    readonly template: TemplateExpression;
    readonly entries: readonly NamedExpression[];
    readonly key: string;
    readonly value: TemplateExpression;
    readonly file: string;
  },
): ForLoop {
  const { template, entries, key, value, file } = given;
  const at = reading.notes.at(tag.at);
  const own: readonly NamedExpression[] = [
    { key: 'forloop', value: { kind: 'name', name: 'forloop', at } },
    ...entries,
    { key, value: { kind: 'name', name: key, at } },
  ];
  return {
    kind: 'for',
    names: [key],
    list: { kind: 'operation', name: 'liquidListed', args: [value] },
    body: [inclusion(reading, tag, template, { entries: own, sees: 'nothing' })],
    tail: [],
    otherwise: [],
    turn: { variable: 'forloop', title: file, columns: null },
    at,
  };
}

/** A file's name may be written without its ending. */
function renderedName({ notes }: Reading, file: string): string {
  const names = [file, `${file}.html`, `${file}.liquid`].map((name) => `${INCLUDES}${name}`);
  return names.find((name) => notes.hasTemplate(name)) ?? `${INCLUDES}${file}`;
}
