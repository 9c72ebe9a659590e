/**
 * A template file taken apart: its front matter (data for `layout`, the parent's name) and the text
 * that its language gets. First step of loading a theme; pure.
 */

import { readTrustedYaml, yamlProblem } from '../formats/front-matter/yaml.js';
import { layoutName } from '../formats/text/layout-names.js';
import type { Syntax } from '../model/config.js';
import { type Data, isMap, NO_DATA } from '../model/data.js';
import type { Outcome, Position, Problem } from '../model/problem.js';
import type { TemplateFile } from '../model/source.js';

/** A template's text and where it comes from, so that messages name the file's own lines. */
export interface TemplateText {
  readonly syntax: Syntax;
  /** Source path, for messages. */
  readonly path: string;
  readonly text: string;
  /** Lines of the file before the text. */
  readonly line: number;
}

/** A text with the name that templates know it by: `post.njk`. */
export interface NamedText extends TemplateText {
  readonly name: string;
}

/** A template file, taken apart. */
export interface TemplateSource extends NamedText {
  readonly data: Data;
  /** The front matter's `layout`; null: none. */
  readonly parent: string | null;
  /** Where `layout` stands in the file. */
  readonly parentAt: Position;
}

/** With the blank lines below it, which are no part of what is printed. */
const FRONT_MATTER: RegExp =
  /^---[ \t]*\r?\n([\s\S]*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)(?:[ \t]*\r?\n)*/m;

/** Splits a template; broken front matter is a problem and counts as none. */
export function readTemplate({ name, syntax, path, text }: TemplateFile): Outcome<TemplateSource> {
  // An include of Jekyll's has none: it is printed as it stands.
  const isInclude = syntax === 'liquid' && !name.startsWith('layouts/');
  const match = !isInclude && text.startsWith('---') ? FRONT_MATTER.exec(text) : null;
  const whole: TemplateSource = {
    ...{ name, syntax, path, text, line: 0 },
    ...{ data: NO_DATA, parent: null, parentAt: { line: 1, column: 1 } },
  };
  if (match === null) return { value: whole, problems: [] };
  const [block, yaml = ''] = match;
  const body = { ...whole, text: text.slice(block.length), line: block.split('\n').length - 1 };
  const read = readTrustedYaml(yaml, false);
  const fault = read.kind === 'fail' ? read.fault : read.duplicate;
  const problems = fault ? [yamlProblem({ ...fault, line: fault.line + 1 }, text, path)] : [];
  if (read.kind === 'fail' || read.value === null) return { value: body, problems };
  if (!isMap(read.value)) return { value: body, problems: [notAMap(path)] };
  return { value: { ...body, ...parentOf(read.value, yaml), data: read.value }, problems };
}

function notAMap(path: string): Problem {
  return {
    ...{ code: 'template-front-matter', severity: 'error', file: path, line: 2, column: 1 },
    message: 'The front matter is not a list of `key: value` lines',
    hint: 'Write one `key: value` a line between the `---` lines.',
  };
}

function parentOf(data: Data, yaml: string): Pick<TemplateSource, 'parent' | 'parentAt'> {
  const layout = data['layout'];
  const before = yaml.split('\n').findIndex((line) => /^layout\s*:/.test(line));
  const isName = (typeof layout === 'string' && layout !== '') || typeof layout === 'number';
  const parent = isName ? layoutName(layout) : null;
  return { parent, parentAt: { line: before + 2, column: 1 } };
}
