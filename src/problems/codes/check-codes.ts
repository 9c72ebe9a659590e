/** Codes about what a check of the whole site finds (`finews check`). */
import type { CodeGroup } from './code-entry.js';

export const checkCodes: CodeGroup<'checks'> = {
  'link-dead': {
    fate: ['error'],
    means: 'nothing answers the address of a link, as static hosts look for it',
    example: 'The link /about.htm leads nowhere: nothing answers /about.htm',
    todo: 'correct the address, or take the link out',
  },
  'link-case': {
    fate: ['error'],
    means:
      'an address differs from one of the site in its capitals only: some disks find it, hosts don’t',
    example:
      '/ABOUT.html leads nowhere: hosts tell capitals from small letters, and the site has /about.html',
    todo: 'write it as the report names it',
  },
  'markdown-link-dead': {
    fate: ['error'],
    means:
      'a link to a Markdown file that is no post or page of the site, or none that is published',
    example:
      'The link 2022-05-17-prot.md leads to a Markdown file that is no story or page of the site',
    todo: 'write the path of the file from the one that has the link, or publish it',
  },
  'fragment-dead': {
    fate: ['error'],
    means: 'a link leads to a place in a page, and no heading or element there has that id',
    example: 'The link #foot leads to a place that its own page has not',
    todo: 'write an id that is there',
  },
  'asset-dead': {
    fate: ['error'],
    means: 'a picture, script, style sheet, film or frame is not there',
    example: 'The picture /assets/port.jpg is not there: nothing answers /assets/port.jpg',
    todo: 'put the file there, or correct its address',
  },
  'feed-address-dead': {
    fate: ['error'],
    means: 'a feed or sitemap names an address of the site that nothing answers',
    example: 'A machine is told of https://news.example/a.html, and nothing answers /a.html',
    todo: 'correct what writes it',
  },
  'baseurl-forgotten': {
    fate: ['error'],
    means: 'an address lacks the site’s `baseurl`, and with it would lead to a page',
    example: "/about.html lacks the site's baseurl, and leads out of the site",
    todo: 'write `{{ … | relative_url }}` in the template',
  },
  'redirect-shadows': {
    fate: ['warning'],
    means: 'a rule of `_redirects` is for an address that a page has',
    example:
      'The redirect from /a.html stands before /a.html, which the site has: hosts that follow redirects first never show it',
    todo: 'take the rule out',
  },
  'page-orphan': {
    fate: ['warning'],
    means: 'no page of the site links to this one',
    example: 'No page has a link to /team.html',
    todo: 'link to it; a page for a few says `noindex: true`',
  },
  'story-uncategorised': {
    fate: ['warning'],
    means: 'a post has no category',
    example: 'The story is in no category',
    todo: 'write `categories:`',
  },
  'story-textless': {
    fate: ['warning'],
    means: 'a story that is a title alone, in no category or tag whose `layout` is `flash`',
    example: 'The story has a title, and neither text nor picture',
    todo: 'write it, or `finews unpublish` it',
  },
  'story-placeholder': {
    fate: ['warning'],
    means:
      'a story still has the text or the title of the file in `_archetypes` that it began with',
    example: 'The text of the story is still that of its archetype',
    todo: 'write it, or `finews unpublish` it',
  },
  'title-long': {
    fate: ['warning'],
    means: 'a title is longer than search results show (`check.title_length`)',
    example:
      'The title is 92 columns long, and search results show some 70 (a Han character takes two)',
    todo: 'shorten it',
  },
  'description-long': {
    fate: ['warning'],
    means: 'a `description` is longer than search results show (`check.description_length`)',
    example:
      'The description is 214 columns long, and search results show some 160 (a Han character takes two)',
    todo: 'shorten it',
  },
  'title-twice': {
    fate: ['warning'],
    means: 'several posts have the same title',
    example: '2 stories are called 收盘: _posts/2022-05-16-a.md, _posts/2022-05-17-b.md',
    todo: 'give each a title of its own',
  },
  'source-twice': {
    fate: ['warning'],
    means: 'several posts have the same `source_url`',
    example:
      '2 stories are from https://wire.example/1: _posts/2022-05-16-a.md, _posts/2022-05-16-b.md',
    todo: 'keep one, and name the other’s address in its `redirect_from`',
  },
  'alt-missing': {
    fate: ['warning'],
    means: 'a picture has no words for those who don’t see it',
    example: "The picture /assets/port.svg has no words for those who don't see it",
    todo: 'write `![what it shows](address)`',
  },
  'picture-large': {
    fate: ['warning'],
    means: 'a picture is larger than `check.picture_size`',
    example: 'The picture assets/port.png is larger than pictures should be: 2,048 KB, over 500 KB',
    todo: 'make it smaller',
  },
  'host-files': {
    fate: ['error'],
    means: 'the site has more files than the host of `--host` takes',
    example: 'The site has 24,102 files, and Cloudflare Pages takes up to 20,000 on its free plan',
    todo: 'publish fewer pages, or choose another plan or host',
  },
  'host-size': {
    fate: ['error'],
    means: 'a file, or the site, is larger than that host takes',
    example: 'film.mp4 has 40.0 MiB, and Cloudflare Pages takes files up to 25.0 MiB',
    todo: 'make it smaller, or have it served from elsewhere',
  },
  'host-name': {
    fate: ['warning'],
    means: 'that host leaves out names that begin so',
    example: 'GitHub Pages may not publish _drafts.html: a name in it begins with _',
    todo: 'write `nojekyll: true`, or choose another name',
  },
  'host-redirects': {
    fate: ['warning'],
    means: 'that host reads fewer rules of `_redirects`',
    example:
      '_redirects has 2,400 plain rules and 0 with patterns, and Cloudflare Pages reads 2,000 and 100',
    todo: 'leave `redirects.html` on',
  },
  'external-dead': {
    fate: ['error'],
    means: 'another site says that an address is not there (`--external`)',
    example: 'https://wire.example/1 is not there (404)',
    todo: 'correct the address, or take the link out',
  },
  'external-unsure': {
    fate: ['warning'],
    means: 'another site gave no answer that says anything (`--external`)',
    example: 'https://wire.example/1 could not be asked: no answer in 10 s',
    todo: 'look at it yourself',
  },
};
