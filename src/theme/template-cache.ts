/**
 * Compiled templates, remembered from one theme to the next: parsing, checking and compiling is most of
 * the time that a theme takes to load, and depends only on the texts and the names that they may use.
 */
import type { Problem } from '../model/problem.js';
import type { Vocabulary } from './compiler/check-template.js';
import type { CompiledCode } from './compiler/compile-template.js';
import type { NamedText } from './template-source.js';

/** A template's code; null: it has errors. */
export interface CachedTemplate {
  readonly code: CompiledCode | null;
  readonly problems: readonly Problem[];
}

/** The draft of a text; `make` is called when there is none of this very text. */
export type CachedTemplates = (source: NamedText, make: () => CachedTemplate) => CachedTemplate;

export interface TemplateCache {
  /** Drafts of texts that may use these names. */
  with(vocabulary: Vocabulary): CachedTemplates;
}

/** Remembers the last version of each template. */
export function createTemplateCache(): TemplateCache {
  const drafts = new Map<string, { readonly source: NamedText; readonly draft: CachedTemplate }>();
  let lastNames = '';
  return {
    with({ filters, tests, templates }) {
      const names = JSON.stringify([filters, tests, templates].map((map) => [...map.keys()]));
      if (names !== lastNames) drafts.clear();
      lastNames = names;
      return (source, make) => {
        const before = drafts.get(source.name);
        if (before !== undefined && isSame(before.source, source)) return before.draft;
        const draft = make();
        drafts.set(source.name, { source, draft });
        return draft;
      };
    },
  };
}

/** Problems name the file and its lines, so path and line count as well. */
function isSame(a: NamedText, b: NamedText): boolean {
  return a.text === b.text && a.path === b.path && a.line === b.line;
}
