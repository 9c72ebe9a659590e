/** Stories that are reached in two ways: published once, by the file's own name, and reported. */
import path from 'node:path';
import { isBelow, nameBelow } from '../../formats/urls/paths.js';
import { setAside } from '../../incremental/source-files/leaving-links.js';
import type { Config } from '../../model/config.js';
import type { Entry, Io } from '../../model/io.js';
import type { Outcome, Problem } from '../../model/problem.js';
import type { PathKind } from './classify.js';
import type { FollowedLink, FollowedLinks } from './linked-posts.js';

interface Reporting {
  readonly config: Config;
  readonly io: Io;
  readonly kindOf: (path: string) => PathKind;
  /** Whether a name is a story's. */
  readonly isStory: (path: string) => boolean;
}

/** How many of a link's stories are reached otherwise, and where. */
interface Count {
  stories: number;
  pages: number;
}

/** The entries of which no two are one story. */
export function withoutTwins(
  followed: FollowedLinks,
  reporting: Reporting,
): Outcome<readonly Entry[]> {
  const { entries, links } = followed;
  const isPost = createPostTest(reporting);
  const isLinkedPost = ({ kind, path: name }: Entry): boolean => kind === 'link' && isPost(name);
  if (links.length === 0 && !entries.some(isLinkedPost)) return { value: entries, problems: [] };
  const { kindOf, config, io } = reporting;
  const source = io.realPath(config.source);
  const places = createPlaces(links, reporting);
  const reached = new Set<string>();
  const counts = new Map(links.map((link) => [link, { stories: 0, pages: 0 } satisfies Count]));
  const problems: Problem[] = [];
  const isTwin = (entry: Entry): boolean => {
    if (entry.kind === 'folder' || !isPost(entry.path)) return false;
    const { real, link } = places(entry);
    if (real === null || !isBelow(source, real)) return false;
    const name = nameBelow(source, real);
    const count = link === undefined ? undefined : counts.get(link);
    const isNew = !isPost(name) && !reached.has(name);
    reached.add(name);
    if (isNew && count !== undefined && kindOf(name) === 'rest') count.pages++;
    if (isNew) return false;
    if (count !== undefined) count.stories++;
    else problems.push(twin(entry, name));
    return true;
  };
  const isLinked = ({ kind, path: name }: Entry): boolean =>
    kind === 'link' || links.some((link) => name.startsWith(`${link.path}/`));
  const twins = new Set(entries.filter(isLinked).sort(inOrder).filter(isTwin));
  const value = twins.size === 0 ? entries : entries.filter((entry) => !twins.has(entry));
  for (const [link, count] of counts) problems.push(...problemsOf(link, count, source));
  return { value, problems };
}

function createPostTest({ kindOf, isStory }: Reporting): (name: string) => boolean {
  return (name) => kindOf(name) === 'post' && isStory(name);
}

interface ReachedPlace {
  /** Absolute, without links; null: it is there under its own name, or nowhere. */
  readonly real: string | null;
  /** The link that it is behind. */
  readonly link: FollowedLink | undefined;
}

function createPlaces(
  links: readonly FollowedLink[],
  { config, io }: Pick<Reporting, 'config' | 'io'>,
): (entry: Entry) => ReachedPlace {
  return ({ path: name, kind }) => {
    const link = links.findLast((one) => name.startsWith(`${one.path}/`));
    if (kind === 'link') return { real: realOrNull(path.join(config.source, name), io), link };
    const inner = name.slice((link?.path.length ?? 0) + 1);
    return { real: link === undefined ? null : path.join(link.target, inner), link };
  };
}

function inOrder(a: Entry, b: Entry): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

function realOrNull(file: string, io: Io): string | null {
  try {
    return io.realPath(file);
  } catch {
    return null;
  }
}

function twin(entry: Entry, name: string): Problem {
  const message = `This link leads to ${name}, which is published already`;
  return setAside('link-twice', entry, message, 'Remove it, or copy the story.');
}

function problemsOf(
  { path: file, target }: FollowedLink,
  { stories, pages }: Count,
  source: string,
): readonly Problem[] {
  const folder = nameBelow(source, target);
  const about = { code: 'link-twice', severity: 'warning', file } as const;
  const plural = (count: number): string => (count === 1 ? '1 story' : `${count} stories`);
  return [
    ...(stories === 0
      ? []
      : [
          {
            ...about,
            message: `The link ${file} leads to ${plural(stories)} that ${stories === 1 ? 'is' : 'are'} published already by another way`,
            hint: `Remove the link, if it is not meant: what is in ${folder} is published once.`,
          },
        ]),
    ...(pages === 0
      ? []
      : [
          {
            ...about,
            message: `${plural(pages)} of the link ${file} ${pages === 1 ? 'is' : 'are'} in ${folder} as well, where ${pages === 1 ? 'it is a page or is' : 'they are pages or are'} copied`,
            hint: `Add ${folder} to \`exclude\`, or begin its name with an underscore.`,
          },
        ]),
  ];
}
