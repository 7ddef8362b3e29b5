/** Random XForms of another build than `differential-forms.ts`: repeats in repeats, counts, chains, ranks and ranges. */
import { quote, type Random } from './differential-forms.ts';

/**
 * Expressions of a member (`/data/house/member`), relative as XLSForm compilers write them within one repeat. No
 * arithmetic over what may be blank, no list of what may be hidden: engines differ there, see the package's README.
 */
const MEMBER = [
  'position(..)',
  'position(../..)',
  "concat(position(../..), '.', position(..))",
  "if(../age != '', ../age + 1, 'none')",
  'count(../../member)',
  'count(../../member[age > 17])',
  "join('|', ../../member/name)",
  "concat(../../rooms, '/', ../../../i)",
  'indexed-repeat(/data/house/rooms, /data/house, position(../..))',
  "if(position(..) > 1, indexed-repeat(/data/house/member/name, /data/house, position(../..), /data/house/member, position(..) - 1), 'first')",
  'once(concat(position(..), ../name))',
  'once(../../rooms)',
  'string(current()/../age)',
  '../../member[position() = 1]/name',
  "if(selected(../likes, 'x'), ../likes, 'no x')",
  "if(../born != '', format-date(../born, '%Y-%m-%d'), 'unborn')",
  "if(../born != '', string(../born > date('2010-06-01')), '')",
];

/** Expressions of the form around the repeats. */
const OUTER = [
  'count(/data/house)',
  'count(/data/house/member)',
  "count(/data/house/member[age != '' and age > 17])",
  "join(',', /data/house/member/name)",
  'indexed-repeat(/data/house/member/name, /data/house, 1, /data/house/member, 2)',
  'count(/data/house[count(member) > 1])',
  "max(/data/house/member[age != '']/age, 0)",
  'concat(/data/house[1]/member[1]/name, /data/house[last()]/rooms)',
  'count-non-empty(/data/house/member/age)',
  'string-length(/data/order)',
  'selected-at(/data/order, 0)',
  "concat('>', /data/scale)",
  "jr:choice-name(/data/who, '/data/who')",
  "concat(/data/who, '!')",
  'once(/data/i)',
  "if(/data/day != '', format-date(/data/day, '%a %e %b %Y'), '')",
  "if(/data/day != '', string(/data/day + 7 > date('2024-03-01')), '')",
  "if(/data/moment != '', substr(/data/moment, 0, 10), '')",
];

const CONDITIONS = [
  "/data/a = 'yes'",
  "/data/a != ''",
  '/data/i > 1',
  'count(/data/house) > 1',
  '/data/scale > 3',
  "selected(/data/order, 'p')",
  "/data/day > date('2021-01-01')",
  'true()',
];

/** Conditions of a member's question, relative like its calculations. */
const MEMBER_CONDITIONS = [
  "../name != ''",
  '../age > 17',
  "../../rooms != ''",
  'position(..) = 1',
  "selected(../likes, 'y')",
  "/data/a = 'yes'",
  'count(../../member) > 1',
];

/** How many members a house has: one's own decision, the form's, or a number of the house. Never blank. */
const COUNTS = ['', '', ' jr:count="/data/house/size"', ' jr:count="2"', ' jr:noAddRemove="true()"'];

const CHOICE_SETS = [
  "/data/house/member[name != '']",
  "/data/house/member[name != '' and age > 17]",
  "/data/house[position() = 1]/member[name != '']",
];

const items = (names: readonly string[]): string =>
  names.map((name) => `<item><label>${name.toUpperCase()}</label><value>${name}</value></item>`).join('');
