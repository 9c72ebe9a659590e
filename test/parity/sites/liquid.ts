/**
 * A Jekyll site that uses all that Jekyll's Liquid has, each thing with an answer that shows on a page:
 * what is silent when it is wrong (the scope of `assign`, `""` and `0` true, `and` and `or` from the right,
 * parameters that end with their include, integer division) stands in a line of its own.
 */
import { type Files, post } from '../../support/site.js';

export const LIQUID_CONFIG: string = [
  'title: 港口日报 & Co',
  'description: "Ships, \\"tides\\" and <weather>"',
  'url: https://port.example',
  'baseurl: /daily',
  'timezone: Asia/Shanghai',
  'jekyll_utc_dates: true',
  'permalink: /:categories/:year/:month/:day/:title:output_ext',
  'paginate: 3',
  'paginate_path: /page:num/',
  'plugins: [jekyll-paginate]',
  'email: ""',
  'zero: 0',
  'off: false',
  'social-links: {git-hub: portdaily}',
  'nav: [{title: Home, url: /}, {title: About, url: /about/}, {title: "<Sea>", url: /sea.html}]',
  'defaults:',
  '  - scope: {path: "", type: posts}',
  '    values: {layout: post, author: Lin, toc: true}',
  '  - scope: {path: notes, type: pages}',
  '    values: {layout: default, section: Notes}',
  '  - scope: {path: img}',
  '    values: {picture: true}',
].join('\n');

const DEFAULT = `<!DOCTYPE html>
<html lang="{{ page.lang | default: "en" }}">
{%- include head.html -%}
<body class="{{ layout.class | default: 'plain' }} {{ layout.inner }}">
{% include nav.html links=site.nav current=page.url %}
<main>
{{ content }}
</main>
{% include footer.html -%}
<p id="leaked">{{ from_footer }}|{{ include.current }}|{{ inner_of_loop }}</p>
</body>
</html>
`;

const LAYOUTS: Files = {
  '_layouts/default.html': `---\nclass: site\n---\n${DEFAULT}`,
  '_layouts/post.html': `---
layout: default
class: story
inner: from-post
---
<article>
<h1>{{ page.title }}</h1>
<p class="meta"><time datetime="{{ page.date | date_to_xmlschema }}">{{ page.date | date: "%-d %B %Y, %H:%M" }}</time>
by {{ page.author }} in {{ page.categories | array_to_sentence_string }}</p>
{% if page.tags.size > 0 %}<ul class="tags">{% for tag in page.tags %}<li>{{ forloop.index }}/{{ forloop.length }} {{ tag }}{% unless forloop.last %},{% endunless %}</li>{% endfor %}</ul>{% endif %}
{% if page.toc and page.lead %}<p class="lead">{{ page.lead }}</p>{% endif %}
{{ content }}
{% if page.previous %}<a rel="prev" href="{{ page.previous.url | relative_url }}">{{ page.previous.title }}</a>{% endif %}
{% if page.next.url %}<a rel="next" href="{{ page.next.url | relative_url }}">{{ page.next.title }}</a>{% endif %}
<p class="about">{{ page.id }} {{ page.slug }} {{ page.collection }} {{ page.path }} {{ page.relative_path }} {{ page.ext }} {{ page.draft }} {{ page.name }}</p>
<p class="excerpt">{{ page.excerpt | strip_html | strip }}</p>
<ul class="related">{% for p in site.related_posts limit: 3 %}<li>{{ p.title }}</li>{% endfor %}</ul>
{% include sidebar.html limit=2 %}
</article>
`,
  '_layouts/list/wide.html': '---\nlayout: default\n---\n<div class="wide">{{ content }}</div>\n',
  '_layouts/bare.xml': '<bare>{{ content }}</bare>',
};

