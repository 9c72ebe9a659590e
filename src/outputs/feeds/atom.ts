/** Atom 1.0 (RFC 4287), where Jekyll's feed plugin has it. */

import { toXmlSchema } from '../../formats/dates/site-date.js';
import { scalarText } from '../../formats/text/scalar.js';
import { siteAddress } from '../../formats/urls/addresses.js';
import { element, emptyElement, textElement, XML_HEAD } from '../../formats/xml/xml.js';
import type { Author } from '../story-facts.js';
import type { WriterContext } from '../writing.js';
import { type FeedStory, feedStories, newestOf } from './feed-stories.js';
import type { FeedFile } from './types.js';

const ATOM = 'http://www.w3.org/2005/Atom';
const MEDIA = 'http://search.yahoo.com/mrss/';

export function writeAtom(page: FeedFile, writing: WriterContext): string {
  const { config, zone, absolute } = writing;
  const { hub = null, icon = null, logo = null } = config.outputs.feeds ?? {};
  const stories = feedStories(page, writing);
  const self = absolute(page.url);
  const picture = (name: string, path: string | null): string =>
    textElement(name, path === null ? null : siteAddress(path, writing.base));
  const namespaces = { xmlns: ATOM, 'xmlns:media': MEDIA, 'xml:lang': config.lang };
  const feed = element('feed', namespaces, [
    textElement('id', self),
    textElement('title', page.title),
    textElement('subtitle', scalarText(config.values['description'])),
    textElement('updated', toXmlSchema(newestOf(stories), zone)),
    emptyElement('link', { rel: 'self', type: 'application/atom+xml', href: self }),
    emptyElement('link', { rel: 'alternate', type: 'text/html', href: absolute(page.home) }),
    hub === null ? '' : emptyElement('link', { rel: 'hub', href: hub }),
    picture('icon', icon),
    picture('logo', logo),
    // Every feed needs an author; entries may have none.
    person({ name: page.title, url: absolute('/'), email: null }),
    ...stories.map((story) => entry(story, writing)),
  ]);
  return XML_HEAD + feed;
}

function entry(story: FeedStory, { zone }: WriterContext): string {
  return element('entry', {}, [
    textElement('id', story.id),
    textElement('title', story.title),
    emptyElement('link', { rel: 'alternate', type: 'text/html', href: story.url }),
    textElement('published', toXmlSchema(story.published, zone)),
    textElement('updated', toXmlSchema(story.updated, zone)),
    ...story.authors.map(person),
    ...story.categories.map((term) => emptyElement('category', { term })),
    textElement('summary', story.summary === '' ? null : story.summary),
    textElement('content', story.html, { type: 'html' }),
    story.image === null
      ? ''
      : emptyElement('media:content', { medium: 'image', url: story.image }),
  ]);
}

function person({ name, url, email }: Author): string {
  return element('author', {}, [
    textElement('name', name),
    textElement('uri', url),
    textElement('email', email),
  ]);
}
