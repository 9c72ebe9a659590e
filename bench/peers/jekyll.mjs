/** Jekyll, as Debian packages it: kramdown, jekyll-archives for terms, paginate-v2 for the index. */
import { join } from 'node:path';
import { onPath } from '../programs.mjs';
import {
  freshSite,
  PER_PAGE,
  PERMALINK,
  pageAround,
  STYLE,
  TITLE,
  URL,
  writeFiles,
} from './site.mjs';

// JSON is YAML.
const CONFIG = {
  title: TITLE,
  url: URL,
  timezone: 'Asia/Shanghai',
  permalink: `/${PERMALINK}`,
  plugins: ['jekyll-archives', 'jekyll-paginate-v2'],
  pagination: {
    enabled: true,
    per_page: PER_PAGE,
    permalink: '/page/:num.html',
    sort_reverse: true,
  },
  'jekyll-archives': {
    enabled: ['categories', 'tags'],
    layout: 'archive',
    permalinks: { category: '/category/:name.html', tag: '/tag/:name.html' },
  },
};

const BASE = pageAround({
  title: '{{ page.title | escape }}',
  summary: '{{ page.excerpt | strip_html | normalize_whitespace | truncate: 100 | escape }}',
  url: '{{ page.url | absolute_url }}',
  body: '{{ content }}',
});

const POST = `---
layout: base
---
<article>
<h1>{{ page.title | escape }}</h1>
<p class="meta"><time datetime="{{ page.date | date_to_xmlschema }}">{{ page.date | date: "%Y-%m-%d %H:%M:%S" }}</time>
{% for name in page.categories %}<a href="/category/{{ name | slugify }}.html">{{ name | escape }}</a> {% endfor %}
{% for name in page.tags %}<a href="/tag/{{ name | slugify }}.html">{{ name | escape }}</a> {% endfor %}</p>
{{ content }}
</article>
<nav class="siblings" aria-label="前后报道">
{% if page.previous %}<a rel="prev" href="{{ page.previous.url | relative_url }}">{{ page.previous.title | escape }}</a>{% endif %}
{% if page.next %}<a rel="next" href="{{ page.next.url | relative_url }}">{{ page.next.title | escape }}</a>{% endif %}
</nav>
`;

/** @param {string} posts what the list is of */
function stories(posts) {
  return `<ol class="stories">
{% for post in ${posts} %}<li><h2><a href="{{ post.url | relative_url }}">{{ post.title | escape }}</a></h2>
<time datetime="{{ post.date | date_to_xmlschema }}">{{ post.date | date: "%Y-%m-%d %H:%M" }}</time>
<p>{{ post.excerpt | strip_html | normalize_whitespace | truncate: 100 | escape }}</p></li>
{% endfor %}</ol>
`;
}

const PAGES = `<nav class="pages" aria-label="分页">
{% if paginator.previous_page %}<a rel="prev" href="{{ paginator.previous_page_path }}">较新</a>{% endif %}
{% if paginator.next_page %}<a rel="next" href="{{ paginator.next_page_path }}">较旧</a>{% endif %}
</nav>
`;

/** With archives by date, a feed and a sitemap. */
const WHOLE = {
  ...CONFIG,
  plugins: [...CONFIG.plugins, 'jekyll-feed', 'jekyll-sitemap'],
  'jekyll-archives': { ...CONFIG['jekyll-archives'], enabled: 'all' },
};

/** @param {object} config @returns {(site: string, corpus: import('../corpus.mjs').Corpus) => void} */
function preparing(config) {
  return (site, corpus) => {
    freshSite(site, corpus, '_posts');
    writeFiles(site, {
      '_config.yml': JSON.stringify(config),
      'assets/site.css': STYLE,
      '_layouts/base.html': BASE,
      '_layouts/post.html': POST,
      '_layouts/archive.html': `---\nlayout: base\n---\n<h1>{{ page.title }}</h1>\n${stories('page.posts')}`,
      'index.html':
        `---\nlayout: base\ntitle: ${TITLE}\npagination:\n  enabled: true\n---\n<h1>${TITLE}</h1>\n` +
        stories('paginator.posts') +
        PAGES,
    });
  };
}

/** @type {import('./site.mjs').Peer} */
export const jekyll = {
  name: 'jekyll',
  limit: 1000,
  missing: () => (onPath('jekyll') ? null : 'apt-get install jekyll ruby-jekyll-archives'),
  prepare: preparing(CONFIG),
  command(site) {
    const output = join(site, 'public');
    return {
      argv: ['jekyll', 'build', '--quiet', '--disable-disk-cache', '-s', site, '-d', output],
      cwd: site,
      output,
      stale: [output, join(site, '.jekyll-cache')],
    };
  },
};

/** @type {import('./site.mjs').Peer} */
export const jekyllWhole = {
  ...jekyll,
  name: 'jekyll, archives, feed, sitemap',
  missing: () => {
    return onPath('jekyll')
      ? null
      : 'apt-get install jekyll ruby-jekyll-archives ruby-jekyll-feed ruby-jekyll-sitemap';
  },
  prepare: preparing(WHOLE),
};
