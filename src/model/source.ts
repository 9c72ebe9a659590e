/** The arrow out of `read`: which files there are. Bytes of posts are loaded one by one later. */
import type { Syntax } from './config.js';
import type { Data } from './data.js';
import type { FoundPackage } from './io.js';
import type { SortedNames } from './sorted-table.js';

export interface PostFile {
  /** Relative to the source, with `/`. */
  readonly path: string;
  readonly draft: boolean;
  /** Folder names above `_posts`: the post's first categories. */
  readonly folders: readonly string[];
}

/** The raster formats that browsers show. */
export type PictureKind = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif';

export interface PictureSize {
  readonly kind: PictureKind;
  /** As it is shown: turned where its orientation says so. In pixels. */
  readonly width: number;
  readonly height: number;
  /** Whether it is more than one picture: what moves is shown as it is. */
  readonly isMoving: boolean;
}

/** A picture of the site. */
export interface SitePicture extends PictureSize {
  /** Digest of its bytes and of what makes copies of it; null: none are made. */
  readonly source: string | null;
}

/** A file that is published without rendering. */
export interface StaticFile {
  /** Where it goes below the destination. */
  readonly path: string;
  /** Where it lies below the source or the theme; differs where `path` carries a digest. */
  readonly name: string;
  /** What is published instead of the file's bytes; null: those. */
  readonly text: string | null;
  /** Absolute. */
  readonly file: string;
  /** Its stamp as one text; empty when the file was touched too lately to trust one. */
  readonly mark: string;
  /** Null: it is no raster picture, or its head is broken. */
  readonly picture: SitePicture | null;
}

/** A page is a file with front matter outside `_posts`, or a document of a collection: loaded whole. */
export interface PageFile {
  readonly path: string;
  /** Decoded, or as `isStory` says. */
  readonly text: string;
  /** A document that is trusted no more than a story is: its text is its bytes, one unit each. */
  readonly isStory: boolean;
}

export interface TemplateFile {
  /**
   * Name as templates use it: `post.njk`, `parts/card.njk`. Jekyll's have a folder before it:
   * `layouts/post.html` lies in `_layouts`, `_includes/card.html` in `_includes`.
   */
  readonly name: string;
  readonly syntax: Syntax;
  /** For messages: relative to the site, or `finews:templates/…` for the built-in theme. */
  readonly path: string;
  readonly text: string;
}

/** A filter of the site's own: a module below `templates/filters/`; trusted code. */
export interface FilterFile {
  /** As templates use it: the file's name without its extension. */
  readonly name: string;
  /** For messages: relative to the site. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
  /** Of the module. */
  readonly digest: string;
}

/** SCSS, Sass or CSS that style sheets of the site may load. */
export interface StyleFile {
  /** Below the source, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** What style sheets are compiled of, and by what. */
export interface StyleSources {
  /** Null: no page needs one, or none is installed. */
  readonly compiler: FoundPackage | null;
  /** A page or template has a filter that compiles: any page may need the compiler. */
  readonly isFilter: boolean;
  /** The site's theme is not in it: style sheets may need what isn't there. */
  readonly lacksTheme: boolean;
  /** In the order of their paths. */
  readonly files: readonly StyleFile[];
  /** Folders below the source that names are looked for in, in their order; empty: the source. */
  readonly loadPaths: readonly string[];
}

export interface Sources {
  readonly posts: readonly PostFile[];
  /** Their paths; the very same object as in the build before while none has come or gone. */
  readonly files: SortedNames;
  readonly pages: readonly PageFile[];
  readonly statics: readonly StaticFile[];
  /** Of the statics the files of the built-in theme, absolute. */
  readonly themeAssets: readonly string[];
  /** Paths of files that lie in collections without pages. */
  readonly kept: readonly string[];
  readonly templates: readonly TemplateFile[];
  readonly filters: readonly FilterFile[];
  readonly styles: StyleSources;
  /** What makes copies of pictures; null: it is not installed, or not asked for. */
  readonly pictureMaker: FoundPackage | null;
  readonly data: Data;
}
