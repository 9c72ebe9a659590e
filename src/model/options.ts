/** What a caller may ask of a build: the command line's flags and the API's options alike. */
export interface BuildOptions {
  /** The site's folder; default: the current one. */
  readonly source?: string;
  /** Where the site goes; default: `public` in the source. */
  readonly destination?: string;
  /** Config files, later ones override; default: `_config.yml` in the source. */
  readonly config?: readonly string[];
  readonly baseurl?: string;
  /**
   * The address of a server that previews the site, such as `http://localhost:4000`: stands in for
   * the config's `url`. Without a `destination` the site goes to a place of its own in the cache
   * folder, and never near what is deployed.
   */
  readonly preview?: string;
  /** `jekyll.environment` in templates; default: `production`, or `development` in a preview. */
  readonly environment?: string;
  readonly drafts?: boolean;
  readonly future?: boolean;
  readonly unpublished?: boolean;
  readonly limitPosts?: number;
  /** ISO 8601, the build's present; default: the clock. */
  readonly now?: string;
  /** Build although there is no `_posts`. */
  readonly allowEmpty?: boolean;
  /** Publish nothing when there is any warning. */
  readonly strict?: boolean;
  /** Folders and files that are no part of the site, besides the destination and the cache. */
  readonly leaveOut?: readonly string[];
  /** Make the destination a link, and switch it to the new site at once. */
  readonly atomic?: boolean;
  /** Other threads to work in, 0: none; default: as many as there are cores, where it pays. */
  readonly threads?: number;
  /** False: make everything anew, and remember nothing; default: true. */
  readonly cache?: boolean;
  /** Where the cache is; default: `.finews` in the source, or the config's `cache_dir`. */
  readonly cacheDir?: string;
  /** Where copies of pictures are kept; default: `pictures` in the cache. */
  readonly picturesDir?: string;
  /** Delete the pages of a large part of the archive, because it is meant. */
  readonly allowMassDelete?: boolean;
}
