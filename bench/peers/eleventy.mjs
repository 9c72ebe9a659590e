/** Eleventy 3: markdown-it with raw HTML, Nunjucks layouts, paginated index and term pages. */
import { join } from 'node:path';
import { installed, MODULES } from './npm.mjs';
import { freshSite, PER_PAGE, pageAround, STYLE, TITLE, URL, writeFiles } from './site.mjs';

export const PACKAGES = ['@11ty/eleventy@3'];

const CONFIG = `const plain = (html) => String(html ?? '').replace(/<[^>]*>/g, '').replace(/\\s+/g, ' ').trim();
const china = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium',
});
const slug = (name) => encodeURIComponent(name);
const asList = (value) => (value === undefined ? [] : [value].flat());
const ranks = new WeakMap();

function rankOf(stories, path) {
  if (!ranks.has(stories)) ranks.set(stories, new Map(stories.map((s, i) => [s.inputPath, i])));
  return ranks.get(stories).get(path);
}

function termPages(stories, key, folder) {
  const terms = new Map();
  for (const story of stories) {
    for (const name of asList(story.data[key])) {
      if (!terms.has(name)) terms.set(name, []);
      terms.get(name).push(story);
    }
  }
  return [...terms].flatMap(([title, posts]) => {
    const count = Math.ceil(posts.length / ${PER_PAGE});
    const path = (n) => (n === 0 ? \`/\${folder}/\${title}.html\` : \`/\${folder}/\${title}/\${n + 1}.html\`);
    return Array.from({ length: count }, (_, n) => ({
      title,
      path: path(n),
      posts: posts.slice(n * ${PER_PAGE}, (n + 1) * ${PER_PAGE}),
      newer: n > 0 ? encodeURI(path(n - 1)) : null,
      older: n + 1 < count ? encodeURI(path(n + 1)) : null,
    }));
  });
}

export default function (config) {
  const stories = (api) => api.getFilteredByGlob('content/posts/**/*.md').sort((a, b) => b.date - a.date);
  config.setUseGitIgnore(false);
  config.setFreezeReservedData(false);
  config.addPassthroughCopy({ assets: 'assets' });
  config.addDateParsing((value) => (typeof value === 'string' ? new Date(value) : undefined));
  config.addFilter('summary', (html) => plain(html).slice(0, 100));
  config.addFilter('time', (date) => china.format(date));
  config.addFilter('slug', slug);
  config.addFilter('asList', asList);
  config.addFilter('neighbour', (all, path, step) => all[rankOf(all, path) + step]);
  config.addCollection('stories', stories);
  config.addCollection('termPages', (api) => {
    const all = stories(api);
    return [...termPages(all, 'categories', 'category'), ...termPages(all, 'tags', 'tag')];
  });
  return {
    dir: { input: 'content', includes: '_includes' },
    markdownTemplateEngine: false,
    templateFormats: ['md', 'njk'],
  };
}
`;

const BASE = pageAround({
  title: '{{ title or list.title }}',
  summary: '{{ content | summary }}',
  url: `${URL}{{ page.url }}`,
  body: '{{ content | safe }}',
});

const POST = `---
layout: base.njk
---
<article>
<h1>{{ title }}</h1>
<p class="meta"><time datetime="{{ page.date.toISOString() }}">{{ page.date | time }}</time>
{% for name in categories | asList %}<a href="/category/{{ name | slug }}.html">{{ name }}</a> {% endfor %}
{% for name in tags | asList %}<a href="/tag/{{ name | slug }}.html">{{ name }}</a> {% endfor %}</p>
{{ content | safe }}
</article>
{% set older = collections.stories | neighbour(page.inputPath, 1) %}
{% set newer = collections.stories | neighbour(page.inputPath, -1) %}
<nav class="siblings" aria-label="前后报道">
{% if older %}<a rel="prev" href="{{ older.url }}">{{ older.data.title }}</a>{% endif %}
{% if newer %}<a rel="next" href="{{ newer.url }}">{{ newer.data.title }}</a>{% endif %}
</nav>
`;

const STORIES = `<ol class="stories">
{% for post in stories %}<li><h2><a href="{{ post.url }}">{{ post.data.title }}</a></h2>
<time datetime="{{ post.date.toISOString() }}">{{ post.date | time }}</time>
<p>{{ post.content | summary }}</p></li>
{% endfor %}</ol>
<nav class="pages" aria-label="分页">
{% if newer %}<a rel="prev" href="{{ newer }}">较新</a>{% endif %}
{% if older %}<a rel="next" href="{{ older }}">较旧</a>{% endif %}
</nav>
`;

const INDEX = `---
title: ${TITLE}
layout: base.njk
pagination:
  data: collections.stories
  size: ${PER_PAGE}
  alias: stories
permalink: "{% if pagination.pageNumber == 0 %}/index.html{% else %}/page/{{ pagination.pageNumber + 1 }}.html{% endif %}"
---
<h1>${TITLE}</h1>
{% set newer = pagination.href.previous %}{% set older = pagination.href.next %}
${STORIES}`;

const TERMS = `---
layout: base.njk
pagination:
  data: collections.termPages
  size: 1
  alias: list
permalink: "{{ list.path }}"
---
<h1>{{ list.title }}</h1>
{% set stories = list.posts %}{% set newer = list.newer %}{% set older = list.older %}
${STORIES}`;

const DATA = `export default {
  permalink: ({ page }) =>
    \`/\${page.date.toISOString().slice(0, 10).replaceAll('-', '/')}/\${page.fileSlug}.html\`,
};
`;

/** @type {import('./site.mjs').Peer} */
export const eleventy = {
  name: 'eleventy',
  limit: 10_000,
  missing: () => (installed('@11ty/eleventy') ? null : 'npm run bench -- --eleventy'),
  prepare(site, corpus) {
    freshSite(site, corpus, 'content/posts');
    writeFiles(site, {
      'eleventy.config.mjs': CONFIG,
      'assets/site.css': STYLE,
      'content/_includes/base.njk': BASE,
      'content/_includes/post.njk': POST,
      'content/index.njk': INDEX,
      'content/terms.njk': TERMS,
      'content/posts/posts.11tydata.mjs': DATA,
    });
  },
  command(site) {
    const output = join(site, 'public');
    const cli = join(MODULES, '@11ty/eleventy/cmd.cjs');
    return {
      argv: [process.execPath, cli, '--quiet', '--config=eleventy.config.mjs', '--output=public'],
      cwd: site,
      output,
      stale: [output],
    };
  },
};
