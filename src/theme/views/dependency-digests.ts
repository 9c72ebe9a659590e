/**
 * The digest of a dependency in a site, by its name: while digests are equal, a page that reads it would
 * read the same. The names come from the recorder and the views (`dependencies.ts`, `site-view.ts`).
 */

import { type Data, isMap, type Value } from '../../model/data.js';
import { type Archive, type Site, type Term, termsIn } from '../../model/site.js';
import type { SortedNames } from '../../model/sorted-table.js';
import { isTermType, TERM_TYPES, type TermType } from '../../model/term-types.js';
import { collectedFiles } from '../../outputs/collections/paths.js';
import { siteFeeds } from '../../outputs/feeds/feeds.js';
import { indexed } from '../../outputs/lists/lists.js';
import { archiveName, overviewsOf, yearsOf } from '../../outputs/lists/overviews.js';
import { createFormTargets } from '../../outputs/posts/form-links.js';
import { searchOf } from '../../outputs/search/search-settings.js';
import { createSourceAddresses } from '../../outputs/source-addresses.js';
import { createPictureFacts } from '../../outputs/statics/picture-facts.js';
import { showsSizes } from '../../outputs/statics/picture-settings.js';
import { dataDigest, digest } from '../../platform/digest.js';
import { lazy } from '../../platform/lazy.js';
import { memoizeByKey, memoizeByObject } from '../../platform/memoize.js';
import { findLayout, templatesByName } from '../layouts.js';
import { assetNames } from './asset-names.js';
import { TIME } from './dependencies.js';
import { partsOf } from './series-parts.js';
import { styleDigests } from './style-digests.js';

/** The digest of a read in one site; remembered, as thousands of pages read the same. */
export type DependencyDigests = (name: string) => string;

/** What others see of a story, its card and its terms, as a number. */
export type FaceOf = (rank: number) => number;

const ABSENT = '-';

/** All that a page sees of a term but its stories; asked for by stories, lists and reads. */
export const termDigest: (term: Term) => string = memoizeByObject(
  ({ name, key, slug, url, data }: Term) => dataDigest([name, key, slug, url, data]),
);

/** `files` are the source paths of the site's stories, by rank. */
export function createDependencyDigests(
  site: Site,
  files: SortedNames,
  faceOf: FaceOf,
): DependencyDigests {
  const kinds = digestsByKind(site, files, faceOf);
  const known = new Map<string, string>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const space = name.indexOf(' ');
    const kind = space < 0 ? name : name.slice(0, space);
    // A name from another version of finews has no digest: the pages that have it are rendered.
    const found = kinds[kind]?.(space < 0 ? '' : name.slice(space + 1)) ?? 'unknown';
    known.set(name, found);
    return found;
  };
}

type Kinds = Readonly<Record<string, ((rest: string) => string) | undefined>>;

function digestsByKind(site: Site, stories: SortedNames, faceOf: FaceOf): Kinds {
  const { config, data } = site;
  const files = templatesByName(site.templates);
  const termOf = termNamed(({ key }) => key, site);
  const bySlug = termNamed(({ slug }) => slug, site);
  const listOf = createLists(
    site,
    (name) => (bySlug(name) ?? archivesByName(site.archives).get(name))?.posts ?? [],
  );
  const ofPost = (path: string, say: (rank: number) => string): string => {
    const rank = stories.at(path);
    return rank === undefined ? ABSENT : say(rank);
  };
  const neighbours = (rank: number): readonly number[] =>
    rank < site.listed ? [rank - 1, rank + 1 < site.listed ? rank + 1 : -1] : [];
  const pathAt = (rank: number): string => site.posts[rank]?.path ?? ABSENT;
  return {
    config: (key) => dataDigest(key === '' ? config.values : config.values[key]),
    data: (path) => dataDigest(valueAt(data, path)),
    'data?': (path) => {
      const value = valueAt(data, path);
      return isMap(value) ? 'map' : dataDigest(value);
    },
    card: (path) => ofPost(path, (rank) => String(faceOf(rank))),
    body: (path) => ofPost(path, (rank) => site.posts[rank]?.digest ?? ABSENT),
    links: (path) =>
      ofPost(path, (rank) =>
        dataDigest([...neighbours(rank), ...(site.related[rank] ?? [])].map(pathAt)),
      ),
    series: (path) =>
      ofPost(path, (rank) =>
        dataDigest(
          partsOf(site, rank).map(({ term, number, previous, next }) => [
            ...[termDigest(term), number],
            ...[pathAt(previous ?? -1), pathAt(next ?? -1)],
          ]),
        ),
      ),
    list: listOf,
    term: (name) => termOf(name)?.slug ?? ABSENT,
    terms: (type) => dataDigest(termsIn(site, type as TermType).map(({ key }) => key)),
    termlist: (type) => dataDigest(termsIn(site, type as TermType).map(termDigest)),
    ...navigationDigests(site),
    ...styleDigests(site),
    ...pictureDigests(site),
    pages: () => dataDigest(site.documents.filter(({ collected }) => collected === null)),
    ...collectedDigests(site),
    statics: () =>
      dataDigest([site.statics.map(({ path, name }) => [path, name]), site.kept, config.defaults]),
    assets: () => dataDigest(assetNames(site)),
    [TIME]: () => String(config.now),
    environment: () => dataDigest(config.environment),
    template: (name) => templateDigest(files.get(name)),
    filter: (name) => site.filters.find((filter) => filter.name === name)?.digest ?? ABSENT,
    layout: (name) => findLayout(name, files.keys()) ?? ABSENT,
  };
}

