/** Collections and their documents as templates see them (Jekyll `document_drop.rb`, `collection_drop.rb`). */
import { SiteDate } from '../../formats/dates/site-date.js';
import { inOrder, isMap, NO_DATA } from '../../model/data.js';
import type { Collected, Document, Site } from '../../model/site.js';
import { collectedFiles } from '../../outputs/collections/paths.js';
import { lazy } from '../../platform/lazy.js';
import { isPlainAddress, ORIGIN, StoryHtml } from '../escape/story-text.js';
import { compareText } from '../filters/order.js';
import { safe } from '../runtime/safe.js';
import { lazyList } from './lazy-list.js';
import { tracedMap } from './traced-map.js';
import type { ViewSource } from './views.js';

export interface CollectedViews {
  /** Of a document, by its index in `Site.documents`. */
  document(index: number): object;
  /** Of all collections, in the config's order, each with its files at its end. */
  readonly all: readonly (number | FileNames)[];
  /** Of a collection's documents, in its order; undefined: there is no such collection. */
  list(label: string): readonly object[] | undefined;
}

export function createCollectedViews(source: ViewSource): CollectedViews {
  const { site, reads } = source;
  const neighbours = neighboursIn(site);
  const known = new Map<number, object>();
  const document = (index: number): object => {
    const one = site.documents[index];
    if (one === undefined) return {};
    reads.record(`doc ${one.path}`);
    const before = known.get(index);
    if (before !== undefined) return before;
    const made = documentView(one, index, { source, neighbours, document });
    known.set(index, made);
    return made;
  };
  const lists = new Map(
    site.collections.map(({ label, documents }) => {
      const { length } = documents;
      const at = (place: number): object => document(documents[place] ?? -1);
      return [label, lazyList({ name: `collection ${label}`, length, at }, reads)] as const;
    }),
  );
  const files = filesByCollection(site);
  const all = site.collections.flatMap(({ label, documents }) => [
    ...documents,
    ...(files.get(label) ?? []),
  ]);
  return { document, all, list: (label) => lists.get(label) };
}

/** Files without front matter by their collection's label, as views. */
function filesByCollection(site: Site): ReadonlyMap<string, readonly FileNames[]> {
  const { collections, collectionsDir } = site.config;
  const names = collectedFiles(site);
  const viewsIn = ({ label, folder }: { readonly label: string; readonly folder: string }) =>
    names
      .filter((name) => name.startsWith(folder))
      .map((name) => fileView(name, label, collectionsDir));
  const posts = { label: 'posts', folder: `${collectionsDir}_posts/` };
  return new Map([posts, ...collections].map((one) => [one.label, viewsIn(one)] as const));
}

/** Of each document the one before and the one behind it in its collection, as indexes. */
type Neighbours = ReadonlyMap<
  number,
  readonly [before: number | undefined, behind: number | undefined]
>;

function neighboursIn({ collections }: Pick<Site, 'collections'>): Neighbours {
  return new Map(
    collections.flatMap(({ documents }) =>
      documents.map((index, at) => [index, [documents[at - 1], documents[at + 1]]] as const),
    ),
  );
}

/** Values of a document that is trusted as a story is, and that finews made. */
const NOT_A_STORYS: ReadonlySet<PropertyKey> = new Set(
  'url date previous next collection layout draft'.split(' '),
);

interface ViewParts {
  readonly source: ViewSource;
  readonly neighbours: Neighbours;
  readonly document: (index: number) => object;
}

