/**
 * The one door to highlight.js: its grammars, loaded one by one as languages appear, and the parts that
 * a grammar finds in a code. What a name means is in one table, so that nothing is loaded to find out.
 */
import { createRequire } from 'node:module';
import type { Emitter, HLJSApi, LanguageFn } from 'highlight.js';
import { lazy } from '../../platform/lazy.js';

/** What a grammar calls a part (`string`, `title.function`), and what that part is in. */
export interface CodeScope {
  readonly name: string;
  readonly outer: CodeScope | null;
}

/** A part of a code; null: in nothing that has a name. */
export interface CodePart {
  readonly scope: CodeScope | null;
  readonly text: string;
  /** The grammar that found it: one inside of another's has a language of its own. */
  readonly grammar: string;
}

export interface Grammars {
  /** The grammar of a language's name; `plaintext`: a language, but no colours; null: none. */
  nameOf(language: string): string | null;
  /** The parts of the code, in order, whole; null: the grammar has given up. */
  parse(code: string, grammar: string): readonly CodePart[] | null;
}

/**
 * Grammars with the names that stand for them, as highlight.js or Rouge knows them; a name alone stands for
 * itself. The last line are Rouge's languages that highlight.js has no grammar for.
 */
const NAMES = `
1c; abnf; accesslog; actionscript as as3; ada; angelscript asc; apache apacheconf; applescript osascript;
arcade; arduino ino; armasm arm; asciidoc adoc; aspectj; autohotkey ahk; autoit; avrasm; awk; axapta x++;
bash sh zsh ksh; basic; bnf; brainfuck bf; c h; cal; capnproto capnp; ceylon; clean icl dcl;
clojure clj edn cljs; clojure-repl; cmake cmake.in; coffeescript coffee cson iced coffee-script; coq; cos cls;
cpp cc c++ h++ hpp hh hxx cxx cuda freefem; crmsh crm pcmk; crystal cr; csharp cs c#; csp; css; d dlang; dart;
delphi dpr dfm pas pascal; diff patch udiff; django jinja liquid; dns bind zone; dockerfile docker;
dos bat batch cmd batchfile dosbatch winbatch; dsconfig; dts; dust dst; ebnf; elixir ex exs; elm;
erb eruby rhtml eex; erlang erl; erlang-repl; excel xlsx xls; fix; flix; fortran f90 f95;
freedesktop desktop systemd unit-file; fsharp fs f#; gams gms; gauss gss; gcode nc;
gherkin feature cucumber behat; glsl; gml; go golang; golo; gradle; graphql gql; groovy; haml;
handlebars hbs html.hbs html.handlebars htmlbars mustache; haskell hs literate_haskell lhs; haxe hx; hsp;
http https; hy hylang; inform7 i7; ini toml conf cfg; irpf90; isbl; java jsp;
javascript js jsx mjs cjs react; jboss-cli wildfly-cli; json jsonc json5 json-doc; julia jl;
julia-repl jldoctest; kotlin kt kts ktm ktx; lasso lassoscript; latex tex; ldif; leaf; less;
lisp common_lisp cl common-lisp elisp emacs-lisp; livecodeserver; livescript ls; llvm; lsl; lua pluto;
makefile mk mak make mf gnumake bsdmake; markdown md mkdown mkd; mathematica mma wl; matlab m; maxima; mel;
mercury moo; mipsasm mips; mizar; mojolicious; monkey; moonscript moon; n1ql; nestedtext nt; nginx nginxconf;
nim nimrod; nix nixos; node-repl; nsis;
objectivec mm objc obj-c obj-c++ objective-c++ objective_c objective_cpp objcpp obj_c obj_cpp objc++ obj_c++ objectivec++;
ocaml ml; openscad scad; oxygene; parser3; perl pl pm; pf pf.conf; pgsql postgres postgresql plsql;
php php3 php4 php5; php-template; pony; powershell pwsh ps ps1 posh microsoftshell msshell; processing pde;
profile; prolog; properties; protobuf proto; puppet pp; purebasic pb pbi;
python py gyp ipython cython pyx gdscript gd; python-repl pycon; q k kdb kdb+; qml qt; r s; reasonml re rescript;
rib; roboconf graph instances; routeros mikrotik; rsl; ruby rb gemspec podspec thor irb pry; ruleslanguage;
rust rs; sas; scala; scheme scm racket; scilab sci; scss sass; shell console shellsession terminal shell_session shell-session;
smali; smalltalk st squeak; sml; sqf; sql hql; stan stanfuncs; stata do ado; step21 p21 step stp; stylus styl;
subunit; swift; taggerscript; tap; tcl tk; thrift; tp; twig craftcms; typescript ts tsx mts cts; vala;
vbnet vb visualbasic; vbscript vbs; vbscript-html; verilog v sv svh systemverilog; vhdl;
vim viml vimscript vi; wasm; wren; x86asm nasm; xl tao;
xml html xhtml rss atom xjb xsd xsl plist wsf svg vue svelte mxml; xquery xpath xq xqm; yaml yml; zephir zep;
plaintext text txt plain abap apex apiblueprint augeas bbcbasic bibtex biml bpf brightscript bsl cfscript cfc cypher dafny dot email eml factor fluent hcl hocon idlang idris igorpro io isabelle janet jdn jsl jsonnet lean lustre m68k magik mason minizinc mosel msgtrans nial openedge praat prometheus rego robot_framework robot sed sieve slice slim smarty solidity sparql ssh supercollider syzlang terraform tf tulip turtle ttl vcl velocity wollok xojo yang zig escape esc digdag 
`;

