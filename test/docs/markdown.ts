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

/** The page's examples in order; a file that follows an expectation begins a new step. */
export function stepsOf(markdown: string): readonly Step[] {
  const steps: {
    files: Record<string, string>;
    outputs: { file: string; text: string }[];
    reports: string[];
  }[] = [];
  for (const { label, text } of blocksOf(markdown)) {
    const [, file] = /^`([^`\s]+)`[:：]$/.exec(label) ?? [];
    const [, output] = /^`public\/([^`\s]+)`(?: contains:| 里有：)$/.exec(label) ?? [];
    const reported = /^`finews build`(?: says:| 会说：)$/.test(label);
    let step = steps.at(-1);
    if (
      file !== undefined &&
      (step === undefined || step.outputs.length + step.reports.length > 0)
    ) {
      step = { files: {}, outputs: [], reports: [] };
      steps.push(step);
    }
    if (step === undefined) continue;
    if (file !== undefined) step.files[file] = text;
    if (output !== undefined) step.outputs.push({ file: output, text: text.trimEnd() });
    if (reported) step.reports.push(...text.trimEnd().split('\n'));
  }
  return steps;
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
