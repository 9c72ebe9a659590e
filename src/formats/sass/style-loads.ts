/**
 * The names that a style sheet may load, as they are written: read before it is compiled, so that files
 * outside of its folders are there by then. More names than are loaded do no harm.
 */

/** In SCSS a rule ends with a semicolon, by indentation with its line. */
const RULE = /@(?:import|use|forward)\s+([^;{}]{0,2000})/g;
const LINE = /@(?:import|use|forward)[ \t]+([^\r\n]{0,2000})/g;
const LOADED = /load-css\(\s*(?:\$url:\s*)?(["'][^"'\n]*["'])/g;
const QUOTED = /"([^"\n]*)"|'([^'\n]*)'/g;
/** What Liquid or Sass puts together isn't known yet; what has a host is no file. */
const UNKNOWN = /\{\{|\{%|#\{|^(?:[a-z][a-z\d+.-]*:|\/\/)|^\s*$/i;

export function styleLoads(text: string, isIndented: boolean): readonly string[] {
  const rules = [
    ...Array.from(text.matchAll(isIndented ? LINE : RULE), ([, names = '']) => names),
    ...Array.from(text.matchAll(LOADED), ([, name = '']) => name),
  ];
  const names = rules.flatMap((rule) => {
    const quoted = Array.from(
      rule.matchAll(QUOTED),
      ([, double, single]) => double ?? single ?? '',
    );
    return quoted.length > 0 || !isIndented ? quoted : rule.split(',').map((name) => name.trim());
  });
  return [...new Set(names.filter((name) => !UNKNOWN.test(name)))];
}
