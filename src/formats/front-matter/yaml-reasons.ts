/** What js-yaml says of a text that is no YAML, in the words of who wrote it. */

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/within a flow collection$/, 'a [ or { is never closed'],
  [/^missed comma between flow/, 'a comma is missing between [ and ], or between { and }'],
  [/within a double quoted scalar$/, 'a " is never closed'],
  [/within a single quoted scalar$/, "a ' is never closed"],
  [/^bad indentation of a mapping/, 'this line is indented wrongly, or has ": " in its value'],
  [/^bad indentation of a sequence/, 'this entry of a list is indented wrongly'],
  [/multiline key may not be|a colon is missed$/, 'a line has no "key: " in front'],
  [/^end of the stream or a document/, 'something stands behind a value that has ended already'],
  [/^tab characters must not/, 'a tab is no indentation in YAML'],
  [
    /^unknown escape sequence|^expected hexadecimal/,
    'a backslash between " and " has no meaning to YAML here',
  ],
  [/^missing indentation for block/, 'the lines below | or > are not indented'],
];

/** Half a sentence that goes on after a colon; as js-yaml has it where that is rare. */
export function plainReason(reason: string): string {
  return REASONS.find(([pattern]) => pattern.test(reason))?.[1] ?? reason;
}

/** What to do about a text that is no YAML, by its reason as above. */
export function remedyOf(reason: string): string {
  return /is never closed|comma is missing/.test(reason)
    ? 'Write what is missing, or put text with [, {, " or \' in it between quotes.'
    : 'Indent with spaces, and put text with ": ", "#" or quotes in it between quotes.';
}
