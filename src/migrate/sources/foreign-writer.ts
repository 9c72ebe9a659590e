/** Writes what is read of a foreign site as finews has it: a file a story, each with a name of its own. */
import path from 'node:path';
import { foldPath } from '../../formats/text/fold.js';
import { fitSegments } from '../../formats/urls/paths.js';
import type { Io } from '../../model/io.js';
import type { Advice, Counterpart } from '../types.js';
import type { ForeignSink, ForeignStory } from './foreign-site.js';
import { yamlText } from './yaml-text.js';

/** A story that was written. */
export interface WrittenStory {
  /** Below the new site. */
  readonly path: string;
  readonly address: string | null;
  readonly kind: ForeignStory['kind'];
}

export interface ForeignWriter extends ForeignSink {
  readonly stories: readonly WrittenStory[];
  readonly advice: readonly Advice[];
  readonly tags: readonly Counterpart[];
  readonly pictures: ReadonlySet<string>;
  readonly copies: number;
}

const FOLDERS = { post: '_posts/', draft: '_drafts/', page: '' } as const;

/** `folder` is the new site's, absolute. */
export function createForeignWriter(folder: string, io: Io): ForeignWriter {
  const stories: WrittenStory[] = [];
  const advice: Advice[] = [];
  const tags = new Map<string, Counterpart>();
  const pictures = new Set<string>();
  const taken = new Set<string>();
  let copies = 0;
  const freeName = (stem: string, ext: string): string => {
    const fitted = fitSegments(`${stem}${ext}`).output;
    const own = fitted.slice(0, fitted.length - ext.length);
    for (let number = 1; ; number++) {
      const name = `${own}${number === 1 ? '' : `-${number}`}${ext}`;
      if (taken.has(foldPath(name))) continue;
      taken.add(foldPath(name));
      return name;
    }
  };
  const place = (name: string): string => {
    const file = path.join(folder, name);
    io.makeFolder(path.dirname(file));
    return file;
  };
  return {
    stories,
    advice,
    pictures,
    get tags() {
      return [...tags.values()];
    },
    get copies() {
      return copies;
    },
    story(story) {
      const { kind, day, ext, front, address } = story;
      const dated = kind === 'post' && day !== null ? `${day}-` : '';
      const own = kind === 'page' ? story.name : story.name.replaceAll('/', '-');
      const name = freeName(`${FOLDERS[kind]}${dated}${own === '' ? 'untitled' : own}`, ext);
      io.write(place(name), `---\n${yamlText(front)}---\n${bodyOf(story)}`);
      stories.push({ path: name, address, kind });
    },
    copy(from, to) {
      const name = fitSegments(to).output;
      if (taken.has(foldPath(name))) return;
      taken.add(foldPath(name));
      io.write(place(name), io.read(from));
      copies++;
    },
    tag(name, at) {
      const known = tags.get(name);
      tags.set(name, { ...(known ?? tagOf(name, at)), times: (known?.times ?? 0) + 1 });
    },
    advise: (one) => void advice.push(one),
    picture: (address) => void pictures.add(address),
  };
}

function tagOf(name: string, place: string): Counterpart {
  const todo = 'It is text from now on: write what it stands for.';
  return { name, kind: 'tag', counterpart: 'none', todo, place, times: 0 };
}

/** Pages run as templates: what looks like one in a foreign page is text. */
function bodyOf({ kind, body }: ForeignStory): string {
  const text = body.endsWith('\n') ? body : `${body}\n`;
  if (kind !== 'page' || !/\{[{%#]/.test(text)) return text;
  return `{% raw %}\n${text.replace(/\{%-?\s*(?:end)?raw\s*-?%\}/g, '')}{% endraw %}\n`;
}
