/**
 * Post files parsed, in whichever thread: their HTML goes to the thread's body pack at once, so that
 * memory holds cards only.
 */
import { bodySettings } from '../../formats/body/render-body.js';
import { type BodyPack, openBodyPack } from '../../incremental/body-pack.js';
import { cardText } from '../../incremental/card.js';
import { digestedFile } from '../../incremental/file-stamp.js';
import { loadPost } from '../../incremental/source-files/load-post.js';
import type { SiteSettings } from '../../model/config.js';
import type { JobPlace, JobWork } from '../../model/job.js';
import type { PostFile } from '../../model/source.js';
import type { ParseDone } from '../../model/story.js';
import { lazy } from '../../platform/lazy.js';
import { sitePattern } from './address.js';
import { crashedPost } from './crashed-post.js';
import { type ParsedPost, parsePost, type RawPost } from './parse-post.js';
import { type ParseSettings, pageSettings } from './parse-settings.js';

export function openParser(place: JobPlace): JobWork<readonly PostFile[], readonly ParseDone[]> {
  const settings = parseSettings(place.config);
  let isOpen = false;
  // Where no file is a post, there is nothing to write.
  const pack = lazy(() => {
    isOpen = true;
    return openBodyPack(place);
  });
  return {
    run(files, at) {
      const done = files.map((file, index) => {
        at(index);
        return parseFile(file, settings, { place, pack });
      });
      if (isOpen) pack().flush();
      return done;
    },
    close() {
      if (isOpen) pack().close();
    },
  };
}

export function parseSettings(config: SiteSettings): ParseSettings {
  return {
    ...pageSettings(config),
    ...bodySettings(config),
    pattern: sitePattern(config),
  };
}

interface FileContext {
  readonly place: JobPlace;
  readonly pack: () => BodyPack;
}

function parseFile(
  file: PostFile,
  settings: ParseSettings,
  { place: { config, io, began }, pack }: FileContext,
): ParseDone {
  const loaded = loadPost(file, config, { io, now: began });
  if (loaded.kind === 'gone') return { ...NOTHING, problems: [], isGone: true };
  if (loaded.kind === 'fail') return { ...NOTHING, problems: [loaded.problem], isGone: false };
  const { digest: its, known } = digestedFile(loaded.bytes, loaded.stamp);
  const parsed = parsedOrNot(file, loaded, settings);
  if ('crash' in parsed) return crashedPost(file.path, parsed.crash);
  const { card, html, problems } = parsed;
  return {
    known,
    card: card === null ? null : cardText(card),
    // A draft is dated by its file, so its bytes alone don't say what it is.
    digest: file.draft ? '' : its,
    problems,
    body: card === null || html === null ? null : pack().store(html),
    isGone: false,
  };
}

/** What a story makes finews trip over is a fault of finews, and all the other news goes on. */
function parsedOrNot(
  file: PostFile,
  raw: RawPost,
  settings: ParseSettings,
): ParsedPost | { readonly crash: string } {
  try {
    return parsePost(file, raw, settings);
  } catch (error) {
    return { crash: String(error) };
  }
}

const NOTHING = { known: null, card: null, digest: '', body: null };
