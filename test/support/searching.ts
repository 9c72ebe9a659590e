/** The site's own search as a browser runs it, over the files of a built site: no server, no browser. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';

type Tree = DefaultTreeAdapterTypes.Node;

/** What the client's module gives. */
export interface Found {
  readonly kind: 'hit' | 'pause' | 'lost';
  readonly url: string;
  readonly title: string;
  readonly date: string;
  readonly inTitle: boolean;
  readonly part: string;
  readonly before: string;
  readonly titleParts: readonly FoundPart[];
  readonly snippet: readonly FoundPart[];
}

interface FoundPart {
  readonly text: string;
  readonly marked: boolean;
}

interface Client {
  search(query: string, options: object): AsyncGenerator<Found, void, void>;
  fold(text: string, variants: ReadonlyMap<string, string>): { readonly text: string };
  readQuery(query: string, variants: ReadonlyMap<string, string>): readonly object[];
}

const FILE = fileURLToPath(new URL('../../templates/assets/search.js', import.meta.url));

export async function searchClient(): Promise<Client> {
  return (await import(FILE)) as Client;
}

/** A request, and what came of it. */
export interface Asked {
  readonly path: string;
  readonly bytes: number;
  /** Whether what the browser kept would do. */
  readonly cache: RequestCache;
}

/** Files below the site's root by their names. */
export type PublishedFiles = ReadonlyMap<string, Buffer>;

export interface Searching {
  /** Everything that is found, in the order it comes. */
  (query: string, options?: object): Promise<readonly Found[]>;
  /** Of the last search. */
  readonly asked: readonly Asked[];
  readonly files: PublishedFiles;
}

const SITE = 'https://news.example';

/**
 * In what `root`, the published folder, has now; `baseurl` as in the config. `kept` are files that the
 * browser has of a visit before.
 */
export function searchIn(root: string, baseurl = '', kept: PublishedFiles = new Map()): Searching {
  const names = fs.readdirSync(root, { recursive: true, encoding: 'utf8' });
  const isFile = (name: string): boolean => fs.statSync(path.join(root, name)).isFile();
  const read = (name: string): Buffer => fs.readFileSync(path.join(root, name));
  const files = new Map(names.filter(isFile).map((name) => [name, read(name)]));
  const asked: Asked[] = [];
  const answer = async (url: URL | string, init: RequestInit = {}): Promise<Response> => {
    const { pathname } = new URL(url);
    const { cache = 'default' } = init;
    const name = decodeURI(pathname.slice(baseurl.length + 1));
    const bytes = (cache === 'default' ? kept.get(name) : undefined) ?? files.get(name);
    asked.push({ path: pathname, bytes: bytes?.length ?? 0, cache });
    return new Response(new Uint8Array(bytes ?? []), { status: bytes === undefined ? 404 : 200 });
  };
  const search = async (query: string, options: object = {}): Promise<readonly Found[]> => {
    asked.length = 0;
    Object.assign(globalThis, { fetch: answer, DOMParser: PageParser });
    const { search: find } = await searchClient();
    const found: Found[] = [];
    const base = `${SITE}${baseurl}/search/`;
    for await (const one of find(query, { base, ...options })) found.push(one);
    return found;
  };
  return Object.assign(search, { asked, files });
}

/** Addresses of hits, below the site. */
export function addresses(found: readonly Found[]): readonly string[] {
  return found.flatMap(({ kind, url }) =>
    kind === 'hit' ? [decodeURI(url.slice(SITE.length))] : [],
  );
}

/** Pages are asked for by many searches. */
const parsed = new Map<string, PageNode>();

/** As much of a browser's as the client asks for. */
class PageParser {
  parseFromString(html: string): PageNode {
    const known = parsed.get(html) ?? new PageNode(parse(html));
    parsed.set(html, known);
    return known;
  }
}

class PageNode {
  readonly #node: Tree;
  #children: readonly PageNode[] | undefined;

  constructor(node: Tree) {
    this.#node = node;
  }

  get nodeType(): number {
    if (defaultTreeAdapter.isTextNode(this.#node)) return 3;
    return defaultTreeAdapter.isElementNode(this.#node) ? 1 : 8;
  }

  get nodeName(): string {
    return this.#node.nodeName.toUpperCase();
  }

  get nodeValue(): string | null {
    return defaultTreeAdapter.isTextNode(this.#node) ? this.#node.value : null;
  }

  get childNodes(): readonly PageNode[] {
    const nodes = 'childNodes' in this.#node ? this.#node.childNodes : [];
    this.#children ??= nodes.map((child) => new PageNode(child));
    return this.#children;
  }

  getAttribute(name: string): string | null {
    if (!defaultTreeAdapter.isElementNode(this.#node)) return null;
    return this.#node.attrs.find((one) => one.name === name)?.value ?? null;
  }

  /** `main`, `[data-search]`, `meta[name="description"]`. */
  querySelector(selector: string): PageNode | null {
    const [, name = '', attribute, value] =
      /^(\w*)(?:\[([\w-]+)(?:="(\w+)")?\])?$/.exec(selector) ?? [];
    const isIt = (node: PageNode): boolean =>
      (name === '' || node.nodeName === name.toUpperCase()) &&
      (attribute === undefined ||
        (value === undefined
          ? node.getAttribute(attribute) !== null
          : node.getAttribute(attribute) === value));
    const find = (node: PageNode): PageNode | null => {
      if (node.nodeType === 1 && isIt(node)) return node;
      for (const child of node.childNodes) {
        const found = find(child);
        if (found !== null) return found;
      }
      return null;
    };
    return find(this);
  }
}
