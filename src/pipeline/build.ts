/**
 * The whole build, in seven lines. There is no other path: `finews build`, the watch server and the
 * API all come through here, and a clean build is one that remembers nothing. Of a site that is up to date
 * the stages between read and write would make what is there: they are passed over.
 */
import type { Effects } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import type { BuildResult } from '../model/result.js';
import { inBuildRun } from './build-run.js';
import { configure } from './configure/configure.js';
import { read } from './read/read.js';
import { newSession, type Session } from './session.js';
import { writeSite } from './write-site.js';

/**
 * Builds a site. Rejects with `SiteError` when its author must act; the published site is then as it
 * was. Any other rejection is a bug. What stands beside the stages (locks, the store, guards, changes,
 * places of problems) is the build run's.
 */
export function build(
  options: BuildOptions,
  effects: Effects,
  session: Session = newSession(false),
): Promise<BuildResult> {
  return inBuildRun({ options, effects, session }, async (run) => {
    const config = await run.stage('configure', () => configure(options, effects));
    const made = await run.untilStill(async (work) => {
      const sources = await run.stage('read', () => read(config, work));
      const upToDate = await run.upToDate(sources);
      if (upToDate !== null) return upToDate;
      const { parse, organise, plan, render } = await making();
      const parsed = await run.stage('parse', () => parse(sources, config, work));
      const found = await run.stage('organise', () => organise(parsed, config, session));
      const planned = await run.stage('plan', () => plan(found.arrangement, config.now, session));
      const staged = await run.stage('render', () =>
        render(planned, found, work.of({ parsed, found, planned })),
      );
      return { parsed, found, planned, staged };
    });
    const published = await run.stage('write', () => writeSite(made.staged, config, run.writing));
    return run.result(made, published);
  });
}

/** The stages that a site which is up to date needs none of, nor what they would load. */
async function making() {
  const [{ parse }, { organise }, { plan }, { render }] = await Promise.all([
    import('./parse/parse.js'),
    import('./organise/organise.js'),
    import('./plan/plan.js'),
    import('./render/render.js'),
  ]);
  return { parse, organise, plan, render };
}
