/**
 * What Rouge calls the parts of each language, where it has a name of its own for them. A theme's colours
 * were chosen with these.
 */

/** Classes by what a grammar of highlight.js finds; what is left out is as in `PLAIN_PROFILE`. */
export interface RougeProfile {
  /** What becomes of text that the grammar has no name for: `code` has names, operators, punctuation, `value` words. */
  readonly rest: 'code' | 'shell' | 'style' | 'value' | 'text';
  /** Of names that nothing else is known of; empty: they have none. */
  readonly name: string;
  /** Of names that begin with a capital letter; empty: like others. */
  readonly capital: string;
  /** Of names behind a dot; empty: like others. */
  readonly member: string;
  readonly operator: string;
  readonly punctuation: string;
  readonly keyword: string;
  readonly type: string;
  readonly literal: string;
  readonly builtIn: string;
  /** Of all strings; empty: by their quotes. */
  readonly string: string;
  /** Of characters in single quotes; empty: like strings. */
  readonly character: string;
  /** Of all numbers; empty: by how they are written. */
  readonly number: string;
  /** Of comments to the end of a line. */
  readonly comment: string;
  readonly meta: string;
  readonly attribute: string;
  readonly section: string;
  readonly variable: string;
  readonly self: string;
  readonly symbol: string;
  /** Words that have a class of their own, whatever the grammar finds: `kd: var let; kn: import`. */
  readonly words: string;
  /** The class of the name behind a word: `nn: import package`. */
  readonly after: string;
}

export const PLAIN_PROFILE: RougeProfile = {
  rest: 'code',
  name: 'n',
  capital: '',
  member: '',
  operator: 'o',
  punctuation: 'p',
  keyword: 'k',
  type: 'kt',
  literal: 'kc',
  builtIn: 'nb',
  string: '',
  character: '',
  number: '',
  comment: 'c1',
  meta: 'cp',
  attribute: 'na',
  section: 'nn',
  variable: 'nv',
  self: 'k',
  symbol: 'ss',
  words: '',
  after: '',
};

const TEXT: Partial<RougeProfile> = { rest: 'text', name: '', comment: 'c' };

const SCRIPT: Partial<RougeProfile> = {
  name: 'nx',
  attribute: 'na',
  variable: 'nx',
  after: 'nf: function',
  words:
    'kd: var let const function class extends constructor type; nb: document window Error Array Object Promise Date Math JSON RegExp Number String Boolean; nx: console',
};

const C: Partial<RougeProfile> = {
  string: 's',
  character: 'sc',
  literal: 'nb',
  variable: 'n',
  builtIn: 'n',
  words:
    'k: const static extern inline volatile register auto explicit virtual; kt: int char long short unsigned signed float double void bool size_t; nb: NULL nullptr',
};

const JVM: Partial<RougeProfile> = {
  string: 's',
  character: 'sc',
  capital: 'nc',
  member: 'na',
  variable: 'n',
  meta: 'nd',
  words:
    'kd: public protected private static final abstract class interface enum extends implements throws native synchronized transient volatile; kn: package import; kt: int long short byte char float double boolean void',
  after: 'nn: package import',
};

export const PROFILES: ReadonlyMap<string, Partial<RougeProfile>> = new Map<
  string,
  Partial<RougeProfile>
