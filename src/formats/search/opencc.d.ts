/** `一 二|…`: of each pair a traditional character and its simplified forms, the usual one first. */
declare module 'opencc-js/dict/TSCharacters' {
  const table: string;
  export default table;
}
