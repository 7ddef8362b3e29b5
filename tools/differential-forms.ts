/** Small random XForms for comparing engines: every feature in a few lines, nothing that depends on the clock. */

export interface Random {
  next(): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T | undefined;
}

/** mulberry32: short, and the same everywhere. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)],
  };
}

const LIST = `<instance id="places"><root>
  <item><name>n1</name><label>N 1</label><region>a</region></item><item><name>n2</name><label>N 2</label><region>a</region></item>
  <item><name>s1</name><label>S 1</label><region>b</region></item></root></instance>`;

/** Expressions over `a` (text), `i` (whole number), `c` (decimal), `d` (date), `m` (several choices). */
const CALCULATIONS = [
  'concat(/data/a, "-", /data/i)',
  'coalesce(/data/a, "none")',
  'if(/data/i > 1, "many", "few")',
  'string-length(/data/a)',
  "if(/data/i != '', /data/i * 2 + 1, '')",
  "if(/data/c != '', round(/data/c * 3, 1), '')",
  "if(/data/d != '', format-date(/data/d, '%Y/%n/%e'), '')",
  "if(/data/d != '', date(/data/d) + 1 - 1 = /data/d, '')",
  "if(/data/d != '', int((date('2026-03-04') - date(/data/d)) div 365.25), '')",
  'count-selected(/data/m)',
  'selected-at(/data/m, 1)',
  "selected(/data/m, 'x')",
  "jr:choice-name(/data/place, '/data/place')",
  'substr(/data/a, 1, 3)',
  "translate(/data/a, 'ae', 'AE')",
  "regex(/data/a, '^[a-z]+$')",
  'count(/data/r)',
  "if(count(/data/r[x != '']) > 0, sum(/data/r/x[. != '']), '')",
  "join(',', /data/r/x)",
  'count(/data/r[x > 1])',
  'indexed-repeat(/data/r/x, /data/r, 1)',
  "string(/data/a = 'yes' or not(/data/i > 0))",
  'normalize-space(concat(" ", /data/a, "  b "))',
  "digest(/data/a, 'SHA-256', 'hex')",
  'position(/data/r[2])',
  'once(/data/i)',
  "if(/data/d != '', format-date(/data/d, '%d.%m.%y %a %b'), '')",
  "if(/data/d != '', decimal-date-time(/data/d), '')",
  "if(/data/d != '', date(/data/d + 30), '')",
  "if(/data/d != '', /data/d < date('2021-01-01') and /data/d >= '2000-01-01', '')",
  "decimal-time('06:15:00.000+00:00')",
  "date-time('2024-02-29T10:00:00.000Z')",
  'pow(coalesce(/data/i, 2), 2)',
  "if(/data/i != '', /data/i mod 3, '')",
  "if(/data/i != '', int(/data/i div 2), '')",
  "if(/data/c != '', floor(/data/c) + ceiling(/data/c), '')",
  'max(coalesce(/data/i, 0), 3, coalesce(/data/c, 0))',
  'min(coalesce(/data/i, 0), 3)',
  "checklist(1, 2, selected(/data/m, 'x'), selected(/data/m, 'y'))",
  "weighted-checklist(3, 5, selected(/data/m, 'x'), 2, selected(/data/m, 'z'), 3)",
  "boolean-from-string(/data/a = 'yes')",
  "substring-before('a=b', '=')",
  "substring-after(/data/a, 'w')",
  "concat(starts-with(/data/a, 'y'), ends-with(/data/a, 's'), contains(/data/a, 'e'))",
  "join(' ', 'x', /data/a, /data/m)",
  'count-non-empty(/data/r/x)',
  'count(/data/r[position() > 1]/x)',
  '/data/r[last()]/x',
  'string(/data/r[1]/x)',
  "sum(/data/r[x != '']/x) > 0",
  "instance('places')/root/item[name = /data/place]/label",
  "count(instance('places')/root/item[region = /data/region or label = 'S 1'])",
  "pulldata('places', 'region', 'name', /data/place)",
  "area('38.25 21.75 0 0; 38.25 21.76 0 0; 38.26 21.76 0 0; 38.25 21.75 0 0')",
  "distance('38.25 21.75 0 0; 38.25 21.76 0 0; 38.26 21.76 0 0')",
  "geofence('0.5 0.5 0 0', '0 0 0 0; 0 1 0 0; 1 1 0 0; 0 0 0 0')",
  "base64-decode('SGVsbG8=')",
  "string(randomize(instance('places')/root/item, coalesce(/data/i, 7))/name)",
  'string-length(uuid(8))',
  "concat(sqrt(16), ' ', abs(-2), ' ', round(2.567, 2), ' ', exp10(2), ' ', log10(100))",
  'string(1 div 3)',
  '0.1 + 0.2',
  'concat(/data/i = 1, /data/i != 1, /data/a = /data/m)',
  '-/data/i',
  'count(/data/*) > 10',
  'name(/data/r[1]/..)',
  'string(.. = /data)',
];

