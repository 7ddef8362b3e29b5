import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormEngineError, openForm, parseXForm, readSubmission, validateSubmission } from '../src/index.ts';
import { compileXPath } from '../src/xpath/compile.ts';
import { FUNCTIONS } from '../src/xpath/functions/library.ts';
import { createContext } from '../src/xpath/host.ts';
import { NOW, xform } from './forms.ts';
import { hostOf } from './xpath-helpers.ts';

// One seed for every run of the gate. FUZZ_SEED sets another; FUZZ_RUNS multiplies how many inputs are tried.
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 20_261_121) });
const TIMES = Number(process.env.FUZZ_RUNS ?? 1);

/** Anything but the package's own error is a crash. */
function typedOnly(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof FormEngineError)) throw error;
  }
}

const TOKENS = [
  '/',
  '//',
  '..',
  '.',
  '@',
  '*',
  '(',
  ')',
  '[',
  ']',
  ',',
  '|',
  '+',
  '-',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '::',
  '$',
  ':',
  'and',
  'or',
  'div',
  'mod',
  'data',
  'n',
  'child',
  'ancestor',
  'self',
  'node()',
  'text()',
  "'a'",
  '"b"',
  "'",
  '1',
  '.5',
  '1.',
  ' ',
  '\n',
  'jr:itext',
  'é',
  '😀',
  '#',
  '{',
  '2020-01-01',
  "'2020-01-01'",
];

const host = hostOf({ xml: '<data><n>1</n><n>2020-02-30</n><g><n>x y</n><m/></g></data>' });
const root = host.document.children[0]!;

function evaluateAll(source: string): void {
  const compiled = compileXPath(source);
  const context = (): ReturnType<typeof createContext> => createContext(host, root);
  compiled.evaluate(context());
  compiled.text(context());
  compiled.number(context());
  compiled.boolean(context());
  compiled.nodes(context());
}

describe('the XPath parser', () => {
  it('ends on any sequence of tokens', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...TOKENS), { maxLength: 25 }), (tokens) => {
        typedOnly(() => evaluateAll(tokens.join('')));
        typedOnly(() => evaluateAll(tokens.join(' ')));
      }),
      { numRuns: 1500 * TIMES },
    );
  });

  it('ends on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => typedOnly(() => evaluateAll(text))),
      {
        numRuns: 1000 * TIMES,
      },
    );
  });
});

describe('every function', () => {
  const argument = fc.constantFrom(
    "''",
    "'a'",
    "'2020-01-01'",
    "'2020-01-01T10:00:00Z'",
    "'10:00'",
    "'-1'",
    '0',
    '1',
    '-1',
    '1 div 0',
    '0 div 0',
    '99999999999',
    'true()',
    'n',
    'nothing',
    '.',
    '/',
    'g/n',
    'today()',
    "'%Y %'",
    "'1 2;3 4;5 6'",
    "'('",
    'date("x")',
  );
  it.each([...FUNCTIONS.keys()])('%s() takes whatever it is given', (name) => {
    fc.assert(
      fc.property(fc.array(argument, { maxLength: 7 }), (args) => {
        typedOnly(() => evaluateAll(`${name}(${args.join(', ')})`));
      }),
      { numRuns: 60 * TIMES },
    );
  });
});

describe('broken forms and records', () => {
  const form = xform({
    instance: '<a>1</a><r jr:template=""><b/></r><r><b/></r><s/>',
    model: `<instance id="l"><root><item><name>x</name><label>X</label></item></root></instance>
      <itext><translation lang="en"><text id="t"><value>T <output value="/data/a"/></value></text></translation></itext>
      <bind nodeset="/data/a" type="int" required="true()" constraint=". &gt; 0"/><bind nodeset="/data/r/b" relevant="../../a = 1"/>`,
    body: `<input ref="/data/a"><label ref="jr:itext('t')"/></input><group ref="/data/r"><repeat nodeset="/data/r" jr:count="/data/a"><input ref="/data/r/b"/></repeat></group>
      <select1 ref="/data/s"><itemset nodeset="instance('l')/root/item"><value ref="name"/><label ref="label"/></itemset></select1>`,
  });
  const options = { now: () => NOW, uuid: () => 'u' };
  const record = openForm(parseXForm(form), options).serialize();

  /** Cuts a stretch out, doubles it, or puts something foreign in its place. */
  const mutate = (text: string): fc.Arbitrary<string> =>
    fc
      .tuple(
        fc.nat(text.length),
        fc.nat(60),
        fc.constantFrom('', '<', '"', '/data/r', '<r>', 'jr:', '(', '99999', '&lt;'),
        fc.boolean(),
      )
      .map(([start, length, extra, twice]) => {
        const cut = text.slice(start, start + length);
        return text.slice(0, start) + extra + (twice ? cut + cut : '') + text.slice(start + length);
      });

  it('parse, open and send, or are refused', () => {
    fc.assert(
      fc.property(mutate(form), (xml) => {
        typedOnly(() => {
          const session = openForm(parseXForm(xml), options);
          session.validate();
          session.serialize();
        });
      }),
      { numRuns: 600 * TIMES },
    );
  });

  it('are reported by the server check, never thrown', () => {
    const definition = parseXForm(form);
    fc.assert(
      fc.property(mutate(record), (xml) => {
        expect(validateSubmission(definition, xml)).toHaveProperty('ok');
      }),
      { numRuns: 500 * TIMES },
    );
  });
});

