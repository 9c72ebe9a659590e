/**
 * The feeds of collections that `feed: collections` asks for, at the addresses of jekyll-feed
 * (`generator.rb`). What documents say is known when they are rendered, so a template writes these.
 */
import { texts } from '../../formats/json/config-values.js';
import { scalarText } from '../../formats/text/scalar.js';
import { filePlace, type OutputPlace } from '../../formats/urls/permalink.js';
import type { SiteSettings } from '../../model/config.js';
import { type Data, isList, isMap, NO_DATA, type Value } from '../../model/data.js';
import type { ListPage } from '../../model/page.js';
import type { Arrangement } from '../../model/site.js';

/** A feed of a collection's documents. */
export interface CollectionFeed extends OutputPlace {
  readonly label: string;
  /** Null: of all categories. */
  readonly category: string | null;
}

/** In the config's order; `ListSubject.index` points into it. */
export function collectionFeeds(config: SiteSettings): readonly CollectionFeed[] {
  const feed = config.values['feed'];
  if (config.outputs.feeds === null || !isMap(feed)) return [];
  const wanted = askedFor(feed['collections']);
  return config.collections.flatMap(({ label }): readonly CollectionFeed[] => {
    const settings = wanted.get(label);
    if (settings === undefined) return [];
    const path = scalarText(settings['path']) ?? `/feed/${label}.xml`;
    const all = { label, category: null, ...filePlace(path.startsWith('/') ? path : `/${path}`) };
    const categories = [...new Set(texts(settings['categories']) ?? [])];
    return [
      all,
      ...categories.map((category) => {
        return { label, category, ...filePlace(`/feed/${label}/${category}.xml`) };
      }),
    ];
  });
}

/** A list of names, or a map of them with `path` and `categories`; the posts have feeds of their own. */
function askedFor(collections: Value | undefined): ReadonlyMap<string, Data> {
  const entries: readonly (readonly [string, Value])[] = isList(collections)
    ? collections.map((name) => [scalarText(name) ?? '', NO_DATA])
    : Object.entries(isMap(collections) ? collections : NO_DATA);
  return new Map(entries.map(([label, own]) => [label, isMap(own) ? own : NO_DATA]));
}

export function planCollectionFeeds({ config }: Arrangement): readonly ListPage[] {
  return collectionFeeds(config).map(({ url, output }, index): ListPage => {
    return {
      ...{ kind: 'list', url, output, layout: 'collection-feed', feeds: [] },
      subject: { type: 'collection', index },
      paginator: NO_STORIES,
    };
  });
}

const NO_STORIES: ListPage['paginator'] = {
  ...{ number: null, perPage: 1, posts: [], totalPosts: 0, totalPages: 1 },
  ...{ newer: null, older: null },
};
