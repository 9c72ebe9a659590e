/** From the parts that a grammar finds to Rouge's tokens: a text and its class. */
import type { CodePart, CodeScope } from './grammars.js';
import { PLAIN_PROFILE, PROFILES, type RougeProfile } from './rouge-profiles.js';

/** An empty class: the text has no colour. */
export interface CodeToken {
  readonly className: string;
  readonly text: string;
}

/** A part with what it is. */
interface NamedPart extends CodePart {
  readonly kind: string;
}

interface FullProfile extends RougeProfile {
  readonly classOfWord: ReadonlyMap<string, string>;
  readonly classAfter: ReadonlyMap<string, string>;
}

export type Classify = (parts: readonly CodePart[]) => readonly CodeToken[];

export function createClassify(): Classify {
  const profiles = new Map<string, FullProfile>();
  const profileOf = (grammar: string): FullProfile => {
    const known = profiles.get(grammar);
    if (known !== undefined) return known;
    const profile = { ...PLAIN_PROFILE, ...PROFILES.get(grammar) };
    const full = {
      ...profile,
      classOfWord: readWords(profile.words),
      classAfter: readWords(profile.after),
    };
    profiles.set(grammar, full);
    return full;
  };
  return (parts) => {
    const writer = new RougeWriter();
    for (const part of parts) writer.part(part, profileOf(part.grammar));
    return writer.tokens;
  };
}

/** `kd: var let; kn: import` as a table. */
function readWords(text: string): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  for (const row of text.split(';')) {
    const [className = '', words = ''] = row.split(':');
    for (const word of words.trim().split(' ')) table.set(word, className.trim());
  }
  return table;
}

/** The rest of a code: a name, an operator, punctuation; what is none of these has no class. */
const CODE = /([\p{L}_$][\p{L}\p{N}_$]*)|([-+*/%=<>!&|^~?@]+)|([{}()[\]:;,.]+)|\d+|[\s\S]/gu;
/** In a shell's line options, variables that are set, and operators. */
const SHELL =
  /(?<![^\s])(-{1,2}[A-Za-z][\w-]*)|(?<![^\s;])([A-Za-z_]\w*)(?==)|(&&|\|\||[=<>]+|\[\[?|\]\]?|[(){}])|(;)|\w+|[\s\S]/g;
/** Names with hyphens; what a selector has between its parts. */
const STYLE = /(-{0,2}[A-Za-z_][\w-]*)|([>+~*,]+)|([{}()[\]:;.]+)|[\s\S]/g;
/** Words, whatever signs they have, and what separates them. */
const VALUE = /([{}()[\]=;,]+)|([^\s{}()[\]=;,]+)|\s+/g;
/** Of a template's tag: its marks, and names. */
const TEMPLATE = /(\{[{%]-?|-?[%}]\}|[|.:,]+)|([\w-]+)|[\s\S]/g;
const WHITE = /^\s+$/;

class RougeWriter {
  readonly tokens: CodeToken[] = [];
  /** The class of the comment or string that the part before was in; empty: in none. */
  #open = '';
  /** The word before, where the next name depends on it. */
  #after = '';
  #dotted = false;

  part({ scope, text, grammar }: CodePart, profile: FullProfile): void {
    if (grammar === 'shell' && scope === null) {
      const shown = text.trimStart();
      this.#push('', text.slice(0, text.length - shown.length));
      this.#push('go', shown);
      return;
    }
    const kind = scope === null ? 'rest' : kindOf(scope);
    if (kind !== 'string' && kind !== 'comment') this.#open = '';
    if (kind === 'rest') this.#rest(text, profile);
    else if (kind === 'template-variable' || kind === 'template-tag') this.#template(text);
    else if (kind === 'subst') this.#substitution(text, profile);
    else this.#named({ kind, scope, text, grammar }, profile);
  }

