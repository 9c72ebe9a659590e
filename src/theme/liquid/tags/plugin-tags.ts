/** Jekyll's `highlight`, `link` and `post_url`, and the tags of the usual plugins. */
import type { FunctionCall, Inclusion, TemplateExpression } from '../../compiler/template-tree.js';
import { literalText } from '../expressions.js';
import { HOST_FUNCTIONS, SEO_TEMPLATE } from '../host-names.js';
import type { TagPart } from '../template-parts.js';
import { computedText } from './include-tags.js';
import { markupOf, printed, type Reading, type TagReader } from './tag.js';

/** A call of what the site offers to tags. */
function call(
  { notes }: Reading,
  tag: TagPart,
  name: keyof typeof HOST_FUNCTIONS,
  args: readonly TemplateExpression[],
): FunctionCall {
  const at = notes.at(tag.at);
  const callee = { kind: 'name', name: HOST_FUNCTIONS[name], at } as const;
  return { kind: 'call', callee, args, keywords: [], at };
}

export const readHighlight: TagReader = (reading, tag) => {
  const { notes } = reading;
  const markup = markupOf(reading, tag).trim();
  if (!/^[a-zA-Z0-9.+#_-]+(?:\s+\w+(?:=(?:\w+|"(?:[0-9]+\s)*[0-9]+"))?)*$/.test(markup)) {
    notes.fail(notes.at(tag.at), {
      message: `\`{% highlight ${markup} %}\` names no language`,
      hint: 'Write `{% highlight ruby %}`, or `{% highlight ruby linenos %}`.',
    });
  }
  const { body } = reading.block(tag, []);
  const code: TemplateExpression = { kind: 'capture', body: body.statements };
  const value = call(reading, tag, 'highlight', [literalText(markup), code]);
  return { statements: [reading.print(value, tag.at)], isBlank: body.isBlank };
};

/** The address of a file of the site, which may be named by outputs. */
export const readLink: TagReader = (reading, tag) => linked(reading, tag, 'link');

/** The address of a post, by its file's name. */
export const readPostUrl: TagReader = (reading, tag) => linked(reading, tag, 'post_url');

function linked(reading: Reading, tag: TagPart, name: 'link' | 'post_url'): ReturnType<TagReader> {
  const written = markupOf(reading, tag).trim();
  if (written === '') {
    return reading.notes.fail(reading.notes.at(tag.at), {
      message: `\`{% ${name} %}\` names nothing`,
      hint:
        name === 'link'
          ? 'Write the path of a file: `{% link _posts/2024-05-16-a.md %}`.'
          : 'Write the name of a post: `{% post_url 2024-05-16-a %}`.',
    });
  }
  const isComputed = name === 'link' && /\{\{|\{%/.test(written);
  const target = isComputed ? computedText(reading, tag) : literalText(written);
  return printed(reading.print(call(reading, tag, name, [target]), tag.at));
}

/** What jekyll-seo-tag puts into the head: facts are gathered first, then printed by a template. */
export const readSeo: TagReader = (reading, tag) => {
  const at = reading.notes.at(tag.at);
  const variable = (name: string): TemplateExpression => ({ kind: 'name', name, at });
  const hasTitle = !/title=false/i.test(markupOf(reading, tag));
  const facts = call(reading, tag, 'seo', [
    ...['page', 'site', 'paginator'].map(variable),
    { kind: 'literal', value: hasTitle },
  ]);
  const inclusion: Inclusion = {
    kind: 'include',
    template: literalText(SEO_TEMPLATE),
    ignoreMissing: false,
    parameters: { entries: [{ key: 'seo', value: facts }], sees: 'nothing' },
    at,
  };
  return printed(inclusion);
};

/** jekyll-feed's; nothing where the site has no such feed. */
export const readFeedMeta: TagReader = (reading, tag) => {
  const title = (key: string): string => ` title="{{ site.${key} | escape }}"`;
  const link =
    '<link type="application/atom+xml" rel="alternate" href="{{ feed.url | absolute_url }}"' +
    `{% if site.title %}${title('title')}{% elsif site.name %}${title('name')}{% endif %} />`;
  const text = `{% for feed in site.feed_links %}{% if feed.format == "atom" %}${link}{% endif %}{% endfor %}`;
  return printed(...reading.snippet(text, tag.at));
};

/** A link to the gist: nothing is asked of another server. */
export const readGist: TagReader = (reading, tag) => {
  const { notes } = reading;
  const [written = '', file = ''] = markupOf(reading, tag).trim().split(/\s+/);
  const id = written.replace(/^["']|["']$/g, '');
  if (id === '') {
    notes.fail(notes.at(tag.at), {
      message: '`{% gist %}` names none',
      hint: 'Write `{% gist user/id %}`.',
    });
  }
  const isLiteral = id !== written || /^[\da-f]+$|\//.test(id);
  const name = isLiteral ? `"${id.replaceAll('"', '')}"` : id;
  const part = file.replace(/^["']|["']$/g, '');
  const anchor = part === '' ? '' : `#file-${part.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
  const text = `<a href="https://gist.github.com/{{ ${name} }}${anchor}">gist.github.com/{{ ${name} }}</a>`;
  return printed(...reading.snippet(text, tag.at));
};
