/** `finews images fetch`: brings pictures of other servers into the site. */
import { setTimeout as pause } from 'node:timers/promises';
import type { BuildOptions } from '../../model/options.js';
import { type FetchedPicture, fetchPictures } from '../../pipeline/fetch-pictures.js';
import type { Terminal } from '../../platform/console.js';
import { type FetchBounds, fetchPublic } from '../../platform/net/fetch-public.js';
import type { ReportOptions } from '../reporter.js';
import { type CommandAnswer, runAnswer } from '../run-command.js';

export interface ImagesOptions extends BuildOptions {
  readonly dryRun?: boolean;
}

/** For a picture of a story: more is none for a page. */
const BOUNDS: Omit<FetchBounds, 'userAgent'> = { bytes: 32 << 20, patience: 30_000, redirects: 5 };

/** Returns the exit code: 0, or 1 when the site's author must act or no picture came. Bugs are thrown. */
export async function runImagesFetch(
  { dryRun = false, ...options }: ImagesOptions,
  reporting: ReportOptions,
  version: string,
  terminal: Terminal,
): Promise<number> {
  const bounds = { ...BOUNDS, userAgent: `finews/${version}` };
  return await runAnswer(
    async (effects) => {
      const done = await fetchPictures(options, {
        effects,
        fetch: (address) => fetchPublic(address, bounds),
        async pause(ms) {
          await pause(ms);
        },
        isDry: dryRun,
      });
      const answer = answerOf(done, dryRun);
      const isSilent = reporting.quiet === true && answer.ok !== false;
      return isSilent ? { ...answer, lines: [] } : answer;
    },
    reporting,
    terminal,
  );
}

/** Nothing was done where pictures are wanted and none came. */
export function answerOf(done: readonly FetchedPicture[], isDry: boolean): CommandAnswer {
  const isFruitless = !isDry && done.length > 0 && done.every(({ file }) => file === null);
  return { lines: linesOf(done, isDry), data: { pictures: done }, ok: !isFruitless };
}

function linesOf(done: readonly FetchedPicture[], isDry: boolean): readonly string[] {
  if (done.length === 0)
    return ['No story shows a picture of another server that is not here already'];
  if (isDry) {
    return [
      ...done.map(({ address, story }) => `${address}  (${story})`),
      `${countOf(done.length)} would be fetched`,
    ];
  }
  const lost = done.filter(({ file }) => file === null);
  const fetched = done.length - lost.length;
  const others = lost.length > 0 ? `, ${lost.length.toLocaleString('en')} not` : '';
  return [
    ...lost.map(({ address, story, reason }) => `not fetched: ${address}: ${reason}  (${story})`),
    fetched === 0
      ? `None of ${countOf(done.length)} could be fetched`
      : `${countOf(fetched)} fetched into assets/fetched${others}; the next build shows them`,
  ];
}

function countOf(number: number): string {
  return number === 1 ? '1 picture' : `${number.toLocaleString('en')} pictures`;
}
