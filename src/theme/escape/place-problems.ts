/** What the build says about prints whose place is bad for what a story writes. */
import type { Problem } from '../../model/problem.js';
import type { ProblemCode } from '../../model/problem-code.js';
import { problemAt } from '../compiler/template-problems.js';
import type { TemplateText } from '../template-source.js';
import type { PlaceTrouble } from './place-prints.js';
import type { Trouble } from './print-place.js';

interface TroubleText {
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint: string;
}

const TEXTS: Readonly<Record<Trouble, (attribute: string) => TroubleText>> = {
  unknown: () => ({
    code: 'template-place-unknown',
    message: 'What is printed here stands in one place or another, as the branches above go',
    hint: 'Write the tag, or the attribute with its quotes, whole in each branch.',
  }),
  handler: (attribute) => ({
    code: 'template-place-handler',
    message: `What is printed here is part of a script, in \`${attribute}\``,
    hint: 'Print it into a `data-` attribute, and let a script read that.',
  }),
  unquoted: (attribute) => ({
    code: 'template-place-unquoted',
    message: `The value of \`${attribute}\` has no quotes`,
    hint: `Write \`${attribute}="…"\`.`,
  }),
  tag: () => ({
    code: 'template-place-tag',
    message:
      'What is printed here is a name of a tag or an attribute, or stands between attributes',
    hint: 'Write the name itself, and print its value in quotes.',
  }),
};

/** A warning each, at the template's line. */
export function placeProblems(
  text: TemplateText,
  troubles: readonly PlaceTrouble[],
): readonly Problem[] {
  return troubles.map(({ line, column, trouble, attribute }) => {
    const words = TEXTS[trouble](attribute);
    return { ...problemAt(text, { line, column, ...words }), severity: 'warning' };
  });
}
