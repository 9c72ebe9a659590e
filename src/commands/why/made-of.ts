/** What made a page: its own file, templates, data, config and other stories, as plan and the store have it. */
import type { LastChanges } from '../../incremental/store/last-changes.js';
import type { Page } from '../../model/page.js';
import type { OutputRecord } from '../../model/staged.js';
import { madeOf } from '../../outputs/kinds.js';
import { madeParts } from '../../pipeline/render/made/made-parts.js';
import {
  createPageKeys,
  createReadsDigests,
  type PageKeys,
  PlannedKeys,
} from '../../pipeline/render/page-key.js';
import type { Survey } from '../../pipeline/survey.js';
import { lazy } from '../../platform/lazy.js';
import { findLayout, templatesByName } from '../../theme/layouts.js';
import { createDependencyDigests } from '../../theme/views/dependency-digests.js';
import { dataKeys, dependencyWords } from '../../theme/views/dependency-words.js';

/** What a page is called, by its kind. */
export const KIND_WORDS: Readonly<Record<Page['kind'], string>> = {
  post: 'story page',
  list: 'list page',
  document: 'page',
  generated: 'generated file',
  static: 'copied file',
};

/** A story that stands on a page, and as what. */
export interface ShownStory {
  readonly path: string;
  readonly as: 'the story itself' | 'before it' | 'after it' | 'related' | 'listed';
}

export interface MadeOf {
  readonly output: string;
  /** As links have it: encoded, with `baseurl`. */
  readonly url: string;
  readonly kind: string;
  /** Its own file below the source; null: finews makes it of others. */
  readonly source: string | null;
  readonly layouts: readonly string[];
  readonly includes: readonly string[];
  readonly data: readonly string[];
  readonly config: readonly string[];
  readonly stories: readonly ShownStory[];
  /** Other dependencies, in words. */
  readonly others: readonly string[];
  /** What the next build does with it. */
  readonly state: 'up to date' | 'to be rendered' | 'not built yet';
  /** What of all that was another in the last build that found a change; null: not known. */
  readonly changed: readonly string[] | null;
}

/** For the pages of one survey. */
export function createMadeOf(
  known: Survey,
  last: LastChanges | null,
): (page: Page, place: number) => MadeOf {
  const keyOf = lazy(() => pageKeys(known));
  return (page, place) => {
    const record = known.recordOf(place);
    const reads = record?.reads ?? [];
    const templates = templatesOf(page, reads, known);
    const about = {
      source: sourceOf(page, known),
      ...templates,
      data: innermost(namesOf(reads, (read) => dataKeys(read)?.join('/') ?? null)),
      config: namesOf(reads, (read) => /^config (.+)$/.exec(read)?.[1] ?? null),
      stories: storiesOn(page, reads, known),
      others: [
        ...namesOf(reads, (read) => (OWN_PLACE.test(read) ? null : dependencyWords(read))),
        ...madeOf(page),
      ],
    };
    const { output, kind } = page;
    const url = `${known.config.baseurl}${page.url}`;
    const state = stateOf(place, record, keyOf);
    const changed = last === null ? null : changedAmong(about, reads, last);
    return { output, url, kind: KIND_WORDS[kind], ...about, state, changed };
  };
}

/** Dependencies that have a line of their own. */
const OWN_PLACE = /^(?:template|layout|data\??|config|card|body|links)(?: |$)/;

function namesOf(
  reads: readonly string[],
  nameOf: (read: string) => string | null,
): readonly string[] {
  return [...new Set(reads.flatMap((read) => nameOf(read) ?? []))];
}

/** Whether there are the maps around them is read as well. */
function innermost(names: readonly string[]): readonly string[] {
  return names.filter((name) => !names.some((other) => other.startsWith(`${name}/`))).sort();
}

/** The keys of the last build's own kind: as they would be now. */
function pageKeys(survey: Survey): PageKeys['keyOf'] {
  const { site, found, foundation, keySeed: seed, plan, recordOf } = survey;
  const planned = new PlannedKeys(plan, site, { seed, foundation }, null);
  const lookUp = createDependencyDigests(site, found.files, planned.faceOf);
  const readsDigest = createReadsDigests(lookUp);
  const made = (place: number): { readonly digest: string; readonly staged: null } => {
    return { digest: recordOf(place)?.digest ?? '', staged: null };
  };
  const parts = madeParts(plan, { made });
  const partsDigest = (page: Page): string => parts.digestOf(page);
  return createPageKeys(plan, planned, { seed, readsDigest, partsDigest }).keyOf;
}

