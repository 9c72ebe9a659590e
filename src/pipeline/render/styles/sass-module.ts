/** The part of Sass' JavaScript API that is used; its own types come only where it is installed. */
import type { StyleSyntax } from '../../../model/site.js';

export interface Sass {
  compileString(text: string, options: SassOptions): SassResult;
}

interface SassOptions {
  readonly url: URL;
  readonly importer: SassImporter;
  readonly importers: readonly SassImporter[];
  readonly syntax: StyleSyntax;
  readonly style: 'expanded' | 'compressed';
  readonly sourceMap: boolean;
  readonly sourceMapIncludeSources: boolean;
  readonly logger: { warn(message: string): void; debug(message: string): void };
  readonly alertColor: boolean;
  readonly alertAscii: boolean;
}

interface SassImporter {
  canonicalize(url: string, context: { readonly fromImport: boolean }): URL | null;
  load(url: URL): {
    readonly contents: string;
    readonly syntax: StyleSyntax | 'css';
    readonly sourceMapUrl: URL;
  } | null;
}

export interface SassResult {
  readonly css: string;
  readonly sourceMap?: { readonly sources: readonly string[] };
}

/** What it throws where a style sheet is wrong; lines and columns from 0. */
export interface SassFault {
  readonly sassMessage: string;
  readonly span: {
    readonly url?: URL;
    readonly start: { readonly line: number; readonly column: number };
  };
}
