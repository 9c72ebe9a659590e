/**
 * What git might make of a blob's bytes when it checks a file out, or of a file's when it adds it: as
 * its config files and attributes say, wherever it reads them from. Whatever can't be told for sure
 * counts as a change, which costs nothing but reading the files.
 */
import { homedir } from 'node:os';
import path from 'node:path';
import type { Host, Io } from '../../model/io.js';

/** A work tree as git finds it; paths are absolute. */
export interface WorkTree {
  readonly top: string;
  /** Git's own folder for it. */
  readonly folder: string;
}

export interface GitContext {
  readonly io: Pick<Io, 'stat' | 'read' | 'realPath'>;
  readonly env: Host['env'];
}

/** Variables that make git look elsewhere. */
const ELSEWHERE = [
  ...['GIT_DIR', 'GIT_COMMON_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE'],
  ...['GIT_ATTR_SOURCE', 'GIT_NAMESPACE'],
];

/** Folders of a system's settings, as git is built for this or that system. */
const SYSTEM = [
  ...['/etc', '/usr/etc', '/usr/local/etc', '/opt/homebrew/etc', '/opt/local/etc'],
  '/Library/Developer/CommandLineTools/usr/share/git-core',
  '/Applications/Xcode.app/Contents/Developer/usr/share/git-core',
  'C:/Program Files/Git/etc',
];

/** Attributes by which a blob and its file may be other bytes of the same number. */
const CHANGING = /\b(?:filter|working-tree-encoding|ident)\b/i;

/** Whether the bytes of any of those paths below the top may be others than their blob's. */
export function mayChangeBytes(
  paths: readonly string[],
  tree: WorkTree,
  context: GitContext,
): boolean {
  const { env, io } = context;
  if (ELSEWHERE.some((name) => (env[name] ?? '') !== '')) return true;
  const common = commonFolder(tree.folder, io);
  const homes = userFolders(env);
  const configs = [
    ...SYSTEM.map((folder) => path.join(folder, 'gitconfig')),
    ...[env['GIT_CONFIG_SYSTEM'] ?? '', env['GIT_CONFIG_GLOBAL'] ?? '', env['GIT_CONFIG'] ?? ''],
    ...homes.map((folder) => path.join(folder, 'config')),
    path.join(homedir(), '.gitconfig'),
    ...[common, tree.folder].flatMap((folder) => [
      path.join(folder, 'config'),
      path.join(folder, 'config.worktree'),
    ]),
  ];
  const attributes = [
    ...foldersAbove(paths).map((name) => path.join(tree.top, name, '.gitattributes')),
    ...[common, tree.folder].map((folder) => path.join(folder, 'info', 'attributes')),
    ...homes.map((folder) => path.join(folder, 'attributes')),
    ...SYSTEM.map((folder) => path.join(folder, 'gitattributes')),
  ];
  return (
    saysInEnvironment(env) ||
    saysInFiles(configs.filter(path.isAbsolute), context) ||
    attributes.some((file) => CHANGING.test(textAt(file, io)))
  );
}

/** Below the top, of the folders that the paths lie in; the top's as well. */
export function attributeFiles(paths: readonly string[]): readonly string[] {
  return foldersAbove(paths).map((folder) => path.posix.join(folder, '.gitattributes'));
}

function userFolders(env: Host['env']): readonly string[] {
  const folders = [path.join(homedir(), '.config'), env['XDG_CONFIG_HOME'] ?? ''];
  return folders.filter(path.isAbsolute).map((folder) => path.join(folder, 'git'));
}

/** Empty where there is none. */
function textAt(file: string, io: GitContext['io']): string {
  return io.stat(file) === undefined ? '' : io.read(file).toString('utf8');
}

/** Sections by which bytes may change, or attributes lie elsewhere; Git LFS's own does nothing without attributes. */
const SECTION = /\[\s*(?:filter(?!\s*(?:"lfs"|\.lfs)\s*\])|attr\s*\])/i;
const KEY = /\battributesfile\b/i;

/** `git -c` and the like: settings of this process's parents. */
function saysInEnvironment(env: Host['env']): boolean {
  const count = env['GIT_CONFIG_COUNT'] ?? '';
  const keys = Object.entries(env)
    .filter(([name]) => /^GIT_CONFIG_(?:KEY_\d+|PARAMETERS)$/.test(name))
    .map(([, value]) => value ?? '');
  const isSet = count !== '' || keys.length > 0;
  return (
    isSet && keys.some((key) => /\b(?:filter|attributesfile|attr|include(?:if)?)\b/i.test(key))
  );
}

/** Included ones too, whatever their conditions. */
function saysInFiles(files: readonly string[], { io }: GitContext): boolean {
  const seen = new Set<string>();
  const says = (file: string): boolean => {
    if (seen.has(file)) return false;
    seen.add(file);
    const text = textAt(file, io);
    if (SECTION.test(text) || KEY.test(text)) return true;
    if (!/\[\s*include/i.test(text)) return false;
    return includedBy(file, text).some((included) => included === null || says(included));
  };
  return files.some(says);
}

/** Absolute; null for one that can't be told. */
function includedBy(file: string, text: string): readonly (string | null)[] {
  return [...text.matchAll(/\bpath[ \t]*=([^\r\n]*)/gi)].map(([, value = '']) => {
    const [, quoted, plain = ''] =
      /^[ \t]*(?:"([^"]*)"[ \t]*(?:[#;].*)?$|([^"#;]*))/.exec(value) ?? [];
    const named = quoted ?? plain.trim();
    // Escapes, lines that go on, other people's homes, and where git itself lies.
    if (named === '' || /["\\]/.test(value) !== (quoted !== undefined) || /[\\%]/.test(value))
      return null;
    if (named.startsWith('~/')) return path.join(homedir(), named.slice(2));
    return named.startsWith('~') ? null : path.resolve(path.dirname(file), named);
  });
}

/** Those that the paths lie in, the top as an empty name. */
function foldersAbove(paths: readonly string[]): readonly string[] {
  const folders = new Set(['']);
  for (const file of paths) {
    for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
      const folder = file.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return [...folders];
}

/** A linked work tree's own folder lacks what all of them have together. */
function commonFolder(folder: string, io: GitContext['io']): string {
  const file = path.join(folder, 'commondir');
  if (io.stat(file) === undefined) return folder;
  return path.resolve(folder, io.read(file).toString('utf8').trim());
}