/** Of collections: what a document's view has, what is asked of it besides, and what lies beside it. */
function collectedDigests({ documents, collections }: Site): Kinds {
  const known = lazy(() => {
    const all = documents.filter(({ collected }) => collected !== null);
    return new Map(all.map((document) => [document.path, document]));
  });
  const neighbours = lazy(() => {
    const pathAt = (index: number | undefined): string => documents[index ?? -1]?.path ?? ABSENT;
    return new Map(
      collections.flatMap(({ documents: own }) =>
        own.map(
          (index, at) => [pathAt(index), [pathAt(own[at - 1]), pathAt(own[at + 1])]] as const,
        ),
      ),
    );
  });
  return {
    doc(path) {
      const document = known().get(path);
      if (document === undefined) return ABSENT;
      const { text: _text, bodyLine: _line, ...face } = document;
      return dataDigest(face);
    },
    text: (path) => dataDigest(known().get(path)),
    beside: (path) => dataDigest(neighbours().get(path)),
  };
}

/** How pictures are shown, and what each is. */
function pictureDigests(site: Site): Kinds {
  const { outputs, syntax } = site.config;
  const factsOf = createPictureFacts(site);
  return {
    pictures: () => dataDigest(showsSizes(outputs.pictures, syntax)),
    picture: (path) => dataDigest(factsOf(path)),
  };
}

/** What leads to stories, besides stories. */
function navigationDigests(site: Site): Kinds {
  const addressOf = createSourceAddresses(site);
  const { post_url: postAddress } = createFormTargets(site, addressOf);
  return {
    source: (path) => addressOf(path) ?? ABSENT,
    post_url: (name) => postAddress(name) ?? ABSENT,
    feeds: () => dataDigest(siteFeeds(site.config)),
    search: () => dataDigest(searchOf(site.config) !== null),
    overviews: () => dataDigest(overviewsOf(site)),
    years: () => dataDigest(yearsOf(site.archives)),
    days: () => dataDigest(site.config.permalinks.day),
  };
}

/** `category a`, `tag b`, …: as terms are called in reads, by key or by slug. */
function termNamed(nameOf: (term: Term) => string, site: Site): (name: string) => Term | undefined {
  const known = memoizeByKey((type: string) => {
    const all = isTermType(type) ? termsIn(site, type) : [];
    return new Map(all.map((term) => [nameOf(term), term]));
  }, TERM_TYPES.length);
  return (name) => {
    const space = name.indexOf(' ');
    return known(name.slice(0, space)).get(name.slice(space + 1));
  };
}

/** `day 2022-05-16` and its like; archives are the same list while their stories are the same. */
const archivesByName: (archives: Site['archives']) => ReadonlyMap<string, Archive> =
  memoizeByObject(
    (archives: Site['archives']) =>
      new Map(
        archives.map((archive) => [`${archive.type} ${archiveName(archive)}`, archive] as const),
      ),
  );

/** `5 posts`: which are the first five, and whether there are as many; `# posts`: how many. */
function createLists(
  site: Site,
  ranksOf: (name: string) => readonly number[],
): (rest: string) => string {
  const listOf = listsByName(site, ranksOf);
  return (rest) => {
    const space = rest.indexOf(' ');
    const [end, name] = [rest.slice(0, space), rest.slice(space + 1)];
    const { length, pathAt } = listOf(name);
    if (end === '#') return String(length);
    const first = Math.min(Number(end), length);
    const paths = Array.from({ length: first }, (_, index) => pathAt(index));
    return dataDigest([...paths, first < Number(end)]);
  };
}

/** A list in the order in which templates have it. */
interface ListedPaths {
  readonly length: number;
  pathAt(index: number): string | undefined;
}

const COLLECTION = 'collection ';

function listsByName(
  site: Site,
  ranksOf: (name: string) => readonly number[],
): (name: string) => ListedPaths {
  const { posts, listed, documents, collections } = site;
  const ofDocuments = (indexes: readonly number[]): ListedPaths => ({
    length: indexes.length,
    pathAt: (index) => documents[indexes[index] ?? -1]?.path,
  });
  const every = (): ListedPaths => {
    const indexes = collections.flatMap((collection) => collection.documents);
    const others = [...indexes.map((index) => documents[index]?.path), ...collectedFiles(site)];
    const pathAt = (index: number): string | undefined =>
      index < listed ? posts[index]?.path : others[index - listed];
    return { length: listed + others.length, pathAt };
  };
  return (name) => {
    if (name === 'documents') return every();
    if (name.startsWith(COLLECTION)) {
      const label = name.slice(COLLECTION.length);
      return ofDocuments(collections.find((one) => one.label === label)?.documents ?? []);
    }
    const ofIndex = name === 'index' ? indexed(site) : null;
    const ranks = name === 'posts' ? null : (ofIndex ?? ranksOf(name));
    const length = ranks === null ? listed : ranks.length;
    const pathAt = (index: number): string | undefined => {
      const at = length - 1 - index;
      return posts[ranks === null ? at : (ranks[at] ?? -1)]?.path;
    };
    return { length, pathAt };
  };
}

function templateDigest(file: Site['templates'][number] | undefined): string {
  return file === undefined ? ABSENT : digest(`${file.path}\n${file.text}`);
}

/** `path` is a JSON list of keys. */
function valueAt(data: Data, path: string): Value | undefined {
  let value: Value | undefined = data;
  for (const key of JSON.parse(path) as readonly string[]) {
    value = isMap(value) ? value[key] : undefined;
  }
  return value;
}
