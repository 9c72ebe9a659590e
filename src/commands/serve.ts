/**
 * `finews serve`: builds the site and serves it as static hosts do. With `--watch`, and with options
 * that make another site than the deployed one, it is a preview in a place of its own.
 */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { openBuilder } from '../build/builder.js';
import { type Location, locate } from '../build/locate.js';
import { baseSegments, folderAddress } from '../content/target.js';
import { type Channel, createChannel } from '../dev/live/channel.js';
import { type StaticServer, startServer } from '../dev/serve/server.js';
import { openBrowser } from '../effects/browser.js';
import { consoleLogger, interruption, silent, type Terminal } from '../effects/console.js';
import { disk } from '../effects/disk.js';
import { networkAddresses } from '../effects/network.js';
import { printable, printableLines } from '../effects/printable.js';
import { systemEffects } from '../effects/system.js';
import type { BuildOptions } from '../model/options.js';
import { SiteError } from '../model/problem.js';
import { outlookOf } from './outlook.js';
import { withoutOwnOutput } from './own-output.js';
import { type Session, startSession } from './session.js';
import { createTeller, type Telling, tellProblems } from './tell.js';

export interface ServeOptions extends BuildOptions {
  readonly watch?: boolean;
  readonly port?: number;
  readonly host?: string;
  readonly allowedHost?: readonly string[];
  readonly openUrl?: boolean;
}

const PORT = 4000;
const HOST = '127.0.0.1';
const SCRIPT = fileURLToPath(new URL('../../src/dev/client/live.js', import.meta.url));

/** Returns the exit code: 0 when asked to end, 1 when the site's author must act. Bugs are thrown. */
export async function runServe(
  options: ServeOptions,
  telling: Telling,
  terminal: Terminal,
): Promise<number> {
  const starting = startServing(options, telling, terminal);
  const untilFailure = async (): Promise<number> => {
    const running = await starting;
    return running === null ? 1 : await running.failure;
  };
  try {
    return await Promise.race([interruption().then(() => 0), untilFailure()]);
  } catch (error) {
    if (!(error instanceof SiteError)) throw error;
    tellProblems(error.problems, telling, terminal);
    return 1;
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
 * Resolves when it is served: a preview at once, as it was left, and its pages reload when they have
 * been built anew; else when it is built. To null when that failed.
 */
export async function startServing(
  options: ServeOptions,
  telling: Telling,
  terminal: Terminal,
): Promise<Running | null> {
  const channel = options.watch === true ? liveChannel() : null;
  const desk: Desk = { options, telling, terminal, channel, place: locate(options, EFFECTS) };
  const server = await listen(desk);
  const address = `http://${nameOf(options.host ?? HOST)}:${server.port}`;
  const asked: BuildOptions = isPreview(options) ? previewOf(options, address) : options;
  desk.place = locate(asked, EFFECTS);
  if (channel === null && !(await isBuilt(asked, desk, server))) return null;
  const url = announce(desk, address);
  const watched = withoutOwnOutput(asked, disk);
  const session = channel === null ? null : watch(watched, channel, desk);
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

/** Else nothing is served. */
async function isBuilt(
  options: BuildOptions,
  { telling, terminal }: Desk,
  server: StaticServer,
): Promise<boolean> {
  let code = 2;
  try {
    // A preview is built elsewhere, and has no need of all this.
    const { runBuild } = await import('./build.js');
    code = await runBuild(options, telling, terminal);
  } finally {
    if (code !== 0) await server.close();
  }
  return code === 0;
}

const EFFECTS = systemEffects(silent);

/** What a served site is made of; the config may move it. */
interface Desk {
  readonly options: ServeOptions;
  readonly telling: Telling;
  readonly terminal: Terminal;
  readonly channel: Channel | null;
  place: Pick<Location, 'destination' | 'baseurl'>;
}

/** In whose pages other things stand than in the deployed ones. */
function isPreview(options: ServeOptions): boolean {
  const makers = ['watch', 'baseurl', 'drafts', 'future', 'unpublished', 'limitPosts'] as const;
  return makers.some((name) => options[name] !== undefined);
}

/** Nobody reads a preview's folder but this server: what vanishes from the source may vanish there. */
function previewOf(options: ServeOptions, preview: string): BuildOptions {
  const isOwn = options.destination === undefined;
  return { ...options, preview, ...(isOwn ? { allowMassDelete: true } : {}) };
}

function liveChannel(): Channel {
  return createChannel(randomBytes(16).toString('hex'), disk.read(SCRIPT));
}

function listen(desk: Desk): Promise<StaticServer> {
  const { options, channel, terminal } = desk;
  const where = {
    host: options.host ?? HOST,
    port: options.port ?? PORT,
    exact: options.port !== undefined,
    allowedHosts: options.allowedHost ?? [],
  };
  return startServer(where, {
    io: disk,
    served: () => ({
      root: desk.place.destination,
      baseurl: desk.place.baseurl,
      addition: channel?.addition() ?? null,
      isBuilding: channel?.isBuilding() ?? false,
    }),
    ...(channel === null ? {} : { own: channel.own }),
    failed: (error) => terminal.err(printableLines(`Not served: ${String(error)}`)),
  });
}

const EVERYWHERE = new Set(['0.0.0.0', '::']);
const HERE = new Set(['127.0.0.1', '::1', 'localhost']);

/** As in an address: who listens everywhere is at home on this machine as well. */
function nameOf(host: string): string {
  if (EVERYWHERE.has(host) || (HERE.has(host) && host !== '::1')) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

/** From now on the browser and the terminal are told of each build. */
function watch(options: BuildOptions, channel: Channel, desk: Desk): Session {
  const { telling, terminal } = desk;
  const log = telling.quiet === true ? silent : consoleLogger(telling.verbose === true);
  const tell = createTeller(telling, terminal);
  let build = 0;
  const effects = systemEffects(log);
  return startSession(options, effects, openBuilder(options, effects), {
    built(outcome) {
      log.clear();
      tell(outcome);
      const outlook = outlookOf(outcome, build);
      build = outlook.build;
      channel.tell(outlook);
    },
    located: (location) => {
      desk.place = location;
    },
    troubled: (problem) => tellProblems([problem], telling, terminal),
  });
}

/** Returns the front page's address. */
function announce({ options, telling, terminal, place, channel }: Desk, address: string): string {
  const url = address + folderAddress(baseSegments(place.baseurl));
  if (telling.quiet !== true) {
    const what = channel === null ? 'Serving' : 'Watching, and serving';
    terminal.out(printable(`${what} ${place.destination} at ${url} · Ctrl-C ends`));
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
