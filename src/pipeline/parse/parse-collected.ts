/**
 * Documents of collections (Jekyll `document.rb`): between pages, whose text is the site's own, and
 * posts, whose addresses and dates they have. Where the config's defaults say `trust: story`, a document
 * is read as a post is: repaired, sanitised, and without template code.
 */
import { renderBody } from '../../formats/body/render-body.js';
import { readDate } from '../../formats/dates/dates.js';
import { fromLocal } from '../../formats/dates/zone.js';
import { parsePageFrontMatter } from '../../formats/front-matter/front-matter.js';
import { TERM_READERS } from '../../formats/front-matter/post-terms.js';
import { fromFirstWords, splitExcerpt } from '../../formats/markdown/excerpt.js';
import { decodeText } from '../../formats/text/decode.js';
import { scalarText } from '../../formats/text/scalar.js';
import { truncateText } from '../../formats/text/text.js';
import { type PostName, parsePostName, titleFromSlug } from '../../formats/urls/file-name.js';
import { compilePermalink } from '../../formats/urls/permalink.js';
import { DATE_PLACEHOLDERS } from '../../formats/urls/placeholders.js';
import type { CollectionSettings } from '../../model/config.js';
import type { Data } from '../../model/data.js';
import type { FrontMatterData } from '../../model/front-matter-keys.js';
import type { Outcome, Problem } from '../../model/problem.js';
import type { Collected, Document } from '../../model/site.js';
import type { PageFile } from '../../model/source.js';
import { collectionOf, isDataOf } from '../../outputs/collections/paths.js';
import { type Address, type AddressKind, addressOf, outputExtension } from './address.js';
import { parseBody, type StoryBody } from './body.js';
import {
  draftOf,
  fewTerms,
  layoutOf,
  publishedOf,
  textField,
  titleOf,
  withTidyFields,
} from './fields.js';
import { type FileProblems, report } from './file-problems.js';
import { headingTitles, type ReadTitle } from './heading-titles.js';
import { parseSettings } from './parse-files.js';
import { pageProblem, styleOf } from './parse-page.js';
import { formsOf, frontMatterOf, reportOddities, textOf } from './parse-post.js';
import type { DocumentSettings, PageSettings, ParseSettings } from './parse-settings.js';

/** Those among the files that lie in collections, in the order of their paths. */
export function parseCollected(
  files: readonly PageFile[],
  settings: DocumentSettings,
): Outcome<readonly Document[]> {
  const { config } = settings;
  const problems: Problem[] = [];
  if (config.collections.length === 0) return { value: [], problems };
  const ofStories = parseSettings(config);
  const titleIn = headingTitles(config, true);
  const value = files.flatMap((file): readonly Document[] => {
    const collection = collectionOf(file.path, config);
    if (collection === null) return [];
    const found = file.isStory
      ? storyOf(file, collection, ofStories)
      : ownOf(file, collection, { ...settings, titleIn });
    problems.push(...found.problems);
    return found.value === null ? [] : [found.value];
  });
  return { value, problems };
}

/** A document's front matter over the defaults, and what is read of it alike in both. */
interface Head {
  readonly file: PageFile;
  readonly collection: CollectionSettings;
  readonly data: FrontMatterData;
  readonly name: PostName;
  readonly fileProblems: FileProblems;
}

function headOf(
  file: PageFile,
  collection: CollectionSettings,
  own: Data,
  { defaults, config }: PageSettings,
): Omit<Head, 'fileProblems'> {
  const data = withTidyFields(defaults(file.path, collection.label, own), config);
  const name = parsePostName(file.path.slice(file.path.lastIndexOf('/') + 1));
  return { file, collection, data, name };
}

type ParsedDocument = Outcome<Document | null>;

/** The site's own: its text is a template, and runs when it is rendered. */
function ownOf(
  file: PageFile,
  collection: CollectionSettings,
  settings: DocumentSettings & { readonly titleIn: ReadTitle },
): ParsedDocument {
  const { config, compilesStyles } = settings;
  const isData = isDataOf(file.path, config);
  const front = parsePageFrontMatter(isData ? `${file.text}\n---\n` : file.text);
  const problems = front.issues.map((issue) => pageProblem(file, issue));
  const fileProblems = report(file.path, file.text);
  const head = { ...headOf(file, collection, front.data, settings), fileProblems };
  const { data, name } = head;
  if (front.status === 'unusable' || !(publishedOf(data) || config.unpublished))
    return { value: null, problems };
  const style = styleOf(file.path);
  if (style !== null && !compilesStyles) return { value: null, problems };
  const markdown = config.markdownExtensions.includes(name.ext);
  const [own] = /[^/](\.[^./:]+)$/.exec(scalarText(data.permalink) ?? '')?.slice(1) ?? [];
  const ext = markdown ? '.html' : style !== null ? '.css' : extensionOf(file.path);
  const title = scalarText(data.title);
  const body =
    markdown && title === null
      ? settings.titleIn(front.body)
      : { title, text: front.body, lines: 0 };
  const common = commonOf(head, own ?? ext, settings);
  const value =
    common === null
      ? null
      : {
          ...common.document,
          title: body.title ?? (isData ? '' : titleFromSlug(name.slug)),
          layout: style === null ? layoutOf(data, markdown ? usualLayout(settings) : null) : null,
          markdown,
          style,
          text: isData ? '' : body.text,
          bodyLine: front.bodyLine - 1 + body.lines,
          collected: { ...common.collected, isTrusted: true, excerpt: '' },
        };
  return { value, problems: [...problems, ...fileProblems.problems] };
}

