/**
 * The theme: templates by name, compiled once, rendered for pages. Names are looked up in a fixed
 * map, never on a disk, so that no template reaches outside its theme. Called by render.
 */
import type { Syntax } from '../model/config.js';
import { type Data, NO_DATA } from '../model/data.js';
import type { Problem } from '../model/problem.js';
import type { TemplateFile } from '../model/source.js';
import { lazy } from '../platform/lazy.js';
import { TemplateError } from './compiler/template-problems.js';
import { keepMarks } from './escape/keep-marks.js';
import { startOfFile } from './escape/place.js';
import { withStoryMarkdown } from './escape/story-markdown.js';
import { LayoutHtml, StoryHtml } from './escape/story-text.js';
import { createFilters, type FilterSettings } from './filters/filters.js';
import { liquidFilters } from './filters/liquid/liquid-filters.js';
import {
  checkLayouts,
  createChains,
  findLayout,
  type LoadedTemplate,
  type LoadedTemplates,
  templatesByName,
} from './layouts.js';
import { hostFunctions, type TagSettings } from './liquid/host-functions.js';
import { SEO_TEMPLATE } from './liquid/host-names.js';
import { SEO_TEXT } from './liquid/seo/seo-template.js';
import { unknownTagsOf } from './liquid/unknown-tags.js';
import { type Loaded, loadTemplate, type Machine } from './load-template.js';
import { GLOBAL_FUNCTIONS } from './runtime/globals.js';
import type { Template, Variables } from './runtime/run-context.js';
import { Runtime } from './runtime/runtime.js';
import { tests } from './runtime/tests.js';
import type { TemplateCache } from './template-cache.js';
import { type NamedText, readTemplate } from './template-source.js';
import { type DependencyRecorder, namesOf } from './views/dependencies.js';

export { TemplateError };

const SEO_SOURCE = {
  name: SEO_TEMPLATE,
  path: SEO_TEMPLATE,
  syntax: 'liquid',
  line: 0,
} as const;

/** What a theme needs of the site's configuration. */
export interface ThemeSettings {
  /** What Liquid's tags ask for; without it no address is known. */
  readonly tags?: TagSettings;
  readonly filters: FilterSettings;
  readonly reads: DependencyRecorder;
  /** Keys of `site` under which the config has what stories wrote; without it none. */
  readonly storyLists?: ReadonlySet<string>;
  /** Templates compiled for the last theme. */
  readonly templateCache: TemplateCache;
}

/** What a page gives its template: `site`, `page`, `paginator`; `content` is finished HTML. */
type RenderContext = Readonly<Variables>;

/** Where a page's own text comes from, and what it is written in. */
interface TextOrigin {
  readonly syntax: Syntax;
  readonly path: string;
  /** Lines of the file before the text. */
  readonly line: number;
}

/** Templates ready to render pages. */
export interface Theme {
  /**
   * The template that `layout: name` means (`post` is `post.njk`, `post.html`, or either in
   * `layouts/`; of several the one given last); null: there is none, or the name is no name.
   */
  layout(name: string): string | null;
  /** Renders a template and its front matter's parents; throws a `TemplateError`. */
  render(template: string, context: RenderContext): string;
  /** What a layout's front matter says, as a page's own text sees it in Jekyll; none: there is none. */
  layoutData(name: string): Data;
  /** Renders a page's own text; throws a `TemplateError` with the page's path and line. */
  renderText(text: string, origin: TextOrigin, context: RenderContext): string;
  /** Everything found wrong when loading, errors and warnings, by template in the given order. */
  readonly problems: readonly Problem[];
}

/**
 * Loads a theme. Later templates override earlier ones of the same name: the built-in ones come
 * first, then the site's. Never throws: what is wrong is in `problems`, and thrown when rendered.
 */