const INCLUDES: Files = {
  '_includes/head.html': `<head>
<meta charset="utf-8">
<title>{% if page.title %}{{ page.title | escape }} – {% endif %}{{ site.title | escape }}</title>
<meta name="description" content="{{ page.description | default: site.description | strip_html | normalize_whitespace | truncate: 60 | escape }}">
<link rel="canonical" href="{{ page.url | replace: 'index.html', '' | absolute_url }}">
<link rel="stylesheet" href="{{ '/css/site.css' | relative_url }}">
</head>`,
  '_includes/nav.html': `<nav>
{%- assign inner_of_loop = 'kept' -%}
{%- for link in include.links -%}
{%- assign here = '' -%}
{%- if link.url == include.current -%}{%- assign here = ' aria-current="page"' -%}{%- endif -%}
<a href="{{ link.url | relative_url }}"{{ here }}>{{ link.title | escape }}</a>
{%- endfor -%}
</nav>
`,
  '_includes/footer.html': `{% assign from_footer = 'seen outside' %}<footer>{{ site.time | date: "%Y" | size }} {{ site.social-links.git-hub }} {% include parts/small.html text="in & out" %}</footer>`,
  '_includes/parts/small.html':
    '<small>{{ include.text }}{% if include.current %}leak{% endif %}</small>',
  '_includes/sidebar.html': `<aside>{% for p in site.posts limit: include.limit %}<a href="{{ site.baseurl }}{{ p.url }}">{{ p.title }}</a>{% endfor %}</aside>`,
  '_includes/content-param.html': '<b>{{ include.content }}</b>',
  '_includes/returns.html': '{% assign answer = include.of | times: 2 %}',
  '_includes/icon.svg': '<svg><title>{{ include.name }}</title></svg>',
};

const DATA: Files = {
  '_data/crew.yml':
    '- {name: Ada, rank: 2, port: east}\n- {name: Bo, rank: 10, port: west}\n- {name: 陈, rank: 1, port: east}\n',
  '_data/tides/today.json': '{"high": ["03:10", "15:42"], "low": {"am": "09:20"}}',
  '_data/prices.csv': 'name,price\nrope,3.5\ntar,12\n',
};

