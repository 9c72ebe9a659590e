/** One layout with its includes, written as Jekyll's themes write theirs, in both languages. */

export const NAV = [
  { title: 'Home', url: '/', external: false },
  { title: 'Politics & law', url: '/category/politics.html', external: false },
  { title: '经济', url: '/category/economy.html', external: false },
  { title: 'Sport', url: '/category/sport.html', external: false },
  { title: 'Weather', url: 'https://weather.example/', external: true },
  { title: 'About', url: '/about.html', external: false },
];

const LIQUID_HEAD = `<head>
<meta charset="utf-8">
<title>{% if page.title %}{{ page.title | escape }} | {{ site.title | escape }}{% else %}{{ site.title | escape }}{% endif %}</title>
{% assign description = page.summary | default: site.description | strip_html | normalize_whitespace | truncate: 160, "…" %}
<meta name="description" content="{{ description | escape }}">
<meta property="og:title" content="{{ page.title | escape }}">
<meta property="og:description" content="{{ description | escape }}">
<meta property="og:url" content="{{ page.url | absolute_url }}">
<meta property="og:type" content="{% if page.date %}article{% else %}website{% endif %}">
{% if page.date %}<meta property="article:published_time" content="{{ page.date | date_to_xmlschema }}">{% endif %}
{% for tag in page.tags %}<meta property="article:tag" content="{{ tag | escape }}">
{% endfor %}<link rel="canonical" href="{{ page.url | absolute_url }}">
<link rel="stylesheet" href="{{ '/assets/main.css' | relative_url }}">
</head>`;

const LIQUID_NAV = `<nav>{% for item in site.data.nav %}{% if item.external %}<a rel="external" href="{{ item.url }}">{{ item.title }}</a>{% else %}<a {% if item.url == page.url %}class="current"{% endif %} href="{{ item.url | relative_url }}">{{ item.title }}</a>{% endif %}{% unless forloop.last %} · {% endunless %}
{% endfor %}</nav>`;

const LIQUID_ITEM = `<li><a href="{{ include.post.url | relative_url }}">{{ include.post.title }}</a> <time datetime="{{ include.post.date | date_to_xmlschema }}">{{ include.post.date | date: "%Y-%m-%d" }}</time>{% if include.summary %}<p>{{ include.post.summary | truncate: 80, "…" }}</p>{% endif %}</li>`;

const LIQUID_POST = `<!DOCTYPE html>
<html lang="{{ page.lang | default: site.lang | default: 'en' }}">
{% include head.html %}
<body class="{{ page.layout }}">
{% include nav.html %}
<article>
<h1>{{ page.title }}</h1>
{% capture byline %}{{ page.date | date: "%B %-d, %Y" }}{% if page.author %} by {{ page.author }}{% endif %}{% endcapture %}
<p class="meta">{{ byline }}{% if page.categories.size > 0 %} in {% for category in page.categories %}<a href="{{ '/category/' | append: category | relative_url }}">{{ category }}</a>{% unless forloop.last %}, {% endunless %}{% endfor %}{% endif %}</p>
{{ content }}
{% if page.tags.size > 0 %}<ul class="tags">{% for tag in page.tags %}<li class="tag-{{ forloop.index }}">{{ tag }}</li>{% endfor %}</ul>{% endif %}
</article>
<aside><h2>Latest</h2><ul>
{% for post in site.posts limit:10 %}{% if forloop.first %}{% include item.html post=post summary=true %}{% else %}{% include item.html post=post summary=false %}{% endif %}
{% endfor %}</ul></aside>
<section><ol>
{% for post in site.posts limit:10 %}<li id="s{{ forloop.index }}"><a href="{{ post.url | relative_url }}" title="{{ post.title | escape }}">{{ post.title | truncate: 40, "…" }}</a> {{ post.date | date: "%b %-d" }} {% if post.categories contains "x" %}x{% endif %}</li>
{% endfor %}</ol></section>
{% assign words = page.summary | size | divided_by: 5 | plus: 1 %}
<footer>{{ words }} words · {{ site.title }} · {{ site.description }}</footer>
</body></html>`;

