/** Tags that finews doesn't have, of a site's own Ruby plugins perhaps: each is reported once. */
import type { Problem } from '../../model/problem.js';
import { suggest, warningAt } from '../compiler/template-problems.js';
import type { TemplateText } from '../template-source.js';
import { tags } from './tags/all-tags.js';
import type { UnknownTag } from './template-notes.js';

/** Where tags were found that there are not. */
interface TaggedText {
  readonly source: TemplateText;
  readonly unknownTags: readonly UnknownTag[];
}

/** One warning a name, at its first place. */
export function unknownTagsOf(texts: readonly TaggedText[]): readonly Problem[] {
  const found = new Map<string, { readonly problem: Problem; count: number }>();
  for (const { source, unknownTags } of texts) {
    for (const { name, at } of unknownTags) {
      const known = found.get(name);
      if (known !== undefined) known.count += 1;
      else found.set(name, { problem: unknownTag(source, { name, at }), count: 1 });
    }
  }
  return [...found.values()].map(({ problem, count }) => {
    const places = count === 1 ? '1 place' : `${count} places`;
    return { ...problem, message: `${problem.message}: ${places}` };
  });
}

function unknownTag(source: TemplateText, { name, at }: UnknownTag): Problem {
  const hint = suggest(name, tags.keys());
  return warningAt(source, {
    ...{ code: 'template-unknown-tag', ...at },
    message: `The tag \`${name}\` is not known, and prints nothing`,
    hint: hint ?? 'finews runs no Ruby plugins: write in Liquid what the tag did, as an include.',
  });
}
