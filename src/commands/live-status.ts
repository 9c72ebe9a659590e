/** What a build means for a browser that shows the site: whether to reload, and its problems. Pure. */

import type { LiveStatus, Notice } from '../dev/live/channel.js';
import type { Problem } from '../model/problem.js';
import type { BuildSummary } from '../model/result.js';
import { printable, printableLines } from '../platform/printable.js';
import { ALARM } from '../publish/guards.js';
import type { WatchedBuild } from './watch-session.js';

/** Notices that are sent of each severity; the terminal shows all. */
const MOST = 50;

/** `before`: the last build's number. */
export function liveStatusOf({ result, problems }: WatchedBuild, before: number): LiveStatus {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  const shown = [...errors.slice(0, MOST), ...warnings.slice(0, MOST)];
  return {
    build: before + Number(result !== null && touches(result) > 0),
    styles: result !== null && isStyles(result),
    failed: result === null,
    lost: warnings.some(({ message }) => message.startsWith(ALARM)),
    notices: shown.map(noticeOf),
    more: Math.max(0, warnings.length - MOST),
    building: false,
  };
}

export function touches({ outputs }: BuildSummary): number {
  return outputs.added + outputs.changed + outputs.removed;
}

function isStyles(result: BuildSummary): boolean {
  const { touched } = result.outputs;
  return touches(result) === touched.length && touched.every((output) => output.endsWith('.css'));
}

function noticeOf({ severity, code, file, line, column, ...rest }: Problem): Notice {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return {
    severity,
    label: printable(`${rest.fate ?? severity} ${code}`),
    place: printable(place),
    message: printable(rest.message),
    frame: printableLines(rest.frame ?? ''),
    hint: printable(rest.hint ?? ''),
  };
}
