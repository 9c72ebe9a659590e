/** Plugins of markdown-it that have no types of their own. */
declare module 'markdown-it-deflist' {
  export default function definitionLists(md: import('markdown-it').MarkdownIt): void;
}
declare module 'markdown-it-mark' {
  export default function marks(md: import('markdown-it').MarkdownIt): void;
}
