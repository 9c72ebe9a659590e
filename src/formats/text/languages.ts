/** Language tags (BCP 47) as this and that machine wants them. */

const CHINESE = /^zh(?:[-_]|$)/i;
const TRADITIONAL = /[-_](?:hant|tw|hk|mo)(?:[-_]|$)/i;

/** `zh_CN`, as Jekyll's plugins and Open Graph have it, is `zh-CN` for browsers and feeds. */
export function languageTag(lang: string): string {
  return lang.replaceAll('_', '-');
}

/** BCP 47, as far as languages have it; with Jekyll's `zh_CN`. A word such as `chinese` is none. */
export const LANGUAGE = '^[A-Za-z]{2,3}(?:[-_][A-Za-z\\d]{1,8})*$';

const TAG = new RegExp(LANGUAGE);

export function isLanguage(lang: string): boolean {
  return TAG.test(lang);
}

export function isChinese(lang: string): boolean {
  return CHINESE.test(lang);
}

/** Of the languages that finews has words in: `zh`, `zh-Hant`, `ja`; else the first part of the tag. */
export function languageKey(lang: string): string {
  if (isChinese(lang)) return TRADITIONAL.test(lang) ? 'zh-Hant' : 'zh';
  return lang.split(/[-_]/, 1)[0]?.toLowerCase() ?? '';
}

/** Google News': two or three letters, but `zh-cn` and `zh-tw` for the two ways to write Chinese. */
export function newsLanguage(lang: string): string {
  if (isChinese(lang)) return TRADITIONAL.test(lang) ? 'zh-tw' : 'zh-cn';
  return /^[a-z]{2,3}/i.exec(lang)?.[0].toLowerCase() ?? 'en';
}

/** Open Graph's: `zh_CN`. A language without a territory has its most usual one, or no locale. */
export function openGraphLocale(lang: string): string | null {
  const [language = '', ...rest] = lang.split(/[-_]/);
  const territory = rest.find((part) => /^[a-z]{2}$/i.test(part))?.toUpperCase();
  if (territory !== undefined) return `${language.toLowerCase()}_${territory}`;
  if (isChinese(lang)) return TRADITIONAL.test(lang) ? 'zh_TW' : 'zh_CN';
  return /^en$/i.test(language) ? 'en_US' : null;
}
