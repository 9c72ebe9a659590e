/**
 * `finews serve`: builds the site and serves it as static hosts do. With `--watch`, and with options
 * that make another site than the deployed one, it is a preview in a folder of its own.
 */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { type Channel, createChannel } from '../dev/live/channel.js';
import { type StaticServer, startServer } from '../dev/serve/server.js';
import { baseSegments, folderAddress } from '../formats/urls/target.js';
import type { BuildOptions } from '../model/options.js';
import { openBuilder } from '../pipeline/builder.js';
import { type Location, locateSite } from '../pipeline/site-location.js';
import { openBrowser } from '../platform/browser.js';
import { interruption, silent, type Terminal } from '../platform/console.js';
import { disk } from '../platform/disk.js';
import { networkAddresses } from '../platform/network.js';
import { OWN_PACKAGE } from '../platform/packages/own-package.js';
import { printable, printableLines } from '../platform/printable.js';
import { systemEffects } from '../platform/system.js';
import { liveStatusOf } from './live-status.js';
import { withoutOwnOutput } from './own-output.js';
import { createReporter, type ReportOptions, reportProblems } from './reporter.js';
import { loggerFor, runCommand } from './run-command.js';
import { EDITED_STORIES, startSession, type WatchSession } from './watch-session.js';

export interface ServeOptions extends BuildOptions {
  readonly watch?: boolean;
  readonly port?: number;
  readonly host?: string;
  readonly allowedHost?: readonly string[];
  readonly openUrl?: boolean;
}

const PORT = 4000;
const HOST = '127.0.0.1';
const SCRIPT = path.join(OWN_PACKAGE, 'src/dev/client/live.js');

/** Returns the exit code: 0 when asked to end, 1 when the site's author must act. Bugs are thrown. */
export async function runServe(
  options: ServeOptions,
  reporting: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  const act = (): Promise<number> => served(options, reporting, terminal);
  return await runCommand({ act, report: (code) => code }, reporting, terminal);
}

async function served(
  options: ServeOptions,
  reporting: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  const starting = startServing(options, reporting, terminal);
  const untilFailure = async (): Promise<number> => {
    const running = await starting;
    return running === null ? 1 : await running.failure;
  };
  try {
    return await Promise.race([interruption().then(() => 0), untilFailure()]);
  } finally {
    // Without a watch it starts only when it has built, which would have to be waited for.
    if (options.watch === true) await (await starting.catch(() => null))?.close();
  }
}

export interface Running {
  /** Of the front page. */
  readonly url: string;
  /** Resolves when the first build has ended. */
  readonly begun: Promise<void>;
  /** Rejects when a build met a bug; else it waits for ever. */
  readonly failure: Promise<never>;
  close(): Promise<void>;
}

/**
 * Resolves when the site is served. A preview is served at once, as the last session left it, and its
 * pages reload after the first build; any other site is built before. Resolves to null when that build
 * failed.
 */
export async function startServing(
  options: ServeOptions,
  reporting: ReportOptions,
  terminal: Terminal,
  builderFor: typeof openBuilder = openBuilder,
): Promise<Running | null> {
  const channel = options.watch === true ? liveChannel() : null;
  const site: ServedSite = {
    options,
    reporting,
    terminal,
    channel,
    location: locateSite(options, EFFECTS),
  };
  const server = await listen(site);
  const address = `http://${nameOf(options.host ?? HOST)}:${server.port}`;
  const asked: BuildOptions = isPreview(options) ? previewOf(options, address) : options;
  site.location = locateSite(asked, EFFECTS);
  if (channel === null && !(await isBuilt(asked, site, server))) return null;
  const url = announce(site, address);
  const watched = withoutOwnOutput(asked, disk);
  const session = channel === null ? null : watch(watched, channel, site, builderFor);
  return {
    url,
    begun: session?.begun ?? Promise.resolve(),
    failure: session?.failure ?? new Promise<never>(() => undefined),
    async close() {
      await server.close();
      await session?.close();
    },
  };
}