/** Each line is one question; its number leads to it when answers differ. */
const LOGIC = [
  `{% if site.email %}empty text is true{% endif %}`,
  `{% if site.zero %}zero is true{% endif %}`,
  `{% if site.off %}no{% else %}false is false{% endif %}`,
  `{% if site.nothing %}no{% else %}nil is false{% endif %}`,
  `{% if site.email == empty %}empty{% endif %} {% if site.nothing == nil %}nil{% endif %}`,
  `{% if true or false and false %}right to left{% else %}left{% endif %}`,
  `{% if false and false or true %}A{% else %}B{% endif %}`,
  `{% if site.title contains '日报' %}has{% endif %} {% if site.nav contains 'x' %}no{% else %}not{% endif %}`,
  `{% if 2 > 1 and 'b' > 'a' %}more{% endif %} {% if 1 <> 2 %}other{% endif %} {% if 1 != 1.0 %}differs{% else %}same{% endif %}`,
  `{% unless site.off %}unless{% else %}no{% endunless %} {% unless true %}a{% elsif true %}b{% endunless %}`,
  `{% case site.zero %}{% when 1, 2 %}no{% when 0 or 5 %}zero{% else %}else{% endcase %}`,
  `{% case page.kind %}{% when 'quiz' %}quiz{% endcase %}{% case 'x' %}{% when 'y' %}{% else %}else{% endcase %}`,
  `{{ 7 | divided_by: 2 }} {{ 7 | divided_by: 2.0 }} {{ -7 | divided_by: 2 }} {{ 7 | modulo: 3 }} {{ 3 | times: 1.5 }} {{ 4 | plus: 1 | minus: 10 | abs }}`,
  `{{ 3.14159 | round: 2 }} {{ 3.5 | ceil }} {{ 3.5 | floor }} {{ 2.0 }} {{ "3" | plus: "4" }} {{ 5 | at_most: 3 }} {{ 5 | at_least: 8 }}`,
  `{{ "a,b,,c" | split: "," | size }} {{ "a,b,,c" | split: "," | join: "-" }} {{ "abc" | slice: 1 }} {{ "abcdef" | slice: -3, 2 }}`,
  `{{ "Hello World" | downcase | capitalize }} {{ "x" | upcase | append: "y" | prepend: "w" }} {{ " s " | strip | size }}[{{ " s " | lstrip }}][{{ " s " | rstrip }}]`,
  `{{ "one two three" | truncatewords: 2 }} {{ "one two three" | truncate: 7 }} {{ "one two three" | truncate: 7, "" }} {{ "a-b-a" | replace_first: "a", "z" }} {{ "a-b-a" | remove: "a" }} {{ "a-b-a" | remove_first: "a" }}`,
  `{{ "<b>&amp;" | escape }} {{ "<b>&amp;" | escape_once }} {{ "<p>x</p><!-- c -->" | strip_html }} {{ "a b&c" | url_encode }} {{ "a%20b+c" | url_decode }} {{ "a b" | cgi_escape }} {{ "a b/ü" | uri_escape }}`,
  `{{ "Ä Wörld, 你好!" | slugify }} {{ "Ä Wörld, 你好!" | slugify: "pretty" }} {{ "Ä Wörld" | slugify: "latin" }}`,
  `{{ "a\\nb" | newline_to_br | strip_newlines }} {{ "two words 字" | number_of_words }} {{ "two words 字字" | number_of_words: "cjk" }}`,
  `{{ site.data.crew | map: "name" | join: ", " }} {{ site.data.crew | sort: "rank" | map: "name" | first }} {{ site.data.crew | where: "port", "east" | size }}`,
  `{{ site.data.crew | where_exp: "c", "c.rank > 1" | map: "name" | join: " " }} {{ site.data.crew | find: "name", "Bo" | jsonify }}`,
  `{% assign by = site.data.crew | group_by: "port" %}{% for g in by %}{{ g.name }}:{{ g.size }}={{ g.items | map: "name" | join: "+" }};{% endfor %}`,
  `{{ "b,A,c" | split: "," | sort | join: " " }} {{ "b,A,c" | split: "," | sort_natural | join: " " }} {{ "b,a,b" | split: "," | uniq | reverse | join: " " }}`,
  `{% assign l = "a,b" | split: "," | push: "c" | unshift: "z" %}{{ l | join }} {{ l | pop | shift | join }} {{ l.first }} {{ l.last }} {{ l.size }} {{ l[1] }} {{ l[-1] }} {{ l | concat: l | size }}`,
  `{{ site.data.tides.today.high[1] }} {{ site.data.tides.today["low"].am }} {{ site.data.tides.today.low.am.size }} {{ site.data["prices"][0].name }} {{ site.data.prices[1].price }}`,
  `{{ site.data.tides.today | jsonify }} {{ "2022-05-16" | date: "%b %-d" }} {{ "2022-05-16 10:00 +0800" | date_to_string }} {{ "2022-05-16 10:00 +0800" | date_to_long_string: "ordinal" }} {{ "2022-05-16 10:00 +0800" | date_to_rfc822 }}`,
  `{% assign x = 1 %}{% for i in (1..2) %}{% assign x = i | times: 10 %}{% endfor %}{{ x }}`,
  `{% for i in (1..9) reversed limit: 4 offset: 1 %}{{ i }}{% if forloop.first %}f{% endif %}{% if i == 4 %}{% break %}{% endif %}{% endfor %}`,
  `{% for i in (1..5) %}{% if i == 2 %}{% continue %}{% endif %}{{ i }}-{{ forloop.rindex }}-{{ forloop.rindex0 }} {% endfor %}`,
  `{% for a in site.nothing %}x{% else %}none{% endfor %} {% for i in (1..4) limit: 2 %}{{ i }}{% endfor %}{% for i in (1..4) offset: continue %}{{ i }}{% endfor %}`,
  `{% for a in (1..2) %}{% for b in (1..2) %}{{ forloop.parentloop.index }}{{ forloop.index0 }} {% endfor %}{% endfor %}`,
  `{% for pair in site.data.tides.today %}{{ pair[0] }}={{ pair[1] | size }};{% endfor %} {% for c in site.categories %}{{ c[0] }}:{{ c[1].size }} {% endfor %}`,
  `{% tablerow n in (1..3) cols: 2 %}{{ n }}{% endtablerow %}`,
  `{% cycle 'a', 'b' %}{% cycle 'a', 'b' %}{% cycle 'a', 'b' %} {% cycle 'g': 1, 2 %}{% cycle 'g': 1, 2 %} {% increment n %}{% increment n %}{% decrement m %}{% decrement m %}`,
  `{% capture c %}<i>{{ site.title }}</i>{% endcapture %}{{ c }} {{ c.size }} {{ c | strip_html | upcase }}`,
  `{% raw %}{{ not.run }} {% if %}{% endraw %} {% comment %}hidden {{ x }} {% if true %}{% endif %}{% endcomment %}`,
  `{% include content-param.html content="param" %}{% include returns.html of=21 %}{{ answer }}`,
  `{% assign which = "parts/small" %}{% include {{ which }}.html text='computed' %} {% include icon.svg name="A & B" %}`,
  `{{ page.url }} {{ page.dir }} {{ page.name }} {{ page.path }} {{ page.title }} {{ page.nothing }} {{ page.nothing.deeper }}`,
  `{{ '/x y.html' | relative_url }} {{ 'x' | absolute_url }} {{ '/a/index.html' | strip_index }} {{ 'https://e.example/q' | relative_url }}`,
  `{% link about.md %} {% link _posts/2022-05-16-first-tide.md %} {% post_url 2022-05-17-a-b-c %}`,
  `{{ site.posts.size }} {{ site.posts.first.title }} {{ site.posts.last.title }} {{ site.tags.tide.size }} {{ site.tags['storm & sea'].size }}`,
  `{% assign y = site.posts | group_by_exp: "p", "p.date | date: '%Y'" %}{% for g in y %}{{ g.name }} {{ g.size }} {% endfor %}`,
  `{{ site.posts | where: "pinned", true | map: "title" | join: "/" }} {{ site.posts | where_exp: "p", "p.tags contains 'tide'" | size }}`,
  `{{ site.collections.first.label }} {{ site.collections.first.docs.size }} {{ site.documents.first.title }} {{ site.html_pages | map: 'name' | uniq | size }}`,
  `{% assign pics = site.static_files | where: "picture", true %}{% for f in pics %}{{ f.path }} {{ f.name }} {{ f.basename }} {{ f.extname }};{% endfor %}`,
  `{{ "# head" | markdownify | strip }} {{ "a *b*" | markdownify | strip }} {{ "it's" | smartify }} {{ '"a" <1>' | xml_escape }}`,
  `{{ nil | default: "d" }} {{ "" | default: "e" }} {{ false | default: "f" }} {{ 0 | default: "g" }} {{ site.zero | inspect }}`,
  `{{- "trim left" }} x {{ "trim right" -}}   y {%- if true -%}   z   {%- endif -%}  end`,
  `{% assign my-var = "hyphen" %}{{ my-var }} {% assign a = "1,2,3" | split: "," %}{% assign s = 0 %}{% for i in a %}{% assign s = s | plus: i %}{% endfor %}{{ s }}`,
  `{{ "now" | date: "%Y" | size }} {{ site.posts[1].title }} {{ site.posts[1]["title"] | size }} {{ site.posts | map: "title" | sort | last }}`,
  `{{ jekyll.environment }} {% if paginator %}p{% else %}no paginator{% endif %} {{ layout.class }} {{ page.layout }}`,
  `{{ "x" | sample | size }} {{ "a b c" | split: " " | compact | size }} {{ "1.5" | to_integer }} {{ "x" | array_to_sentence_string }}`,
  `{% for t in site.tags %}{% assign t_name = t | first %}{% assign t_posts = t | last %}{{ t_name }}({{ t_posts | size }}) {% endfor %}`,
  `{{ "<i class='x'>it's</i> -- <<so>>, &c..." | smartify }} {{ '("b"), <em>a</em>"' | smartify }}`,
  `{{ "2022-05-16 22:00:00 -0500" | date: "%d %H:%M %z%Z" }} {{ "2022-05-16T10:00:00Z" | date: "%H:%M %z" }} {{ "2022-05-16 22:00:00 -0500" | date_to_xmlschema }}`,
  `{{ site.data.crew | where: "ship", empty | size }} {{ site.data.crew | where: "ship", blank | size }} {{ site.data.crew | where: "name", empty | size }} {{ site.data.crew | find: "ship", empty | map: "name" }}`,
  `{{ site.data.crew | map: "name.size" | inspect }} {{ site.data.crew | map: "size" | inspect }} {{ site.data.crew | uniq: "a.b" | size }} {{ site.data.crew | compact: "first" | size }}`,
  `{{ site.data.crew | group_by_exp: "c", "c.rank > 1" | map: "name" | join: " " }} {{ site.data.crew | group_by_exp: "c", "c.name == 'Bo' | size" | map: "name" | join: " " }} {{ site.posts | group_by_exp: "p", "p.categories" | map: "size" | join: " " }}`,
  `{{ site.posts | sort: "categories" | map: "categories" | join: "+" }} {{ site.posts | sort: "tags", "last" | map: "tags" | join: "+" }}`,
  `{% assign l = "a,,b" | split: "," %}{% if l contains empty %}has{% else %}has not{% endif %} {% if l contains "" %}has{% endif %}`,
  `{% assign sorted = site.pages | where_exp: "p", "p.title and p.name != 'index.html'" | sort: "title" %}{% for p in sorted %}{{ p.title }}@{{ p.url }} {% endfor %}`,
];

