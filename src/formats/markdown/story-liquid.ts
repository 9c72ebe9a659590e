/**
 * Liquid in stories from Jekyll, where it ran. Here it is text, which is reported, but for the forms that
 * were replaced before (`story-forms/`); tags inside code, as a story about templates has them, are not.
 */

import { blanked, FENCED, SPAN } from './code.js';

/** The first tag of a story, from 1 in its text; the column in UTF-16 units. */
export interface StoryLiquid {
  readonly line: number;
  readonly column: number;
  /** The tag as written, shortened. */
  readonly found: string;
  /** The number of further ones. */
  readonly more: number;
  /** What to write instead, also of the others where it is something else; one sentence. */
  readonly hint: string;
}

/** Jekyll's own tags, and those of the plugins that GitHub has; what the site's data are printed by. */
const TAG =
  /\{%-?\s*(?:(highlight|link|post_url|include\w*|raw|gist)|assign|capture|case|comment|cycle|decrement|for|if|increment|render|seo|feed_meta|tablerow|unless)\b[^\n]{0,300}?%\}|\{\{-?\s*(?:(site|page)\.|[^{}\n|]{1,300}\|\s*(?:relative|absolute)_url\b)[^{}\n]{0,300}\}\}/;

/** In a site of Jekyll's any word behind the mark is a tag's name: of a plugin, or misspelt. */
const ANY_TAG = /\{%-?\s*(\w+)\b[^\n]{0,300}?%\}/;

const ADVICE: ReadonlyMap<string, string> = new Map([
  ['highlight', 'Put the code between two lines of ```, the first with the language: ```ruby'],
  ['link', 'Write the address itself: [text](/2022/05/16/name.html)'],
  ['post_url', 'Write the address itself: [text](/2022/05/16/name.html)'],
  ['raw', 'Leave out `{% raw %}` and `{% endraw %}`: nothing between them would run'],
  ['gist', 'Write a link to the gist'],
  ['site', 'Write what it stands for: an address with the baseurl, or the words'],
  ['page', 'Write what it stands for, or let the layout show it'],
]);
const INCLUDE = 'Write the HTML itself, or let the layout show it';
const OTHER = 'Write what it stands for, or make the story a page: templates run in pages';

/** What to do where stories have forms: with a form that is none, and with the rest. */
const FORM_ADVICE: ReadonlyMap<string, string> = new Map([
  ...['raw', 'comment', 'highlight'].map(
    (name) => [name, `End it with \`{% end${name} %}\`, or write it in another way`] as const,
  ),
  ['link', 'Write the path of a file: `{% link about.md %}`'],
  ['post_url', "Write a post's file name without its ending: `{% post_url 2022-05-16-name %}`"],
  ['site', 'Write what it stands for, or name its key in the config under `story_values`'],
]);
const RUN =
  'Write what it stands for, or let its folder run: `liquid: true` in the config’s `defaults`';

/** Null: none, or none that is unmistakable. `hasForms`: the story is in a site of Jekyll's. */
export function findLiquid(
  text: string,
  isMarkdown: boolean,
  hasForms = false,
): StoryLiquid | null {
  if (!text.includes('{')) return null;
  const pattern = hasForms ? new RegExp(`${TAG.source}|${ANY_TAG.source}`) : TAG;
  if (!pattern.test(text)) return null;
  const [match, ...others] = withoutCode(text, isMarkdown).matchAll(new RegExp(pattern, 'g'));
  if (match === undefined) return null;
  const [tag] = match;
  const before = text.slice(0, match.index);
  return {
    line: before.split('\n').length,
    column: before.length - before.lastIndexOf('\n'),
    more: others.length,
    found: tag.length > 60 ? `${tag.slice(0, 59)}…` : tag,
    hint: hintFor([match, ...others], hasForms),
  };
}

/** Kinds named besides the first one's: nobody reads a longer sentence. */
const MOST_KINDS = 3;

/** One sentence: what to do with the first, and with others for which that is no answer. */
function hintFor(matches: readonly RegExpExecArray[], hasForms: boolean): string {
  const kinds = new Map<string, string>();
  for (const [tag, name, data] of matches) {
    const [, written = data ?? ''] = ANY_TAG.exec(tag) ?? [];
    const ofForm = FORM_ADVICE.get(written.replace(/^end/, '')) ?? RUN;
    const advice = hasForms
      ? ofForm
      : (ADVICE.get(name ?? data ?? '') ?? (name === undefined ? OTHER : INCLUDE));
    const known = name === undefined ? `{{ ${data}.… }}` : `{% ${name} %}`;
    const which = name === undefined && data === undefined ? 'other tags' : `\`${known}\``;
    if (!kinds.has(advice)) kinds.set(advice, which);
  }
  const [[first = ''] = [], ...more] = kinds;
  const others = more
    .slice(0, MOST_KINDS)
    .map(([advice, which]) => `; for ${which}, ${lower(advice)}`);
  return `${first}${others.join('')}.`;
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** HTML's code and comments; what isn't closed goes on to the end. */
const HTML_CODE =
  /<(pre|code|script|style|textarea)\b[\s\S]*?(?:<\/\1\b|(?![\s\S]))|<!--[\s\S]*?(?:-->|(?![\s\S]))/gi;
const INDENTED = /^(?: {4}|\t).*$/gm;

function withoutCode(text: string, isMarkdown: boolean): string {
  const patterns = isMarkdown ? [FENCED, INDENTED, SPAN, HTML_CODE] : [HTML_CODE];
  return blanked(text, patterns);
}
