/**
 * Where the work of parse and render is done: in the build's own thread, or once in every other
 * thread; the same code, so that both make the same bytes. Holds what is dear to make: Markdown,
 * templates, the body pack that it writes and those it reads.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { contentOf, excerptOf } from '../formats/body/body-html.js';
import { type LoadedPost, loadPost } from '../incremental/source-files/load-post.js';
import type { Config } from '../model/config.js';
import type { Effects, Io, Pack, PackReader } from '../model/io.js';
import type { Post } from '../model/post.js';
import { type Position, type Problem, SiteError, WHOLE } from '../model/problem.js';
import type { FilterFile } from '../model/source.js';
import type { BodyRef } from '../model/story.js';
import {
  type LoadedStory,
  parseSettings,
  parseStory,
  type StoryAccess,
} from '../pipeline/parse/parse-files.js';
import type { ParseSettings } from '../pipeline/parse/parse-settings.js';
import { createPageRenderer, type PageRenderer } from '../pipeline/render/batch.js';
import { type PackedSite, unpackSite } from '../pipeline/render/site-pack.js';
import { digest } from '../platform/digest.js';
import { type OwnFilter, ownFilter } from '../theme/filters/site-filters.js';
import type { TemplateCache } from '../theme/template-cache.js';
import { createPageRecorder } from '../theme/views/dependencies.js';
import type { Bodies } from '../theme/views/views.js';
import type { Job, JobDone, WorkSite } from './job.js';

export interface ExecutorPlace {
  readonly config: Config;
  /** Of body packs. */
  readonly folder: string;
  /** Of staged files. */
  readonly staging: string;
  /** Its number among the threads: names its pack. */
  readonly number: number;
  /** When the build began, ms since the epoch: a file touched about then may change unseen. */
  readonly began: number;
}

export interface Executor {
  /** Compiles a site's templates and tells what is doubtful in them; throws `SiteError` with all that can't be compiled. */
  check(site: WorkSite): Promise<readonly Problem[]>;
  /** `at` is told which of the task's items is being worked on. */
  work(task: Job, at?: (index: number) => void): Promise<JobDone>;
  close(): void;
}

/** `drafts`: of the theme of the build before. */
export function openExecutor(
  place: ExecutorPlace,
  effects: Pick<Effects, 'io' | 'clock'>,
  drafts: TemplateCache,
): Executor {
  const settings = parseSettings(place.config);
  const packs = openPacks(place, effects.io);
  const access = storyAccess(place, packs, effects);
  let shown = 0;
  let renderer: Promise<PageRenderer> | null = null;
  const makeRenderer = async ({ site: given }: WorkSite): Promise<PageRenderer> => {
    const site = 'cards' in given ? unpackSite(given) : given;
    const reads = createPageRecorder();
    const moved = new Set<string>();
    const load: BodySources['load'] = (file) => loadFrom(place, file, effects.io);
    const bodies = bodiesOf({ site, settings, packs, load, moved });
    const filters = await importFilters(site.site.filters, effects.io);
    const at = { bodies, filters, reads, drafts, moved, folder: place.staging, ...effects };
    return createPageRenderer(site.site, at);
  };
  const rendererFor = (site: WorkSite): Promise<PageRenderer> => {
    if (renderer === null || site.id !== shown) renderer = makeRenderer(site);
    shown = site.id;
    return renderer;
  };
  return {
    check: async (site) => (await rendererFor(site)).warnings,
    async work(task, at = () => {}) {
      if (task.kind === 'render') return (await rendererFor(task.site)).render(task.pages, at);
      const done = task.files.map((file, index) => {
        at(index);
        return parseStory(file, settings, access);
      });
      packs.flush();
      return done;
    },
    close: () => packs.close(),
  };
}

function loadFrom({ config, began }: ExecutorPlace, file: { path: string }, io: Io): LoadedPost {
  return loadPost(file, config, { io, now: began });
}

function storyAccess(place: ExecutorPlace, packs: Packs, { io }: Pick<Effects, 'io'>): StoryAccess {
  return {
    load(file): LoadedStory | Problem | null {
      const loaded = loadFrom(place, file, io);
      if (loaded.kind === 'gone') return null;
      return loaded.kind === 'ok' ? loaded : loaded.problem;
    },
    store: packs.store,
  };
}

/** A copy each way, where UTF-8 would be decoded; and Chinese is shorter in it. */
const ENCODING = 'utf16le';

