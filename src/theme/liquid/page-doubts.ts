/** What is doubtful in pages' own Liquid, whether they are rendered now or not. */
import type { Problem } from '../../model/problem.js';
import type { Document } from '../../model/site.js';
import type { Sources } from '../../model/source.js';
import { warningAt } from '../compiler/template-problems.js';
import { startOfFile } from '../escape/place.js';
import { placePrints } from '../escape/place-prints.js';
import { placeProblems } from '../escape/place-problems.js';
import { FILTERS } from '../filters/table/filter-table.js';
import type { TemplateText } from '../template-source.js';
import { parseLiquid } from './parse-liquid.js';
import type { LiquidNames, UnknownTag } from './template-notes.js';
import { unknownTagsOf } from './unknown-tags.js';

/** Of one page; faults are reported when it is rendered. */
interface PageDoubts {
  readonly source: TemplateText;
  readonly problems: readonly Problem[];
  readonly unknownTags: readonly UnknownTag[];
}

/** A page's are found once, however often a watching process builds, while filters have the same names. */
const found = new WeakMap<Document, { readonly doubts: PageDoubts; readonly known: string }>();

/** Warnings of all pages; each unknown tag is reported once. */
export function liquidDoubts(
  documents: readonly Document[],
  { templates, filters }: Pick<Sources, 'templates' | 'filters'>,
): readonly Problem[] {
  const builtIn = Object.values(FILTERS).flatMap((rows) => rows.flatMap(([all]) => all));
  const known = [...builtIn, ...filters.map(({ name }) => name)];
  const names: LiquidNames = {
    filters: new Map(known.map((name) => [name, true])),
    templates: new Map(templates.map(({ name }) => [name, true])),
  };
  const key = known.join(' ');
  const all = documents.flatMap((document) => {
    if (document.collected?.isTrusted === false || !/\{[{%]/.test(document.text)) return [];
    const before = found.get(document);
    if (before?.known === key) return [before.doubts];
    const doubts = doubtsOf(document, names);
    found.set(document, { doubts, known: key });
    return [doubts];
  });
  return [...all.flatMap(({ problems }) => problems), ...unknownTagsOf(all)];
}

function doubtsOf({ path, text, bodyLine }: Document, names: LiquidNames): PageDoubts {
  const source: TemplateText = { syntax: 'liquid', path, text, line: bodyLine };
  const parsed = parseLiquid(text, names);
  if (parsed.kind === 'fail') return { source, problems: [], unknownTags: [] };
  const { tree, warnings, unknownTags } = parsed;
  const { troubles } = placePrints(tree, startOfFile(path) ?? undefined);
  const problems = [
    ...warnings.map((one) => warningAt(source, one)),
    ...placeProblems(source, troubles),
  ];
  return { source, problems, unknownTags };
}
