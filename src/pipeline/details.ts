/** What `--verbose` says between the stages: where things are, what was found, what is to be written. */
import type { Config } from '../model/config.js';
import type { Logger } from '../model/io.js';
import type { Sources } from '../model/source.js';
import type { Staged } from '../model/staged.js';

export function logConfig(config: Config, log: Logger): void {
  log.detail(`Source       ${config.source}`);
  log.detail(`Destination  ${config.destination}`);
  log.detail(`Cache        ${config.cacheDir}`);
  if (config.base === null) {
    log.detail(
      'Left out     feeds and sitemaps: the config has no `url` that begins with https://',
    );
  }
}

export function logSources(sources: Sources, log: Logger): void {
  if (!log.isVerbose) return;
  const { posts, pages, statics, templates } = sources;
  const found = [
    `story files: ${posts.length}`,
    `pages: ${pages.length}`,
    `files to copy: ${statics.length}`,
    `templates: ${templates.length}`,
  ];
  log.detail(`Read         ${found.join(', ')}`);
  for (const { path } of posts) log.detail(`story   ${path}`);
  for (const { path } of pages) log.detail(`page    ${path}`);
}

export function logPlan({ outputs, files }: Staged, log: Logger): void {
  log.detail(`Planned      files: ${outputs.places.size}, new or changed: ${files.length}`);
}
