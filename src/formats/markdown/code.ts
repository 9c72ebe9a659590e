/** Code in Markdown, found by its marks: searches outside of code skip it. */

/** Between lines of ``` or ~~~, also in quotes and lists. */
export const FENCED: RegExp =
  /^[ \t>]*(?:[-*+] +|\d+[.)] +)?(`{3,}(?!`)|~{3,}(?!~))[^\n]*\n[\s\S]*?(?:^[ \t>]*\1|(?![\s\S]))/gm;
export const SPAN: RegExp = /(?<!`)(`+)(?!`)[\s\S]{1,300}?(?<!`)\1(?!`)/g;

/** The same text with blanks where a pattern matches: everything else is in its place. */
export function blanked(text: string, patterns: readonly RegExp[]): string {
  const blank = (code: string): string => code.replace(/[^\n]/g, ' ');
  return patterns.reduce((rest, pattern) => rest.replace(pattern, blank), text);
}
