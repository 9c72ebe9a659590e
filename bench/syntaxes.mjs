/**
 * `node bench/syntaxes.mjs [rounds]`: the same layout in Liquid and in Nunjucks, over the same stories, in
 * one process and in turns: processor time a page, the median of the rounds. A round renders every story.
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpusOf } from './corpus.mjs';
import { WORK } from './places.mjs';
import { LIQUID, NAV, NUNJUCKS } from './syntax-layouts.mjs';

const { silent } = await import('../compiled/platform/console.js');
const { systemEffects } = await import('../compiled/platform/system.js');
const { inBuildRun } = await import('../compiled/pipeline/build-run.js');
const { configure } = await import('../compiled/pipeline/configure/configure.js');
const { read } = await import('../compiled/pipeline/read/read.js');
const { parse } = await import('../compiled/pipeline/parse/parse.js');
const { organise } = await import('../compiled/pipeline/organise/organise.js');
const { newSession } = await import('../compiled/pipeline/session.js');
const { createZone } = await import('../compiled/formats/dates/zone.js');
const { createTheme } = await import('../compiled/theme/engine.js');
const { createTemplateCache } = await import('../compiled/theme/template-cache.js');
const { createPageRecorder } = await import('../compiled/theme/views/dependencies.js');
const { createViews } = await import('../compiled/theme/views/site-view.js');

const STORIES = 300;
const ROUNDS = Number(process.argv[2] ?? 40);

/** @returns {string} a site's folder */
function makeSite() {
  const site = join(WORK, 'syntaxes');
  rmSync(site, { recursive: true, force: true });
  mkdirSync(join(site, '_data'), { recursive: true });
  cpSync(join(corpusOf(join(WORK, 'corpus'), STORIES).folder, '_posts'), join(site, '_posts'), {
    recursive: true,
  });
  const config = { title: 'News & more', url: 'https://news.example', description: 'All of it' };
  writeFileSync(join(site, '_config.yml'), JSON.stringify({ ...config, baseurl: '/n' }));
  writeFileSync(join(site, '_data', 'nav.json'), JSON.stringify(NAV));
  return site;
}

/** The site's stories as templates see them, and both themes' rendering of one. */
async function openSite() {
  const effects = systemEffects(silent);
  const options = { source: makeSite(), threads: 1 };
  let opened;
  const session = newSession();
  await inBuildRun({ options, effects, session }, async (run) => {
    const config = await run.stage('configure', () => configure(options, effects));
    await run.untilStill(async (work) => {
      const sources = await run.stage('read', () => read(config, work));
      const parsed = await run.stage('parse', () => parse(sources, config, work));
      const { site } = await run.stage('organise', () => organise(parsed, config, session.memo));
      opened = rendererOf(site);
      throw DONE;
    });
  }).catch((error) => {
    if (opened === undefined) throw error;
  });
  return opened;
}

const DONE = new Error('What follows is no build');

function rendererOf(site) {
  const reads = createPageRecorder();
  const zone = createZone(site.config.timezone);
  const body =
    '<p>第一段。</p>\n<p>Second paragraph with <a href="/a.html">a link</a>.</p>\n'.repeat(9);
  const views = createViews({
    ...{ site, zone, reads, pictureOf: () => null },
    bodies: { content: () => body, excerpt: () => '<p>第一段。</p>' },
    shown: (rank) => site.posts[rank],
  });
  const { url, baseurl } = site.config;
  const filters = { url, baseurl, zone, dates: { utc: false }, markdown: (text) => text };
  const themeOf = (templates, syntax) => {
    const files = Object.entries(templates).map(([name, text]) => {
      return { name, syntax, path: name, text };
    });
    return createTheme(files, { filters, reads, templateCache: createTemplateCache() });
  };
  const themes = { liquid: themeOf(LIQUID, 'liquid'), nunjucks: themeOf(NUNJUCKS, 'nunjucks') };
  for (const { problems } of Object.values(themes)) {
    if (problems.length > 0) throw new Error(JSON.stringify(problems, null, 1));
  }
  return {
    count: site.posts.length,
    render(syntax, rank) {
      reads.begin({ own: rank, cards: new Set([rank]) });
      const given = { site: views.site, jekyll: views.jekyll };
      const page = views.post(rank);
      const theme = themes[syntax];
      const html = theme.render(theme.layout('post'), { ...given, page, content: body });
      reads.end();
      return html;
    },
  };
}

/** Processor time of this process, in ms a page. */
function round({ count, render }, syntax) {
  const before = process.cpuUsage();
  for (let rank = 0; rank < count; rank++) render(syntax, rank);
  return process.cpuUsage(before).user / 1000 / count;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
}

const stories = await openSite();
const [one, other] = ['liquid', 'nunjucks'].map((syntax) =>
  stories.render(syntax, 7).replace(/\s+/g, ''),
);
if (one !== other) {
  const at = [...one].findIndex((char, index) => char !== other[index]);
  throw new Error(
    `Not the same page: ${one.slice(at - 60, at + 60)}\n${other.slice(at - 60, at + 60)}`,
  );
}
const only = process.argv[3];
const taken = { liquid: [], nunjucks: [] };
for (let number = 0; number < ROUNDS + 3; number++) {
  const order = number % 2 === 0 ? ['liquid', 'nunjucks'] : ['nunjucks', 'liquid'];
  for (const syntax of order.filter((name) => only === undefined || only === name)) {
    const ms = round(stories, syntax);
    // The first rounds compile what the others run.
    if (number >= 3) taken[syntax].push(ms);
  }
}
if (only === undefined) {
  const ratios = taken.liquid.map((ms, index) => ms / taken.nunjucks[index]);
  const ms = (syntax) => `${syntax} ${median(taken[syntax]).toFixed(4)} ms a page`;
  console.log(`${ms('liquid')}, ${ms('nunjucks')}: ${median(ratios).toFixed(2)} times`);
}
