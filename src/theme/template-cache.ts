/**
 * Compiled templates, remembered from one theme to the next: to parse, check and compile
 * them is most of what loading a theme takes, and depends on nothing but the texts and the names
 * that they may use.
 */
import type { Problem } from '../model/problem.js';
import type { Vocabulary } from './compiler/check-template.js';
import type { CompiledCode } from './compiler/compile-template.js';
import type { UnknownTag } from './liquid/template-notes.js';
import type { ReadyCode } from './ready-templates.js';
import type { NamedText } from './template-source.js';

/** A template's code; null: it has errors. */
export interface CachedTemplate {
  readonly code: CompiledCode | ReadyCode | null;
  readonly problems: readonly Problem[];
  /** Uses of Liquid's tags that there are not. */
  readonly unknownTags: readonly UnknownTag[];
}

/** The template of a text; `make` is called when there is none of this very text. */
export type CachedTemplates = (source: NamedText, make: () => CachedTemplate) => CachedTemplate;

export interface TemplateCache {
  /** Templates of texts that may use these names. */
  with(vocabulary: Vocabulary): CachedTemplates;
}

/** Remembers the last text of each template. */
export function createTemplateCache(): TemplateCache {
  const cached = new Map<
    string,
    { readonly source: NamedText; readonly template: CachedTemplate }
  >();
  let known = '';
  return {
    with({ filters, tests, templates, storyLists }) {
      const names = JSON.stringify(
        [filters, tests, templates, storyLists].map((map) => [...map.keys()]),
      );
      if (names !== known) cached.clear();
      known = names;
      return (source, make) => {
        const before = cached.get(source.name);
        if (before !== undefined && isSame(before.source, source)) return before.template;
        const template = make();
        cached.set(source.name, { source, template });
        return template;
      };
    },
  };
}

/** Problems tell the file and its lines, so these count as well. */
function isSame(a: NamedText, b: NamedText): boolean {
  return a.syntax === b.syntax && a.text === b.text && a.path === b.path && a.line === b.line;
}
