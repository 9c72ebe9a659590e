/**
 * A theme of few words, for tests of serving, watching and processes: a new thread or process compiles
 * what it shows, and the built-in theme is half of what such a test costs.
 */
import type { Files } from './site.js';

const page = (body: string): string =>
  `<!doctype html><html><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>{{ page.title or site.title }}</title></head><body>${body}</body></html>`;

const STORY = page('<h1>{{ page.title }}</h1>{{ content }}');
const LIST = page(
  '<h1>{{ site.title }}</h1>{% for p in paginator.posts %}<p><a href="{{ p.url | relative_url }}">{{ p.title }}</a></p>{% endfor %}',
);

export const PLAIN: Files = {
  ...Object.fromEntries(
    ['post', 'page', 'default', '404', 'feeds'].map((name) => [`templates/${name}.njk`, STORY]),
  ),
  ...Object.fromEntries(
    ['home', 'category', 'tag', 'archive'].map((name) => [`templates/${name}.njk`, LIST]),
  ),
};