interface Packs {
  store(html: string): BodyRef;
  read(ref: BodyRef): string;
  flush(): void;
  close(): void;
}

/** One to write, opened when there is something to store; and those of all threads to read. */
function openPacks({ folder, number }: ExecutorPlace, io: Io): Packs {
  const nameOf = (pack: number): string => path.join(folder, `bodies-${pack}`);
  const readers = new Map<number, PackReader>();
  let own: Pack | null = null;
  return {
    store(html) {
      own ??= io.createPack(nameOf(number));
      const bytes = Buffer.from(html, ENCODING);
      return { pack: number, offset: own.append(bytes), length: bytes.length };
    },
    read({ pack, offset, length }) {
      const reader = readers.get(pack) ?? io.openPack(nameOf(pack));
      readers.set(pack, reader);
      return reader.read(offset, length).toString(ENCODING);
    },
    flush: () => own?.flush(),
    close() {
      own?.close();
      for (const reader of readers.values()) reader.close();
      own = null;
      readers.clear();
    },
  };
}

interface BodySources {
  readonly site: PackedSite;
  readonly settings: ParseSettings;
  readonly packs: Packs;
  readonly load: (file: { readonly path: string }) => LoadedPost;
  /** Gets the stories that are not what their cards say. */
  readonly moved: Set<string>;
}

/**
 * A body that wasn't parsed in this build is made again of its file. Should that have gone since, or
 * changed, the story is told as moved: a page of an old card and a new text is never published.
 */
function bodiesOf({ site: { site, body }, settings, packs, load, moved }: BodySources): Bodies {
  const remade = (
    post: Post | undefined,
    make: (post: Post, bytes: Uint8Array, settings: ParseSettings) => string,
  ): string => {
    if (post === undefined) return '';
    const loaded = load(post);
    // Without its body no page is published, and the site stays as it was.
    if (loaded.kind === 'fail' && loaded.passing) throw unreadable(loaded.problem);
    if (loaded.kind === 'ok' && digest(loaded.bytes) === post.digest)
      return make(post, loaded.bytes, settings);
    moved.add(post.path);
    return '';
  };
  return {
    content(rank) {
      const ref = body(rank);
      return ref === null ? remade(site.posts[rank], contentOf) : packs.read(ref);
    },
    excerpt: (rank) => remade(site.posts[rank], excerptOf),
  };
}

function unreadable({ message, hint = '', file = '' }: Problem): SiteError {
  const code = 'body-unreadable';
  const what = `${message} while its page is made: ${file}`;
  return new SiteError([{ code, severity: 'error', message: what, hint, file, ...WHOLE }]);
}

/** Throws `SiteError` with the modules that can't be used. */
async function importFilters(
  files: readonly FilterFile[],
  io: Io,
): Promise<ReadonlyMap<string, OwnFilter>> {
  const filters = new Map<string, OwnFilter>();
  const problems: Problem[] = [];
  for (const { name, path: label, file, digest: version } of files) {
    try {
      const filter = ownFilter(await io.importModule(file, version));
      if (filter === null) problems.push(unusable(label, 'its default export is no function'));
      else filters.set(name, filter);
    } catch (error) {
      // Gone since the list was made: a template that has it is told so.
      if (io.stat(file) === undefined) continue;
      const hint = error instanceof SyntaxError ? AS_MODULE : FORM;
      problems.push({ ...unusable(label, String(error)), hint, ...thrownAt(error, file) });
    }
  }
  if (problems.length > 0) throw new SiteError(problems);
  return filters;
}

const FORM = 'A filter is a module with `export default function (input, …args) { return …; }`.';
const AS_MODULE =
  'Mend it; if the word is `export` or `import`, name the file .mjs, or write `"type": "module"` into the package.json above it.';

function unusable(file: string, reason: string): Problem {
  const message = `The filter can't be used: ${reason}`;
  return { code: 'filter-module', severity: 'error', message, hint: FORM, file, ...WHOLE };
}

/** The engine keeps to itself where a module is no JavaScript. */
function thrownAt(error: unknown, file: string): Position {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frame = stack.split('\n').find((line) => line.includes(pathToFileURL(file).href)) ?? '';
  const [, line, column] = /:(\d+):(\d+)\)?$/.exec(frame) ?? [];
  return line === undefined ? WHOLE : { line: Number(line), column: Number(column) };
}
