/** What the docs say of a filter. */

/**
 * One filter, or several with one meaning. The example is an expression and what a page shows of it,
 * with `url: https://news.example`, `baseurl: /base`, `timezone: Asia/Shanghai` and the `page` above.
 */
export type FilterRow = readonly [
  names: readonly string[],
  /** As in the docs: `(format)`; empty without any. */
  takes: string,
  /** In Markdown. */
  gives: string,
  example: string,
  shown: string,
  origin: 'Liquid' | 'Jekyll' | 'Nunjucks' | 'finews',
];