describe('the reader of submissions', () => {
  const PIECES = [
    '<data id="f" version="1">',
    '</data>',
    '<a>',
    '</a>',
    '<a/>',
    '<orx:meta xmlns:orx="http://openrosa.org/xforms">',
    '</orx:meta>',
    '<instanceID>uuid:1</instanceID>',
    ' x="1"',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?x ?>',
    '<?xml version="1.0"?>',
    '<!DOCTYPE d [<!ENTITY e "eeee">]>',
    '&e;',
    '&#0;',
    '&#x110000;',
    '&amp;',
    '\u0000',
    '\uD800',
    'text',
    ' ',
  ];

  it('ends on any sequence of pieces, with a tree or a refusal', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }), (pieces) => {
        typedOnly(() => expect(readSubmission(pieces.join('')).formId).not.toBe(''));
        typedOnly(() => readSubmission(`<data id="f">${pieces.join('')}</data>`));
      }),
      { numRuns: 1500 * TIMES },
    );
  });

  it('ends on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        typedOnly(() => readSubmission(text));
        typedOnly(() => readSubmission(`<data id="f"><a>${text}</a></data>`));
      }),
      { numRuns: 800 * TIMES },
    );
  });

  const refusal = (act: () => unknown): string => {
    try {
      act();
    } catch (error) {
      if (error instanceof FormEngineError) return error.code;
      throw error;
    }
    return 'accepted';
  };

  it('refuses what is too large, too deep or too many before it is kept', () => {
    const wrap = (inner: string): string => `<data id="f">${inner}</data>`;
    expect(refusal(() => readSubmission(wrap('<a>'.repeat(50_000) + '</a>'.repeat(50_000))))).toBe(
      'xml.too-deep',
    );
    expect(refusal(() => readSubmission(wrap('<a/>'.repeat(300_000))))).toBe('xml.too-many-nodes');
    expect(refusal(() => readSubmission(wrap('x'.repeat(10_000_001))))).toBe('xml.too-large');
    expect(refusal(() => readSubmission(`<!DOCTYPE d [<!ENTITY e "e">]>${wrap('&e;')}`))).toBe('xml.doctype');
  });

  it('does not slow down with many attributes, long names or long texts', () => {
    const attributes = Array.from({ length: 20_000 }, (_, at) => ` a${at}="1"`).join('');
    for (const inner of [
      `<a${attributes}/>`,
      `<${'n'.repeat(1_000_000)}/>`,
      '&amp;'.repeat(500_000),
      `<![CDATA[${']'.repeat(1_000_000)}]]>`,
      `<!--${'- '.repeat(1_000_000)}-->`,
    ]) {
      typedOnly(() => readSubmission(`<data id="f">${inner}</data>`));
    }
  });
});

describe('hostile expressions', () => {
  const many = 20_000;
  it.each([
    ['brackets', `${'('.repeat(many)}1${')'.repeat(many)}`],
    ['predicates', `n${'[n'.repeat(many)}${']'.repeat(many)}`],
    ['negations', `${'-'.repeat(many)}1`],
    ['sums', Array.from({ length: many }, () => '1').join(' + ')],
    ['alternatives', Array.from({ length: many }, () => 'n').join(' or ')],
    ['unions', Array.from({ length: many }, () => 'n').join(' | ')],
    ['calls', `${'not('.repeat(many)}1${')'.repeat(many)}`],
    ['steps', 'n/'.repeat(many).concat('n')],
    ['parents', '../'.repeat(many).concat('..')],
    ['descendants', '//n'.repeat(2_000)],
    ['filters of everything', '//*[count(//*) > 0]'.repeat(20)],
    ['one long text', `'${'x'.repeat(2_000_000)}'`],
    ['one long name', 'x'.repeat(2_000_000)],
    ['one long number', '9'.repeat(1_000_000)],
  ])('%s are computed or refused', (_name, expression) => {
    typedOnly(() => evaluateAll(expression));
  });
});
