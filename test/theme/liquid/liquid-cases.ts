/** Templates of Liquid's own tags with what Ruby's Liquid makes of them, on one set of data. */

export const DATA: Readonly<Record<string, unknown>> = {
  a: 'A',
  b: 'B',
  'with-hyphen': { 'key-x': 'k' },
  list: [1, 2, 3, 4],
  empty_list: [],
  names: ['乙', '甲'],
  map: { x: { y: 7 }, size: 'own' },
  plain: { p: 1, q: 2 },
  i: 1,
  f: false,
  none: null,
  text: '',
};

type Case = readonly [template: string, result: string];

const OUTPUT: readonly Case[] = [
  ['{{ a }}|{{a}}|{{ nothing }}|{{ nothing.at.all }}|{{ none }}|{{ f }}', 'A|A||||false'],
  ['{{ "a\'b" }} {{ \'x"y\' }} {{ "a\\n" }}', 'a\'b x"y a\\n'],
  ['{{ 1 }} {{ -2 }} {{ 1.5 }} {{ 2.0 }} {{ true }} {{ nil }}', '1 -2 1.5 2.0 true '],
  ['{{ list[-1] }}{{ list[i] }}{{ list.first }}{{ list.last }}{{ list.size }}', '42144'],
  ['{{ map["x"]["y"] }}{{ map.x["y"] }}{{ map[\'x\'].y }}{{ map[b] }}', '777'],
  ['{{ map.size }}{{ plain.size }}{{ names.first }}', 'own2乙'],
  ['{{ with-hyphen.key-x }}', 'k'],
  ['{{ (1..3) }}', '1..3'],
  ['{{ }}|{{-}}|{{ - }}', '||'],
  ['{{ a | downcase | append: b | prepend: "<" }}', '<aB'],
  ['{% assign x = nothing | default: nil %}{% if x %}x{% else %}none{% endif %}', 'none'],
  ['{{ nothing | default: "d" }} {{ f | default: "d", allow_false: true }}', 'd false'],
  ['{{ blank }}{{ empty }}|{% assign e = empty %}{% if e == "" %}e{% endif %}', '|e'],
  ['{{ list }} {{ names }}', '1234 乙甲'],
];

const SPACE: readonly Case[] = [
  ['a\n {{- a -}} \n b', 'aAb'],
  ['a\n {%- if a -%} x {%- endif -%} \n b', 'axb'],
  ['全　{{- a -}}　角', '全　A　角'],
  ['[{% if true %}  {% assign x = 1 %}  {% endif %}]', '[]'],
  ['[{% for x in list %}  {% comment %}c{% endcomment %} {% endfor %}]', '[]'],
  ['[{% if true %} {{ nothing }} {% endif %}]', '[  ]'],
  ['[{% if true %} {% if a %} {% endif %} {% endif %}]', '[]'],
  ['[{% capture c %} {% assign x = 1 %} {% endcapture %}{{ c }}]', '[  ]'],
  ['{% raw %}{{ a {% endraw %}|{% raw -%} b {% endraw %} c', '{{ a | b c'],
  ['{% raw %}{% if %}{% endif }{% endraw %}', '{% if %}{% endif }'],
  ["a{% comment %}{% bogus %}{{ it's }} {% comment %}n{% endcomment %} {% endcomment %}b", 'ab'],
  ['a{% # one\n   # two %}b{%# c %}', 'ab'],
];

