/**
 * The real Jekyll. Its libraries are loaded once for all tests of a process, which is most of what a small
 * site costs it; each run is a fork, so that none leaves anything to the next.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { lazy } from '../../src/platform/lazy.js';
import { readTree, type TestSite } from './site.js';

export interface RubyRun {
  /** 0: it went well; null: there is no Jekyll. */
  readonly status: number | null;
  /** What it printed, on both streams. */
  readonly text: string;
}

/** Takes `{cwd, args}` or `{gems}` as a line of JSON, and answers each by one. */
const SERVER = `
require 'json'
require 'tempfile'
require 'jekyll'
$stdout.sync = true
while (line = $stdin.gets)
  asked = JSON.parse(line)
  printed = Tempfile.new('jekyll')
  pid = fork do
    $stdin.reopen('/dev/null')
    $stdout.reopen(printed)
    $stderr.reopen(printed)
    if asked['gems']
      asked['gems'].each { |name| require name }
    else
      Dir.chdir(asked['cwd'])
      ARGV.replace(asked['args'])
      load Gem.bin_path('jekyll', 'jekyll')
    end
  end
  Process.wait(pid)
  puts JSON.generate(status: $?.exitstatus, text: File.read(printed.path, encoding: 'utf-8').scrub)
  printed.close!
end
`;

/** A site without `timezone` is in the machine's zone for Jekyll, in UTC for finews. */
const ENVIRONMENT = { LANG: 'C.UTF-8', TZ: 'UTC', JEKYLL_ENV: 'production' };

class Server {
  readonly #child: ChildProcess;
  readonly #waiting: ((run: RubyRun) => void)[] = [];
  #isOver = false;

  constructor() {
    const env = { ...process.env, ...ENVIRONMENT };
    this.#child = spawn('ruby', ['-e', SERVER], { env, stdio: ['pipe', 'pipe', 'ignore'] });
    const { stdin, stdout } = this.#child;
    const end = (): void => {
      this.#isOver = true;
      for (const answer of this.#waiting.splice(0)) answer({ status: null, text: '' });
    };
    this.#child.once('error', end).once('exit', end);
    stdin?.on('error', () => undefined);
    if (stdout !== null)
      createInterface({ input: stdout }).on('line', (line) => {
        this.#waiting.shift()?.(JSON.parse(line) as RubyRun);
      });
    // It ends with the process whose tests it serves, and holds none up.
    process.once('exit', () => void this.#child.kill());
    this.#child.unref();
  }

  ask(asked: object): Promise<RubyRun> {
    return new Promise((resolve) => {
      if (this.#isOver) return resolve({ status: null, text: '' });
      this.#waiting.push(resolve);
      this.#child.stdin?.write(`${JSON.stringify(asked)}\n`);
    });
  }
}

const server = lazy(() => new Server());

/** Runs `jekyll` with arguments in a folder. */
export function runJekyll(args: readonly string[], cwd: string): Promise<RubyRun> {
  return server().ask({ args, cwd });
}

/** What Jekyll makes of a site, beside it. Rejects with what it printed where it fails. */
export async function builtByJekyll({
  root,
}: Pick<TestSite, 'root'>): Promise<ReadonlyMap<string, string>> {
  const destination = path.join(root, '.theirs');
  const args = ['build', '-s', root, '-d', destination, '--disable-disk-cache', '--quiet'];
  const { status, text } = await runJekyll(args, path.dirname(root));
  if (status !== 0) throw new Error(text);
  return readTree(destination);
}

/** Whether Jekyll is installed, and these libraries besides. */
export async function hasGems(...gems: readonly string[]): Promise<boolean> {
  return (await server().ask({ gems: ['jekyll', ...gems] })).status === 0;
}
