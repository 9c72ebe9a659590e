/** What finews writes into a story's text, in the story's language: titles of boxes, what a box of a task says. */
import { languageKey } from './languages.js';

export type CalloutKind = 'note' | 'tip' | 'important' | 'warning' | 'caution';

type TextWord = CalloutKind | 'details' | 'done' | 'open';
type TextWords = Readonly<Record<TextWord, string>>;

const ENGLISH: TextWords = {
  note: 'Note',
  tip: 'Tip',
  important: 'Important',
  warning: 'Warning',
  caution: 'Caution',
  details: 'Details',
  done: 'Done',
  open: 'To do',
};

const WORDS: Readonly<Record<string, TextWords>> = {
  zh: {
    note: '注意',
    tip: '提示',
    important: '重要',
    warning: '警告',
    caution: '当心',
    details: '详情',
    done: '已完成',
    open: '未完成',
  },
  'zh-Hant': {
    note: '注意',
    tip: '提示',
    important: '重要',
    warning: '警告',
    caution: '小心',
    details: '詳情',
    done: '已完成',
    open: '未完成',
  },
  ja: {
    note: '補足',
    tip: 'ヒント',
    important: '重要',
    warning: '警告',
    caution: '注意',
    details: '詳細',
    done: '完了',
    open: '未完了',
  },
};

export function textWord(word: TextWord, language: string): string {
  return (WORDS[languageKey(language)] ?? ENGLISH)[word];
}