  #named({ kind, scope, text, grammar }: NamedPart, profile: FullProfile): void {
    const word = profile.classOfWord.get(text.trim());
    if (kind === 'string') {
      const isEscape = this.#open !== '' && /^\\./.test(text) && text.length <= 6;
      if (this.#open === '') this.#open = stringClass(text, profile);
      this.#push(isEscape && !/\s/.test(text) ? 'se' : this.#open, text);
    } else if (kind === 'comment') {
      if (this.#open === '') this.#open = commentClass(text, grammar, profile);
      this.#push(this.#open, text);
    } else if (grammar === 'yaml' && kind === 'attr') {
      this.#push('na', text.replace(/:\s*$/, ''));
      this.#push('pi', /:\s*$/.exec(text)?.[0] ?? '');
    } else if (kind === 'meta.prompt') {
      this.#push('gp', text.trimEnd());
      this.#push('', text.slice(text.trimEnd().length));
    } else {
      const className =
        word ??
        this.#title(kind, text, profile) ??
        classOf({ kind, scope, text, grammar }, profile);
      this.#push(className, text);
    }
    const trimmed = text.trim();
    if (kind === 'keyword') this.#after = profile.classAfter.get(trimmed) ?? '';
    else if (trimmed !== '') this.#after = '';
    this.#dotted = false;
  }

  /** A class's name in the place of its definition, where others are constants. */
  #title(kind: string, text: string, profile: FullProfile): string | null {
    // Rouge has no class for what JavaScript calls or makes.
    if (profile.name === 'nx' && kind.startsWith('title')) return this.#after || 'nx';
    if (!kind.startsWith('title.class') && kind !== 'title') return null;
    if (this.#after !== '') return this.#after;
    if (kind === 'title.class' && profile.capital === 'no' && /^\p{Lu}/u.test(text)) return 'no';
    return kind === 'title.class.inherited' && profile.capital !== '' ? profile.capital : null;
  }

  #substitution(text: string, profile: FullProfile): void {
    const [start = ''] = /^(?:#\{|\$\{|\\\(|\{\{?)/.exec(text) ?? [];
    const end = /[})]$/.test(text) && text.length > start.length ? text.slice(-1) : '';
    this.#push('si', start);
    const inside = text.slice(start.length, text.length - end.length);
    if (start === '' && /^[$@]\w+$/.test(inside)) this.#push(profile.variable, inside);
    else this.#rest(inside, profile);
    this.#push('si', end);
  }

  #rest(text: string, profile: FullProfile): void {
    if (profile.rest === 'text') this.#push('', text);
    else if (profile.rest === 'value') this.#value(text, profile);
    else if (profile.rest === 'shell') this.#shell(text, profile);
    else this.#code(text, profile);
  }

  #code(text: string, profile: FullProfile): void {
    const isStyle = profile.rest === 'style';
    for (const [whole, name, operator, punctuation] of text.matchAll(isStyle ? STYLE : CODE)) {
      if (name !== undefined) this.#push(this.#nameClass(name, profile), name);
      else if (operator !== undefined) this.#push(profile.operator, operator);
      else if (punctuation !== undefined) this.#push(profile.punctuation, punctuation);
      else this.#push('', whole);
      if (!WHITE.test(whole) || whole.includes('\n')) {
        this.#dotted = whole === '.' || whole.endsWith(').') || whole.endsWith('].');
        const goesOn = this.#after === 'nn' && /^(?:[.:\\]+|\p{L}+.*)$/su.test(whole);
        if (!goesOn) this.#after = '';
      }
    }
  }

  #nameClass(name: string, profile: FullProfile): string {
    const word = profile.classOfWord.get(name);
    if (word !== undefined && !this.#dotted) return word;
    if (this.#after !== '') return this.#after;
    if (this.#dotted && profile.member !== '') return profile.member;
    return profile.capital !== '' && /^\p{Lu}/u.test(name) ? profile.capital : profile.name;
  }

  #value(text: string, profile: FullProfile): void {
    for (const [whole, punctuation, word] of text.matchAll(VALUE)) {
      if (punctuation !== undefined) this.#push(profile.punctuation, punctuation);
      else if (word === undefined) this.#push('', whole);
      else this.#push(profile.classOfWord.get(word) ?? profile.name, word);
    }
  }

  #template(text: string): void {
    for (const [whole, mark, name] of text.matchAll(TEMPLATE)) {
      this.#push(mark !== undefined ? 'p' : name !== undefined ? 'nv' : '', whole);
    }
  }

  #shell(text: string, profile: FullProfile): void {
    for (const [whole, option, variable, operator, punctuation] of text.matchAll(SHELL)) {
      if (option !== undefined) this.#push('nt', option);
      else if (variable !== undefined) this.#push('nv', variable);
      else if (operator !== undefined) this.#push('o', operator);
      else if (punctuation !== undefined) this.#push('p', punctuation);
      else this.#push(profile.classOfWord.get(whole) ?? '', whole);
    }
  }

  #push(className: string, text: string): void {
    if (text === '') return;
    const last = this.tokens.at(-1);
    if (last !== undefined && last.className === className) {
      this.tokens[this.tokens.length - 1] = { className, text: last.text + text };
    } else this.tokens.push({ className: WHITE.test(text) ? '' : className, text });
  }
}

