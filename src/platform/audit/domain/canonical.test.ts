import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type Json, toJson } from './canonical.ts';

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;

/** Slow oracle: always takes the least key that is left. */
function naive(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(naive).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  let members = Object.entries(value);
  const out: string[] = [];
  while (members.length > 0) {
    const least = members.reduce((a, b) => (b[0] < a[0] ? b : a));
    out.push(`${JSON.stringify(least[0])}:${naive(least[1])}`);
    members = members.filter((member) => member !== least);
  }
  return `{${out.join(',')}}`;
}

describe('canonicalJson', () => {
  it('refuses what I-JSON cannot carry', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
    expect(() => canonicalJson([Number.POSITIVE_INFINITY])).toThrow(TypeError);
    expect(() => canonicalJson({ a: '\uD800' })).toThrow(TypeError);
    expect(() => canonicalJson({ '\uDC00': 1 })).toThrow(TypeError);
    expect(() => canonicalJson(undefined as unknown as Json)).toThrow(TypeError);
  });

  it('writes the example of RFC 8785, section 3.2.3', () => {
    const value = JSON.parse(
      '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",' +
        '"\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}',
    );
    expect([...canonicalJson(value).matchAll(/:"([^"]+)"/g)].map((m) => m[1])).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it('writes numbers and strings as section 3.2.2 shows them', () => {
    const value = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
        '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    );
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts integer-like keys as text', () => {
    expect(canonicalJson({ 9: 1, 10: 2, a: 3 })).toBe('{"10":2,"9":1,"a":3}');
  });

  it('agrees with the oracle, keeps the value and is a fixed point', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(text).toBe(naive(value));
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });
});

describe('toJson', () => {
  it('refuses binary data and functions', () => {
    expect(() => toJson({ photo: Buffer.of(1) })).toThrow(TypeError);
    expect(() => toJson({ f: () => 1 })).toThrow(TypeError);
  });

  it('turns dates, bigints and gaps into JSON', () => {
    expect(toJson({ at: new Date(0), n: 5n, gone: undefined, list: [undefined, Number.NaN] })).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      n: '5',
      list: [null, 'NaN'],
    });
  });

  it('makes any text storable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (key, text) => {
        const out = canonicalJson(toJson({ [key]: [text, '\uD800x\0'] }));
        expect(out).not.toContain('\\u0000');
        expect(JSON.parse(out)).toBeTypeOf('object');
      }),
    );
    expect(toJson('a\0b\uDC00')).toBe('a\uFFFDb\uFFFD');
    expect(Object.keys(toJson(JSON.parse('{"__proto__":1}')) as object)).toEqual(['__proto__']);
  });
});
