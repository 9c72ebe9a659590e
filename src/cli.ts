#!/usr/bin/env node
/** The command line: the only file that reads arguments or sets an exit code. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { Command, Option } from 'commander';
import { commas, portNumber, wholeNumber } from './arguments/values.js';
import type { CheckFlags } from './commands/desk/check-command.js';
import type { MigrateFlags } from './commands/migrate/migrate-command.js';
import type { ReportOptions } from './commands/reporter.js';
import type { ServeOptions } from './commands/serve-command.js';
import { isBelow, nameBelow } from './formats/urls/paths.js';
import { terminal, tolerateFullStreams } from './platform/console.js';
import { printableLines } from './platform/printable.js';
import { keepCompiledCode } from './platform/program.js';
import { systemFault } from './platform/system-fault.js';

type Flags = ServeOptions & Omit<ReportOptions, 'annotate' | 'outputsFile'>;

const { version } = createRequire(import.meta.url)('finews/package.json') as { version: string };

/** What has a file of its own is loaded where a fault in loading is reported (see below). */
async function createProgram(): Promise<Command> {
  const { initCommand, writingCommands } = await import('./arguments/desk-arguments.js');
  const { searchCommand } = await import('./arguments/search-arguments.js');
  const program = new Command('finews')
    .description('Builds a news site from a folder of Jekyll-style posts, and keeps every story.')
    .version(version, '-v, --version')
    .showHelpAfterError('(--help shows commands and options)')
    .addHelpText('after', ABOUT);
  initCommand(program.command('init'), end);
  buildCommand(program.command('build').alias('b'));
  serveCommand(program.command('serve').alias('s').alias('server'));
  cleanCommand(program.command('clean'));
  imagesCommand(program.command('images'));
  migrateCommand(program.command('migrate'));
  checkCommand(program.command('check'));
  writingCommands(program, end);
  searchCommand(program.command('search'), end);
  whyCommand(program.command('why'));
  takedownCommand(program.command('takedown'));
  return program;
}

function end(code: number): void {
  process.exitCode = code;
}

const ABOUT = `
Start with \`finews init news\`, or in a folder with _posts/2022-05-16-hello.md.
\`finews build --help\` shows the options of a command, with examples.

Exit codes: 0 published, 1 you must act and the site is as it was, 2 a bug.`;

function buildCommand(command: Command): void {
  contentOptions(folderOptions(command))
    .description('Build the site: what changed is written, the rest is left alone.')
    .optionsGroup('Checks:')
    .option('--strict', 'a warning fails the build, and nothing is published')
    .option('--allow-mass-delete', 'publish although more than a fifth of the posts is gone');
  reportingOptions(command)
    .option('--profile', 'time for each stage and layout')
    .option('--json', 'one JSON report on stdout, and nothing else')
    .optionsGroup('Building:')
    .option('--atomic', 'make the destination a link, and switch it to the new site at once')
    .option(
      '--threads <n>',
      'worker threads, 0 for none, 64 at most (default: by cores)',
      wholeNumber,
    )
    .option('--no-cache', 'render every page, and neither read nor write the cache')
    .option('--verify', 'then compare the site byte for byte with a clean build')
    .optionsGroup('Other:')
    .option('-w, --watch', 'build again whenever something changes')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', BUILD_EXAMPLES)
    .action(build);
}

const BUILD_EXAMPLES = `
Examples:
  $ finews build                               this folder, into public/
  $ finews build -s news -d /srv/www --strict  elsewhere; a warning fails
  $ finews build --config _config.yml,ci.yml   the second overrides the first
  $ finews build --drafts --future --watch     while writing
  $ finews build --json | jq .problems         for programs

Options may be written as in Jekyll: --limit_posts 3, --limit-posts=3.`;

async function build(given: Flags): Promise<void> {
  const flags = withEnvironment(given);
  if (flags.watch === true) {
    const { runWatch } = await import('./commands/watch-command.js');
    process.exit(await runWatch(flags, reporting(flags), terminal));
  }
  const { runBuild } = await import('./commands/build-command.js');
  process.exitCode = await runBuild(flags, reporting(flags), terminal);
}