const input = (ref: string, more = ''): string => `<input ref="${ref}"><label>${ref}</label>${more}</input>`;
const bind = (ref: string, attributes: Readonly<Record<string, string>>): string =>
  `<bind nodeset="${ref}"${Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${quote(value)}"`)
    .join('')}/>`;

interface Parts {
  readonly outer: readonly string[];
  readonly member: readonly string[];
  readonly conditions: readonly string[];
  readonly memberConditions: readonly string[];
  readonly count: string;
  readonly set: string;
  readonly setvalue: boolean;
}

function binds({ outer, member, conditions, memberConditions }: Parts): string {
  const [shown = '', chained = '', house = ''] = conditions;
  const [age = '', likes = ''] = memberConditions;
  return [
    bind('/data/i', { type: 'int' }),
    bind('/data/day', { type: 'date', relevant: shown }),
    bind('/data/moment', { type: 'dateTime' }),
    bind('/data/order', { type: 'odk:rank' }),
    bind('/data/scale', { type: 'int' }),
    // A chain: what hides the first hides what is computed from it, which hides the next.
    bind('/data/one', { type: 'string', relevant: chained }),
    bind('/data/two', { type: 'string', calculate: "concat('2', /data/one)" }),
    bind('/data/three', { type: 'string', relevant: "/data/two != '2'" }),
    bind('/data/four', { type: 'string', calculate: "if(/data/three = '', 'none', /data/three)" }),
    bind('/data/house/rooms', { type: 'string', relevant: house }),
    bind('/data/house/size', { type: 'int', calculate: 'if(/data/i > 2, 3, 1)' }),
    bind('/data/house/member/age', { type: 'int', relevant: age }),
    bind('/data/house/member/likes', { type: 'string', relevant: likes }),
    bind('/data/house/member/born', { type: 'date' }),
    ...member.map((each, index) => bind(`/data/house/member/c${index}`, { type: 'string', calculate: each })),
    ...outer.map((each, index) => bind(`/data/k${index}`, { type: 'string', calculate: each })),
    bind('/data/meta/instanceID', { type: 'string', readonly: 'true()', 'jr:preload': 'uid' }),
  ].join('\n');
}

function body({ count, set, setvalue }: Parts): string {
  const fresh = setvalue
    ? '<setvalue event="odk-instance-first-load odk-new-repeat" ref="/data/house/member/name" value="concat(\'m\', position(..))"/>'
    : '';
  const member = [
    input('/data/house/member/name'),
    input('/data/house/member/age'),
    input('/data/house/member/born'),
    `<select ref="/data/house/member/likes"><label>likes</label>${items(['x', 'y'])}</select>`,
    fresh,
  ].join('');
  return [
    input('/data/a'),
    input('/data/i'),
    input('/data/day'),
    `<odk:rank ref="/data/order"><label>order</label>${items(['p', 'q', 's'])}</odk:rank>`,
    '<range ref="/data/scale" start="1" end="7" step="2"><label>scale</label></range>',
    input('/data/one'),
    input('/data/three'),
    `<group ref="/data/house"><label>house</label><repeat nodeset="/data/house">${input('/data/house/rooms')}
      <group ref="/data/house/member"><label>member</label><repeat nodeset="/data/house/member"${count}>${member}</repeat></group>
    </repeat></group>`,
    `<select1 ref="/data/who"><label>who</label><itemset nodeset="${quote(set)}"><value ref="name"/><label ref="name"/></itemset></select1>`,
  ].join('\n');
}

/** A form of houses with members. */
export function makeNestedForm(random: Random): string {
  const some = (list: readonly string[], count: number): string[] =>
    Array.from({ length: count }, () => random.pick(list) ?? '1');
  const count = random.pick(COUNTS) ?? '';
  const parts: Parts = {
    outer: some(OUTER, 4),
    member: some(MEMBER, 3),
    conditions: some(CONDITIONS, 3),
    memberConditions: some(MEMBER_CONDITIONS, 2),
    count,
    set: random.pick(CHOICE_SETS) ?? '',
    // For which of the instances that a count makes the event comes is also a difference.
    setvalue: count === '' && random.chance(0.4),
  };
  const member = `<name/><age/><born/><likes/>${parts.member.map((_, index) => `<c${index}/>`).join('')}`;
  const house = (marks: string): string =>
    `<house${marks}><rooms/><size/><member${marks}>${member}</member>${marks === '' ? '' : `<member>${member}</member>`}</house>`;
  return `<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms" xmlns:odk="http://www.opendatakit.org/xforms" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<h:head><h:title>nested</h:title><model odk:xforms-version="1.0.0">
  <instance><data id="nested" version="1"><a/><i/><day/><moment/><order/><scale/><one/><two/><three>3</three><four/><who/>
    ${house(' jr:template=""')}${house('')}
    ${parts.outer.map((_, index) => `<k${index}/>`).join('')}<meta><instanceID/></meta></data></instance>
  ${binds(parts)}
</model></h:head>
<h:body>${body(parts)}</h:body></h:html>`;
}
