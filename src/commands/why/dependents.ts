/**
 * Which outputs a file is a part of, and by which dependency: what would be rendered if what it says
 * were another. Where it is, and its date, address and names of terms, stay for that.
 */
import type { Page, Paginator } from '../../model/page.js';
import type { Site } from '../../model/site.js';
import { TERM_LISTS, TERM_TYPES } from '../../model/term-types.js';
import type { Survey } from '../../pipeline/survey.js';
import { templatesByName } from '../../theme/layouts.js';
import { dataKeys, dependencyWords } from '../../theme/views/dependency-words.js';
import { KIND_WORDS, sourceOf } from './made-of.js';

export interface Dependent {
  readonly output: string;
  /** As links have it: encoded, with `baseurl`. */
  readonly url: string;
  readonly kind: string;
  /** The dependency that leads there, in words. */
  readonly via: string;
}

export interface Dependents {
  readonly found: readonly Dependent[];
  /** Pages that no build has made yet, so that nobody knows what they read. */
  readonly unknown: number;
}

/** What leads from a file to a page that read `reads`; null: nothing. */
type Leads = (page: Page, reads: readonly string[]) => string | null;

/** `file` is below the source, or as `finews why` calls a template of the built-in theme. */
export function dependentsOf(file: string, known: Survey): Dependents {
  const leads = leadsFrom(file, known);
  const found: Dependent[] = [];
  let unknown = 0;
  for (const [place, page] of known.plan.pages.entries()) {
    const record = known.recordOf(place);
    if (record === undefined && page.kind !== 'static') unknown++;
    const via = leads(page, record?.reads ?? []);
    const { output, kind } = page;
    const url = `${known.config.baseurl}${page.url}`;
    if (via !== null) found.push({ output, url, kind: KIND_WORDS[kind], via });
  }
  return { found, unknown };
}

/** Whether finews knows what the file is to the site. */
export function isKnown(file: string, { site, parsed }: Survey): boolean {
  const { sources } = parsed;
  const hasPath = (all: readonly { readonly path: string }[]): boolean =>
    all.some(({ path }) => path === file);
  return (
    sources.files.has(file) ||
    [sources.pages, site.templates, site.filters].some(hasPath) ||
    sources.statics.some(({ name }) => name === file) ||
    (file.startsWith('_data/') && (keysOfData(file)[0] ?? '') in site.data) ||
    CONFIG.test(file)
  );
}

const CONFIG = /^_config\.ya?ml$/;

function leadsFrom(file: string, known: Survey): Leads {
  const { site } = known;
  const rank = site.posts.findIndex(({ path }) => path === file);
  if (rank >= 0) return storyLeads(file, rank);
  if (CONFIG.test(file)) return configLeads;
  const templates = namesOfTemplate(file, site);
  if (templates.length > 0) return readLeads(templates.map((name) => `template ${name}`));
  const filter = site.filters.find(({ path }) => path === file);
  if (filter !== undefined) return readLeads([`filter ${filter.name}`]);
  if (file.startsWith('_data/')) return dataLeads(keysOfData(file), site);
  const isPage = site.documents.some(({ path }) => path === file);
  return (page, reads) => {
    if (sourceOf(page, known) === file) return 'its own file';
    return isPage && reads.includes('pages') ? dependencyWords('pages') : null;
  };
}

/** Of several files with one name the last one counts. */
function namesOfTemplate(file: string, { templates }: Site): readonly string[] {
  return [...templatesByName(templates)].flatMap(([name, { path }]) =>
    path === file ? [name] : [],
  );
}

function readLeads(names: readonly string[]): Leads {
  return (_page, reads) => {
    const name = names.find((one) => reads.includes(one));
    return name === undefined ? null : dependencyWords(name);
  };
}

function storyLeads(file: string, rank: number): Leads {
  const names = ['card', 'body', 'links'].map((kind) => `${kind} ${file}`);
  const byRead = readLeads(names);
  const lists = (paginator: Paginator | null): boolean => paginator?.posts.includes(rank) === true;
  return (page, reads) => {
    switch (page.kind) {
      case 'post':
        if (page.rank === rank) return 'its own file';
        if (page.next === rank) return 'the story after it';
        if (page.previous === rank) return 'the story before it';
        if (page.related.includes(rank)) return 'a related story';
        break;
      case 'list':
        if (lists(page.paginator)) return 'a story that it lists';
        break;
      case 'document':
        if (lists(page.paginator)) return 'a story that it lists';
        break;
      case 'generated':
        if (page.ranks.includes(rank)) return 'a story that it lists';
        break;
      default:
    }
    return byRead(page, reads);
  };
}

/** Keys of which every page may be made (`permalink`, `timezone`, …) are nobody's dependency. */
const configLeads: Leads = (page, reads) => {
  const name = reads.find((read) => /^config(?: |$)/.test(read));
  if (name !== undefined) return dependencyWords(name);
  return page.kind === 'generated' ? 'the config, of which it is made' : null;
};

function keysOfData(file: string): readonly string[] {
  return file
    .slice('_data/'.length)
    .replace(/\.[^./]+$/, '')
    .split('/');
}

function dataLeads(keys: readonly string[], site: Site): Leads {
  const type = TERM_TYPES.find((one) => TERM_LISTS[one] === keys[0]);
  return (page, reads) => {
    const name = reads.find((read) => {
      const path = dataKeys(read);
      return path !== null && keys.every((key, at) => path.length <= at || path[at] === key);
    });
    if (name !== undefined) return dependencyWords(name);
    if (type === undefined) return null;
    const isAbout = page.kind === 'list' && page.subject.type === type;
    const has = page.kind === 'post' && (site.postTerms[type][page.rank] ?? []).length > 0;
    return isAbout || has ? `what its ${type} is called` : null;
  };
}