/**
 * Grammars that read a part of a text, by the one that it stands in: those are loaded with it. What they
 * in turn would hand on stays plain, but for scripts and styles of a page in a template.
 */
const INNER: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    asciidoc: ['xml'],
    'clojure-repl': ['clojure'],
    coffeescript: ['javascript'],
    django: ['xml'],
    dockerfile: ['bash'],
    dust: ['xml'],
    erb: ['xml', 'ruby'],
    haml: ['ruby'],
    handlebars: ['xml'],
    javascript: ['xml', 'css'],
    'julia-repl': ['julia'],
    livescript: ['javascript'],
    markdown: ['xml'],
    mojolicious: ['xml', 'perl'],
    'node-repl': ['javascript'],
    parser3: ['xml'],
    'php-template': ['xml', 'php'],
    'python-repl': ['python'],
    shell: ['bash'],
    twig: ['xml'],
    typescript: ['xml', 'css'],
    'vbscript-html': ['xml', 'vbscript'],
    xml: ['css', 'javascript'],
  }),
);

/** What highlight.js is told of a mode; it looks up the inner grammar by name. */
interface Mode {
  subLanguage?: string | readonly string[];
}

export function createGrammars(): Grammars {
  const names = lazy(readNames);
  const require = createRequire(import.meta.url);
  const opened = new Map<string, HLJSApi>();
  const open = (grammar: string): HLJSApi => {
    const known = opened.get(grammar);
    if (known !== undefined) return known;
    const core: HLJSApi = require('highlight.js/lib/core');
    // One for each grammar: what others have loaded must not change what this one finds.
    const instance = core.newInstance();
    instance.configure({ __emitter: Parts });
    register(instance, require, grammar);
    opened.set(grammar, instance);
    return instance;
  };
  return {
    nameOf: (language) => names().get(language.toLowerCase()) ?? null,
    parse(code, wanted) {
      const grammar = wanted === 'php' && /<\?(?:php|=)/i.test(code) ? 'php-template' : wanted;
      const { _emitter, errorRaised } = open(grammar).highlight(code, {
        language: grammar,
        ignoreIllegals: true,
      });
      if (errorRaised !== undefined || !(_emitter instanceof Parts)) return null;
      return _emitter.parts.map(({ scope, text, grammar: inner }) => ({
        scope,
        text,
        grammar: inner === '' ? grammar : inner,
      }));
    },
  };
}

function readNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const row of NAMES.split(';')) {
    const [grammar = '', ...others] = row.trim().split(/\s+/);
    names.set(grammar, grammar);
    for (const name of others) names.set(name, grammar);
  }
  return names;
}

/** The grammar and those inside of it, under names that say how deep they are: nothing comes back to itself. */
function register(instance: HLJSApi, require: NodeJS.Require, grammar: string): void {
  const add = (name: string, depth: number): void => {
    const define: LanguageFn = require(`highlight.js/lib/languages/${name}`);
    const inner = depth < DEEPEST ? (INNER.get(name) ?? []) : [];
    instance.registerLanguage(nameAt(name, depth), (api) => {
      const language = define(api);
      renameInner(language, (wanted) => {
        const found = inner.find((one) => one === wanted);
        return found === undefined ? undefined : nameAt(found, depth + 1);
      });
      return { ...language, aliases: [] };
    });
    for (const one of inner) {
      if (instance.getLanguage(nameAt(one, depth + 1)) === undefined) add(one, depth + 1);
    }
  };
  add(grammar, 0);
}

const DEEPEST = 2;

function nameAt(grammar: string, depth: number): string {
  return depth === 0 ? grammar : `${grammar}@${depth}`;
}

/**
 * Where a mode leaves the choice among several grammars, or all, it gets the first of them: trying them one
 * inside the other takes exponential time.
 */
function renameInner(language: object, rename: (grammar: string) => string | undefined): void {
  const seen = new Set<object>();
  const open: object[] = [language];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at) || at instanceof RegExp) continue;
    seen.add(at);
    const mode: Mode = at;
    if (mode.subLanguage !== undefined) {
      const [wanted = ''] = [mode.subLanguage].flat();
      const name = rename(wanted);
      if (name === undefined) delete mode.subLanguage;
      else mode.subLanguage = name;
    }
    for (const value of Object.values(at)) {
      if (typeof value === 'object' && value !== null) open.push(value);
    }
  }
}

/** What highlight.js writes to: it keeps parts, not HTML. */
class Parts implements Emitter {
  readonly parts: CodePart[] = [];
  #scope: CodeScope | null = null;

  addText(text: string): void {
    if (text !== '') this.parts.push({ scope: this.#scope, text, grammar: '' });
  }

  startScope(name: string): void {
    this.#scope = { name, outer: this.#scope };
  }

  endScope(): void {
    this.#scope = this.#scope?.outer ?? null;
  }

  openNode(name: string): void {
    this.startScope(name);
  }

  closeNode(): void {
    this.endScope();
  }

  __addSublanguage(inner: Emitter, name: string): void {
    if (!(inner instanceof Parts)) return;
    const [own = ''] = name.split('@');
    for (const { scope, text, grammar } of inner.parts) {
      this.parts.push({ scope, text, grammar: grammar === '' ? own : grammar });
    }
  }

  finalize(): void {}

  toHTML(): string {
    return '';
  }
}