function serveCommand(command: Command): void {
  contentOptions(folderOptions(command))
    .description('Build the site, and serve it as static hosts do.')
    .optionsGroup('Serving:')
    .option(
      '-P, --port <n>',
      'this port, else an error (default: 4000, or the next free one)',
      portNumber,
    )
    .option('-H, --host <name>', 'an address of this machine (default: 127.0.0.1)')
    .option('--allowed-host <names>', 'further host names to answer to, as a,b', commas)
    .option('-o, --open-url', 'open it in the browser');
  reportingOptions(command)
    .optionsGroup('Other:')
    .option('-w, --watch', 'build and reload the browser whenever something changes')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', SERVE_NOTES)
    .action(serve);
}

const SERVE_NOTES = `
With --watch, or with other stories or addresses than a build has, it is a
preview in .finews/preview/<port>, and public/ stays what is deployed.

Examples:
  $ finews serve                         what goes out, at http://localhost:4000
  $ finews serve --watch --drafts        while writing
  $ finews serve -w -H 0.0.0.0 -P 8080   for the phone on the desk, too`;

async function serve(given: Flags): Promise<void> {
  const { runServe } = await import('./commands/serve-command.js');
  const flags = withEnvironment(given);
  process.exit(await runServe(flags, reporting(flags), terminal));
}

function cleanCommand(command: Command): void {
  folderOptions(command).description('Delete the outputs at the destination, and the cache.');
  reportingOptions(command)
    .option('--json', 'one JSON object on stdout, and nothing else')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', CLEAN_NOTES)
    .action(async (flags: Flags) => {
      const { runClean } = await import('./commands/clean-command.js');
      process.exitCode = await runClean(flags, reporting(flags), terminal);
    });
}

const CLEAN_NOTES = `
What \`keep_files\` names, and .git, stays. So do files that finews has no record
of writing; they are named. What -d names must have a record of a build.

Examples:
  $ finews clean               public/ and .finews/: then a build is a clean one
  $ finews clean -d /srv/www   what was built into that folder`;

function imagesCommand(command: Command): void {
  command.description('Bring pictures of other servers into the site.');
  const fetch = command.command('fetch');
  folderOptions(fetch)
    .description('Bring the pictures of other servers that stories show into assets/fetched.')
    .optionsGroup('Fetching:')
    .option('--dry-run', 'show which they are, and ask nobody');
  reportingOptions(fetch)
    .option('--json', 'one JSON object on stdout, and nothing else')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', FETCH_NOTES)
    .action(async (flags: Flags & { readonly dryRun?: boolean }) => {
      const { runImagesFetch } = await import('./commands/images/images-command.js');
      process.exitCode = await runImagesFetch(flags, reporting(flags), version, terminal);
    });
}

const FETCH_NOTES = `
No story is changed: _data/fetched_pictures.json has the file of each address,
and the next build shows those. Only public servers are asked; builds ask none.
Exit code 1 also where not one picture came.

Examples:
  $ finews images fetch --dry-run                 which they are
  $ finews images fetch --json | jq '.pictures[] | select(.file == null)'`;

function migrateCommand(command: Command): void {
  folderOptions(command)
    .argument('[path]', 'with --from: the folder or exported file (default: this folder)')
    .description('Move in: compare the site with what it was, and propose what keeps the rest.')
    .optionsGroup('Moving:')
    .option('--check', 'compare and propose, and change nothing (default)')
    .option('--write', 'make the changes that are proposed')
    .option(
      '--against <path>',
      'a built site, sitemap or list of addresses; may be given again (default: _site)',
      collected,
    )
    .option(
      '--gone <address>',
      'an address that may go, `*` for any part; may be given again',
      collected,
    )
    .option('--theme <folder>', "where the theme's files are, if not in a gem")
    .addOption(
      new Option('--from <generator>', 'a site that is not of Jekyll’s').choices([...GENERATORS]),
    )
    .option('--to <folder>', 'with --from: the new site (default: finews-site)');
  reportingOptions(command)
    .option('--json', 'one JSON report on stdout, and nothing else')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', MIGRATE_NOTES)
    .action(async (input: string | undefined, given: MigrateFlags & ReportOptions) => {
      const flags = input === undefined ? given : { ...given, input };
      if (input !== undefined && given.from === undefined) {
        command.error('error: a path needs --from\n(to compare with it, write --against)');
      }
      const { runMigrate } = await import('./commands/migrate/migrate-command.js');
      process.exitCode = await runMigrate(flags, { ...flags, version }, terminal);
    });
}

