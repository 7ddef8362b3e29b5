import { describe, expect, it } from 'vitest';
import { evaluate, evaluateAll } from './xpath-helpers.ts';

const xml = `<data id="d1" xmlns:x="urn:x">
  <a>1</a><b>2</b><b>3</b><c k="v"><d>4</d><d>5</d><e/></c><x:f>6</x:f><blank/>
</data>`;

describe('numbers as text', () => {
  it.each([
    ['1', '1'],
    ['1.0', '1'],
    ['1.50', '1.5'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['-0', '0'],
    ['--3', '3'],
    ['1 div 0', 'Infinity'],
    ['-1 div 0', '-Infinity'],
    ['0 div 0', 'NaN'],
    ['0.1 + 0.2', '0.30000000000000004'],
    ['1000000 * 1000000 * 1000000 * 1000000', '1000000000000000000000000'],
    ['1 div 10000000', '0.0000001'],
    ['-1.5 div 10000000', '-0.00000015'],
    ['5 mod 2', '1'],
    ['5 mod -2', '1'],
    ['-5 mod 2', '-1'],
    ['1.5 mod 0.5', '0'],
  ])('%s', (source, expected) => {
    expect(evaluate(source)).toBe(expected);
  });
});

describe('texts as numbers', () => {
  it.each([
    ["number('')", 'NaN'],
    ["number(' 12 ')", '12'],
    ["number('-3.5')", '-3.5'],
    ["number('+3')", 'NaN'],
    ["number('1e3')", 'NaN'],
    ["number('0x10')", 'NaN'],
    ["number('Infinity')", 'NaN'],
    ["number('1,5')", 'NaN'],
    ["number('- 3')", 'NaN'],
    ['number(true())', '1'],
    ["'3' + '4'", '7'],
    ["'a' + 1", 'NaN'],
    ["'' + 1", 'NaN'],
  ])('%s', (source, expected) => {
    expect(evaluate(source)).toBe(expected);
  });
});

describe('operators and precedence', () => {
  it.each([
    ['1 + 2 * 3', '7'],
    ['(1 + 2) * 3', '9'],
    ['10 - 2 - 3', '5'],
    ['8 div 4 div 2', '1'],
    ['1 = 1 = true()', 'true'],
    ['1 < 2 < 3', 'true'],
    ['3 > 2 > 1', 'false'],
    ['true() or false() and false()', 'true'],
    ['(true() or false()) and false()', 'false'],
    ['not(1 = 2) and 2 > 1', 'true'],
    ['- 2 * 3', '-6'],
    ['2 - -2', '4'],
    ["'a' = 'a' and 'a' != 'b'", 'true'],
    ["'1' = 1", 'true'],
    ["'1.0' = '1'", 'false'],
    ["'x' = true()", 'true'],
    ["'' = false()", 'true'],
    ["'a' < 'b'", 'false'],
    ["'2' < '10'", 'true'],
    ['6 div 2', '3'],
    ['6div 2', '3'],
    ['/data/a -/data/b', '-1'],
    ['/data/a - 1', '0'],
    ['/data/a*2', '2'],
    ['2*/data/b', '4'],
  ])('%s', (source, expected) => {
    expect(evaluate(source, { xml })).toBe(expected);
  });
});

describe('paths', () => {
  it.each([
    ['/data/a', ['1']],
    ['a', ['1']],
    ['b', ['2', '3']],
    ['b[1]', ['2']],
    ['b[2]', ['3']],
    ['b[3]', []],
    ['b[last()]', ['3']],
    ['b[position() = 2]', ['3']],
    ['b[. = 3]', ['3']],
    ['b[. > 1][1]', ['2']],
    ['c/d', ['4', '5']],
    ['c[@k = "v"]/d[2]', ['5']],
    ["c[@k='w']/d", []],
    ['//d', ['4', '5']],
    ['//d[1]', ['4']],
    ['(//d)[2]', ['5']],
    ['.//d', ['4', '5']],
    ['c/d/..', ['45']],
    ['c/d/../../a', ['1']],
    ['c/d | a', ['1', '4', '5']],
    ['*', ['1', '2', '3', '45', '6', '']],
    ['x:f', ['6']],
    ['x:*', ['6']],
    ['@id', ['d1']],
    ['c/@*', ['v']],
    ['c/node()', ['4', '5', '']],
    ['a/text()', ['1']],
    ['blank/text()', []],
    ['comment()', []],
    ['child::b', ['2', '3']],
    ['c/child::d/self::d', ['4', '5']],
    ['a/following-sibling::b', ['2', '3']],
    ['b/following-sibling::b', ['3']],
    ['c/preceding-sibling::*[1]', ['3']],
    ['c/preceding-sibling::*', ['1', '2', '3']],
    ['c/d/ancestor::*[1]', ['45']],
    ['c/d[1]/ancestor-or-self::*', [' 12345  6 '.replaceAll(' ', ''), '45', '4']],
    ['a/following::d', ['4', '5']],
    ['c/e/preceding::b', ['2', '3']],
    ['descendant::d', ['4', '5']],
    ['descendant-or-self::b', ['2', '3']],
    ['c/..[a = 1]/b', ['2', '3']],
    ['nothing/at/all', []],
    ['/', ['123456']],
    ['/*/a', ['1']],
    ['(b)[1]', ['2']],
    ['(c/d | b)[3]', ['4']],
    ['b[../a = 1]', ['2', '3']],
    ['b[count(../c/d) = .]', ['2']],
    ['b[not(. = 2)]', ['3']],
    ["*[name() = 'b']", ['2', '3']],
  ] as const)('%s', (source, expected) => {
    expect(evaluateAll(source, { xml })).toEqual(expected);
  });

  it('take names that look like operators', () => {
    const tricky = '<data><div>8</div><mod>3</mod><and>1</and><or>0</or></data>';
    expect(evaluate('div div mod', { xml: tricky })).toBe(String(8 / 3));
    expect(evaluate('mod mod and', { xml: tricky })).toBe('0');
    expect(evaluate('and and or', { xml: tricky })).toBe('true');
    expect(evaluate('/data/div', { xml: tricky })).toBe('8');
  });

  it('compare node-sets by any member', () => {
    expect(evaluate('b = 3', { xml })).toBe('true');
    expect(evaluate('b != 3', { xml })).toBe('true');
    expect(evaluate('b = 4', { xml })).toBe('false');
    expect(evaluate('b = c/d', { xml })).toBe('false');
    expect(evaluate('b < c/d', { xml })).toBe('true');
    expect(evaluate('nothing = nothing', { xml })).toBe('false');
    expect(evaluate('nothing != 1', { xml })).toBe('false');
    expect(evaluate('nothing = false()', { xml })).toBe('true');
    expect(evaluate("nothing = ''", { xml })).toBe('false');
    expect(evaluate("blank = ''", { xml })).toBe('true');
  });

  it('keep current() at the origin and . at the filtered node', () => {
    const list = '<root><item><n>1</n><p>x</p></item><item><n>2</n><p>y</p></item></root>';
    const at = { xml: '<data><q>y</q><r/></data>', at: '/data/r', instances: { l: list } };
    expect(evaluateAll("instance('l')/root/item[p = current()/../q]/n", at)).toEqual(['2']);
    expect(evaluateAll("instance('l')/root/item[p = /data/q]/n", at)).toEqual(['2']);
    expect(evaluateAll("instance('l')/root/item[p = ../q]/n", at)).toEqual([]);
    expect(evaluate("count(instance('none')/root/item)", at)).toBe('0');
  });
});

describe('the parser refuses', () => {
  it.each([
    ['', 0],
    ['1 +', 3],
    ['(1', 2],
    ['1)', 1],
    ['a b', 2],
    ['/data/', 6],
    ['a[', 2],
    ['a[1', 3],
    ['if(1,2', 6],
    ["'open", 0],
    ['$x', 0],
    ['a::b', 0],
    ['#', 0],
    ['1 = = 2', 4],
    ['..a', 2],
    ['a//', 3],
  ])('%s', (source, offset) => {
    expect(() => evaluate(source)).toThrow(expect.objectContaining({ code: 'xpath.syntax', offset }));
  });

  it('unknown functions and wrong numbers of arguments', () => {
    expect(() => evaluate('nope()')).toThrow(expect.objectContaining({ code: 'xpath.unknown-function' }));
    expect(() => evaluate('not()')).toThrow(expect.objectContaining({ code: 'xpath.arguments' }));
    expect(() => evaluate('true(1)')).toThrow(expect.objectContaining({ code: 'xpath.arguments' }));
    expect(() => evaluate('constructor()')).toThrow(
      expect.objectContaining({ code: 'xpath.unknown-function' }),
    );
  });

  it('nesting and chains that would exhaust the stack', () => {
    const deep = `${'('.repeat(5000)}1${')'.repeat(5000)}`;
    expect(() => evaluate(deep)).toThrow(expect.objectContaining({ code: 'xpath.too-complex' }));
    expect(() => evaluate(Array(5000).fill('1').join('+'))).toThrow(
      expect.objectContaining({ code: 'xpath.too-complex' }),
    );
    expect(evaluate(Array(5000).fill('false()').join(' or '))).toBe('false');
    expect(evaluate(Array(1500).fill('1').join('+'))).toBe('1500');
    expect(evaluate(`${'-'.repeat(5000)}1`)).toBe('1');
  });
});
