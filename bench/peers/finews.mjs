/**
 * finews itself, built into `dist/`: with its own theme and every default on, which is what a user gets;
 * and with the page that the peers make and nothing beside it, which tells generators apart.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../places.mjs';
import { freshSite, PER_PAGE, PERMALINK, pageAround, TITLE, URL, writeFiles } from './site.mjs';

const CLI = join(ROOT, 'dist', 'cli.js');

const BASE = pageAround({
  title: '{{ page.title }}',
  summary: '{{ page.summary }}',
  url: '{{ page.url | absolute_url }}',
  body: '{{ content }}',
});

const POST = `---
layout: base
---
<article>
<h1>{{ page.title }}</h1>
<p class="meta"><time datetime="{{ page.date | date_to_xmlschema }}">{{ page.date | date('%Y-%m-%d %H:%M:%S') }}</time>
{% for term in page.category_terms %}<a href="{{ term.url | relative_url }}">{{ term.name }}</a> {% endfor %}
{% for term in page.tag_terms %}<a href="{{ term.url | relative_url }}">{{ term.name }}</a> {% endfor %}</p>
{{ content }}
</article>
<nav class="siblings" aria-label="前后报道">
{% if page.previous %}<a rel="prev" href="{{ page.previous.url | relative_url }}">{{ page.previous.title }}</a>{% endif %}
{% if page.next %}<a rel="next" href="{{ page.next.url | relative_url }}">{{ page.next.title }}</a>{% endif %}
</nav>
`;

const LIST = `---
layout: base
---
<h1>{{ page.title }}</h1>
<ol class="stories">
{% for post in paginator.posts %}<li><h2><a href="{{ post.url | relative_url }}">{{ post.title }}</a></h2>
<time datetime="{{ post.date | date_to_xmlschema }}">{{ post.date | date('%Y-%m-%d %H:%M') }}</time>
<p>{{ post.summary }}</p></li>
{% endfor %}</ol>
<nav class="pages" aria-label="分页">
{% if paginator.previous_page_path %}<a rel="prev" href="{{ paginator.previous_page_path | relative_url }}">较新</a>{% endif %}
{% if paginator.next_page_path %}<a rel="next" href="{{ paginator.next_page_path | relative_url }}">较旧</a>{% endif %}
</nav>
`;

const PEERS_PAGE = {
  'templates/base.njk': BASE,
  'templates/post.njk': POST,
  ...Object.fromEntries(['home', 'category', 'tag'].map((name) => [`templates/${name}.njk`, LIST])),
};

/**
 * The same with the peers' page.
 * @param {string | undefined} threads
 * @returns {import('./site.mjs').Peer}
 */
export function finewsPlain(threads) {
  const themed = finews('trust', threads);
  return {
    ...themed,
    name: 'finews plain',
    prepare(site, corpus) {
      themed.prepare(site, corpus);
      writeFiles(site, PEERS_PAGE);
      writeFiles(site, { '_config.yml': JSON.stringify({ ...configOf('trust'), ...ALONE }) });
    },
  };
}

/**
 * @param {'trust' | 'sanitize' | 'escape'} html
 * @param {string | undefined} threads for `--threads`; not passed when undefined
 * @param {string} [node] the program that runs it
 * @returns {import('./site.mjs').Peer}
 */
export function finews(html, threads, node = process.execPath) {
  return {
    name: `finews ${html}`,
    limit: 1_000_000,
    missing: () => (existsSync(CLI) ? null : 'npm run build'),
    prepare(site, corpus) {
      freshSite(site, corpus, '_posts');
      writeFiles(site, { '_config.yml': JSON.stringify(configOf(html)) });
    },
    command(site) {
      const output = join(site, 'public');
      const flags = threads === undefined ? [] : ['--threads', threads];
      return {
        argv: [node, CLI, 'build', '-s', site, '-d', output, '--quiet', ...flags],
        cwd: site,
        output,
        stale: [output, join(site, '.finews')],
      };
    },
  };
}

/** The peers' page stands alone: no archives by date, feeds and sitemaps. */
const ALONE = { archive_permalinks: false, feed: false, sitemap: false, robots: false };

/** JSON is YAML. @param {string} html */
function configOf(html) {
  return {
    title: TITLE,
    url: URL,
    lang: 'zh-CN',
    timezone: 'Asia/Shanghai',
    permalink: `/${PERMALINK}`,
    paginate: PER_PAGE,
    html,
  };
}
