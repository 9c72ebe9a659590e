/** Pictures of other servers in a site's stories, as readers would be shown them. */
import { hasMarkdownEnding } from '../../formats/body/body-html.js';
import { type BodySettings, bodySettings, renderBody } from '../../formats/body/render-body.js';
import { parseFrontMatter } from '../../formats/front-matter/front-matter.js';
import { addToPictures } from '../../formats/html/picture-tags.js';
import { decodeText } from '../../formats/text/decode.js';
import { loadPost } from '../../incremental/source-files/load-post.js';
import type { Config } from '../../model/config.js';
import { isList, isMap, type Value } from '../../model/data.js';
import type { Io } from '../../model/io.js';
import type { PostFile } from '../../model/source.js';
import { isWhole } from '../../outputs/statics/fetched-pictures.js';

/** Addresses as they are written, each with the first story that has it; in the order of the stories. */
export type RemotePictures = ReadonlyMap<string, string>;

export function remotePictures(
  posts: readonly PostFile[],
  config: Config,
  io: Io,
  now: number,
): RemotePictures {
  const found = new Map<string, string>();
  const settings = bodySettings(config);
  for (const file of posts) {
    const loaded = loadPost(file, config, { io, now });
    if (loaded.kind !== 'ok') continue;
    for (const address of addressesIn(loaded.bytes, file, settings)) {
      if (isWhole(address) && !found.has(address)) found.set(address, file.path);
    }
  }
  return found;
}

function addressesIn(bytes: Buffer, { path }: PostFile, settings: BodySettings): readonly string[] {
  const decoded = decodeText(bytes);
  if (decoded.kind === 'fail') return [];
  const { config } = settings;
  const { frontMatter } = config.limits;
  const { data, body } = parseFrontMatter(decoded.text, { frontMatter });
  const addresses: string[] = [...imagesIn(data['image'])];
  const { html } = renderBody(body, hasMarkdownEnding(path, config), settings);
  addToPictures(html, (written) => {
    addresses.push(written.get('src') ?? '');
    return { attributes: [], source: [] };
  });
  return addresses;
}

function imagesIn(value: Value | undefined): readonly string[] {
  const one = isList(value) ? value[0] : value;
  const written = isMap(one) ? (one['path'] ?? one['url']) : one;
  return typeof written === 'string' ? [written.trim()] : [];
}