const CONDITIONS: readonly Case[] = [
  ['{% if a %}1{% endif %}{% if f %}2{% endif %}{% if none %}3{% endif %}', '1'],
  ['{% if text %}1{% endif %}{% if i %}2{% endif %}{% if empty_list %}3{% endif %}', '123'],
  ['{% if f %}1{% elsif none %}2{% elsif a %}3{% else %}4{% endif %}', '3'],
  ['{% if f %}1{% else %}2{% endif %}{% unless f %}3{% else %}4{% endunless %}', '23'],
  ['{% unless a %}1{% elsif b %}2{% else %}3{% endunless %}', '2'],
  ['{% if a == "A" %}1{% endif %}{% if a != "A" %}2{% endif %}{% if a <> "B" %}3{% endif %}', '13'],
  ['{% if i < 2 %}1{% endif %}{% if i >= 1 %}2{% endif %}{% if i > 1 %}3{% endif %}', '12'],
  ['{% if true or true and false %}1{% endif %}{% if false and false or true %}2{% endif %}', '1'],
  ['{% if a contains "A" %}1{% endif %}{% if list contains 2 %}2{% endif %}', '12'],
  ['{% if a == "A" %}1{%endif%}{% if a=="A"%}2{%endif%}', '12'],
  ['{% if a %}1{% else %}2{% else %}3{% endif %}', '1'],
  ['{% case a %}junk{% when "A" %}1{% when "B" %}2{% else %}3{% endcase %}', '1'],
  ['{% case a %}{% when "B", "A" %}1{% else %}2{% endcase %}', '1'],
  ['{% case a %}{% when "B" or "C" %}1{% else %}2{% endcase %}', '2'],
  ['{% case a %}{% when "A" %}1{% when "A", "B" %}2{% else %}3{% endcase %}', '12'],
  ['{% case a %}{% when b, "A" or "A" %}1{% endcase %}', '11'],
];

