/** Names that are no part of any site, besides where finews reads its theme and writes. */
export const NEVER: readonly string[] = [
  ...['package.json', 'package-lock.json', 'frontmatter.json'],
  ...['**/node_modules', '**/.git', '**/.svn'],
];
