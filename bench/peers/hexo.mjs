/** Hexo 8: marked with raw HTML, its own index, category and tag generators, Nunjucks layouts. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { installed, MODULES } from './npm.mjs';
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

export const PACKAGES = [
  'hexo@8',
  'hexo-generator-index@4',
  'hexo-generator-category@2',
  'hexo-generator-tag@2',
  'hexo-renderer-marked@7',
];

// JSON is YAML.
const CONFIG = {
  title: TITLE,
  url: URL,
  language: 'zh-CN',
  timezone: 'Asia/Shanghai',
  theme: 'bench',
  permalink: PERMALINK,
  category_dir: 'category',
  tag_dir: 'tag',
  syntax_highlighter: '',
  per_page: PER_PAGE,
  index_generator: { per_page: PER_PAGE, order_by: '-date' },
  category_generator: { per_page: PER_PAGE },
  tag_generator: { per_page: PER_PAGE },
};

const PACKAGE = {
  private: true,
  hexo: { version: '8.0.0' },
  dependencies: Object.fromEntries(PACKAGES.map((name) => name.split('@'))),
};

const LAYOUT = pageAround({
  title: '{{ page.title or page.category or page.tag or config.title }}',
  summary: '{{ truncate(strip_html(page.content), { length: 100 }) }}',
  url: '{{ url }}',
  body: '{{ body }}',
});

const POST = `<article>
<h1>{{ page.title }}</h1>
<p class="meta"><time datetime="{{ date_xml(page.date) }}">{{ date(page.date, "YYYY-MM-DD HH:mm:ss") }}</time>
{% for term in page.categories.toArray() %}<a href="{{ url_for(term.path) }}">{{ term.name }}</a> {% endfor %}
{% for term in page.tags.toArray() %}<a href="{{ url_for(term.path) }}">{{ term.name }}</a> {% endfor %}</p>
{{ page.content }}
</article>
<nav class="siblings" aria-label="前后报道">
{% if page.next %}<a rel="prev" href="{{ url_for(page.next.path) }}">{{ page.next.title }}</a>{% endif %}
{% if page.prev %}<a rel="next" href="{{ url_for(page.prev.path) }}">{{ page.prev.title }}</a>{% endif %}
</nav>
`;

const LIST = `<h1>{{ page.category or page.tag or config.title }}</h1>
<ol class="stories">
{% for post in page.posts.toArray() %}<li><h2><a href="{{ url_for(post.path) }}">{{ post.title }}</a></h2>
<time datetime="{{ date_xml(post.date) }}">{{ date(post.date, "YYYY-MM-DD HH:mm") }}</time>
<p>{{ truncate(strip_html(post.content), { length: 100 }) }}</p></li>
{% endfor %}</ol>
<nav class="pages" aria-label="分页">
{% if page.prev %}<a rel="prev" href="{{ url_for(page.prev_link) }}">较新</a>{% endif %}
{% if page.next %}<a rel="next" href="{{ url_for(page.next_link) }}">较旧</a>{% endif %}
</nav>
`;

/** @type {import('./site.mjs').Peer} */
export const hexo = {
  name: 'hexo',
  limit: 10_000,
  missing: () => (installed('hexo') ? null : 'npm run bench -- --hexo'),
  prepare(site, corpus) {
    freshSite(site, corpus, 'source/_posts');
    writeFiles(site, {
      '_config.yml': JSON.stringify(CONFIG),
      'package.json': JSON.stringify(PACKAGE),
      'source/assets/site.css': STYLE,
      'themes/bench/layout/layout.njk': LAYOUT,
      'themes/bench/layout/post.njk': POST,
      'themes/bench/layout/index.njk': LIST,
      'themes/bench/layout/category.njk': LIST,
      'themes/bench/layout/tag.njk': LIST,
    });
    symlinkSync(MODULES, join(site, 'node_modules'));
  },
  command(site) {
    const output = join(site, 'public');
    return {
      argv: [process.execPath, join(MODULES, 'hexo/bin/hexo'), 'generate', '--silent'],
      cwd: site,
      output,
      stale: [output, join(site, 'db.json')],
    };
  },
};
