/** Where in CSS a text ends: in code, in a string, in an address, in a comment. */

/** `address`: in `url(` without quotes; with them `address-single`, `address-double`. */
export type StyleMode =
  | 'code'
  | 'single'
  | 'double'
  | 'address'
  | 'address-single'
  | 'address-double'
  | 'comment';

/** The mode after more text. */
export function scanStyle(from: StyleMode, text: string): StyleMode {
  let mode = from;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    switch (mode) {
      case 'comment':
        if (char === '*' && text[at + 1] === '/') {
          mode = 'code';
          at++;
        }
        break;
      case 'code': {
        const url = /^url\(\s*(["']?)/i.exec(text.slice(at, at + 40));
        if (url !== null && !/[\w-]/.test(text.charAt(at - 1))) {
          mode = url[1] === '' ? 'address' : url[1] === '"' ? 'address-double' : 'address-single';
          at += url[0].length - 1;
        } else if (char === '"') mode = 'double';
        else if (char === "'") mode = 'single';
        else if (char === '/' && text[at + 1] === '*') {
          mode = 'comment';
          at++;
        }
        break;
      }
      case 'address':
        if (char === ')') mode = 'code';
        break;
      default:
        if (char === '\\') at++;
        else if (char === '\n') mode = 'code';
        else if (char === (mode.endsWith('double') ? '"' : "'")) mode = 'code';
    }
  }
  return mode;
}