function stateOf(
  place: number,
  record: OutputRecord | undefined,
  keyOf: () => PageKeys['keyOf'],
): MadeOf['state'] {
  if (record === undefined) return 'not built yet';
  const isSame = record.key !== 0 && record.key === keyOf()(place, record.reads);
  return isSame ? 'up to date' : 'to be rendered';
}

/** Below the source. */
export function sourceOf(page: Page, { site, config }: Survey): string | null {
  switch (page.kind) {
    case 'post':
      return site.posts[page.rank]?.path ?? null;
    case 'document':
      return site.documents[page.document]?.path ?? null;
    case 'static': {
      const file = site.statics.find((one) => one.file === page.file);
      return page.file.startsWith(config.source) ? (file?.name ?? null) : null;
    }
    default:
      return null;
  }
}

type Templates = Pick<MadeOf, 'layouts' | 'includes'>;

function templatesOf(page: Page, reads: readonly string[], { site }: Survey): Templates {
  const files = templatesByName(site.templates);
  const asked = namesOf(reads, (read) => /^layout (.+)$/.exec(read)?.[1] ?? null);
  const own = 'layout' in page && page.layout !== null ? [page.layout] : [];
  const layouts = new Set([...own, ...asked].map((name) => findLayout(name, files.keys()) ?? name));
  const read = namesOf(reads, (one) => /^template (.+)$/.exec(one)?.[1] ?? null);
  const pathOf = (name: string): string => files.get(name)?.path ?? name;
  return {
    layouts: read.filter((name) => layouts.has(name)).map(pathOf),
    includes: read.filter((name) => !layouts.has(name)).map(pathOf),
  };
}

/** By rank those that plan gives it, and by path those that its templates read. */
function storiesOn(page: Page, reads: readonly string[], { site }: Survey): readonly ShownStory[] {
  const shown: ShownStory[] = [];
  const add = (ranks: readonly (number | null)[], as: ShownStory['as']): void => {
    for (const rank of ranks) {
      const path = site.posts[rank ?? -1]?.path;
      if (path !== undefined) shown.push({ path, as });
    }
  };
  if (page.kind === 'post') {
    add([page.previous], 'before it');
    add([page.next], 'after it');
    add(page.related, 'related');
  } else if (page.kind === 'generated') add(page.ranks, 'listed');
  else if ('paginator' in page) add(page.paginator?.posts ?? [], 'listed');
  const known = new Set(shown.map(({ path }) => path));
  const read = namesOf(reads, (one) => /^(?:card|body|links) (.+)$/s.exec(one)?.[1] ?? null);
  return [
    ...shown,
    ...read.filter((path) => !known.has(path)).map((path) => ({ path, as: 'listed' as const })),
  ];
}

type Inputs = Omit<MadeOf, 'output' | 'url' | 'kind' | 'state' | 'changed'>;

function changedAmong(
  made: Inputs,
  reads: readonly string[],
  { inputs, stories }: LastChanges,
): readonly string[] {
  const isChanged = new Set(inputs);
  const templates = [...made.layouts, ...made.includes];
  const files = [made.source, ...made.stories.map(({ path }) => path)];
  const changedStories = new Set(stories);
  const [page] = made.source === null ? [] : [`page ${made.source}`];
  return [
    ...new Set([
      ...files.filter((file) => file !== null && changedStories.has(file)),
      ...(page !== undefined && isChanged.has(page) ? [made.source] : []),
      ...templates.filter((path) => isChanged.has(`template ${path}`)),
      ...made.data
        .filter((key) => isChanged.has(`data ${key.split('/')[0]}`))
        .map((key) => `_data/${key}`),
      ...made.config
        .filter((key) => isChanged.has(`config ${key}`))
        .map((key) => `the config's \`${key}\``),
      ...namesOf(reads, (read) => {
        return read.startsWith('filter ') && isChanged.has(read) ? dependencyWords(read) : null;
      }),
    ]),
  ].flatMap((one) => one ?? []);
}