/** Whether the site was built; the server is closed when it was not. */
async function isBuilt(
  options: BuildOptions,
  { reporting, terminal }: ServedSite,
  server: StaticServer,
): Promise<boolean> {
  let code = 2;
  try {
    // A preview is built by its session, which does not need this module.
    const { runBuild } = await import('./build-command.js');
    code = await runBuild(options, reporting, terminal);
  } finally {
    if (code !== 0) await server.close();
  }
  return code === 0;
}

const EFFECTS = systemEffects(silent);

/** A served site and who asked for it; an edited config may move its folder and `baseurl`. */
interface ServedSite {
  readonly options: ServeOptions;
  readonly reporting: ReportOptions;
  readonly terminal: Terminal;
  readonly channel: Channel | null;
  location: Pick<Location, 'destination' | 'baseurl'>;
}

/** Whether the options make other pages than those that are deployed. */
function isPreview(options: ServeOptions): boolean {
  const names = ['watch', 'baseurl', 'drafts', 'future', 'unpublished', 'limitPosts'] as const;
  return names.some((name) => options[name] !== undefined);
}

/** Only this server reads a preview's folder, so that mass deletion does no harm there. */
function previewOf(options: ServeOptions, preview: string): BuildOptions {
  const isOwn = options.destination === undefined;
  return { ...options, preview, ...(isOwn ? { allowMassDelete: true } : {}) };
}

function liveChannel(): Channel {
  return createChannel(randomBytes(16).toString('hex'), disk.read(SCRIPT));
}

function listen(site: ServedSite): Promise<StaticServer> {
  const { options, channel, terminal } = site;
  const where = {
    host: options.host ?? HOST,
    port: options.port ?? PORT,
    exact: options.port !== undefined,
    allowedHosts: options.allowedHost ?? [],
  };
  return startServer(where, {
    io: disk,
    served: () => ({
      root: site.location.destination,
      baseurl: site.location.baseurl,
      addition: channel?.addition() ?? null,
      isBuilding: channel?.isBuilding() ?? false,
    }),
    ...(channel === null ? {} : { own: channel.own }),
    failed: (error) => terminal.err(printableLines(`Not served: ${String(error)}`)),
  });
}

const EVERYWHERE = new Set(['0.0.0.0', '::']);
const HERE = new Set(['127.0.0.1', '::1', 'localhost']);

/** A host as it stands in an address; one that listens everywhere is `localhost` on this machine. */
function nameOf(host: string): string {
  if (EVERYWHERE.has(host) || (HERE.has(host) && host !== '::1')) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

/** Begins a session that reports each build to the browser and the terminal. */
function watch(
  options: BuildOptions,
  channel: Channel,
  site: ServedSite,
  builderFor: typeof openBuilder,
): WatchSession {
  const { reporting, terminal } = site;
  const log = loggerFor(reporting);
  const report = createReporter(reporting, terminal);
  let build = 0;
  const effects = systemEffects(log);
  return startSession(options, effects, builderFor(options, effects, EDITED_STORIES), {
    built(outcome) {
      // A browser loads the page while the terminal is written to.
      const status = liveStatusOf(outcome, build);
      build = status.build;
      channel.announce(status);
      log.clear();
      report(outcome);
    },
    located: (location) => {
      site.location = location;
    },
    troubled: (problem) => reportProblems([problem], reporting, terminal),
  });
}

/** Returns the front page's address. */
function announce(
  { options, reporting, terminal, location, channel }: ServedSite,
  address: string,
): string {
  const url = address + folderAddress(baseSegments(location.baseurl));
  if (reporting.quiet !== true) {
    const what = channel === null ? 'Serving' : 'Watching, and serving';
    terminal.out(printable(`${what} ${location.destination} at ${url} · Ctrl-C ends`));
    const host = options.host ?? HOST;
    const reached = EVERYWHERE.has(host) ? networkAddresses(host === '::') : [];
    for (const name of reached)
      terminal.out(`For other devices: ${url.replace('localhost', name)}`);
    if (!HERE.has(host))
      terminal.out('Whoever can reach this machine over the network can read it.');
  }
  if (options.openUrl === true) openBrowser(url);
  return url;
}
