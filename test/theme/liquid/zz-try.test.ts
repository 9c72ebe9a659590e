import { it } from 'vitest';
import { createTheme } from '/work/wt-parse/src/theme/engine.js';
import { settings } from '/work/wt-parse/test/theme/theme.js';
it('x', () => {
  const t = createTheme([{name:'layouts/a.html',syntax:'liquid',path:'_layouts/a.html',text: process.env.T ?? '' } as const, {name:'_includes/p.html',syntax:'liquid',path:'_includes/p.html',text:'P[{{ include.a }}|{{ include.b }}]{% assign seen = include.a %}'} as const], settings);
  console.log(JSON.stringify(t.problems,null,1));
  console.log(t.render('layouts/a.html', {a:'A',b:'B',list:[1,2,3,4],d:'2020-05-01',h:{x:{y:7}},i:1, page:{path:'x/y.md'}}));
});
