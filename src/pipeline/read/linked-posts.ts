/**
 * Links to folders, followed where they stay in the site (Jekyll follows them): what lies behind one
 * is listed below its own name. The others are reported; links to files are `leaving-links.ts`'s. For a `_posts`,
 * `templates` or `_layouts` that is such a link it is an error, for a site built without would be wrong all over.
 */
import path from 'node:path';
import { isBelow, nameBelow } from '../../formats/urls/paths.js';
import type { Config } from '../../model/config.js';
import type { Entry, Io } from '../../model/io.js';
import type { Outcome, Problem } from '../../model/problem.js';
import type { ProblemCode } from '../../model/problem-code.js';
import { usualDestination } from '../../outputs/site-settings.js';
import { NEVER } from './never-published.js';

/** Folders that a site can't be built without. */
const NEEDED = /^(?:templates|_layouts|_includes)$|(?:^|\/)_(?:posts|drafts)$/;
const INSIDE = /(?:^|\/)_(?:posts|drafts)\//;
/** Each may lead to others: links to links are as many ways as they multiply to. */
const MOST = 1000;

/** A link that was followed. */
export interface FollowedLink {
  /** Below the source, as its entries' paths begin. */
  readonly path: string;
  /** Absolute, without links. */
  readonly target: string;
}

export interface FollowedLinks {
  /** With folders in place of the links that were followed, and what is in them. */
  readonly entries: readonly Entry[];
  readonly links: readonly FollowedLink[];
}

/** Paths are below the source; `isWanted` tells which of them are looked at in this build. */
export function followLinks(
  entries: readonly Entry[],
  config: Config,
  io: Io,
  isWanted: (path: string) => boolean,
): Outcome<FollowedLinks> {
  const isOpen = ({ path: name, kind }: Entry): boolean => kind === 'link' && isWanted(name);
  const open = entries.filter(isOpen);
  if (open.length === 0) return { value: { entries, links: [] }, problems: [] };
  const follower = new Follower(config, io, isOpen);
  const taken = new Set(open.filter((link) => follower.follow(link, [])));
  const found = [...entries.filter((entry) => !taken.has(entry)), ...follower.found];
  return { value: { entries: found, links: follower.links }, problems: follower.problems };
}

class Follower {
  readonly found: Entry[] = [];
  readonly links: FollowedLink[] = [];
  readonly problems: Problem[] = [];
  readonly #config: Config;
  readonly #io: Io;
  readonly #isOpen: (entry: Entry) => boolean;
  /** The source, and where finews writes; without links. */
  readonly #source: string;
  readonly #own: readonly string[];

  constructor(config: Config, io: Io, isOpen: (entry: Entry) => boolean) {
    this.#config = config;
    this.#io = io;
    this.#isOpen = isOpen;
    const real = (folder: string): string => this.#realOrNull(folder) ?? folder;
    this.#source = real(config.source);
    this.#own = [usualDestination(config), config.destination, config.cacheDir].map(real);
  }

  /** False: the entry stays, for it is no link to a folder. `ways` are the folders it is reached by. */
  follow(link: Entry, ways: readonly string[]): boolean {
    const absolute = path.join(this.#config.source, link.path);
    const isNeeded = NEEDED.test(link.path) && !INSIDE.test(link.path);
    const target = this.#realOrNull(absolute);
    if (target === null) {
      // Where nothing is any more there is nothing to report.
      if (isNeeded && this.#io.stat(absolute) !== undefined)
        this.#report('link-broken', link, 'points to nothing');
      return isNeeded;
    }
    const isFolder = this.#io.stat(target)?.kind === 'folder';
    if (!isFolder && !isNeeded) return false;
    const through = [...ways, this.#realOrNull(path.dirname(absolute)) ?? ''];
    const fault = isFolder ? this.#faultOf(target, through) : NO_FOLDER;
    if (fault !== null) this.#report(...fault(link));
    else this.#enter(link, target, [...through, target]);
    return true;
  }

  #faultOf(target: string, ways: readonly string[]): LinkFault | null {
    if (!isBelow(this.#source, target)) return OUTSIDE;
    if (this.#own.some((folder) => folder !== this.#source && isBelow(folder, target)))
      return OUTPUT;
    const names = nameBelow(this.#source, target).split('/');
    if (names.some((name) => NEVER.includes(`**/${name}`))) return PRIVATE;
    if (ways.some((way) => isBelow(target, way))) return LOOP;
    return this.links.length >= MOST ? MANY : null;
  }

  #enter(link: Entry, target: string, ways: readonly string[]): void {
    this.links.push({ path: link.path, target });
    this.found.push({ path: link.path, kind: 'folder' });
    const own = this.#own
      .filter((folder) => isBelow(target, folder))
      .map((folder) => nameBelow(target, folder));
    const inner = this.#io.walk(target, [...own, ...NEVER]);
    for (const { path: name, kind } of inner) {
      const entry: Entry = { path: `${link.path}/${name}`, kind };
      if (!this.#isOpen(entry) || !this.follow(entry, ways)) this.found.push(entry);
    }
  }

  #report(code: ProblemCode, link: Entry, what: string): void {
    const { path: file } = link;
    const isNeeded = NEEDED.test(file) && !INSIDE.test(file);
    const hint = isNeeded
      ? 'Let it point to a folder inside the site, or put the files in its place.'
      : 'Let it point to another folder of the site, copy the files, or remove the link.';
    const message = `The link ${file} ${what}${isNeeded ? '' : ': what is there is left out'}`;
    this.problems.push({ code, severity: isNeeded ? 'error' : 'warning', message, hint, file });
  }

  #realOrNull(file: string): string | null {
    try {
      return this.#io.realPath(file);
    } catch {
      return null;
    }
  }
}

type LinkFault = (link: Entry) => readonly [code: ProblemCode, link: Entry, what: string];

const fault =
  (code: ProblemCode, what: string): LinkFault =>
  (link) => [code, link, what];

const OUTSIDE = fault('link-outside', 'leads to a folder outside the site');
const NO_FOLDER = fault('link-outside', 'does not point to a folder');
const OUTPUT = fault('link-output', 'leads to where finews writes');
const PRIVATE = fault('link-private', 'leads to a folder that is no part of any site');
const LOOP = fault('link-loop', 'leads back to a folder that it lies in');
const MANY = fault('link-many', `is one of more than ${MOST} ways that links make`);
