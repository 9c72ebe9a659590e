/** Plugins of Jekyll's that sites name most, and what stands for them in finews. */
import type { Counterpart } from '../types.js';

export interface KnownPlugin extends Pick<Counterpart, 'counterpart' | 'todo'> {
  readonly name: string;
}

function builtIn(todo: string, ...names: readonly string[]): readonly KnownPlugin[] {
  return names.map((name) => ({ name, counterpart: 'built in', todo }));
}

function partly(todo: string, ...names: readonly string[]): readonly KnownPlugin[] {
  return names.map((name) => ({ name, counterpart: 'partly', todo }));
}

function none(todo: string, ...names: readonly string[]): readonly KnownPlugin[] {
  return names.map((name) => ({ name, counterpart: 'none', todo }));
}

const NOTHING = 'nothing to do';

export const KNOWN_PLUGINS: readonly KnownPlugin[] = [
  ...builtIn(
    NOTHING,
    ...['jekyll-feed', 'jekyll-sitemap', 'jekyll-seo-tag', 'jekyll-paginate', 'jekyll-archives'],
    ...['jekyll-redirect-from', 'jekyll-gist', 'jekyll-include-cache', 'jemoji'],
    ...['jekyll-relative-links', 'jekyll-default-layout', 'jekyll-readme-index'],
    ...['kramdown-parser-gfm', 'jekyll-watch', 'jekyll-commonmark', 'jekyll-commonmark-ghpages'],
  ),
  ...builtIn(
    '`npm install` brings `sass`, which `--write` names in package.json',
    'jekyll-sass-converter',
    'jekyll-sassc',
  ),
  ...partly(
    'write `paginate` and `paginate_path`; finews makes the lists of categories and tags',
    'jekyll-paginate-v2',
  ),
  ...partly(
    'two lines of `---` at the top of a file make it a page',
    'jekyll-optional-front-matter',
  ),
  ...partly('pages without `title` are named by their file', 'jekyll-titles-from-headings'),
  ...partly('`site.github` has what the config says of the repository', 'jekyll-github-metadata'),
  ...partly(
    'the theme must lie in the site: `--write` copies it in where it finds it',
    'jekyll-remote-theme',
  ),
  ...partly(
    'write `last_modified_at` in front matter; nothing is asked of git',
    'jekyll-last-modified-at',
    'jekyll-git_metadata',
  ),
  ...partly(
    '`category_permalink` and `tag_permalink` say where the lists are',
    'jekyll-category-pages',
    'jekyll-tagging',
    'jekyll-auto-archive',
  ),
  ...partly(
    'put the pictures in `assets/`, and link them from the root',
    'jekyll-postfiles',
    'jekyll-post-files',
  ),
  ...none('write the name as a link', 'jekyll-mentions'),
  ...none('write the picture’s address into the layout', 'jekyll-avatar'),
  ...none('write `{:toc}` where the contents should be', 'jekyll-toc'),
  ...none('compile it before the build, into `.js`', 'jekyll-coffeescript'),
  ...none(
    'write the formulas as `$$…$$`, and load MathJax or KaTeX in the layout',
    'jekyll-katex',
    'kramdown-math-katex',
    'kramdown-math-mathjax',
  ),
  ...none(
    'leave it out: hosts compress',
    'jekyll-minifier',
    'jekyll-compress-html',
    'jekyll-compress-images',
    'jekyll-zopfli',
    'jekyll-gzip',
    'jekyll-brotli',
  ),
  ...none(
    'write the class or `rel` into the link',
    'jekyll-target-blank',
    'jekyll-autolinks',
    'jekyll-external-links',
    'jekyll-email-protect',
  ),
  ...none(
    'make the pictures’ sizes before the build',
    'jekyll-picture-tag',
    'jekyll-responsive-image',
    'jekyll-responsive_image',
  ),
  ...none(
    'one site for each language, under a folder of its own',
    'jekyll-polyglot',
    'jekyll-multiple-languages-plugin',
    'jekyll-multiple-languages',
  ),
  ...none('have a script write the list before the build', 'jekyll-scholar'),
  ...none(
    'index the published site',
    'jekyll-algolia',
    'jekyll-lunr-js-search',
    'jekyll-elasticsearch',
  ),
  ...none(
    'not needed for the site',
    'jekyll-admin',
    'jekyll-compose',
    'jekyll-livereload',
    'jekyll-environment-variables',
    'jekyll-contentblocks',
  ),
];
