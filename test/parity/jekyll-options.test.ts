import { describe, expect, it } from 'vitest';
import { type Files, post } from '../support/site.js';
import { buildBoth, type Flags, hasJekyll, type Story, storiesOf } from './sites/jekyll.js';

const STORY = post('custom: own');

const SWITCHES: Files = {
  '_posts/2022-05-01-first.md': STORY,
  '_posts/2022-05-02-hidden.md': post('published: false'),
  '_posts/2022-05-03-b.md': STORY,
  '_posts/2022-05-03-a.md': STORY,
  '_posts/2022-05-04-hidden-by-null.md': post('published:'),
  '_posts/2099-01-01-future.md': STORY,
  '_posts/2099-01-02-future-hidden.md': post('published: no'),
  '_drafts/a-draft.md': post('title: 草稿'),
  '_drafts/2022-05-05-dated-draft.md': STORY,
  '_drafts/dated-inside.md': post('date: 2022-05-06 07:08:09 +0800'),
  '_drafts/hidden-draft.md': post('published: false'),
  'news/_drafts/in-folder.md': post('date: 2022-05-07 07:08:09 +0800'),
  '_drafts/sub/below.md': post('date: 2022-05-08 07:08:09 +0800'),
  '_drafts/_ignored.md': STORY,
};

const DEFAULTS = `
timezone: Asia/Shanghai
defaults:
  - scope: {path: ""}
    values: {custom: {all: 1, deep: {a: 1, b: 1}}}
  - scope: {path: "", type: posts}
    values: {layout: story, custom: {typed: posts, deep: {b: 2}}}
  - scope: {path: "", type: pages}
    values: {custom: {typed: pages}}
  - scope: {path: news}
    values: {custom: {path: news}, categories: [news-default, 快讯]}
  - scope: {path: laid-out, type: pages}
    values: {layout: story, permalink: /moved.html}
  - scope: {path: news, type: posts}
    values: {custom: {path: news-posts}}
  - scope: {path: news}
    values: {custom: {path: news-later}}
  - scope: {path: _posts/own}
    values: {permalink: "/defaulted/:title:output_ext"}
  - scope: {path: _posts/cat-string}
    values: {categories: alpha beta}
  - scope: {path: _posts/tags}
    values: {tags: [x, y]}
  - scope: {path: "_posts/*/glob-*.md"}
    values: {custom: {glob: one}}
  - scope: {path: "_posts/**/any-*.md"}
    values: {custom: {glob: any}}
  - scope: {path: "{newspaper,_posts/{own,tags}}/*"}
    values: {custom: {glob: braces}}
  - scope: {path: _posts/hidden}
    values: {published: false}
  - scope: {path: _posts/pre}
    values: {custom: {prefix: true}}
  - scope: {path: _posts/dated}
    values: {date: 2020-01-02 03:04:05 +0800}
  - scope: {path: _posts/slugged}
    values: {category: single}
  - scope: {path: "", type: drafts}
    values: {custom: {typed: drafts}}
`;