const LOOPS: readonly Case[] = [
  ['{% for x in list %}{{ x }}{% endfor %}', '1234'],
  [
    '{% for x in list limit:2 %}{{ x }}{% endfor %}{% for x in list offset:3 %}{{ x }}{% endfor %}',
    '124',
  ],
  ['{% for x in list limit: 2 offset: i %}{{ x }}{% endfor %}', '23'],
  ['{% for x in list limit:2, offset:1 %}{{ x }}{% endfor %}', '23'],
  ['{% for x in list reversed limit:2 offset:1 %}{{ x }}{% endfor %}', '32'],
  [
    '{% for x in (1..3) %}{{ x }}{% endfor %}{% for x in (i..list.size) %}{{ x }}{% endfor %}',
    '1231234',
  ],
  ['{% for x in (3..1) %}{{ x }}{% else %}none{% endfor %}', 'none'],
  [
    '{% for x in empty_list %}{{ x }}{% else %}none{% endfor %}{% for x in nothing %}x{% endfor %}',
    'none',
  ],
  ['{% for p in plain %}{{ p[0] }}={{ p[1] }},{{ p | last }};{% endfor %}', 'p=1,1;q=2,2;'],
  ['{% for c in "abc" %}[{{ c }}]{% endfor %}', '[abc]'],
  [
    '{% for x in list %}{% if x == 2 %}{% continue %}{% endif %}{% if x == 4 %}{% break %}{% endif %}{{ x }}{% endfor %}',
    '13',
  ],
  [
    '{% for x in list limit:1 %}{{ forloop.name }} {{ forloop.length }}{{ forloop.index }}{{ forloop.index0 }}{{ forloop.rindex }}{{ forloop.rindex0 }}{{ forloop.first }}{{ forloop.last }}{% endfor %}',
    'x-list 11010truetrue',
  ],
  [
    '{% for x in list %}{{ forloop.index }}{{ forloop.index0 }}{{ forloop.rindex }}{{ forloop.rindex0 }}{{ forloop.length }}{% unless forloop.last %}{% if forloop.first %}-{% endif %},{% endunless %}{% endfor %}',
    '10434-,21324,32214,43104',
  ],
  [
    '{% for x in names %}{% for y in list limit:2 %}{{ forloop.index }}/{{ forloop.length }} {% endfor %}{{ forloop.index }}/{{ forloop.length }};{% endfor %}{{ forloop.index }}',
    '1/2 2/2 1/2;1/2 2/2 2/2;',
  ],
  [
    '{% for x in names %}{% capture c %}{{ forloop.index }}{% for y in list limit:1 %}{{ forloop.rindex }}{% endfor %}{{ forloop.last }}{% endcapture %}{{ c }} {% endfor %}',
    '11false 21true ',
  ],
  [
    '{% for forloop in names %}{{ forloop.first }}{% for x in list limit:1 %}{{ forloop.first }}{% endfor %}{% endfor %}',
    'truetrue',
  ],
  [
    '{% assign forloop = map %}{{ forloop.size }}{% for x in names %}{{ forloop.index }}{{ forloop.x }}{{ forloop["last"] }}{% endfor %}{{ forloop.size }}',
    'own1false2trueown',
  ],
  [
    '{% for x in names %}{% tablerow y in list cols:2 limit:2 %}{{ forloop.index }}{{ tablerowloop.index }}{% endtablerow %}{% endfor %}',
    '<tr class="row1">\n<td class="col1">11</td><td class="col2">12</td></tr>\n<tr class="row1">\n<td class="col1">21</td><td class="col2">22</td></tr>\n',
  ],
  [
    '{% for x in names %}{% for y in names %}{{ forloop.parentloop.index }}{{ forloop.index }} {% endfor %}{% endfor %}{{ forloop.index }}',
    '11 12 21 22 ',
  ],
  [
    '{% for x in list limit:2 %}{{ x }}{% endfor %}-{% for x in list offset:continue %}{{ x }}{% endfor %}',
    '12-34',
  ],
  [
    '{% for x in list limit:1 %}{% endfor %}{% for x in list limit:2 offset:continue %}{{ x }}{% endfor %}{% for x in list offset:continue %}{{ x }}{% endfor %}',
    '234',
  ],
  ['{% for x in list %}{% assign last = x %}{% endfor %}{{ last }}|{{ x }}', '4|'],
  [
    '{% assign x = "o" %}{% for x in list limit:1 %}{{ x }}{% assign x = "i" %}{{ x }}{% endfor %}{{ x }}',
    '11i',
  ],
  ['a{% break %}b', 'a'],
  [
    '{% tablerow x in list cols:2 %}{{ x }}{% endtablerow %}',
    '<tr class="row1">\n<td class="col1">1</td><td class="col2">2</td></tr>\n<tr class="row2"><td class="col1">3</td><td class="col2">4</td></tr>\n',
  ],
  [
    '{% tablerow x in list cols:3 limit:2 %}{{ tablerowloop.col }}{{ tablerowloop.row }}{{ tablerowloop.col_last }}{% endtablerow %}',
    '<tr class="row1">\n<td class="col1">11false</td><td class="col2">21false</td></tr>\n',
  ],
  ['[{% tablerow x in nothing %}{{ x }}{% endtablerow %}]', '[]'],
  [
    '{% for x in list %}{% cycle "a", "b" %}{% cycle "g": "a", "b" %}{% cycle "a", "b" %}{% endfor %}',
    'aababbaababb',
  ],
  ['{% for x in list %}{% cycle a, b %}{% cycle a, b %}{% endfor %}', 'AABBAABB'],
  ['{% for x in (1..3) %}{% cycle x: "1", "2" %}{% endfor %}', '111'],
  [
    '{% for x in (1..4) %}{% ifchanged %}{{ x | divided_by: 2 }}{% endifchanged %}{% endfor %}',
    '012',
  ],
];

const VALUES: readonly Case[] = [
  ['{% assign x = a | downcase %}{{ x }}{% assign x = x | append: x %}{{ x }}', 'aaa'],
  ['{% assign x-y = 1 %}{{ x-y }}', '1'],
  ['{% assign x=1%}{{x}}', '1'],
  ['{% capture x %}({{ a }}){% endcapture %}{{ x }}{{ x.size }}', '(A)3'],
  ['{% capture "x" %}1{% endcapture %}{{ x }}', '1'],
  [
    '{% increment z %}{% increment z %}{{ z }}{% assign z = 9 %}{{ z }}{% decrement z %}{{ z }}',
    '012919',
  ],
  ['{% decrement y %}{% decrement y %}{{ y }}', '-1-2-2'],
  ['{% increment i %}{{ i }}', '12'],
  ['{% echo a | downcase %}', 'a'],
  [
    '{% liquid\nassign q = 1\nif q == 1\n echo q\nendif\n for x in list\n  echo x\n endfor\n%}',
    '11234',
  ],
];