>([
  ['javascript', SCRIPT],
  [
    'typescript',
    {
      ...SCRIPT,
      type: 'kr',
      words: `${SCRIPT.words}; kr: string number boolean any void never unknown interface enum`,
    },
  ],
  ['coffeescript', { ...SCRIPT }],
  [
    'ruby',
    {
      capital: 'no',
      member: 'nf',
      literal: 'kp',
      words:
        'nb: require require_relative puts print attr_reader attr_writer attr_accessor include extend raise lambda proc p loop sleep self format printf private public protected; kp: nil true false',
      after: 'nn: module; nc: class',
    },
  ],
  [
    'python',
    {
      string: 's',
      literal: 'bp',
      meta: 'nd',
      self: 'bp',
      words:
        'kn: import from; ow: and or not in is; bp: self cls True False None; nb: ValueError TypeError KeyError Exception IndexError RuntimeError OSError; k: print exec as',
      after: 'nn: import from',
    },
  ],
  [
    'bash',
    {
      rest: 'shell',
      name: '',
      comment: 'c',
      meta: 'c',
      words:
        'nb: ls grep rm cp mv cat sed awk mkdir touch chmod chown sudo install sort find head tail tar',
    },
  ],
  ['shell', { rest: 'text', name: '', comment: 'c' }],
  ['json', { attribute: 'nl' }],
  ['yaml', { ...TEXT, string: 's', number: 'm', literal: 'no', comment: 'c1', meta: 'nn' }],
  ['xml', { ...TEXT, string: 's', symbol: 'ni' }],
  ['markdown', { ...TEXT, section: 'gh', string: 'nv', symbol: 'nv' }],
  ['diff', { ...TEXT, meta: 'gu', comment: 'gh' }],
  ['ini', { ...TEXT, rest: 'value', name: 's', attribute: 'py', string: 's' }],
  ['properties', { ...TEXT, attribute: 'py', string: 's' }],
  ['latex', { ...TEXT, rest: 'value' }],
  [
    'dockerfile',
    {
      ...TEXT,
      rest: 'value',
      name: 's',
      punctuation: 's',
      string: 's',
      number: 's',
      words: 'k: AS',
    },
  ],
  ['makefile', { ...TEXT, section: 'nl', variable: 'nv' }],
  ['http', { ...TEXT, attribute: 'na' }],
  ['plaintext', TEXT],
  [
    'nginx',
    {
      ...TEXT,
      rest: 'value',
      name: 's',
      keyword: 'k',
      attribute: 'kn',
      section: 'k',
      comment: 'c1',
      words: 'kn: location; p: ~',
    },
  ],
  ['apache', { ...TEXT, attribute: 'nc', section: 'nl', literal: 'ss' }],
  ['css', { rest: 'style', name: 'nb', number: 'm', comment: 'c', attribute: 'nl', builtIn: 'nb' }],
  ['scss', { rest: 'style', name: 'nb', number: 'm', attribute: 'nl', builtIn: 'nb' }],
  ['less', { rest: 'style', name: 'nb', number: 'm', attribute: 'nl', builtIn: 'nb' }],
  ['stylus', { rest: 'style', name: 'nb', number: 'm', attribute: 'nl', builtIn: 'nb' }],
  ['go', { string: 's', character: 'sc', number: 'm', literal: 'no', comment: 'c' }],
  [
    'rust',
    {
      string: 's',
      character: 'sc',
      type: 'nb',
      builtIn: 'nd',
      meta: 'nd',
      variable: 'n',
      symbol: 'nv',
      words: 'k: self Self',
      after: 'nn: use mod',
    },
  ],
  ['java', { ...JVM, operator: 'o', punctuation: 'o' }],
  ['groovy', { ...JVM, string: '', operator: 'o', punctuation: 'o' }],
  [
    'kotlin',
    {
      string: 's',
      capital: 'nc',
      type: 'nc',
      builtIn: 'nc',
      operator: 'p',
      words: 'kd: val var class data; k: null true false',
      after: 'nn: package import; py: val var',
    },
  ],
  [
    'scala',
    {
      string: 's',
      capital: 'nc',
      member: 'n',
      type: 'nc',
      punctuation: 'o',
      after: 'nn: package import; nv: val var',
    },
  ],
  ['c', C],
  ['cpp', C],
  ['objectivec', C],
  ['arduino', C],
  [
    'csharp',
    {
      string: 's',
      character: 'sc',
      operator: 'p',
      number: 'm',
      literal: 'k',
      words: 'kt: int string var long bool double object void byte char',
      after: 'nn: namespace using; nc: class interface struct; nf: new',
    },
  ],
  [
    'php',
    {
      words:
        'kd: class extends implements interface trait; kn: namespace use; kt: string int bool float mixed',
      after: 'nn: namespace; nc: use extends new',
      self: 'nv',
      builtIn: 'nb',
    },
  ],
  ['sql', { type: 'nb', builtIn: 'k', literal: 'k', words: 'k: LIMIT limit' }],
  ['pgsql', { type: 'nb', builtIn: 'k', literal: 'k' }],
  [
    'swift',
    {
      string: 's',
      capital: 'kt',
      meta: 'kd',
      words: 'kd: import class struct enum protocol extension func; k: self; nf: print init',
    },
  ],
  [
    'dart',
    { string: 's', words: 'kd: class extends final; kn: import; kt: int double String bool' },
  ],
  ['lua', { words: 'kd: local' }],
  ['r', { number: 'm' }],
  [
    'haskell',
    { capital: 'kt', keyword: 'kr', type: 'kt', string: 's', after: 'nn: module import' },
  ],
  ['elixir', { capital: 'no', literal: 'no', words: 'ow: when and or not in' }],
  ['clojure', { symbol: 'no', string: 's' }],
  ['powershell', { keyword: 'kr', comment: 'c', builtIn: 'n' }],
  ['django', { ...TEXT, string: 's2' }],
  ['twig', { ...TEXT, string: 's2' }],
  ['graphql', { comment: 'c', string: 's2' }],
  ['vim', { rest: 'text', name: '', comment: 'c' }],
]);
