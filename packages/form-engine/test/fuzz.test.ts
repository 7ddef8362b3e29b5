import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormEngineError, openForm, parseXForm, validateSubmission } from '../src/index.ts';
import { compileXPath } from '../src/xpath/compile.ts';
import { FUNCTIONS } from '../src/xpath/functions/library.ts';
import { createContext } from '../src/xpath/host.ts';
import { NOW, xform } from './forms.ts';
import { hostOf } from './xpath-helpers.ts';

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
      { numRuns: 1500 },
    );
  });

  it('ends on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => typedOnly(() => evaluateAll(text))),
      {
        numRuns: 1000,
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
      { numRuns: 60 },
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
      { numRuns: 600 },
    );
  });

  it('are reported by the server check, never thrown', () => {
    const definition = parseXForm(form);
    fc.assert(
      fc.property(mutate(record), (xml) => {
        expect(validateSubmission(definition, xml)).toHaveProperty('ok');
      }),
      { numRuns: 500 },
    );
  });
});
