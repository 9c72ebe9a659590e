/** Jekyll's own templates that read the site in every way they can, for a newsroom that keeps changing them. */
import * as fc from 'fast-check';
import type { Act, Desk, Edit } from './newsroom.js';

/** Parts that a layout, an include or a page may have. */
export const LIQUID_PARTS: readonly string[] = [
  '{{ site.title }} {{ site.nothing }} {{ site.url }}',
  '{% for p in site.posts limit:5 %}{{ p.title }} {{ p.url | relative_url }};{% endfor %}',
  '{% for p in site.posts limit:2 offset:1 %}{{ p.date | date: "%F" }}{% endfor %}',
  '{% for p in site.posts reversed %}{{ p.title }}{% if forloop.index > 2 %}{% break %}{% endif %}{% endfor %}',
  '{{ site.posts.size }} stories {{ site.posts | size }} {{ site.posts.first.title }} {{ site.posts.last.title }}',
  '{% assign hot = site.posts | where: "category", "b" %}{% for p in hot %}{{ p.title }}{% endfor %}',
  '{% for c in site.categories %}{{ c[0] }}={{ c[1].size }} {% endfor %}',
  '{% for p in site.tags["快讯"] limit: 2 %}{{ p.title }}{% else %}none{% endfor %}',
  '{% assign names = site.tags | sort %}{% for t in names %}{{ t[0] }},{% endfor %}',
  '{% if site.data.people.li %}{{ site.data.people.li.name }}{% else %}nobody{% endif %} {{ site.data.people.none.name }}',
  '{% for person in site.data.people %}{{ person[0] }}:{{ person[1].name }}{% endfor %}',
  '{{ page.previous.title }} {{ page.next.next.url }} {{ page.excerpt | strip_html }}',
  '{% include part.html text=page.title n=2 %}{{ from_part }}',
  '{% include part.html text="x" %}{{ include.text }}',
  '{% assign which = site.skin | default: "part" %}{% include {{ which }}.html text=site.title %}',
  '{% include_cached part.html text="cached" %}',
  '{% for p in site.pages %}{{ p.url }}{{ p.title }}{% endfor %}{% for f in site.static_files %}{{ f.path }}{% endfor %}',
  '{% for p in site.related_posts %}{{ p.title }}{% endfor %} {{ layout.note }} {{ layout.of_frame }}',
  '{% capture years %}{% for p in site.posts %}{{ p.date | date: "%Y" }} {% endfor %}{% endcapture %}{{ years | split: " " | uniq | join: "," }}',
  '{{ site.time | date: "%Y-%m-%d" }} {{ jekyll.environment }} {{ "/x" | absolute_url }}',
  '{% assign groups = site.posts | group_by_exp: "p", "p.title.size" %}{% for g in groups %}{{ g.name }}:{{ g.size }} {% endfor %}',
  '{{ paginator.page }}/{{ paginator.total_pages }} {{ paginator.total_posts }} {% for p in paginator.posts %}{{ p.title }}{% endfor %}',
  '{{ site.documents.size }} {{ site.documents.first.title }} {{ site.collections.first.label }}',
  '{% for n in site.notes limit:3 %}{{ n.title }} {{ n.url }} {{ n.previous.title }} {{ n.excerpt }}{% endfor %}',
  '{{ site.notes.first.content }} {{ site.notes.last.output }} {% assign m = site.memos | map: "title" %}{{ m | join }}',
  '{% for c in site.collections %}{{ c.label }}{{ c.docs.size }}{% for f in c.files %}{{ f.path }}{% endfor %}{% endfor %}',
];

const number: fc.Arbitrary<number> = fc.nat({ max: 1000 });

/** What happens to a site of Jekyll's: its templates, and all that they may read. */
export const aLiquidEdit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(
    ...['liquid-layout', 'liquid-layout', 'liquid-include', 'liquid-include', 'liquid-frame'],
    ...['liquid-page', 'liquid-page', 'liquid-skin', 'liquid-over', 'liquid-gone', 'liquid-beside'],
    ...['doc', 'doc', 'undoc', 'collections'],
    ...[
      'add',
      'add',
      'add',
      'title',
      'date',
      'category',
      'tags',
      'body',
      'move',
      'delete',
      'readd',
    ],
    ...[
      'data',
      'data-kind',
      'config',
      'config',
      'static',
      'clock',
      'nothing',
      'unpublish',
      'stealth',
    ],
    ...['lose-output', 'corrupt-output', 'lose-cache', 'copy', 'restore-cache', 'meanwhile'],
  ),
  a: number,
  b: number,
});

/** The site is Jekyll's from the first build on. */
export const LIQUID_BEGIN: readonly Edit[] = [
  'liquid-include',
  'liquid-frame',
  'liquid-layout',
].map((kind, a) => ({ kind, a, b: a }));

export function liquidActs({ write, remove }: Desk): Readonly<Record<string, Act>> {
  const some = (a: number, b: number): string =>
    LIQUID_PARTS.filter(
      (_, at) => at === a % LIQUID_PARTS.length || at === b % LIQUID_PARTS.length,
    ).join('\n');
  const layout = (a: number, b: number): void =>
    write(
      '_layouts/post.html',
      `---\nlayout: frame\nnote: ${a % 3}\n---\n<h1>{{ page.title }}</h1>{{ content }}\n${some(a, b)}\n`,
    );
  return {
    'liquid-layout': layout,
    'liquid-frame': (a, b) =>
      write(
        '_layouts/frame.html',
        `---\nof_frame: ${b % 3}\n---\n<frame ${a % 5}>{{ content }}{{ layout.note }}\n${some(b, b)}\n`,
      ),
    'liquid-include': (a, b) =>
      write(
        '_includes/part.html',
        `<part ${a % 4}>{{ include.text }}{{ include.n }}{% assign from_part = "${b % 3}" %}${a % 2 === 0 ? '{% for p in site.posts limit:3 %}{{ p.title }}{% endfor %}' : ''}`,
      ),
    'liquid-skin': (_, b) => write('_includes/plain.html', `plain ${b} {{ include.text }}`),
    'liquid-page': (a, b) =>
      write(
        `${['about.md', 'index.html', 'feed.xml'][a % 3]}`,
        `---\ntitle: 页${b % 3}\nlayout: ${['frame', 'none', 'post'][b % 3]}\n---\n{{ page.title }} ${some(a, b)}\n`,
      ),
    'liquid-beside': (a, b) => {
      write('_notes/side.md', `side ${b % 4} ${some(b, b)}`);
      write(
        'beside.md',
        `---\ntitle: 旁${a % 2}\nlayout: frame\n---\n{% include_relative _notes/side.md %}\n`,
      );
    },
    /** A Nunjucks template of the name, or Liquid's again. */
    'liquid-over': (a, b) =>
      a % 2 === 0
        ? write(
            'templates/post.njk',
            `---\nlayout: frame\nnote: n${b % 3}\n---\nnjk {{ page.title }}{{ content }}`,
          )
        : remove('templates/post.njk'),
    /** What is gone comes back with the next edit of its kind. */
    'liquid-gone': (a) =>
      remove(['_layouts', '_includes', '_layouts/frame.html', '_includes/part.html'][a % 4] ?? ''),
  };
}