const PAGES: Files = {
  'index.html': `---
layout: default
title: Home
---
<ul class="posts">
{% for post in paginator.posts %}<li><a href="{{ post.url | relative_url }}">{{ post.title | escape }}</a> <span>{{ post.date | date: "%F" }}</span> {{ post.excerpt | strip_html | truncatewords: 5 }}</li>
{% endfor %}</ul>
<p class="pager">{{ paginator.page }}/{{ paginator.total_pages }} of {{ paginator.total_posts }} by {{ paginator.per_page }}
{% if paginator.previous_page %}<a href="{{ paginator.previous_page_path | relative_url }}">newer {{ paginator.previous_page }}</a>{% endif %}
{% if paginator.next_page %}<a href="{{ paginator.next_page_path | relative_url }}">older {{ paginator.next_page }}</a>{% endif %}</p>
`,
  'about.md': `---
layout: list/wide
title: About
permalink: /about/
---
# About {{ site.title }}

We have {{ site.posts | size }} stories{% if site.posts.size > 2 %} and *more*{% endif %}.

{% for c in site.data.crew %}
- {{ c.name }} ({{ c.rank }})
{% endfor %}
`,
  'logic.html': `---\nlayout: default\ntitle: Logic\nkind: quiz\n---\n<ol>\n${LOGIC.map((line, at) => `<li id="q${at}">${line}</li>`).join('\n')}\n</ol>\n`,
  'archive.html': `---
layout: default
title: Archive
---
{% for post in site.posts %}{% capture year %}{{ post.date | date: "%Y" }}{% endcapture %}{% if year != shown %}<h2>{{ year }}</h2>{% assign shown = year %}{% endif %}
<p><a href="{{ post.url | relative_url }}">{{ post.title }}</a> {{ post.categories | join: "/" }}</p>
{% endfor %}
`,
  'tags.html': `---
layout: default
title: Tags
---
{% assign names = site.tags | sort %}{% for tag in names %}<h2 id="{{ tag[0] | slugify }}">{{ tag[0] }}</h2><ul>{% for p in tag[1] %}<li>{{ p.title }}</li>{% endfor %}</ul>{% endfor %}
`,
  'feed.xml': `---
layout: null
---
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>{{ site.title | xml_escape }}</title><link>{{ "/" | absolute_url }}</link>
{% for post in site.posts limit: 3 %}<item><title>{{ post.title | xml_escape }}</title><link>{{ post.url | absolute_url }}</link><pubDate>{{ post.date | date_to_rfc822 }}</pubDate><guid>{{ post.id | absolute_url }}</guid><description>{{ post.content | strip_html | xml_escape | truncate: 80 }}</description></item>
{% endfor %}</channel></rss>
`,
  'search.json': `---
---
[{% for p in site.posts %}{"title": {{ p.title | jsonify }}, "url": {{ p.url | relative_url | jsonify }}, "tags": {{ p.tags | jsonify }}}{% unless forloop.last %},{% endunless %}{% endfor %}]
`,
  'robots.txt': '---\n---\nSitemap: {{ "/sitemap.xml" | absolute_url }}\n',
  'css/site.css': '---\n---\nbody { color: {{ site.colour | default: "#333" }}; }\n',
  'bare.html': '---\nlayout: bare\n---\nin bare\n',
  'none.html': '---\nlayout: none\ntitle: None\n---\nno layout {{ page.title }}\n',
  'notes/one.md': '---\ntitle: One\n---\n{{ page.section }} *one*\n',
  '404.html': '---\nlayout: default\npermalink: /404.html\n---\n<p>Lost at {{ site.title }}</p>\n',
  'img/a.png': 'png',
  'img/b & c.jpg': 'jpg',
  'plain.txt': 'untouched {{ site.title }}\n',
};

