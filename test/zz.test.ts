import { test } from 'vitest';
import fs from 'node:fs';
import { chromium } from 'playwright-core';
import { buildKitchenSink } from './browser/sites.js';
import { serve } from './browser/browser.js';
test('shots', async () => {
  const site = await buildKitchenSink();
  fs.rmSync('/tmp/ks', {recursive:true, force:true}); fs.cpSync(site.folder, '/tmp/ks', {recursive:true});
  const served = await serve(site.folder);
  const b = await chromium.launch({executablePath:'/usr/bin/chromium', args:['--no-sandbox']});
  for (const [w,scheme] of [[1280,'light'],[1280,'dark'],[360,'light'],[360,'dark']] as const) for (const p of ['kitchen-sink','english']) {
    const page = await (await b.newContext({viewport:{width:w,height:900},colorScheme:scheme})).newPage();
    page.on('console',m=>console.log(m.text())); page.on('pageerror',e=>console.log(String(e)));
    await page.goto(`${served.origin}/${p}.html`);
    await page.screenshot({path:`/tmp/fw/shot-${p}-${w}-${scheme}.png`, fullPage:true});
    await page.context().close();
  }
  await b.close(); served.close(); site.remove();
}, 60000);
