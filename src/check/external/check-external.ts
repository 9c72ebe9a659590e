/**
 * Links to other sites (`finews check --external`): the only part of finews that asks another server
 * anything. Answers are remembered for a day.
 */
import { anyMatcher } from '../../formats/urls/glob.js';
import { decodeOnce } from '../../formats/urls/paths.js';
import type { Effects } from '../../model/io.js';
import type { Problem } from '../../model/problem.js';
import { type CheckedSite, checkSettings, sourceOfPage } from '../checked-site.js';
import type { CheckFinding, FindingPlace } from '../finding.js';
import { locateFindings } from '../locate-findings.js';
import type { CheckOptions } from '../run-check.js';
import { openSourceTexts } from '../source-texts.js';
import { type ExternalAnswer, openAnswers } from './answers.js';
import { askAll } from './ask-all.js';
import { askServer } from './ask-server.js';
import { type ExternalLink, externalLinks } from './external-links.js';

export type AskServer = (url: string) => Promise<ExternalAnswer>;

export async function checkExternal(
  checked: CheckedSite,
  { most }: Pick<CheckOptions, 'most'>,
  { io, log, clock }: Pick<Effects, 'io' | 'log' | 'clock'>,
  ask: AskServer = askServer,
): Promise<readonly Problem[]> {
  const { config } = checked;
  const isIgnored = anyMatcher(checkSettings(config).ignore);
  const links = externalLinks(checked, { io, log }).filter(({ url }) => !isIgnored(url));
  const answers = openAnswers(config, io);
  const now = clock.now();
  const open = links.filter(({ url }) => answers.fresh(url, now) === null);
  let done = 0;
  await askAll(
    open.map(({ url }) => url),
    async (url) => {
      answers.remember(url, await ask(url), now);
      log.progress('external', ++done, open.length);
    },
  );
  answers.save(now);
  const texts = openSourceTexts(checked, io);
  const findings = links.flatMap((link) => {
    const answer = answers.fresh(link.url, now);
    return answer === null || answer.kind === 'alive' ? [] : [findingOf(link, answer, checked)];
  });
  return locateFindings(findings, texts, most);
}

function findingOf(
  { url, written, page, pages }: ExternalLink,
  { kind, reason }: ExternalAnswer,
  { site }: CheckedSite,
): CheckFinding {
  const file = page === null ? null : sourceOfPage(page, site);
  const words = [...new Set([written, url, decodeOnce(url)])];
  const place: FindingPlace =
    file === null ? { kind: 'shared', words, page, file } : { kind: 'words', file, words };
  const on = pages > 1 ? `, on ${pages.toLocaleString('en')} pages` : '';
  return kind === 'dead'
    ? {
        code: 'external-dead',
        severity: 'error',
        message: `${url} is not there (${reason})${on}`,
        hint: 'Correct the address, or take the link out.',
        place,
      }
    : {
        code: 'external-unsure',
        severity: 'warning',
        message: `${url} could not be asked: ${reason}${on}`,
        hint: 'Look at it yourself; check.ignore in the config can name it.',
        place,
      };
}