const GENERATORS = ['hexo', 'hugo', 'eleventy', 'wordpress', 'rss'];

const MIGRATE_NOTES = `
Exit code 1 while an old address gets no answer.

Examples:
  $ finews migrate                          beside _site, as Jekyll built it
  $ finews migrate --against sitemap.xml    beside the live site's sitemap
  $ finews migrate --write                  keys, redirects, theme, workflow
  $ finews migrate --from wordpress export.xml --to news --write`;

function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
function checkCommand(command: Command): void {
  contentOptions(folderOptions(command))
    .description('Build the site, and report what readers would stumble over: each at its line.')
    .optionsGroup('Checks:')
    .addOption(
      new Option('--host <name>', 'also the limits of this host').choices([
        ...['github', 'netlify', 'cloudflare', 'nginx'],
      ]),
    )
    .option('--external', 'also ask other sites whether links to them are alive, once a day')
    .option('--strict', 'exit 1 for a warning, too');
  reportingOptions(command)
    .option('--json', 'one JSON report on stdout, and nothing else')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', CHECK_NOTES)
    .action(
      async ({ host, ...given }: Omit<Flags, 'host'> & { host?: CheckFlags['checkHost'] }) => {
        const { runCheck } = await import('./commands/desk/check-command.js');
        const flags = withEnvironment(given);
        const asked = host === undefined ? flags : { ...flags, checkHost: host };
        process.exitCode = await runCheck(asked, reporting(flags), terminal);
      },
    );
}

const CHECK_NOTES = `
Errors: links, places in pages, pictures, scripts and addresses in feeds that
lead nowhere. Warnings: stories without a category, pages nothing leads to,
pictures without words or over a size, titles that are too long or not the only
ones. \`check:\` in _config.yml says what is not reported.

The first check reads every page, later ones what changed. Exit code 1: errors.

Examples:
  $ finews check                        before it goes out
  $ finews check --host cloudflare      does it fit there?
  $ finews check --external --strict    once a day, by a timer
  $ finews check --json | jq '.problems[].file'`;

function whyCommand(command: Command): void {
  contentOptions(folderOptions(command))
    .description('Explain a page: what made it, where a file is shown, what a change would render.')
    .argument('[address or file]', 'an address, a file of the site, or one in public')
    .option('--if <file>', 'what would be rendered if this file of the site changed');
  reportingOptions(command)
    .option('--json', 'one JSON report on stdout, and nothing else')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', WHY_NOTES)
    .action(async (words: string | undefined, flags: Flags & { readonly if?: string }) => {
      const { runWhy } = await import('./commands/why/why-command.js');
      process.exitCode = await runWhy(words, flags, reporting(flags), terminal);
    });
}

const WHY_NOTES = `
It reads what the last build remembered, plans the site as a build with these
options would, and writes nothing. --verbose shows every name.

Examples:
  $ finews why /2022/05/16/hello.html             what it is made of
  $ finews why _posts/2022-05-16-hello.md         and every page that shows it
  $ finews why --if templates/parts/footer.njk    what would be rendered
  $ finews why /index.html --if _data/people.yml  whether that page would be`;

function takedownCommand(command: Command): void {
  folderOptions(command)
    .description('Take a story or a page down for good: off the site, and not to come back.')
    .argument('<file or address>', 'its file, its page in public, or its address')
    .optionsGroup('Takedown:')
    .option('--undo', 'take an entry back: the next build publishes the story')
    .option('--reason <text>', 'why, for those who read the entry')
    .option('--anyway', 'record it although no story has that file or address now');
  reportingOptions(command)
    .option('--json', 'one JSON report on stdout, and nothing else')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', TAKEDOWN_NOTES)
    .action(async (words: string, flags: Flags & { readonly undo?: boolean }) => {
      const { runTakedown } = await import('./commands/takedown/takedown-command.js');
      process.exitCode = await runTakedown(words, flags, reporting(flags), terminal);
    });
}

