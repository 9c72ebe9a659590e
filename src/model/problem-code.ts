/**
 * The codes of problems, in the groups of `docs/problems.md`. A new code is written here; the compiler
 * then asks for its description in `problems/codes/`, and a test for a place that reports it.
 */

/** About a post as a file: its name, size, encoding, date and address. */
type StoryCode =
  | 'not-a-post'
  | 'picture-refused'
  | 'not-a-file'
  | 'file-name'
  | 'post-unreadable'
  | 'post-changing'
  | 'post-size'
  | 'post-empty'
  | 'post-blank'
  | 'post-crashed'
  | 'encoding'
  | 'date-missing'
  | 'date-rescued'
  | 'date-partly'
  | 'modified-unreadable'
  | 'expires-unreadable'
  | 'modified-future'
  | 'permalink-unsafe'
  | 'permalink-shortened'
  | 'permalink-placeholder'
  | 'slug-empty';

/** About front matter, of posts and pages. */
type FrontMatterCode =
  | 'front-matter-none'
  | 'front-matter-fence'
  | 'front-matter-unclosed'
  | 'front-matter-language'
  | 'front-matter-toml'
  | 'front-matter-json'
  | 'front-matter-syntax'
  | 'front-matter-root'
  | 'front-matter-size'
  | 'front-matter-title'
  | 'front-matter-scalar'
  | 'front-matter-list'
  | 'front-matter-line'
  | 'front-matter-colon'
  | 'front-matter-indent'
  | 'front-matter-duplicate'
  | 'front-matter-control'
  | 'front-matter-type'
  | 'front-matter-key'
  | 'yaml-alias'
  | 'terms-many'
  | 'hidden-characters';

/** About a post's Markdown and HTML. */
type TextCode =
  | 'post-liquid'
  | 'link-target'
  | 'html-unbalanced'
  | 'html-removed'
  | 'html-nesting'
  | 'html-size'
  | 'link-refused'
  | 'link-unrecognised'
  | 'table-unrecognised'
  | 'definition-unused'
  | 'attributes-unknown'
  | 'markdown-growth'
  | 'math-engine'
  | 'math-unreadable'
  | 'markdown-nesting';

/** About pages outside `_posts`, data files, topics, and links in the source folder. */
type SourceCode =
  | 'source-missing'
  | 'posts-missing'
  | 'mass-deletion'
  | 'sources-changing'
  | 'page-encoding'
  | 'page-uncompiled'
  | 'picture-broken'
  | 'picture-uncopied'
  | 'page-markdown'
  | 'page-crashed'
  | 'body-unreadable'
  | 'data-encoding'
  | 'data-syntax'
  | 'yaml-syntax'
  | 'yaml-duplicate-key'
  | 'topic-empty'
  | 'takedown-unreadable'
  | 'takedown-target'
  | 'takedown-file'
  | 'link-broken'
  | 'link-outside'
  | 'link-loop'
  | 'link-output'
  | 'link-private'
  | 'link-many'
  | 'link-twice';

/** About addresses that more than one output wants, and redirects. */
type AddressCode =
  | 'url-clash'
  | 'redirect-target'
  | 'redirect-unsafe'
  | 'redirect-clash'
  | 'redirect-loop'
  | 'address-repaired';

/** About `_config.yml`, the command line and the program's options. */
type ConfigCode =
  | 'config-missing'
  | 'config-encoding'
  | 'config-syntax'
  | 'config-type'
  | 'config-value'
  | 'config-url'
  | 'config-unknown-key'
  | 'config-defaults'
  | 'config-collections'
  | 'config-pagination'
  | 'config-shown'
  | 'option-type'
  | 'option-unknown'
  | 'option-now'
  | 'strict';

/** About templates, layouts, filters and the theme. */
type TemplateCode =
  | 'template-syntax'
  | 'template-encoding'
  | 'template-front-matter'
  | 'template-failed'
  | 'template-liquid'
  | 'template-odd-liquid'
  | 'template-unknown-tag'
  | 'template-unknown-filter'
  | 'template-unknown-test'
  | 'template-unknown-template'
  | 'template-unknown-layout'
  | 'template-layout-cycle'
  | 'template-unused'
  | 'template-place-handler'
  | 'template-place-tag'
  | 'template-place-unknown'
  | 'template-place-unquoted'
  | 'layout-unknown'
  | 'theme-absent'
  | 'filter-module'
  | 'theme-token'
  | 'style-syntax'
  | 'style-uncompiled'
  | 'style-outside';

/** About the destination, the cache and publishing. */
type DestinationCode =
  | 'destination-unsafe'
  | 'destination-blocked'
  | 'destination-foreign'
  | 'cache-unsafe'
  | 'cache-altered'
  | 'build-locked'
  | 'publishing-interrupted'
  | 'verify-differs'
  | 'clean-stranger';

/** About a move from elsewhere: `finews migrate`. */
type MigrationCode = 'migrate-against' | 'migrate-source' | 'migrate-xml' | 'migrate-changed';
/** What a check of the whole site finds (`finews check`). */
type CheckCode =
  | 'link-dead'
  | 'link-case'
  | 'markdown-link-dead'
  | 'fragment-dead'
  | 'asset-dead'
  | 'feed-address-dead'
  | 'baseurl-forgotten'
  | 'redirect-shadows'
  | 'page-orphan'
  | 'story-uncategorised'
  | 'story-textless'
  | 'story-placeholder'
  | 'title-long'
  | 'description-long'
  | 'title-twice'
  | 'source-twice'
  | 'alt-missing'
  | 'picture-large'
  | 'host-files'
  | 'host-size'
  | 'host-name'
  | 'host-redirects'
  | 'external-dead'
  | 'external-unsure';

/** About the commands with which stories are written. */
type DeskCode =
  | 'desk-missing'
  | 'desk-taken'
  | 'desk-place'
  | 'desk-text'
  | 'desk-date'
  | 'desk-option';

/** About the system that finews runs on; `system-…` ends in the system's own name of the error. */
type SystemCode = `system-${string}` | 'why-unknown' | 'serve-address' | 'watch-limit';

/** The codes of each group. */
export interface CodesOf {
  readonly stories: StoryCode;
  readonly frontMatter: FrontMatterCode;
  readonly text: TextCode;
  readonly sources: SourceCode;
  readonly addresses: AddressCode;
  readonly config: ConfigCode;
  readonly templates: TemplateCode;
  readonly destination: DestinationCode;
  readonly migration: MigrationCode;
  readonly checks: CheckCode;
  readonly desk: DeskCode;
  readonly system: SystemCode;
}

export type ProblemCode = CodesOf[keyof CodesOf];
