/** Hugo, as Debian packages it: goldmark with raw HTML, ugly URLs, term pages, a paginated home. */
import { join } from 'node:path';
import { onPath } from '../programs.mjs';
import { freshSite, PER_PAGE, pageAround, STYLE, TITLE, URL, writeFiles } from './site.mjs';

const CONFIG = {
  baseURL: `${URL}/`,
  title: TITLE,
  languageCode: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  hasCJKLanguage: true,
  uglyURLs: true,
  paginate: PER_PAGE,
  // Only the lists of all terms are off, which is what the error would warn about.
  ignoreErrors: ['error-disable-taxonomy'],
  disableKinds: ['RSS', 'sitemap', 'robotsTXT', 'taxonomy', 'section', '404'],
  taxonomies: { category: 'categories', tag: 'tags' },
  permalinks: { posts: '/:year/:month/:day/:filename/' },
  markup: { goldmark: { renderer: { unsafe: true } } },
};

const BASE = pageAround({
  title: '{{ .Title }}',
  summary: '{{ .Summary | plainify | truncate 100 }}',
  url: '{{ .Permalink }}',
  body: '{{ block "main" . }}{{ end }}',
});

/**
 * Links to a post's terms by their names, as older themes do: `.GetTerms` reads more idiomatic, and
 * makes ten thousand posts three times as slow in this version.
 * @param {string} key
 */
function terms(key) {
  return `{{ with .Params.${key} }}{{ range (cond (reflect.IsSlice .) . (slice .)) }}<a href="/${key}/{{ . | urlize }}.html">{{ . }}</a> {{ end }}{{ end }}`;
}

const POST = `{{ define "main" }}<article>
<h1>{{ .Title }}</h1>
<p class="meta"><time datetime="{{ .Date.Format "2006-01-02T15:04:05-07:00" }}">{{ .Date.Format "2006-01-02 15:04:05" }}</time>
${terms('categories')}
${terms('tags')}</p>
{{ .Content }}
</article>
<nav class="siblings" aria-label="前后报道">
{{ with .Prev }}<a rel="prev" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .Next }}<a rel="next" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
</nav>{{ end }}
`;

const STORIES = `<ol class="stories">
{{ range $stories }}<li><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<time datetime="{{ .Date.Format "2006-01-02T15:04:05-07:00" }}">{{ .Date.Format "2006-01-02 15:04" }}</time>
<p>{{ .Summary | plainify | truncate 100 }}</p></li>
{{ end }}</ol>
<nav class="pages" aria-label="分页">
{{ with $pager }}{{ if .HasPrev }}<a rel="prev" href="{{ .Prev.URL }}">较新</a>{{ end }}
{{ if .HasNext }}<a rel="next" href="{{ .Next.URL }}">较旧</a>{{ end }}{{ end }}
</nav>{{ end }}
`;

/**
 * A list that is paginated only when it is long: Hugo writes a `page/1` beside every paginated
 * list, and the others have no such page.
 * @param {string} pages what the list is of
 */
function list(pages) {
  return `{{ define "main" }}<h1>{{ .Title }}</h1>
{{ $stories := ${pages} }}{{ $pager := false }}
{{ if gt (len $stories) ${PER_PAGE} }}{{ $pager = .Paginate $stories }}{{ $stories = $pager.Pages }}{{ end }}
${STORIES}`;
}

/** With what it has beside pages: feeds of the site and of each term, a sitemap, `robots.txt`. */
const WHOLE = { ...CONFIG, disableKinds: ['taxonomy', 'section', '404'], enableRobotsTXT: true };

/** @param {object} config @returns {(site: string, corpus: import('../corpus.mjs').Corpus) => void} */
function preparing(config) {
  return (site, corpus) => {
    freshSite(site, corpus, 'content/posts');
    writeFiles(site, {
      'hugo.json': JSON.stringify(config),
      'static/assets/site.css': STYLE,
      'layouts/_default/baseof.html': BASE,
      'layouts/_default/post.html': POST,
      'layouts/_default/single.html': POST,
      'layouts/index.html': list('.Site.RegularPages'),
      'layouts/_default/list.html': list('.Pages'),
    });
  };
}

/** @type {import('./site.mjs').Peer} */
export const hugo = {
  name: 'hugo',
  limit: 1_000_000,
  missing: () => (onPath('hugo') ? null : 'apt-get install hugo'),
  prepare: preparing(CONFIG),
  command(site) {
    const output = join(site, 'public');
    return {
      argv: ['hugo', '--quiet', '--destination', output],
      cwd: site,
      output,
      stale: [output, join(site, 'resources'), join(site, '.hugo_build.lock')],
    };
  },
};

/** @type {import('./site.mjs').Peer} */
export const hugoWhole = { ...hugo, name: 'hugo, feeds, sitemap', prepare: preparing(WHOLE) };

/**
 * The same with one thread for its Go code, to be set beside finews with `--threads 0`.
 * @type {import('./site.mjs').Peer}
 */
export const hugoAlone = {
  ...hugo,
  name: 'hugo one thread',
  limit: 10_000,
  command: (site) => ({ ...hugo.command(site), env: { GOMAXPROCS: '1' } }),
};