const TAKEDOWN_NOTES = `
It is recorded in _data/takedowns.yml by its file, its address, its guid and its
source_url, so that a script that drops the story again with one of them can't
bring it back, whatever the file's name. Pictures and files that only it shows
go with it. Nothing is published here: the next build takes it all off, and
tells hosts that it is gone (410). Commit the file.

Examples:
  $ finews takedown _posts/2022-05-16-offer.md
  $ finews takedown /2022/05/16/offer.html --reason 'court order'
  $ finews takedown /2022/05/16/offer.html --undo`;

/** Where the site is: shared by all commands. */
function folderOptions(command: Command): Command {
  return command
    .optionsGroup('Folders and config:')
    .option('-s, --source <folder>', 'the site (default: this folder)')
    .option('-d, --destination <folder>', 'where it goes (default: public in the source)')
    .option('--config <files>', 'config files, as a,b (default: _config.yml)', commas);
}

/** What is published: shared by build and serve. */
function contentOptions(command: Command): Command {
  return command
    .option('-b, --baseurl <path>', 'serve the site below this path, such as /news')
    .optionsGroup('Content:')
    .option('-D, --drafts', 'also what is in _drafts, dated by its file, and what says draft: true')
    .option('--future', 'also stories that are dated later than now')
    .option('--unpublished', 'also stories marked `published: false`')
    .option('-l, --limit-posts <n>', 'the newest N stories only', wholeNumber)
    .option('--allow-empty', 'build although there is no _posts')
    .option('--now <time>', 'the present, in ISO 8601 (default: the clock)');
}

/**
 * What a command reports: shared by all commands. Commander would take Jekyll's `--trace` for a slip
 * of `--strict`.
 */
function reportingOptions(command: Command): Command {
  return command
    .optionsGroup('Reporting:')
    .option('-q, --quiet', 'show errors only')
    .option('-V, --verbose', 'show every problem, and each file that is written')
    .addOption(new Option('-t, --trace').hideHelp())
    .on('option:trace', () => {
      command.error("error: unknown option '--trace'\n(Did you mean --verbose?)");
    });
}

function reporting(flags: Flags): ReportOptions {
  if (process.env['GITHUB_ACTIONS'] !== 'true') return flags;
  const { GITHUB_WORKSPACE: repository = '', GITHUB_OUTPUT: outputsFile = '' } = process.env;
  const site = path.resolve(flags.source ?? '.');
  const top = path.resolve(repository);
  // Elsewhere than in the repository no annotation finds its file anyway.
  const annotate = isBelow(top, site) ? nameBelow(top, site) : '.';
  return { ...flags, annotate, ...(outputsFile === '' ? {} : { outputsFile }) };
}

/** As Jekyll's users set it. */
function withEnvironment(flags: Flags): Flags {
  const environment = process.env['JEKYLL_ENV'] ?? '';
  return environment === '' ? flags : { ...flags, environment };
}

/** Jekyll spells options with underscores; both spellings work. */
function kebab(argument: string): string {
  const [name = '', ...value] = argument.split('=');
  return name.startsWith('--') ? [name.replaceAll('_', '-'), ...value].join('=') : argument;
}

tolerateFullStreams();
keepCompiledCode();
try {
  const program = await createProgram();
  await program.parseAsync(process.argv.map(kebab));
} catch (error) {
  // Too few file handles are noticed wherever a module is loaded: also where nothing else can be.
  const fault = systemFault(error);
  if (fault !== null) {
    terminal.err(printableLines(`error ${fault.code}: ${fault.message}\n  → ${fault.hint}`));
    process.exitCode = 1;
  } else {
    terminal.err('This is a bug in finews; please report it with the text below.\n');
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.err(printableLines(text));
    process.exitCode = 2;
  }
}
