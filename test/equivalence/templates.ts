/** Templates that read the site in every way they can, for a newsroom that keeps changing them. */

/** Parts that a story's or a list's template may have. */
export const PARTS: readonly string[] = [
  '{{ site.title }} {{ site.nothing }}',
  '{% for p in site.posts | limit(3) %}{{ p.title }} {{ p.url | relative_url }};{% endfor %}',
  '{{ page.title | upcase }}{% if site.data.people.li %}li{% endif %}',
  '{{ site.posts.length }} stories, {{ site.posts | size }}',
  '{% for p in site.categories["a"] | limit(2) %}{{ p.title }}{% endfor %}',
  '{% if site.tags["快讯"] %}has 快讯: {{ site.tags["快讯"].length }}{% else %}none{% endif %}',
  '{% for name, posts in site.categories %}{{ name }}={{ posts.length }} {% endfor %}',
  '{% for name in site.tags %}{{ name[0] }},{% endfor %}',
  '{{ site.data.people.li.name }} {{ site.data.people.none.name }}',
  '{% for key, person in site.data.people %}{{ key }}:{{ person.name }}{% endfor %}',
  '{{ site.data | jsonify }}',
  '{{ page.previous.title }} {{ page.previous.previous.title }} {{ page.next.next.url }}',
  '{% for p in page.related %}{{ p.title }}{{ p.words }}{% endfor %}',
  '{{ site.posts[0].content }} {{ site.posts[1].excerpt }}',
  '{{ (site.posts | last).title }} {{ (site.posts | first).summary }}',
  '{% for p in site.posts | where("category", "b") %}{{ p.title }}{% endfor %}',
  '{{ site.time | date("%Y-%m-%d") }}{{ jekyll.environment }}',
  '{% include "parts/" + (site.skin or "plain") + ".njk" %}',
  '{% include "parts/missing.njk" ignore missing %}',
  '{% import "parts/macros.njk" as m %}{{ m.shout(page.title) }}',
  '{{ "/x" | absolute_url }} {{ page.url | relative_url }}',
  '{{ paginator.total_posts }}/{{ paginator.total_pages }}',
  '{% for p in site.pages %}{{ p.url }}{{ p.title }}{% endfor %}',
  '{% for f in site.static_files %}{{ f.path }}{% endfor %}',
  '{% for p in site.related_posts %}{{ p.title }}{% endfor %}',
  '{% for key in site %}{{ key[0] }} {% endfor %}',
  '{{ (site.posts | sample).title }}',
  '{% for t in page.tag_terms %}{{ t.name }}{{ t.url }}{{ t.data.note }}{% endfor %}',
  '{% for t in site.terms.sources %}{{ t.name }}{{ t.posts.length }}{% endfor %}',
  '{% for t in site.terms.topics %}{{ t.url }}{{ t.posts[0].title }}{% endfor %}',
  '{% for f in site.feed_links %}{{ f.url }}{% endfor %}{{ "/assets/style.css" | asset_url }}',
  '{{ page | json_ld({ site: site, paginator: paginator }) }}{{ page | canonical(site) }}',
  '{% for t in page.source_terms %}{{ t.name }}{% endfor %}{% for t in page.topic_terms %}{{ t.name }}{% endfor %}',
  '{{ page.minutes }} {{ page.words }} {{ page.categories | join }}',
  '{% for n in site.notes %}{{ n.title }} {{ n.url }} {{ n.date | date("%F") }}{{ n.next.title }}{% endfor %}',
  '{{ site.notes[0].content }} {{ (site.notes | last).excerpt }} {{ site.documents.length }}',
  '{% for c in site.collections %}{{ c.label }}{{ c.docs.length }}{{ c.files.length }}{% endfor %}{{ site.memos[1].title }}',
];

export const POST = (parts: readonly string[]): string =>
  `<h1>{{ page.title }}</h1>{{ content }}\n${parts.join('\n')}\n`;

export const LIST = (parts: readonly string[]): string =>
  `{% for p in paginator.posts %}<li>{{ p.url }} {{ p.title }} {{ p.summary }}</li>{% endfor %}
{{ paginator.previous_page_path }}|{{ paginator.next_page_path }}|{{ page.title }}\n${parts.join('\n')}\n`;