function documentView(document: Document, index: number, parts: ViewParts): object {
  const { source } = parts;
  const { title, url, path, layout, date, data } = document;
  const { label, slug, categories, tags, draft, isTrusted } = document.collected as Collected;
  const { collectionsDir } = source.site.config;
  const inside = path.slice(collectionsDir.length);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const [ext = ''] = /\.[^.]*$/.exec(name) ?? [];
  const id = url.replace(/(?<=\/)[^/]*\/?$/, '') + slug;
  const shown = new Map<string, unknown>([
    ...Object.entries(data),
    ...Object.entries({ title, slug, categories, tags, draft, layout }),
    ...Object.entries({ url, id, path: inside, relative_path: inside, collection: label }),
    ['name', data['name'] ?? name],
    // In Liquid an empty text is true.
    ...(ext === '' ? [] : [['ext', ext] as const]),
    ...(date === null ? [] : [['date', new SiteDate(date, source.zone)] as const]),
  ]);
  const asked = askedParts(document, index, parts);
  const view: Record<PropertyKey, unknown> = Object.create(null);
  for (const [key, value] of shown) if (!(key in asked)) view[key] = value;
  // No part of what is printed of a document as a whole: neighbours have neighbours.
  Object.defineProperties(view, asked);
  if (!isTrusted) Object.defineProperty(view, ORIGIN, { value: isAStorys });
  return inOrder(view, [...Object.keys(view), ...Object.keys(asked)]);
}

function isAStorys(this: unknown, key: PropertyKey): boolean {
  if (key === 'url') return !isPlainAddress((this as Pick<Document, 'url'>).url);
  return !NOT_A_STORYS.has(key);
}

/** What is made, and traced, when a template asks for it. */
function askedParts(
  { path, data, collected }: Document,
  index: number,
  { source: { reads, texts }, neighbours, document }: ViewParts,
): Readonly<Record<string, PropertyDescriptor>> {
  const html = (text: string): object =>
    collected?.isTrusted === false ? new StoryHtml(text) : safe(text);
  const neighbour = (at: 0 | 1): object | undefined => {
    reads.record(`beside ${path}`);
    const other = neighbours.get(index)?.[at];
    return other === undefined ? undefined : document(other);
  };
  const written = data.excerpt;
  const content = (): object => {
    reads.record(`text ${path}`);
    return html(texts.content(index));
  };
  return {
    content: { get: content },
    // Jekyll's has the layout around it, which those that are shown on other pages have none of.
    output: { get: content },
    excerpt: {
      get() {
        if (typeof written === 'string') return written;
        reads.record(`text ${path}`);
        return html(texts.excerpt(index));
      },
    },
    previous: { get: () => neighbour(0) },
    next: { get: () => neighbour(1) },
  };
}

/** All collections by their labels, the posts among them; each with its own keys of the config. */
export function collectionViews(
  { site, reads }: ViewSource,
  list: (label: string) => readonly object[],
): readonly object[] {
  const { collections, collectionsDir } = site.config;
  const all = [
    { label: 'posts', folder: `${collectionsDir}_posts/`, output: true },
    ...collections,
  ].sort((a, b) => compareText(a.label, b.label));
  const files = lazy(() => filesByCollection(site));
  return all.map(({ label, folder, output }) => {
    const directory = folder.slice(0, -1);
    const own: Readonly<Record<string, () => unknown>> = {
      label: () => label,
      docs: () => list(label),
      output: () => output,
      relative_directory: () => directory.slice(collectionsDir.length),
      directory: () => directory,
      files() {
        reads.record('statics');
        return files().get(label) ?? [];
      },
    };
    const written = site.config.values['collections'];
    const settings = isMap(written) ? written[label] : null;
    const more = isMap(settings) ? settings : NO_DATA;
    return tracedMap({
      get(key) {
        const read = own[key];
        return read === undefined ? more[key] : read();
      },
      has: (key) => key in own || key in more,
      keys: () => [...new Set([...Object.keys(own), ...Object.keys(more)])],
    });
  });
}

/** A file's names, as every list of files has them (Jekyll `static_file_drop.rb`). */
export interface FileNames {
  readonly path: string;
  readonly name: string;
  readonly basename: string;
  readonly extname: string;
}

/** By its source path; the folder of collections is no part of its path. */
function fileView(
  source: string,
  label: string,
  collectionsDir: string,
): FileNames & { readonly collection: string } {
  return { collection: label, ...fileNames(source.slice(collectionsDir.length)) };
}

export function fileNames(path: string): FileNames {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const extname = dot > 0 ? name.slice(dot) : '';
  const basename = name.slice(0, name.length - extname.length);
  return { path, name, basename, extname };
}