const DEFAULTED: Files = {
  '_posts/2022-05-16-plain.md': post('title: x'),
  '_posts/2022-05-16-own-value.md': post('custom: {all: own, deep: {a: own}}'),
  '_posts/2022-05-16-own-text.md': post('custom: text'),
  '_posts/2022-05-16-null-value.md': post('custom:'),
  '_posts/2022-05-16-null-layout.md': post('layout:'),
  'news/_posts/2022-05-16-in-news.md': post('categories: [own, 快讯]'),
  'news/_posts/2022-05-16-string.md': post('categories: own other'),
  'news/_posts/2022-05-16-none.md': post('title: x'),
  'newspaper/_posts/2022-05-16-prefix.md': post('title: x'),
  '_posts/own/2022-05-16-moved.md': post('title: x'),
  '_posts/own/2022-05-16-moved-back.md': post('permalink: /chosen.html'),
  '_posts/own/2022-05-16-null.md': post('permalink:'),
  '_posts/cat-string/2022-05-16-one.md': post('title: x'),
  '_posts/cat-string/2022-05-16-two.md': post('categories: gamma'),
  '_posts/cat-string/2022-05-16-three.md': post('categories: [gamma]'),
  '_posts/tags/2022-05-16-tags.md': post('title: x'),
  '_posts/tags/2022-05-16-own-tags.md': post('tags: [z]'),
  '_posts/a/glob-2022.md': post('title: x'),
  '_posts/a/2022-05-16-x.md': post('title: x'),
  '_posts/hidden/2022-05-16-hidden.md': post('title: x'),
  '_posts/hidden/2022-05-16-shown.md': post('published: true'),
  '_posts/prefix/2022-05-16-y.md': post('title: x'),
  '_posts/dated/2022-05-16-z.md': post('title: x'),
  '_posts/dated/2022-05-16-own.md': post('date: 2022-05-17 00:00:00 +0800'),
  '_posts/slugged/2022-05-16-s.md': post('categories: [more]'),
  '_drafts/d.md': post('date: 2022-05-17 00:00:00 +0800'),
  'page.html': `---\n---\n{{ page.custom | jsonify }}`,
  'laid-out/feed.xml': '---\nlayout: null\npermalink:\n---\n{{ page.url }}',
  'news/page.html': `---\ncustom: {path: own}\n---\n{{ page.custom | jsonify }}`,
};

/** Without neighbours: drafts are dated by their files, all written in the same moment. */
function alone({ older: _older, newer: _newer, ...story }: Story): object {
  return story;
}

describe.skipIf(!hasJekyll)('options in Jekyll and finews', () => {
  const flags: readonly Flags[] = [
    {},
    { future: true },
    { unpublished: true },
    { drafts: true, unpublished: true, future: true },
    { limitPosts: 2 },
  ];
  it.each(flags)('the same stories with %o', async (flag) => {
    const { ours, theirs } = await buildBoth('timezone: Asia/Shanghai', SWITCHES, flag);
    expect(theirs.stories.size).toBeGreaterThan(1);
    expect(storiesOf(ours, alone)).toEqual(storiesOf(theirs, alone));
  });

  it('the same stories with a collection of posts that has settings', async () => {
    const config = `
permalink: pretty
collections_dir: all
collections: {posts: {permalink: "/:categories/:slug-:day:output_ext"}}
defaults:
  - scope: {path: "", type: posts}
    values: {layout: story}
  - scope: {path: _posts/old}
    values: {custom: old}
  - scope: {path: all/_posts/new}
    values: {custom: new}
`;
    const { ours, theirs } = await buildBoth(config, {
      'all/_posts/2022-05-16-top.md': STORY,
      'all/_posts/old/2022-05-17-a.md': post('categories: x'),
      'all/_posts/new/2022-05-18-b.md': post('title: x'),
      'all/c/_posts/d/2022-05-19-e.md': post('permalink: /in/:path:output_ext'),
      'about.html': post('title: x', '{{ page.url }}'),
    });
    // Jekyll takes the folder away from paths, too; here they lead to the file.
    const placed = (story: Story): Story => ({ ...story, path: story.path.replace(/^all./, '') });
    expect(theirs.stories.size).toBe(4);
    expect(storiesOf(ours, placed)).toEqual(storiesOf(theirs, placed));
    expect(ours.files.get('about/index.html')).toBe(theirs.files.get('about/index.html'));
  });

  it('the same stories with defaults', async () => {
    const { ours, theirs } = await buildBoth(DEFAULTS, DEFAULTED, { drafts: true });
    expect(theirs.stories.size).toBeGreaterThan(20);
    expect(Object.fromEntries(ours.stories)).toEqual(Object.fromEntries(theirs.stories));
    expect(Object.fromEntries(ours.files)).toEqual(Object.fromEntries(theirs.files));
  });
});
