/** See `bare.mjs`. Arguments: the site, and the folder to write to. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { argv } from 'node:process';
import matter from 'gray-matter';
import markdownIt from 'markdown-it';
import nunjucks from 'nunjucks';
import { pageAround, URL } from './site.mjs';

const PAGE = pageAround({
  title: '{{ title }}',
  summary: '{{ summary }}',
  url: `${URL}/{{ url }}`,
  body: `<article><h1>{{ title }}</h1>
<p class="meta"><time datetime="{{ iso }}">{{ iso }}</time> {{ categories }} {{ tags }}</p>
{{ content | safe }}</article>`,
});

const [, , site = '', output = ''] = argv;
const markdown = markdownIt({ html: true });
const template = nunjucks.compile(PAGE, new nunjucks.Environment(null, { autoescape: true }));
const names = readdirSync(join(site, '_posts'), { recursive: true, encoding: 'utf8' });
for (const name of names.filter((one) => one.endsWith('.md'))) {
  const { data, content } = matter(readFileSync(join(site, '_posts', name), 'utf8'), {});
  const html = markdown.render(content);
  const url = `${basename(name).slice(0, 10).replaceAll('-', '/')}/${basename(name, '.md').slice(11)}.html`;
  const summary = html
    .replace(/<[^>]*>/g, '')
    .trim()
    .slice(0, 100);
  const iso = new Date(data['date']).toISOString();
  const page = template.render({ ...data, iso, url, summary, content: html });
  mkdirSync(dirname(join(output, url)), { recursive: true });
  writeFileSync(join(output, url), page);
}