const POSTS: Files = {
  '_posts/2021-12-31-old-year.md': post(
    'title: Old year\ncategories: [log]\ntags: [tide]\ndate: 2021-12-31 23:30:00 +0800',
    'The *last* tide.\n\nMore of it.',
  ),
  '_posts/2022-05-16-first-tide.md': post(
    'title: First tide\ncategories: [log, 海]\ntags: [tide, storm & sea]\nlead: "Words & more"\npinned: true\ndate: 2022-05-16 09:05:00 +0800',
    'A **first** paragraph with [a link](https://tide.example/about).\n\n## A heading\n\n- one\n- two\n\n> quoted',
  ),
  '_posts/2022-05-17-a-b-c.md': post(
    'title: A B C\nauthor: Mei\ndate: 2022-05-17 10:00:00 +0800',
    'Plain words.\n\n| a | b |\n|---|---|\n| 1 | 2 |',
  ),
  '_posts/2022-05-18-long.md': post(
    'title: "Long: a story"\ncategories: news\ntags: tide harbour\ntoc: false\ndate: 2022-05-18 23:59:59 +0800',
    'First.\n\nSecond.\n\n1. x\n2. y',
  ),
  '_posts/2022-06-01-june.md': post(
    'title: June\ndate: 2022-06-01 08:00:00 +0800\ntags: [harbour]',
    'June comes.',
  ),
  '_posts/2022-06-02-late.html': post(
    'title: Late HTML\ndate: 2022-06-02 08:00:00 +0800',
    '<p>HTML <em>story</em>.</p>',
  ),
  '_posts/2022-06-03-newest.md': post(
    'title: Newest\ndate: 2022-06-03 08:00:00 +0800\ncategories: log',
    'The newest of all.',
  ),
};

export const LIQUID_SITE: Files = {
  '_config.yml': `${LIQUID_CONFIG}\n`,
  ...LAYOUTS,
  ...INCLUDES,
  ...DATA,
  ...PAGES,
  ...POSTS,
};
