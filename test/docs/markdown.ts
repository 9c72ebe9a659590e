/** The parts of the docs' Markdown that tests look at: examples, commands, links and headings. */

/** Files to write, and what a build after that is said to give. */
export interface Step {
  readonly files: Readonly<Record<string, string>>;
  /** Files below `public/`, and a text that is in each. */
  readonly outputs: readonly { readonly file: string; readonly text: string }[];
  /** Lines of the report. */
  readonly reports: readonly string[];
}

interface Block {
  readonly language: string;
  readonly text: string;
  /** The line above it that isn't empty. */
  readonly label: string;
}

function blocksOf(markdown: string): readonly Block[] {
  const found = markdown.matchAll(/([^\n]*)\n+^(`{3,})([^\n]*)\n(.*?)^\2$/gms);
  return [...found].map(([, label = '', , language = '', text = '']) => ({
    label,
    language,
    text,
  }));
}

type Label =
  | { readonly kind: 'file' | 'output'; readonly name: string }
  | { readonly kind: 'report' };

/**
 * What a block is by the line above it; null: none of a site. Throws where that line begins with code
 * and ends in a colon, as labels do, and is none of the known ones.
 */
function labelIn(line: string): Label | null {
  const [, file] = /^`([^`\s]+)`[:：]$/.exec(line) ?? [];
  if (file !== undefined) return { kind: 'file', name: file };
  const [, output] = /^`public\/([^`\s]+)`(?: contains:| 里有：)$/.exec(line) ?? [];
  if (output !== undefined) return { kind: 'output', name: output };
  if (/^`finews build`(?: says:| 会说：)$/.test(line)) return { kind: 'report' };
  if (/^`.*[:：]$/.test(line)) throw new Error(`Neither a file nor something to expect: ${line}`);
  return null;
}

/** The page's examples in order; a file that follows an expectation begins a new step. */
export function stepsOf(markdown: string): readonly Step[] {
  const steps: Step[] = [];
  for (const { label: line, text } of blocksOf(markdown)) {
    const label = labelIn(line);
    if (label === null) continue;
    const last = steps.at(-1) ?? { files: {}, outputs: [], reports: [] };
    const isSettled = last.outputs.length + last.reports.length > 0;
    const step =
      label.kind === 'file' && isSettled ? { files: {}, outputs: [], reports: [] } : last;
    if (step !== steps.at(-1)) steps.push(step);
    steps[steps.length - 1] = withBlock(step, label, text);
  }
  return steps;
}

function withBlock(step: Step, label: Label, text: string): Step {
  const { files, outputs, reports } = step;
  const lines = text.trimEnd();
  switch (label.kind) {
    case 'file':
      return { ...step, files: { ...files, [label.name]: text } };
    case 'output':
      return { ...step, outputs: [...outputs, { file: label.name, text: lines }] };
    default:
      return { ...step, reports: [...reports, ...lines.split('\n')] };
  }
}

/** Each call of finews in a shell's block: its command and what follows. */
export function commandsOf(markdown: string): readonly (readonly string[])[] {
  return blocksOf(markdown)
    .filter(({ language }) => language === 'sh' || language === 'console')
    .flatMap(({ text }) => [
      ...text.matchAll(/(?:^(?:\$ )?|&& )(?:npx )?finews ([a-z][^\n|&#>]*)/gm),
    ])
    .map(([, words = '']) => words.trim().split(/\s+/));
}

/** The blocks of YAML. */
export function yamlOf(markdown: string): readonly string[] {
  return blocksOf(markdown)
    .filter(({ language }) => language === 'yaml')
    .map(({ text }) => text);
}

/** `-x` and `--long` among words. */
export function flagsOf(text: string): readonly string[] {
  const found = text.matchAll(/(?<![\w/.-])(?:--[a-z][a-z_-]+|-[a-zA-Z](?![\w-]))/g);
  return [...found].map(([flag]) => flag.replaceAll('_', '-'));
}

/** Code out of the way: blocks and spans. */
function proseOf(markdown: string): string {
  return markdown
    .replace(/^(`{3,})[^\n]*\n.*?^\1$/gms, '')
    .replace(/(`+)(?!`).*?[^`]\1(?!`)/gs, '``');
}

/** Rows of tables that have not as many cells as the row above; GitHub leaves out what is too much. */
export function rowsOutOfStep(markdown: string): readonly string[] {
  const lines = markdown.replace(/^(`{3,})[^\n]*\n.*?^\1$/gms, '').split('\n');
  const cells = (line: string): number => line.replaceAll('\\|', '').split('|').length;
  return lines.filter((line, at) => {
    const above = lines[at - 1] ?? '';
    return line.startsWith('|') && above.startsWith('|') && cells(line) !== cells(above);
  });
}

/** Links and pictures that lead into the repository. */
export function linksOf(markdown: string): readonly string[] {
  const found = proseOf(markdown).matchAll(/\]\(([^)\s]+)\)/g);
  return [...found].map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link));
}

/** The anchors of a file's headings, as GitHub makes them. */
export function anchorsOf(markdown: string): ReadonlySet<string> {
  const headings = markdown.replace(/^(`{3,})[^\n]*\n.*?^\1$/gms, '').matchAll(/^#+ (.+)$/gm);
  const taken = new Map<string, number>();
  return new Set(
    [...headings].map(([, heading = '']) => {
      const anchor = heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
        .replace(/\s/g, '-');
      const times = taken.get(anchor) ?? 0;
      taken.set(anchor, times + 1);
      return times === 0 ? anchor : `${anchor}-${times}`;
    }),
  );
}