const NUNJUCKS_HEAD = `<head>
<meta charset="utf-8">
<title>{% if page.title %}{{ page.title }} | {{ site.title }}{% else %}{{ site.title }}{% endif %}</title>
{% set description = page.summary | default(site.description) | strip_html | normalize_whitespace | truncate(160) %}
<meta name="description" content="{{ description }}">
<meta property="og:title" content="{{ page.title }}">
<meta property="og:description" content="{{ description }}">
<meta property="og:url" content="{{ page.url | absolute_url }}">
<meta property="og:type" content="{% if page.date %}article{% else %}website{% endif %}">
{% if page.date %}<meta property="article:published_time" content="{{ page.date | date_to_xmlschema }}">{% endif %}
{% for tag in page.tags %}<meta property="article:tag" content="{{ tag }}">
{% endfor %}<link rel="canonical" href="{{ page.url | absolute_url }}">
<link rel="stylesheet" href="{{ '/assets/main.css' | relative_url }}">
</head>`;

const NUNJUCKS_NAV = `<nav>{% for item in site.data.nav %}{% if item.external %}<a rel="external" href="{{ item.url }}">{{ item.title | safe }}</a>{% else %}<a {% if item.url == page.url %}class="current"{% endif %} href="{{ item.url | relative_url }}">{{ item.title | safe }}</a>{% endif %}{% if not loop.last %} · {% endif %}
{% endfor %}</nav>`;

const NUNJUCKS_ITEM = `<li><a href="{{ post.url | relative_url }}">{{ post.title }}</a> <time datetime="{{ post.date | date_to_xmlschema }}">{{ post.date | date("%Y-%m-%d") }}</time>{% if summary %}<p>{{ post.summary | truncate(80) }}</p>{% endif %}</li>`;

const NUNJUCKS_POST = `<!DOCTYPE html>
<html lang="{{ page.lang | default(site.lang) | default('en') }}">
{% include "head.njk" %}
<body class="{{ page.layout }}">
{% include "nav.njk" %}
<article>
<h1>{{ page.title }}</h1>
{% set byline %}{{ page.date | date("%B %-d, %Y") }}{% if page.author %} by {{ page.author }}{% endif %}{% endset %}
<p class="meta">{{ byline }}{% if page.categories.length > 0 %} in {% for category in page.categories %}<a href="{{ '/category/' | append(category) | relative_url }}">{{ category }}</a>{% if not loop.last %}, {% endif %}{% endfor %}{% endif %}</p>
{{ content }}
{% if page.tags.length > 0 %}<ul class="tags">{% for tag in page.tags %}<li class="tag-{{ loop.index }}">{{ tag }}</li>{% endfor %}</ul>{% endif %}
</article>
<aside><h2>Latest</h2><ul>
{% for post in site.posts | limit(10) %}{% if loop.first %}{% set summary = true %}{% include "item.njk" %}{% else %}{% set summary = false %}{% include "item.njk" %}{% endif %}
{% endfor %}</ul></aside>
<section><ol>
{% for post in site.posts | limit(10) %}<li id="s{{ loop.index }}"><a href="{{ post.url | relative_url }}" title="{{ post.title }}">{{ post.title | truncate(40) }}</a> {{ post.date | date("%b %-d") }} {% if "x" in post.categories %}x{% endif %}</li>
{% endfor %}</ol></section>
{% set words = page.summary | size | divided_by(5) | plus(1) %}
<footer>{{ words | int }} words · {{ site.title | safe }} · {{ site.description }}</footer>
</body></html>`;

export const LIQUID = {
  'post.html': LIQUID_POST,
  '_includes/head.html': LIQUID_HEAD,
  '_includes/nav.html': LIQUID_NAV,
  '_includes/item.html': LIQUID_ITEM,
};

export const NUNJUCKS = {
  'post.njk': NUNJUCKS_POST,
  'head.njk': NUNJUCKS_HEAD,
  'nav.njk': NUNJUCKS_NAV,
  'item.njk': NUNJUCKS_ITEM,
};
