/** Codes about addresses that more than one output wants, and redirects. */
import type { CodeGroup } from './code-entry.js';

export const addressCodes: CodeGroup<'addresses'> = {
  'url-clash': {
    fate: ['set aside', 'warning'],
    means:
      'two outputs want [one address](addresses.md#two-outputs-one-address), or a file of the site’s own is in the way of generated pages',
    example: '/2022/05/16/a.html is already the place of _posts/2022-05-16-a.md',
    todo: 'move one of them, or the pages’ pattern',
  },
  'redirect-target': {
    fate: ['warning'],
    means: '`redirect_to` has no address in it',
    example: '`redirect_to` leads to no address; it was left out',
    todo: 'write a path in the site or an http(s) URL',
  },
  'redirect-unsafe': {
    fate: ['warning'],
    means: 'nothing can lead from an address of `redirect_from`',
    example:
      '`redirect_from` can\'t be used here: "/a?b=c" (has a query or fragment, which no file can have)',
    todo: 'write a path of this site, at most 50 of them',
  },
  'redirect-clash': {
    fate: ['warning'],
    means: 'an address of `redirect_from` is another output’s',
    example: '/a.html in `redirect_from` is the address of something else; nothing leads from it',
    todo: 'take it out of `redirect_from`',
  },
  'redirect-loop': {
    fate: ['repaired', 'warning'],
    means: '`redirect_to` leads to its own page or round in a ring',
    example:
      "`redirect_to` leads to the story's own address; it was left out, and the story is shown",
    todo: 'take it out, or write where the page is now',
  },
  'address-repaired': {
    fate: ['repaired'],
    means:
      'a repair moves the post from Jekyll’s address to another; the old one leads there, or is taken, or redirects are off',
    example:
      'What was repaired moves the story from /2022/05/16/a.html (where Jekyll has it) to /2022/05/16/b.html; the old address leads to it',
    todo: 'mend the front matter; keep the old address in `redirect_from` if it was published',
  },
};
