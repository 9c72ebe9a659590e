/** Small sites of other generators, and where those put them. */
import type { Files } from '../support/site.js';

const HEXO_LAYOUT =
  '<html><body><h1><%= page.title %></h1><div><%- page.content || "" %></div></body></html>';

export const HEXO: Files = {
  '_config.yml':
    'title: 我的博客\nurl: https://hexo.example\ntimezone: Asia/Shanghai\nlanguage: zh-CN\nauthor: 张三\ntheme: t\npermalink: :year/:month/:day/:title/\nper_page: 2\npost_asset_folder: true\ncategory_map:\n  财经: finance\n',
  ...Object.fromEntries(
    ['index', 'post', 'page', 'archive', 'tag', 'category'].map((name) => [
      `themes/t/layout/${name}.ejs`,
      HEXO_LAYOUT,
    ]),
  ),
  'package.json': '{"name": "site", "private": true, "hexo": {"version": "8"}}\n',
  'source/_posts/Hello World.md':
    '---\ntitle: Hello World\ndate: 2022-05-16 23:30:00\ntags: [JavaScript, C++]\ncategories: [财经, 股票]\n---\nSome words. {% post_link late 后来 %} and {% asset_img a.png alt %}.\n\n<!-- more -->\n\n{% codeblock lang:js %}\nlet a = 1;\n{% endcodeblock %}\n\n```\n{% post_link late %}\n```\n',
  'source/_posts/Hello World/a.png': 'png',
  'source/_posts/late.md':
    'title: 深夜\ndate: 2022/5/17 00:10\nupdated: 2022-06-01 10:00:00\ntags: 新闻\n---\n没有开头的围栏。\n',
  'source/_posts/sub/deep.md':
    '---\ntitle: 深\ndate: 2022-05-18 10:00:00\ncategories:\n  - [A, B]\n  - [C]\n---\n内容在此。\n',
  'source/_posts/perma.md':
    '---\ntitle: P\ndate: 2022-05-19 10:00:00\npermalink: own/place.html\n---\n内容在此。\n',
  'source/_posts/json.md': ';;;\n"title": "J",\n"date": "2022-05-20 10:00:00"\n;;;\n内容在此。\n',
  'source/_posts/off.md': '---\ntitle: Off\ndate: 2022-05-21\npublished: false\n---\nx\n',
  'source/_drafts/draft.md': '---\ntitle: D\n---\nx\n',
  'source/about/index.md': '---\ntitle: About\n---\nMe.\n',
  'source/about/more.md': '---\ntitle: More\n---\nMe.\n',
  'source/img/l.png': 'png',
  'source/CNAME': 'hexo.example\n',
};

/** As Hexo 8.1 built them, in the zone of the config. */
export const HEXO_ADDRESSES: readonly string[] = [
  ...['/', '/CNAME', '/img/l.png', '/about/', '/about/more.html', '/own/place.html'],
  ...['/2022/05/16/Hello World/', '/2022/05/16/Hello World/a.png', '/2022/05/17/late/'],
  ...['/2022/05/18/sub/deep/', '/2022/05/20/json/', '/page/2/', '/page/3/'],
  ...['', '2022/', '2022/05/'].flatMap((part) =>
    ['', 'page/2/', 'page/3/'].map((page) => `/archives/${part}${page}`),
  ),
  ...['A/', 'A/B/', 'C/', 'finance/', 'finance/股票/'].map((slug) => `/categories/${slug}`),
  ...['C/', 'JavaScript/', '新闻/'].map((slug) => `/tags/${slug}`),
];

const HUGO_LAYOUT =
  '<html><body><h1>{{ .Title }}</h1><div>{{ .Content }}</div>{{ if not .IsPage }}{{ range .Paginator.Pages }}{{ .Title }}{{ end }}{{ end }}</body></html>';

export const HUGO: Files = {
  'config.toml':
    'baseURL = "https://hugo.example/"\ntitle = "Hugo\'s"\nlanguageCode = "zh-cn"\ntimeZone = "Asia/Shanghai"\npaginate = 2\n[permalinks]\n  news = "/:year/:month/:slug/"\n',
  'layouts/_default/single.html': HUGO_LAYOUT,
  'layouts/_default/list.html': HUGO_LAYOUT,
  'content/posts/Hello World & Co.md':
    '+++\ntitle = "Hello World"\ndate = 2022-05-16T23:30:00+08:00\ntags = ["JavaScript", "C++", "a b"]\ncategories = ["财经"]\naliases = ["/old/hello/", "older"]\nlastmod = 2022-06-01\n+++\nSome words, see [late]({{< ref "late.md" >}}) here.\n\n<!--more-->\n\n{{< figure src="/img/a.png" alt="A" caption="Cap" >}}\n\n{{< highlight go >}}\nfmt.Println()\n{{< /highlight >}}\n',
  'content/posts/late.md':
    '---\ntitle: 深夜 新闻\ndate: 2022-05-17\nslug: Late-News\n---\n内容。\n',
  'content/posts/draft.md': '---\ntitle: Dr\ndate: 2022-05-17\ndraft: true\n---\n内容。\n',
  'content/posts/json.md':
    '{\n  "title": "J",\n  "date": "2022-05-18T10:00:00Z",\n  "tags": ["新闻"]\n}\n内容 {在此}。\n',
  'content/posts/中文标题.md': '---\ntitle: 中\ndate: 2022-05-19\nurl: /own/place/\n---\n内容。\n',
  'content/posts/bundle/index.md': '---\ntitle: B\ndate: 2022-05-20\n---\n![x](x.png) here.\n',
  'content/posts/bundle/x.png': 'png',
  'content/news/2022/one.md': '---\ntitle: "新 闻: 一"\ndate: 2022-05-21\n---\nnews.\n',
  'content/about.md': '---\ntitle: About\n---\nAbout {{ x }}.\n',
  'content/posts/_index.md': '---\ntitle: Posts\n---\nIntro.\n',
  'static/robots.txt': 'User-agent: *\n',
};

export const ELEVENTY: Files = {
  'eleventy.config.js':
    'export default (c) => { c.addPassthroughCopy("src/img"); c.addPassthroughCopy({ "public": "/" }); return { dir: { input: "src", output: "_out" } }; };\n',
  'src/_data/metadata.json':
    '{"title": "El", "url": "https://el.example/", "language": "en", "author": {"name": "A"}}',
  'src/posts/posts.json': '{"tags": "posts", "layout": "post.njk"}',
  'src/posts/2022-05-16-hello.md':
    '---\ntitle: Hello\ntags: [x, posts]\n---\n{% image "a" %} words.\n',
  'src/posts/second.md':
    '---\ntitle: Second One\ndate: 2022-05-17\npermalink: "/p/{{ title | slugify }}/"\n---\nwords\n',
  'src/posts/hidden.md': '---\ntitle: H\ndate: 2022-05-17\npermalink: false\n---\nwords\n',
  'src/about/index.md': '---\ntitle: About\n---\nMe.\n',
  'src/index.njk': '{{ collections.posts }}',
  'src/img/l.png': 'png',
  'public/robots.txt': 'User-agent: *\n',
  '_out/index.html': 'built',
};
