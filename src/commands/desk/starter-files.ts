/** The files of a new site. Pure. */
import { yamlText } from '../../formats/front-matter/front-matter-edits.js';

export const CI_HOSTS = ['github', 'gitlab', 'none'] as const;
export type CiHost = (typeof CI_HOSTS)[number];

export interface Starter {
  readonly title: string;
  readonly lang: string;
  readonly timezone: string;
  /** `2022-05-16 15:04:20 +0800` */
  readonly date: string;
  readonly ci: CiHost;
  /** Where the config's schema is, as seen from the site. */
  readonly schema: string;
  /** What `package.json` has behind finews' name. */
  readonly spec: string;
  /** What stands at the head of the workflow, as a comment. */
  readonly ciNote: string;
}

/** A path below the site, and its text. */
export type StarterFile = readonly [path: string, text: string];

/** What belongs to the content: left out where the site has some. */
export function contentFiles(starter: Starter): readonly StarterFile[] {
  const { title, lang, date } = starter;
  const isChinese = lang.startsWith('zh');
  const day = date.slice(0, 10);
  const story = isChinese
    ? [
        '你好',
        '站务',
        '这是第一篇稿子，由 `finews init` 写成。\n\n用 `npx finews new "标题"` 写下一篇。',
      ]
    : [
        'Hello',
        'News',
        'This is the first story, written by `finews init`.\n\nWrite the next one with `npx finews new "A title"`.',
      ];
  const [headline = '', category = '', body = ''] = story;
  const about = isChinese
    ? ['关于', `${title}是一个新闻站。`]
    : ['About', `${title} is a news site.`];
  return [
    [
      `_posts/${day}-hello.md`,
      `---\ntitle: ${headline}\ndate: ${date}\ncategories: [${category}]\n---\n\n${body}\n`,
    ],
    ['about.md', `---\ntitle: ${about[0]}\n---\n\n${about[1]}\n`],
  ];
}

/** What stands beside it. */
export function settingFiles(starter: Starter): readonly StarterFile[] {
  return [
    ['_config.yml', configText(starter)],
    ['.gitignore', 'node_modules/\npublic/\n.finews/\n'],
    ['package.json', json(packageOf(starter))],
    ['.vscode/settings.json', json(editorSettings(starter))],
    ['.vscode/extensions.json', json({ recommendations: EXTENSIONS })],
    ['frontmatter.json', json(FRONT_MATTER_CMS)],
    ...ciFiles(starter),
  ];
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function configText({ title, lang, timezone, schema }: Starter): string {
  const isChinese = lang.startsWith('zh');
  const [home, about] = isChinese ? ['首页', '关于'] : ['Home', 'About'];
  return `# yaml-language-server: $schema=${schema}
title: ${yamlText(title, '')}
lang: ${lang}
timezone: ${timezone}
# The address it will have, without a path: feeds and sitemaps need it.
# url: https://news.example
# The path below it, as on GitHub Pages:
# baseurl: /news
nav:
  - { title: ${home}, url: / }
  - { title: ${about}, url: /about.html }
`;
}

function packageOf({ spec }: Starter): object {
  return {
    private: true,
    scripts: {
      build: 'finews build',
      start: 'finews serve --watch --drafts',
      check: 'finews check',
    },
    devDependencies: { finews: spec },
  };
}

const EXTENSIONS = ['redhat.vscode-yaml', 'eliostruyf.vscode-front-matter'];

function editorSettings({ schema }: Starter): object {
  return {
    'yaml.schemas': { [schema]: ['_config.yml', '_config.*.yml'] },
    'files.exclude': { public: true, '.finews': true },
  };
}

const field = (name: string, type: string, more: object = {}): object => ({
  title: name,
  name,
  type,
  ...more,
});

/** Settings of the editor's extension Front Matter CMS. */
const FRONT_MATTER_CMS = {
  $schema: 'https://frontmatter.codes/frontmatter.schema.json',
  'frontMatter.framework.id': 'jekyll',
  'frontMatter.content.publicFolder': '.',
  'frontMatter.content.pageFolders': [
    { title: 'posts', path: '[[workspace]]/_posts', contentTypes: ['post'] },
    { title: 'drafts', path: '[[workspace]]/_drafts', contentTypes: ['post'] },
  ],
  'frontMatter.taxonomy.dateFormat': 'yyyy-MM-dd HH:mm:ss xx',
  'frontMatter.taxonomy.contentTypes': [
    {
      name: 'post',
      pageBundle: false,
      fields: [
        field('title', 'string', { single: true }),
        field('date', 'datetime', { default: '{{now}}', isPublishDate: true }),
        field('categories', 'categories'),
        field('tags', 'tags'),
        field('description', 'string'),
        field('image', 'image', { isPreviewImage: true }),
        field('author', 'string', { single: true }),
        field('source', 'string', { single: true }),
        field('source_url', 'string', { single: true }),
        field('slug', 'string', { single: true }),
        field('permalink', 'string', { single: true }),
        field('redirect_from', 'list'),
        field('last_modified_at', 'datetime', { isModifiedDate: true }),
        field('draft', 'draft'),
      ],
    },
  ],
};

function ciFiles({ ci, ciNote }: Starter): readonly StarterFile[] {
  if (ci === 'github') return [['.github/workflows/site.yml', `${ciNote}${GITHUB}`]];
  return ci === 'gitlab' ? [['.gitlab-ci.yml', `${ciNote}${GITLAB}`]] : [];
}

const GITHUB = `name: site
on:
  push: { branches: [main] }
  pull_request:
permissions: { contents: read, pages: write, id-token: write }
jobs:
  site:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 20, cache: npm }
      - run: npm ci
      - uses: actions/cache@v4
        with:
          path: |
            .finews
            public
          key: site-\${{ github.run_id }}
          restore-keys: site-
      - run: npx finews check
      - uses: actions/upload-pages-artifact@v3
        with: { path: public }
  deploy:
    needs: site
    if: github.event_name == 'push'
    runs-on: ubuntu-latest
    environment: github-pages
    steps:
      - uses: actions/deploy-pages@v4
`;

const GITLAB = `pages:
  image: node:20
  script:
    - npm ci
    - npx finews check
  cache:
    key: site
    paths: [.finews, public]
  artifacts:
    paths: [public]
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`;