/**
 * As Liquid is documented: Ruby finds nothing `blank` unless Rails is there, so that a real Jekyll's
 * `!= blank` is always true.
 */
export const DOCUMENTED: readonly Case[] = [
  ['{% if text == blank %}1{% endif %}{% if empty_list == empty %}2{% endif %}', '12'],
  ['{% if nothing == nil %}1{% endif %}{% if nothing == blank %}2{% endif %}', '12'],
  ['{% case nothing %}{% when nil %}1{% when blank %}2{% endcase %}', '12'],
];

/** What isn't well-formed, and read all the same. */
export const ODD: readonly Case[] = [
  ['{{ (1..3).size }}', ''],
  ['{{ a b }}', 'A'],
  ['{{ b a | downcase }}', 'b'],
  ['{{ a | append: b c }}', 'AB'],
  ['{{ "x" | append: "y" junk | upcase }}', 'XY'],
  ["{{ 'a }}", 'A'],
  ['{{ 1.5.2 }}', '1.5'],
  ['{{ a ? b : c }}', 'A'],
  ['{{ +1 }}|{{ | upcase }}', '|'],
  ['{% if a == "A" foo %}x{% endif %}', 'x'],
  ['{% if a && b %}x{% endif %}', 'x'],
  ['{% if (a == "A") and b %}x{% endif %}', 'x'],
  ['{% if a == %}x{% endif %}', ''],
  ['{% if f %}1{% else if b %}2{% endif %}', '2'],
  ['{% for x in list | reverse %}{{ x }}{% endfor %}', '1234'],
  ['{% for x in list limit:2 reversed %}{{ x }}{% endfor %}', '12'],
  ['{% for x in list reversed limit=2 %}{{ x }}{% endfor %}', '4321'],
  ['{% assign x.y = 3 %}{{ x.y }}|{{ x }}', '|'],
  ['{{ a | nosuch | downcase }}', 'a'],
];

/** What Liquid refuses; where (line:column) and what the hint has. */
export const REFUSED: readonly (readonly [template: string, at: string, hint: string])[] = [
  ['x\n {% if a %}', '2:2', '{% endif %}'],
  ['{% endif %}', '1:1', 'Remove it'],
  ['{% for x in list %}{% endif %}{% endfor %}', '1:20', '{% endfor %}'],
  ['{% if a %}{% elseif b %}{% endif %}', '1:11', '{% elsif'],
  ['{% if %}x{% endif %}', '1:7', 'comparison'],
  ['{% if a = b %}x{% endif %}', '1:7', '`==`'],
  ['{% if not a %}x{% endif %}', '1:7', 'unless'],
  ['{% for x of list %}{% endfor %}', '1:1', 'item in list'],
  ['{% assign x %}', '1:1', 'name = value'],
  ['{% capture %}{% endcapture %}', '1:1', 'capture name'],
  ['{% cycle %}', '1:1', 'cycle'],
  ['{% case a %}{% when %}1{% endcase %}', '1:13', 'when'],
  ['{{ a', '1:1', '}}'],
  ['{{ a }', '1:1', '}}'],
  ['a {% if a', '1:3', '%}'],
  ['{% raw %} x', '1:1', 'endraw'],
  ['{% comment %} x', '1:1', 'endcomment'],
  ['{% 涨幅 %}', '1:1', 'name'],
  ['{% include "a.html" %}', '1:1', '{% include a.html %}'],
  ['{% include a.html, x=1 %}', '1:1', '{% include a.html %}'],
  ['{% include a.html x=list[0] %}', '1:1', 'assign'],
  ['{% include a.html x=a | upcase %}', '1:1', 'assign'],
  ['{% include ../a.html %}', '1:1', 'two dots'],
  ['{% include %}', '1:1', 'file.html'],
];

export const CASES: readonly Case[] = [...OUTPUT, ...SPACE, ...CONDITIONS, ...LOOPS, ...VALUES];
