import { expect, it } from 'vitest';
import { SiteDate } from '../../../src/formats/dates/site-date.js';
import { createZone } from '../../../src/formats/dates/zone.js';
import {
  hasStory,
  hasStoryKeys,
  isStory,
  keyMarked,
  Mixed,
  markStory,
  memberMarked,
  ORIGIN,
  StoryHtml,
  StoryText,
} from '../../../src/theme/escape/story-text.js';
import { safe } from '../../../src/theme/runtime/safe.js';
import { isSafe, json, text } from '../../../src/theme/runtime/template-values.js';

const date = new SiteDate(0, createZone('UTC'));

it('marks texts, and those in lists and maps', () => {
  const marked = markStory({ name: '甲', more: [{ of: ['乙', 1] }, date] }) as {
    readonly name: unknown;
    readonly more: readonly unknown[];
  };
  expect(marked.name).toEqual(new StoryText('甲'));
  expect(marked.more[0]).toMatchObject({ of: [new StoryText('乙'), 1] });
  expect(marked.more[1]).toBe(date);
  expect(hasStoryKeys(marked)).toBe(true);
  expect(hasStoryKeys({ name: '甲' })).toBe(false);
  expect(keyMarked(marked, 'name')).toEqual(new StoryText('name'));
  expect(keyMarked({ name: '甲' }, 'name')).toBe('name');
});

it('leaves numbers, dates, nothing and what is marked alone', () => {
  const mixed = new Mixed(['a', new StoryText('b')]);
  for (const value of [1, true, null, undefined, date, mixed]) expect(markStory(value)).toBe(value);
});

it("makes finished HTML a story's", () => {
  const html = markStory(safe('<b>甲</b>'));
  expect(html).toBeInstanceOf(StoryHtml);
  expect(isSafe(html)).toBe(true);
  expect(text(html)).toBe('<b>甲</b>');
});

it('reads as its text, also as JSON', () => {
  expect(text(new StoryText('<甲>'))).toBe('<甲>');
  const mixed = new Mixed(['<a>', new StoryText('&'), new StoryHtml('<b>')]);
  expect(text(mixed)).toBe('<a>&<b>');
  expect(json([new StoryText('甲'), mixed])).toBe('["甲","<a>&<b>"]');
});

it('finds marks within values', () => {
  expect(isStory(new StoryText('甲'))).toBe(true);
  expect(isStory(safe('甲'))).toBe(false);
  expect(hasStory([1, { a: [new StoryText('甲')] }])).toBe(true);
  expect(hasStory([1, { a: ['甲'] }])).toBe(false);
});

it('asks the view which of its values a story wrote', () => {
  const view = { title: '甲', url: '/a', [ORIGIN]: (key: PropertyKey) => key === 'title' };
  expect(memberMarked(view, 'title', view.title)).toEqual(new StoryText('甲'));
  expect(memberMarked(view, 'url', view.url)).toBe('/a');
  expect(memberMarked({ title: '甲' }, 'title', '甲')).toBe('甲');
});