export function createTheme(templates: readonly TemplateFile[], settings: ThemeSettings): Theme {
  const filters = createFilters(settings.filters, tests);
  const ofLiquid = keepMarks(liquidFilters(filters, settings.filters.zone));
  const globals = { ...GLOBAL_FUNCTIONS, ...hostFunctions(settings.tags, ofLiquid) };
  const files = templatesByName(templates);
  const loaded = new Map<string, LoadedTemplate>();
  const readOf = namesOf((name) => `template ${name}`);
  const template = (name: string): Template | undefined => {
    if (name === SEO_TEMPLATE) return seo();
    settings.reads.record(readOf(name));
    const entry = loaded.get(name);
    if (entry !== undefined && entry.template === null) throw errorOf(entry);
    return entry?.template ?? undefined;
  };
  const bound = new Set<string>();
  const library = { names: () => files.keys(), template, tests, globals, bound };
  const runtime = new Runtime(library);
  const { storyLists = new Set() } = settings;
  const ofNunjucks = withStoryMarkdown(filters, settings.filters);
  const vocabulary = {
    ...{ filters: ofNunjucks, liquidFilters: ofLiquid },
    ...{ tests, templates: files, storyLists },
  };
  const cachedTemplate = settings.templateCache.with(vocabulary);
  // Of finews' own, and seldom asked for: no dependency of a page.
  const seo = lazy(() => {
    const source: NamedText = { ...SEO_SOURCE, text: SEO_TEXT };
    return loadTemplate({ value: source, problems: [] }, machine).template ?? undefined;
  });
  const machine: Machine = { runtime, vocabulary, bound, cachedTemplate };
  for (const file of files.values()) {
    loaded.set(file.name, loadTemplate(readTemplate(file), machine));
  }
  return themeOf(loaded, machine, settings.reads);
}

function errorOf({ problems }: Loaded): TemplateError {
  const [first, ...more] = problems.filter((problem) => problem.severity === 'error');
  if (first === undefined) throw new Error('A template failed to load without a problem');
  return new TemplateError(first, more);
}

function themeOf(loaded: LoadedTemplates, machine: Machine, reads: DependencyRecorder): Theme {
  const { runtime } = machine;
  const chainOf = createChains(loaded);
  const layouts = new Map<string, string | null>();
  const template = namesOf((name) => `template ${name}`);
  const layout = namesOf((name) => `layout ${name}`);
  const noteLink = ({ source: { name, parent } }: LoadedTemplate): void => {
    reads.record(template(name));
    if (parent !== null) reads.record(layout(parent));
  };
  const problems = [
    ...[...loaded.values()].flatMap(problemsOf),
    ...unknownTagsOf([...loaded.values()]),
  ];
  return {
    problems: [...problems, ...checkLayouts(loaded)],
    layout(name) {
      reads.record(layout(name));
      const found = layouts.get(name) ?? findLayout(name, loaded.keys());
      layouts.set(name, found);
      return found;
    },
    render(name, context) {
      let variables = withSafeContent(context);
      let output: string | null = null;
      for (const { entry, data } of chainOf(name)) {
        noteLink(entry);
        if (entry.template === null) throw errorOf(entry);
        if (output !== null) variables = { ...variables, content: new LayoutHtml(output) };
        output = runtime.run(entry.template, { ...variables, layout: data });
      }
      return output ?? '';
    },
    layoutData(name) {
      const [inner] = chainOf(name);
      if (inner !== undefined) noteLink(inner.entry);
      return inner?.data ?? NO_DATA;
    },
    renderText(text, origin, context) {
      const source = { ...origin, name: origin.path, text };
      const entry = loadTemplate({ value: source, problems: [] }, machine);
      if (entry.template === null) throw errorOf(entry);
      const start = origin.syntax === 'liquid' ? startOfFile(origin.path) : null;
      return runtime.run(entry.template.from(start), withSafeContent(context));
    },
  };
}

/** What is wrong in Jekyll's own templates counts where a page needs them, for themes bring many. */
function problemsOf({ source, problems }: LoadedTemplate): readonly Problem[] {
  if (source.syntax !== 'liquid') return problems;
  return problems.filter(({ severity }) => severity !== 'error');
}

function withSafeContent(context: RenderContext): RenderContext {
  const { content } = context;
  return typeof content === 'string' ? { ...context, content: new StoryHtml(content) } : context;
}
