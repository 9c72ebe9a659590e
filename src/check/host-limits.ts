/** What single hosts refuse or answer otherwise than `finews serve`: their limits, as of November 2026. */
import type { Effects } from '../model/io.js';
import { type CheckedSite, publishedText, sourceOfPage } from './checked-site.js';
import { type CheckFinding, NOWHERE } from './finding.js';
import { rulesIn } from './redirect-rules.js';

export const HOSTS = ['github', 'netlify', 'cloudflare', 'nginx'] as const;
export type HostName = (typeof HOSTS)[number];

interface HostRules {
  readonly name: string;
  /** Null: none is known. */
  readonly files: number | null;
  readonly fileBytes: number | null;
  readonly siteBytes: number | null;
  /** Rules of `_redirects`. */
  readonly redirects: { readonly plain: number; readonly patterns: number } | null;
  /** Whether names that begin with `_` may go missing: where GitHub's Jekyll is not switched off. */
  readonly hidesUnderscores: boolean;
  /** Whether names that begin with a dot are left out. */
  readonly hidesDots: boolean;
}

const MIB = 1 << 20;

const PLAIN: HostRules = {
  name: '',
  files: null,
  fileBytes: null,
  siteBytes: null,
  redirects: null,
  hidesUnderscores: false,
  hidesDots: false,
};

const RULES: Readonly<Record<HostName, HostRules>> = {
  github: {
    ...PLAIN,
    name: 'GitHub Pages',
    fileBytes: 100 * MIB,
    siteBytes: 1024 * MIB,
    hidesUnderscores: true,
    hidesDots: true,
  },
  netlify: { ...PLAIN, name: 'Netlify' },
  cloudflare: {
    ...PLAIN,
    name: 'Cloudflare Pages',
    files: 20_000,
    fileBytes: 25 * MIB,
    redirects: { plain: 2000, patterns: 100 },
  },
  nginx: { ...PLAIN, name: 'nginx' },
};

export function hostFindings(
  checked: CheckedSite,
  host: HostName,
  io: Effects['io'],
): readonly CheckFinding[] {
  const rules = RULES[host];
  return [
    ...sizeFindings(checked, rules),
    ...nameFindings(checked, rules),
    ...ruleFindings(checked, rules, io),
  ];
}

function sizeFindings(checked: CheckedSite, rules: HostRules): readonly CheckFinding[] {
  const { plan, site } = checked;
  const { name, files, fileBytes, siteBytes } = rules;
  const found: CheckFinding[] = [];
  let total = 0;
  for (const [index, page] of plan.pages.entries()) {
    const size = checked.recordOf(index)?.size ?? 0;
    total += size;
    if (fileBytes === null || size <= fileBytes) continue;
    const file = sourceOfPage(page, site);
    found.push({
      code: 'host-size',
      severity: 'error',
      message: `${page.output} has ${inMib(size)}, and ${name} takes files up to ${inMib(fileBytes)}`,
      hint: 'Make it smaller, or have it served from elsewhere.',
      place: file === null ? NOWHERE : { kind: 'file', file },
    });
  }
  if (siteBytes !== null && total > siteBytes) {
    found.push({
      code: 'host-size',
      severity: 'error',
      message: `The site has ${inMib(total)}, and ${name} publishes up to ${inMib(siteBytes)}`,
      hint: 'Publish less (archives, tags of few stories, large pictures), or choose another host.',
      place: NOWHERE,
    });
  }
  if (files !== null && plan.pages.length > files) {
    found.push({
      code: 'host-files',
      severity: 'error',
      message: `The site has ${plan.pages.length.toLocaleString('en')} files, and ${name} takes up to ${files.toLocaleString('en')} on its free plan`,
      hint: 'Publish fewer pages (archives, tags), or choose another plan or host.',
      place: NOWHERE,
    });
  }
  return found;
}

/** Names that the host leaves out. */
function nameFindings(checked: CheckedSite, rules: HostRules): readonly CheckFinding[] {
  const { plan, site } = checked;
  const isBare = rules.hidesUnderscores && !plan.outputs.has('.nojekyll');
  const hidden = [
    ...(isBare
      ? [{ start: '_', hint: 'Write `nojekyll: true` in the config, or deploy by a workflow.' }]
      : []),
    ...(rules.hidesDots ? [{ start: '.', hint: 'Give it a name without a dot in front.' }] : []),
  ];
  return plan.pages.flatMap((page) => {
    const names = page.output.split('/');
    const one = hidden.find(({ start }) => names.some((name) => name.startsWith(start)));
    if (one === undefined || NEVER_SERVED.has(page.output)) return [];
    const file = sourceOfPage(page, site);
    const finding: CheckFinding = {
      code: 'host-name',
      severity: 'warning',
      message: `${rules.name} may not publish ${page.output}: a name in it begins with ${one.start}`,
      hint: one.hint,
      place: file === null ? NOWHERE : { kind: 'file', file },
    };
    return [finding];
  });
}

/** Files for hosts, not for readers. */
const NEVER_SERVED: ReadonlySet<string> = new Set([
  ...['.nojekyll', '.htaccess', '_redirects', '_headers', '_routes.json', '_worker.js'],
]);

function ruleFindings(
  checked: CheckedSite,
  { name, redirects }: HostRules,
  io: Effects['io'],
): readonly CheckFinding[] {
  if (redirects === null || !checked.plan.outputs.has('_redirects')) return [];
  const rules = rulesIn(publishedText('_redirects', checked.config, io));
  const patterns = rules.filter(({ isPattern }) => isPattern).length;
  const plain = rules.length - patterns;
  if (plain <= redirects.plain && patterns <= redirects.patterns) return [];
  return [
    {
      code: 'host-redirects',
      severity: 'warning',
      message: `_redirects has ${plain.toLocaleString('en')} plain rules and ${patterns} with patterns, and ${name} reads ${redirects.plain.toLocaleString('en')} and ${redirects.patterns}`,
      hint: 'Leave `redirects.html` on, so that old addresses have pages as well.',
      place: NOWHERE,
    },
  ];
}

function inMib(bytes: number): string {
  return `${(bytes / MIB).toFixed(1)} MiB`;
}