/** What the part is: strings and comments also of what in them has a name. */
function kindOf(scope: CodeScope): string {
  const { name, outer } = scope;
  if (name === 'keyword' && outer?.name === 'literal') return 'literal';
  if (name === 'doctag' || outer?.name === 'comment') return 'comment';
  if (outer?.name === 'meta' && name !== 'comment')
    return name === 'string' ? 'meta.string' : 'meta';
  if (name === 'function' || name === 'params' || name === 'class') return 'rest';
  if (name === 'title' && outer?.name === 'function') return 'title.function';
  if (name === 'title' && outer?.name === 'class') return 'title.class';
  return name === 'quote' ? 'quote' : name;
}

function stringClass(text: string, profile: FullProfile): string {
  const quote = /["'`]/.exec(text)?.[0] ?? '';
  if (quote === "'" && profile.character !== '') return profile.character;
  if (profile.string !== '') return profile.string;
  if (quote === "'") return 's1';
  if (quote === '`') return profile.name === 'nx' ? 's2' : 'sb';
  return quote === '"' ? 's2' : 's';
}

function commentClass(text: string, grammar: string, profile: FullProfile): string {
  if (grammar === 'diff') return text.startsWith('+') ? 'gi' : text.startsWith('-') ? 'gd' : 'gh';
  const block = /^(?:\/\*|\(\*|\{-|=begin|<#|--\[\[)/.test(text);
  return block && profile.comment !== 'c'
    ? 'cm'
    : block && grammar === 'go'
      ? 'cm'
      : profile.comment;
}

function numberClass(text: string): string {
  if (/^[-+]?0x/i.test(text)) return 'mh';
  if (/^[-+]?0b/i.test(text)) return 'mb';
  if (/^[-+]?0o?[0-7]+$/i.test(text) && text.length > 1) return 'mo';
  return /[.]|\de[-+\d]/i.test(text) || /\df$/i.test(text) ? 'mf' : 'mi';
}

/** Those that all languages share. */
const SHARED: ReadonlyMap<string, string> = new Map([
  ['regexp', 'sr'],
  ['char.escape', 'se'],
  ['operator', 'o'],
  ['addition', 'gi'],
  ['deletion', 'gd'],
  ['emphasis', 'ge'],
  ['strong', 'gs'],
  ['code', 'sb'],
  ['link', 'sx'],
  ['quote', 'gt'],
  ['formula', 's'],
  ['name', 'nt'],
  ['selector-tag', 'nt'],
  ['selector-id', 'nf'],
  ['selector-class', 'nc'],
  ['selector-attr', 'na'],
  ['selector-pseudo', 'nd'],
  ['title.function', 'nf'],
  ['title.class', 'nc'],
  ['title.class.inherited', 'nc'],
  ['title', 'nf'],
  ['variable.constant', 'no'],
  ['template-variable', 'nv'],
  ['template-tag', 'p'],
]);

/** Rouge's class of a part; empty: none. */
function classOf({ kind, scope, text, grammar }: NamedPart, profile: FullProfile): string {
  switch (kind) {
    case 'keyword':
      return profile.keyword;
    case 'built_in':
      return profile.builtIn;
    case 'type':
      return profile.type;
    case 'literal':
      return profile.literal;
    case 'number':
      return profile.number === '' ? numberClass(text) : profile.number;
    case 'symbol':
      return profile.symbol;
    case 'meta.string':
      return text.startsWith('<') ? 'cpf' : profile.meta;
    case 'meta':
      return metaClass(text, grammar, profile);
    case 'attr':
      return grammar === 'css' || grammar === 'scss' ? 'py' : profile.attribute;
    case 'attribute':
      return profile.attribute;
    case 'section':
      return profile.section;
    case 'variable':
      return variableClass(text, grammar, profile);
    case 'variable.language':
      return profile.self;
    case 'property':
      return profile.member === '' ? profile.name : profile.member;
    case 'title.function.invoke':
      return grammar === 'rust' ? 'nf' : profile.name;
    case 'bullet':
      return grammar === 'yaml' ? 'pi' : 'p';
    case 'punctuation':
      return profile.punctuation;
    case 'tag':
      return text.trim() === '=' ? profile.attribute : 'nt';
    default:
      return SHARED.get(kind) ?? (scope?.outer == null ? '' : (SHARED.get(scope.outer.name) ?? ''));
  }
}

function metaClass(text: string, grammar: string, profile: FullProfile): string {
  if (grammar === 'yaml' && text.startsWith('*')) return 'nv';
  if (/^#!/.test(text)) return 'c';
  return profile.meta;
}

function variableClass(text: string, grammar: string, profile: FullProfile): string {
  if (grammar !== 'ruby') return profile.variable;
  return text.startsWith('@@')
    ? 'vc'
    : text.startsWith('@')
      ? 'vi'
      : text.startsWith('$')
        ? 'vg'
        : 'n';
}