/** A stranger's: its text is finished when it has been parsed. */
function storyOf(
  file: PageFile,
  collection: CollectionSettings,
  settings: ParseSettings,
): ParsedDocument {
  const { config } = settings;
  const bytes = Buffer.from(file.text, 'latin1');
  const decoded = decodeText(bytes);
  const fileProblems = report(file.path, decoded.kind === 'ok' ? decoded.text : '');
  const none = (): ParsedDocument => ({ value: null, problems: fileProblems.problems });
  if (bytes.length > config.limits.post) {
    const message = `The file has more than ${config.limits.post.toLocaleString('en')} bytes, the limit`;
    fileProblems.setAside('post-size', message, 'Split it, or raise limits.post.');
    return none();
  }
  const text = textOf(bytes, decoded, fileProblems);
  const front = text === null ? null : frontMatterOf(text, config, fileProblems);
  if (front === null) return none();
  const head = { ...headOf(file, collection, front.data, settings), fileProblems };
  const { data, name } = head;
  if (!(publishedOf(data) || config.unpublished)) return none();
  const isMarkdown = config.markdownExtensions.includes(name.ext);
  const forms = formsOf(front.body, settings);
  const source: StoryBody = {
    text: front.body,
    line: front.bodyLine,
    isMarkdown,
    // Addresses are known when pages are rendered, and this text is finished now.
    forms: forms === null || forms.links.length > 0 ? null : forms,
    canRun: settings.forms !== null,
    isRun: false,
    language: typeof data.lang === 'string' ? data.lang : undefined,
  };
  const body = parseBody(source, settings, fileProblems);
  if (body === null) return none();
  reportOddities({ front, fileProblems }, source);
  const ext = outputExtension(extensionOf(file.path), data.permalink);
  const common = commonOf(head, ext, settings);
  if (common === null) return none();
  const value: Document = {
    ...common.document,
    title: titleOf(textField(data, 'title', fileProblems), name, body.text),
    layout: layoutOf(data, usualLayout(settings)),
    markdown: false,
    style: null,
    text: body.html,
    bodyLine: front.bodyLine - 1,
    collected: {
      ...common.collected,
      isTrusted: false,
      excerpt: excerptOf(source, data, settings),
    },
  };
  return { value, problems: fileProblems.problems };
}

/** Of the text before the separator, as a post's is. */
function excerptOf(source: StoryBody, data: FrontMatterData, settings: ParseSettings): string {
  const { text, isMarkdown, forms } = source;
  const own = data.excerpt_separator;
  const separator = typeof own === 'string' ? own : settings.config.excerptSeparator;
  const start = fromFirstWords(forms?.text ?? text);
  const head = splitExcerpt(start, separator);
  return head === null ? '' : renderBody(head, isMarkdown, settings).html;
}

/** Beside layouts of Jekyll's own a document without one has none. */
function usualLayout({ config }: PageSettings): string | null {
  return config.listLayouts === null ? 'page' : null;
}

function extensionOf(path: string): string {
  return /[^/](\.[^./]+)$/.exec(path)?.[1] ?? '';
}

interface Common {
  readonly document: Pick<Document, 'path' | 'url' | 'output' | 'data' | 'date'>;
  readonly collected: Omit<Collected, 'isTrusted' | 'excerpt'>;
}

/** Null: set aside. */
function commonOf(head: Head, outputExt: string, settings: PageSettings): Common | null {
  const { file, collection, data, name, fileProblems } = head;
  const { path } = file;
  const date = dateOf(head, settings);
  const categories = fewTerms(TERM_READERS.category(data, []), 'categories', fileProblems);
  const tags = fewTerms(TERM_READERS.tag(data, []), 'tags', fileProblems);
  const input = { path, data, name, categories, date: date ?? 0 };
  const kind = kindOf(head, outputExt, date !== null);
  const address: Address | null = addressOf(input, kind, settings.zone, fileProblems);
  if (address === null) return null;
  const { url, slug } = address;
  const output = collection.output ? address.output : '';
  return {
    document: { path, url, output, data, date },
    collected: { label: collection.label, slug, categories, tags, draft: draftOf(data) },
  };
}

/** What a document without a date has no share in: an address with today's date is no address. */
function kindOf(
  { file, collection, name, fileProblems }: Head,
  outputExt: string,
  isDated: boolean,
): AddressKind {
  const { label, folder, permalink, output } = collection;
  const stem = file.path.slice(folder.length, file.path.length - name.ext.length);
  const dateless = isDated ? permalink : permalink.replace(DATE_PLACEHOLDERS, '');
  if (dateless !== permalink && output) {
    const message = `The collection's \`permalink: ${permalink}\` has a date, and the document has none`;
    const hint = 'Write one, as in `date: 2022-05-16`; until then the address goes without.';
    fileProblems.doubtful('date-missing', message, hint, 'date');
  }
  const pattern = compilePermalink(dateless);
  return { label, inside: stem.replace(/\.+$/, ''), pattern, outputExt };
}

/** Its front matter's, else its file name's; null: it has none, and needs none. */
function dateOf({ data, name, fileProblems }: Head, { zone, config }: PageSettings): number | null {
  const written = textField(data, 'date', fileProblems);
  if (written !== null) {
    const read = readDate(written, zone, { utc: config.jekyllUtcDates });
    if (read !== null) return read.ms;
    const message = `\`date: ${truncateText(written, 40)}\` is no date`;
    const hint = 'Write `date: 2022-05-16 15:04:20 +0800`, or none.';
    fileProblems.repaired('date-rescued', message, hint, 'date');
  }
  if (name.date === null) return null;
  return fromLocal(zone, { ...name.date, hour: 0, minute: 0, second: 0 });
}
