/**
 * Files in `templates/` that stand for nothing: nearly called like a template of the built-in theme, and
 * named by no template, page or story. A slip in the name of an override would change nothing, and say nothing.
 */
import { type Problem, WHOLE } from '../../model/problem.js';
import type { Document } from '../../model/site.js';
import type { TemplateFile } from '../../model/source.js';
import { nearestName } from '../../problems/nearest-name.js';
import { findLayout } from '../../theme/layouts.js';
import { readTemplate } from '../../theme/template-source.js';
import { BUILT_IN } from './check-layouts.js';

/** `layouts`: names that stories, pages, entries of terms and the config give. Warnings. */
export function misnamedTemplates(
  templates: readonly TemplateFile[],
  documents: readonly Pick<Document, 'text'>[],
  layouts: () => Iterable<string>,
): readonly Problem[] {
  const builtIn = templates.filter(({ path }) => path.startsWith(BUILT_IN)).map(partsOf);
  const known = new Set(builtIn.map(({ name }) => name));
  const own = templates.filter(({ path }) => !path.startsWith(BUILT_IN));
  const near = own.flatMap((template) => {
    if (template.syntax !== 'nunjucks' || known.has(template.name)) return [];
    const meant = meantBy(partsOf(template), builtIn);
    return meant === null ? [] : [{ template, meant }];
  });
  // Nearly every site: nothing more need be looked at.
  if (near.length === 0 || [...own, ...documents].some(({ text }) => COMPUTED.test(text)))
    return [];
  const parents = own.flatMap((template) => readTemplate(template).value.parent ?? []);
  const names = templates.map(({ name }) => name);
  const used = new Set([...layouts(), ...parents].map((layout) => findLayout(layout, names)));
  return near
    .filter(({ template }) => {
      const others = [...own, ...documents].filter((one) => one !== template);
      return !used.has(template.name) && !isNamedIn(others, template);
    })
    .map(({ template, meant }) => misnamed(template, meant));
}

/** What is included or extended is the value of an expression: it may be any template. */
const COMPUTED =
  /\{%-?\s*(?:include|extends|import|from)\s+(?!(['"])[^'"]*\1\s*(?:-?%|(?:ignore|with|without|as|import)\b))/;

interface NameParts {
  readonly name: string;
  /** With its slash; empty at the top. */
  readonly folder: string;
  readonly stem: string;
}

function partsOf({ name }: Pick<TemplateFile, 'name'>): NameParts {
  const [, folder = '', stem = name] =
    /^(?:layouts\/)?(.*\/)?(.*?)(?:\.(?:njk|html))?$/.exec(name) ?? [];
  return { name, folder, stem };
}

/** The template whose name was meant; null: none is near, or a layout with the other ending overrides it. */
function meantBy({ folder, stem }: NameParts, builtIn: readonly NameParts[]): string | null {
  const beside = builtIn.filter((one) => one.folder === folder);
  const same = beside.find((one) => one.stem === stem);
  if (same !== undefined) return folder === '' ? null : same.name;
  const near = nearestName(
    stem,
    beside.map((one) => one.stem),
  );
  const meant = beside.find((one) => one.stem === near) ?? builtIn.find((one) => one.stem === stem);
  return meant?.name ?? null;
}

/** Between quotes, with or without its folder and ending. */
function isNamedIn(
  texts: readonly { readonly text: string }[],
  { name }: Pick<TemplateFile, 'name'>,
): boolean {
  const stem = partsOf({ name }).stem.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const quoted = new RegExp(`['"](?:[^'"\\n]*/)?${stem}(?:\\.(?:njk|html))?['"]`);
  return texts.some(({ text }) => quoted.test(text));
}

function misnamed({ path: file }: TemplateFile, meant: string): Problem {
  return {
    ...{ code: 'template-unused', severity: 'warning', file, ...WHOLE },
    message: 'This template stands for nothing: no template, page or story names it',
    hint: `If you meant the theme's \`${meant}\`, call it so; else remove it.`,
  };
}