const CONDITIONS = [
  "/data/a = 'yes'",
  '/data/i > 1',
  "/data/d > date('2020-01-01')",
  "selected(/data/m, 'y')",
  'count(/data/r) > 1',
  "/data/a != '' and /data/i != ''",
  'not(/data/c < 1)',
  'true()',
];

/**
 * No absolute path into the own repeat: ODK XForms and JavaRosa mean the own instance by it, Web Forms the first.
 * Above, no sum that can meet a blank or nothing at all: JavaRosa gives 0, Web Forms nothing. Below, counts that
 * are never blank.
 */
const INNER = ['../x * 2', 'position(..)', 'concat(../x, /data/a)', 'count(../../r)', '../../i'];

/** Text as an attribute's value. */
export function quote(source: string): string {
  return source.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

export function makeForm(random: Random): string {
  const calculations = Array.from({ length: 4 }, () => random.pick(CALCULATIONS) ?? '1');
  const [shown, grouped, innerShown] = Array.from({ length: 3 }, () => random.pick(CONDITIONS) ?? 'true()');
  const inner = random.pick(INNER) ?? '1';
  const counted = random.chance(0.3);
  const trigger = random.chance(0.5)
    ? `<setvalue event="xforms-value-changed" ref="/data/t" value="concat(/data/t, '+', /data/a)"/>`
    : '';
  return `<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms" xmlns:odk="http://www.opendatakit.org/xforms" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<h:head><h:title>made</h:title><model odk:xforms-version="1.0.0">
  <instance><data id="made" version="1"><a/><i/><c/><d/><m/><region/><place/><hidden>h</hidden><t/>
    <g><g1/><g2>x</g2></g>
    <r jr:template=""><x>1</x><y/><z/></r><r><x>1</x><y/><z/></r>
    ${calculations.map((_, index) => `<k${index}/>`).join('')}<meta><instanceID/></meta></data></instance>
  ${LIST}
  <bind nodeset="/data/a" type="string"/><bind nodeset="/data/i" type="int"/><bind nodeset="/data/c" type="decimal"/>
  <bind nodeset="/data/d" type="date"/><bind nodeset="/data/m" type="string"/><bind nodeset="/data/region" type="string"/>
  <bind nodeset="/data/place" type="string"/><bind nodeset="/data/hidden" type="string" relevant="${quote(shown ?? '')}"/>
  <bind nodeset="/data/t" type="string"/><bind nodeset="/data/g" relevant="${quote(grouped ?? '')}"/>
  <bind nodeset="/data/r/x" type="int"/><bind nodeset="/data/r/y" type="string" calculate="${quote(inner)}"/>
  <bind nodeset="/data/r/z" type="string" relevant="${quote(innerShown ?? '')}"/>
  ${calculations.map((each, index) => `<bind nodeset="/data/k${index}" type="string" calculate="${quote(each)}"/>`).join('')}
  <bind nodeset="/data/meta/instanceID" type="string" readonly="true()" jr:preload="uid"/>
</model></h:head>
<h:body>
  <input ref="/data/a"><label>a</label>${trigger}</input><input ref="/data/i"><label>i</label></input><input ref="/data/c"><label>c</label></input>
  <input ref="/data/d"><label>d</label></input>
  <select ref="/data/m"><label>m</label><item><label>X</label><value>x</value></item><item><label>Y</label><value>y</value></item><item><label>Z</label><value>z</value></item></select>
  <select1 ref="/data/region"><label>region</label><item><label>A</label><value>a</value></item><item><label>B</label><value>b</value></item></select1>
  <select1 ref="/data/place"><label>place</label><itemset nodeset="instance('places')/root/item[region = /data/region ]"><value ref="name"/><label ref="label"/></itemset></select1>
  <input ref="/data/hidden"><label>hidden</label></input>
  <group ref="/data/g"><label>g</label><input ref="/data/g/g1"><label>g1</label></input><input ref="/data/g/g2"><label>g2</label></input></group>
  <group ref="/data/r"><label>r</label><repeat nodeset="/data/r"${counted ? ' jr:count="string-length(/data/a)"' : ''}>
    <input ref="/data/r/x"><label>x</label></input><input ref="/data/r/z"><label>z</label></input></repeat></group>
</h:body></h:html>`;
}
