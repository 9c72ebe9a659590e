/** Jekyll's fixed forms in stories: the same words and addresses from Jekyll, which runs them, and finews. */
import { describe, expect, it } from 'vitest';
import { type Files, post } from '../support/site.js';
import { buildBoth, hasJekyll } from './sites/jekyll.js';

const CONTENT: Files = {
  '_layouts/story.html': '{{ content }}',
  'templates/story.njk': '{{ content }}',
};

const CONFIG = `
url: https://t.example
baseurl: /base
repository: a/b
phone: "110"
story_values: [phone, deep.er]
deep: { er: down }
github: { url: https://g.example, repository_url: https://h.example/a/b }
`;

const BODIES: Readonly<Record<string, string>> = {
  'values in text':
    'At {{ site.url }}{{ site.baseurl }}/x, {{site.repository}}, {{- site.phone -}} , {{ site.deep.er }}.',
  'addresses at GitHub':
    '[a]({{ site.github.url }}{% post_url 2020-01-02-b %}) [b]({{ site.github.repository_url }}/issues)',
  'values in links':
    '[a]({{ site.url }}/a) ![p]({{ site.baseurl }}/p.png) [r][r]\n\n[r]: https://o.example/{{ site.repository }}',
  literals:
    '[a]({{ "/a b" | relative_url }}) [b]({{ \'c\' | absolute_url }}) {{ "https://o.example/" | absolute_url }}',
  'literals in HTML':
    '<a href="{{ "/x" | relative_url }}">x</a> <img src=\'{{ "/i.png" | absolute_url }}\'>',
  raw: 'Use {% raw %}`{{ a }}`{% endraw %}, {% raw %}{% if %}{% endraw %}.\n\n{% raw %}\n```\n{{ b }}\n```\n{% endraw %}',
  comments:
    'A {% comment %} no\n\nno {% endcomment %} B\n\n{% comment %}{% include none.html %}{% raw %}{% endcomment %}{% endraw %}{% endcomment %}C',
  code: 'In `{{ site.url }}`\n\n```\n{{ site.phone }} {% comment %}no{% endcomment %}\n```\n\n    {{ site.url }}',
  highlight:
    'B\n\n{% highlight java %}\nclass A {\n    int x_y_z = 1 * 2 * 3; // <T>\n\n    void f() {}\n}\n{% endhighlight %}\n\nC',
  'highlight with numbers': '{% highlight ruby linenos %}\nputs 1\nputs 2\n{% endhighlight %}',
  'highlighted forms':
    '{% highlight html %}{% raw %}{{ a }}{% endraw %} {{ site.phone }}{% endhighlight %}',
  post_url:
    '[b]({% post_url 2020-01-02-b %}) [c]({% post_url news/2020-01-03-c %}) [d]({% post_url /2020-01-04-d-é %}) {% post_url 2020-01-02-b %}',
  'post_url by slug': '[c]({% post_url 2020-01-03-c %}) [s]({% post_url 2020-01-05-other %})',
  'post_url below _posts': '[e]({% post_url sub/2020-01-06-e %}) `{% post_url sub/2020-01-06-e %}`',
  link: '[p]({% link about.md %}) [q]({% link _posts/2020-01-02-b.md %}) [r]({% link news/_posts/2020-01-03-c.md %}) [s]({% link /file.txt %}) [t]({% link docs/index.html %}#x)',
  'link of files': '![i]({% link img/a b.png %}) <a href="{% link file.txt %}?x=1">f</a>',
  'white space':
    'a\n{%- comment -%} x {%- endcomment %}\nb {%- raw -%}  c  {% endraw %} d {{- site.phone }} e',
};

const TARGETS: Files = {
  '_posts/2020-01-02-b.md': post('title: B\nlayout: none'),
  'news/_posts/2020-01-03-c.md': post('title: C\nlayout: none'),
  '_posts/2020-01-04-d-é.md': post('title: D\nlayout: none'),
  '_posts/2020-01-05-named.md': post('title: N\nlayout: none\nslug: other'),
  '_posts/sub/2020-01-06-e.md': post('title: E\nlayout: none\npermalink: /e/'),
  'about.md': post('title: About\npermalink: /about/\nlayout: null'),
  'docs/index.html': post('title: Docs\nlayout: null'),
  'file.txt': 'file',
  'img/a b.png': 'png',
};

/** Words, and addresses; colours and curly quotes aside. */
function seen(html: string): readonly unknown[] {
  const text = html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
  const words = text.replace(/\s+/g, '');
  const addresses = [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, to]) => to);
  return [words, addresses];
}

describe.skipIf(!hasJekyll)('forms in stories, in Jekyll and finews', () => {
  it('give the same words and addresses', async () => {
    const names = Object.keys(BODIES);
    const stories = names.map((name, at) => {
      return [`_posts/2021-01-${at + 10}-f${at}.md`, post(`title: ${name}`, BODIES[name])] as const;
    });
    const files = { ...CONTENT, ...TARGETS, ...Object.fromEntries(stories) };
    const { ours, theirs, status, result } = await buildBoth(CONFIG, files);
    expect(status).toBe(0);
    expect(result.problems.filter(({ code }) => /liquid|link/.test(code))).toEqual([]);
    const shown = (built: typeof ours, at: number): readonly unknown[] =>
      seen(built.files.get(`2021/01/${at + 10}/f${at}.html`) ?? '');
    const all = (built: typeof ours): object =>
      Object.fromEntries(names.map((name, at) => [name, shown(built, at)]));
    expect(all(ours)).toEqual(all(theirs));
  });
});
