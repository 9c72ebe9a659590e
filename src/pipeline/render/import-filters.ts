/** Filters of the site's own: modules that are imported when pages are to be rendered. */
import { pathToFileURL } from 'node:url';
import type { Io } from '../../model/io.js';
import { type Position, type Problem, SiteError, WHOLE } from '../../model/problem.js';
import type { FilterFile } from '../../model/source.js';
import { type OwnFilter, ownFilter } from '../../theme/filters/site-filters.js';

/** Throws `SiteError` with the modules that can't be used. */
export async function importFilters(
  files: readonly FilterFile[],
  io: Io,
): Promise<ReadonlyMap<string, OwnFilter>> {
  const filters = new Map<string, OwnFilter>();
  const problems: Problem[] = [];
  for (const { name, path: label, file, digest: version } of files) {
    try {
      const filter = ownFilter(await io.importModule(file, version));
      if (filter === null) problems.push(unusable(label, 'its default export is no function'));
      else filters.set(name, filter);
    } catch (error) {
      // Gone since the list was made: a template that has it is told so.
      if (io.stat(file) === undefined) continue;
      const hint = error instanceof SyntaxError ? AS_MODULE : FORM;
      problems.push({ ...unusable(label, String(error)), hint, ...thrownAt(error, file) });
    }
  }
  if (problems.length > 0) throw new SiteError(problems);
  return filters;
}

const FORM = 'A filter is a module with `export default function (input, …args) { return …; }`.';
const AS_MODULE =
  'Mend it; if the word is `export` or `import`, name the file .mjs, or write `"type": "module"` into the package.json above it.';

function unusable(file: string, reason: string): Problem {
  const message = `The filter can't be used: ${reason}`;
  return { code: 'filter-module', severity: 'error', message, hint: FORM, file, ...WHOLE };
}

/** The engine keeps to itself where a module is no JavaScript. */
function thrownAt(error: unknown, file: string): Position {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frame = stack.split('\n').find((line) => line.includes(pathToFileURL(file).href)) ?? '';
  const [, line, column] = /:(\d+):(\d+)\)?$/.exec(frame) ?? [];
  return line === undefined ? WHOLE : { line: Number(line), column: Number(column) };
}
