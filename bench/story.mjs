/**
 * Titles and bodies of the corpus's posts, in the four shapes that a scraping newsroom has: plain
 * HTML paragraphs (most), a portal's messy HTML, Markdown, and one-paragraph flashes.
 */
import { between, pick } from './random.mjs';
import * as words from './words.mjs';

const SITE = '//news.example';

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {import('./corpus.mjs').Outlet} Outlet */

/** @param {Random} random */
function figure(random) {
  return `${between(random, 1, 999) / 10}${pick(random, words.UNITS)}`;
}

/** @param {Random} random */
function deed(random) {
  return (
    pick(random, words.MANNERS) +
    pick(random, words.VERBS) +
    pick(random, words.DETAILS) +
    pick(random, words.OBJECTS)
  );
}

/** About 45 characters. @param {Random} random */
function sentence(random) {
  const start = random() < 0.5 ? pick(random, words.OPENINGS) : '';
  const middle = random() < 0.5 ? `，${pick(random, words.MEASURES)}${figure(random)}` : '';
  return `${start}${pick(random, words.SUBJECTS)}${deed(random)}${middle}，${pick(random, words.TAILS)}。`;
}

/** @param {Random} random @param {number} most sentences */
function paragraph(random, most) {
  let text = '';
  for (let left = between(random, 3, most); left > 0; left--) text += sentence(random);
  return text;
}

/** @param {Random} random @returns {string} without quotes or backslashes: valid inside "…" */
export function titleOf(random) {
  const [, place] = pick(random, words.PLACES).split(':');
  const mark =
    random() < 0.15 ? `${pick(random, words.SECTORS)}${pick(random, words.THEMES)}｜` : '';
  const end = random() < 0.4 ? ` ${pick(random, words.MEASURES)}${figure(random)}` : '';
  return `${mark}${place}${pick(random, words.SUBJECTS)}${deed(random)}${end}`;
}

/** @param {Random} random @param {Outlet} outlet */
function plainHtml(random, outlet) {
  const lines = [];
  for (let left = between(random, 3, 16); left > 0; left--) {
    lines.push(random() < 0.1 ? `<p>“${deed(random)}”</p>` : `<p>${paragraph(random, 7)}</p>`);
  }
  return `${lines.join('\n ')}${credit(outlet.name)}`;
}

/** @param {string} name */
function credit(name) {
  return `<p class="em_media">（文章来源：${name}）</p>`;
}

/** A stock's mention as portals mark it up. @param {Random} random */
function mention(random) {
  const code = `${between(random, 0, 1)}.${between(random, 600000, 688999)}`;
  const name = pick(random, words.SECTORS);
  const link = `http://quote.example/unify/r/${code}`;
  return random() < 0.5
    ? `<span id="stock_${code}"><a href="${link}" class="keytip" data-code="${code}">${name}</a></span><span id="quote_${code}"></span>`
    : `<span web="1" href="${link}" class="em_stock_key_common" data-code="${code}">${name}</span>`;
}

/** @param {Random} random */
function picture(random) {
  const id = between(random, 1e8, 9e8);
  return random() < 0.5
    ? `<center><img src="https://img.example/download/D${id}_w800h555.jpg" alt="Image" width="552" style="border:#d1d1d1 1px solid;padding:3px;margin:5px 0;" /></center><p style="text-align:center;">图片来源：${pick(random, words.SUBJECTS)}</p>`
    : `<p align=center><img src="https://img.example/k.aspx?nid=${id}&type=k&at=1" border=0 width=578 height=276 alt="K图 ${id}"></p>`;
}

/** @param {Random} random @param {Outlet} outlet */
function messyHtml(random, outlet) {
  let html =
    '<p style="display:none;height:1px;overflow:hidden;"><br /></p><!-- EM_StockImg_Start -->' +
    `${picture(random)}<!-- EM_StockImg_End -->`;
  for (let left = between(random, 3, 9); left > 0; left--) {
    const lead = random() < 0.25 ? `<strong>${deed(random)}</strong>` : sentence(random);
    html += `<p>${lead}${mention(random)}${paragraph(random, 5)}<br /></p>`;
    if (random() < 0.12) html += picture(random);
  }
  return `> ${sentence(random)}\n\n${html}${credit(outlet.name)}`;
}

/** @param {Random} random */
function markdown(random) {
  const blocks = [];
  for (let left = between(random, 3, 12); left > 0; left--) {
    const chance = random();
    if (chance < 0.15) blocks.push(`## ${deed(random)}`);
    else if (chance < 0.25)
      blocks.push(`- ${sentence(random)}\n- ${sentence(random)}\n- ${sentence(random)}`);
    else if (chance < 0.4) blocks.push(`**${deed(random)}**，${paragraph(random, 5)}`);
    else blocks.push(paragraph(random, 7));
  }
  return blocks.join('\n\n');
}

/** @param {Random} random @param {Outlet} outlet */
function story(random, outlet) {
  const chance = random();
  if (chance < 0.72) return plainHtml(random, outlet);
  if (chance < 0.85) return messyHtml(random, outlet);
  return chance < 0.94 ? markdown(random) : paragraph(random, 3);
}

/**
 * The story, the link to its source and the two links back, as the newsroom's script writes them.
 * @param {Random} random
 * @param {Outlet} outlet
 * @param {string} id
 * @returns {string}
 */
export function bodyOf(random, outlet, id) {
  return (
    `${story(random, outlet)}\n\n<http://wire.example/html_News/NewsShare.html?infoCode=${id}>\n\n` +
    `[返回${outlet.name}新闻](${SITE}/category/${outlet.slug}.html)｜[返回首页](${SITE}/)\n`
  );
}
