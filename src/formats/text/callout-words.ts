/** What finews writes into a story's text: the titles of its boxes, in the story's language. */
import { languageKey } from './languages.js';

export type CalloutKind = 'note' | 'tip' | 'important' | 'warning' | 'caution';

type CalloutWords = Readonly<Record<CalloutKind | 'details', string>>;

const ENGLISH: CalloutWords = {
  note: 'Note',
  tip: 'Tip',
  important: 'Important',
  warning: 'Warning',
  caution: 'Caution',
  details: 'Details',
};

const WORDS: Readonly<Record<string, CalloutWords>> = {
  zh: {
    note: '注意',
    tip: '提示',
    important: '重要',
    warning: '警告',
    caution: '当心',
    details: '详情',
  },
  'zh-Hant': {
    note: '注意',
    tip: '提示',
    important: '重要',
    warning: '警告',
    caution: '小心',
    details: '詳情',
  },
  ja: {
    note: '補足',
    tip: 'ヒント',
    important: '重要',
    warning: '警告',
    caution: '注意',
    details: '詳細',
  },
};

export function calloutWord(kind: CalloutKind | 'details', language: string): string {
  return (WORDS[languageKey(language)] ?? ENGLISH)[kind];
}
