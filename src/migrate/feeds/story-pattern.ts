/** The permalink pattern that most of a feed's addresses have. */

export interface LinkedStory {
  /** Decoded. */
  readonly address: string;
  readonly day: string;
  readonly slug: string;
}

/** WordPress' own, and those of other common systems. */
const PATTERNS = [
  '/:year/:month/:day/:title/',
  '/:year/:month/:day/:title.html',
  '/:year/:month/:title/',
  '/:year/:month/:title.html',
  '/:title/',
  '/:title.html',
  '/posts/:title/',
  '/blog/:title/',
  '/post/:title/',
  '/archives/:title',
  '/archives/:title/',
  '/archives/:title.html',
] as const;

const USUAL = PATTERNS[0];

/** Counts as stories come; most of an archive has one pattern. */
export class PatternVote {
  readonly #votes = new Map<string, number>();

  add({ address, day, slug }: LinkedStory): void {
    const [year = '', month = '', date = ''] = day.split('-');
    for (const pattern of PATTERNS) {
      const filled = pattern
        .replace(':year', year)
        .replace(':month', month)
        .replace(':day', date)
        .replace(':title', slug);
      if (filled === address) this.#votes.set(pattern, (this.#votes.get(pattern) ?? 0) + 1);
    }
  }

  get best(): string {
    const [first] = [...this.#votes].sort((a, b) => b[1] - a[1]);
    return first?.[0] ?? USUAL;
  }
}
