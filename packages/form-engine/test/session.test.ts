import { describe, expect, it } from 'vitest';
import { FormEngineError, parseXForm } from '../src/index.ts';
import { answerOf, open, xform } from './forms.ts';

const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof FormEngineError ? error.code : String(error);
  }
};

describe('parseXForm refuses', () => {
  it('what is no XForm', () => {
    expect(codeOf(() => parseXForm('<a/>'))).toBe('form.structure');
    expect(codeOf(() => parseXForm('<a'))).toBe('xml.malformed');
    expect(codeOf(() => parseXForm('<!DOCTYPE a><a/>'))).toBe('xml.doctype');
  });

  it('a wrong expression, naming its place', () => {
    const form = xform({ instance: '<a/>', model: '<bind nodeset="/data/a" relevant="1 +"/>' });
    expect(() => parseXForm(form)).toThrow(/relevant of \/data\/a/);
    const unknown = xform({ instance: '<a/>', model: '<bind nodeset="/data/a" calculate="frobnicate(1)"/>' });
    expect(codeOf(() => parseXForm(unknown))).toBe('xpath.unknown-function');
  });
});

describe('relevance', () => {
  const source = {
    instance: '<a/><g><b>x</b><c/></g><d/>',
    model: `<bind nodeset="/data/g" relevant="/data/a = 'yes'"/>
      <bind nodeset="/data/d" calculate="concat('[', /data/g/b, ']')"/>`,
    body: `<input ref="/data/a"/><group ref="/data/g"><input ref="/data/g/b"/><input ref="/data/g/c"/></group>
      <input ref="/data/d"/>`,
  };

  it('hides a group, its value and what depends on it, and brings all back', () => {
    const session = open(source);
    expect(session.node('/data/g')?.relevant).toBe(false);
    expect(session.node('/data/g/b')?.relevant).toBe(false);
    expect(answerOf(session, '/data/d')).toBe('[]');
    expect(session.serialize()).not.toContain('<g>');
    session.setValue('/data/a', 'yes');
    expect(session.node('/data/g/b')?.relevant).toBe(true);
    expect(answerOf(session, '/data/d')).toBe('[x]');
    session.setValue('/data/g/b', 'y');
    session.setValue('/data/a', 'no');
    expect(answerOf(session, '/data/d')).toBe('[]');
    session.setValue('/data/a', 'yes');
    expect(answerOf(session, '/data/d')).toBe('[y]');
  });

  it('tells whoever watches a node inside the group', () => {
    const session = open(source);
    let calls = 0;
    const stop = session.subscribe('/data/g/b', () => {
      calls += 1;
    });
    const before = session.version('/data/g/b');
    session.setValue('/data/a', 'yes');
    expect(calls).toBe(1);
    expect(session.version('/data/g/b')).toBeGreaterThan(before);
    session.setValue('/data/d', 'z');
    expect(calls).toBe(1);
    stop();
    session.setValue('/data/a', 'no');
    expect(calls).toBe(1);
  });
});

describe('validation', () => {
  const source = {
    instance: '<age/><name/><hidden/><when/>',
    model: `<bind nodeset="/data/age" type="int" constraint=". &gt; 0 and . &lt; 150" jr:constraintMsg="No such age" required="true()"/>
      <bind nodeset="/data/name" required="/data/age &gt; 17" jr:requiredMsg="jr:itext('need')"/>
      <bind nodeset="/data/hidden" required="true()" relevant="false()"/>
      <bind nodeset="/data/when" type="date"/>
      <itext><translation lang="English (en)"><text id="need"><value>Name of <output value="/data/age"/></value></text></translation>
      <translation lang="French (fr)"><text id="need"><value>Nom de <output value="/data/age"/></value></text></translation></itext>`,
    body: '<input ref="/data/age"/><input ref="/data/name"/><input ref="/data/hidden"/><input ref="/data/when"/>',
  };

  it('finds required, constraint and type faults of relevant questions only', () => {
    const session = open(source);
    expect(session.validate()).toEqual([
      { nodeId: '/data/age', ref: '/data/age', kind: 'required', message: '' },
    ]);
    session.setValue('/data/age', '200');
    expect(session.validate().map(({ ref, kind, message }) => [ref, kind, message])).toEqual([
      ['/data/age', 'constraint', 'No such age'],
      ['/data/name', 'required', 'Name of 200'],
    ]);
    session.setValue('/data/age', '2.5');
    expect(session.node('/data/age')?.errors).toEqual([{ kind: 'type', message: '' }]);
    session.setValue('/data/age', '30');
    session.setValue('/data/name', 'Ana');
    session.setValue('/data/when', '2021-02-30');
    expect(session.validate().map(({ ref, kind }) => [ref, kind])).toEqual([['/data/when', 'type']]);
    session.setValue('/data/when', '2021-02-28');
    expect(session.validate()).toEqual([]);
  });

  it('speaks the language chosen', () => {
    const session = open(source, { language: 'fr' });
    expect(session.language).toBe('French (fr)');
    session.setValue('/data/age', '20');
    expect(session.node('/data/name')?.errors[0]?.message).toBe('Nom de 20');
    const before = session.version('/data/name');
    session.setLanguage('English (en)');
    expect(session.version('/data/name')).toBeGreaterThan(before);
    expect(session.node('/data/name')?.requiredMessage()).toBe('Name of 20');
  });
});

describe('calculations', () => {
  it('follow what they depend on, in any order of the form', () => {
    const session = open({
      instance: '<c/><b/><a>1</a>',
      model: `<bind nodeset="/data/c" calculate="/data/b * 2" type="int"/>
        <bind nodeset="/data/b" calculate="/data/a + 1"/>`,
      body: '<input ref="/data/c"/><input ref="/data/b"/><input ref="/data/a"/>',
    });
    expect(answerOf(session, '/data/c')).toBe('4');
    session.setValue('/data/a', '10.7');
    expect(answerOf(session, '/data/b')).toBe('11.7');
    expect(answerOf(session, '/data/c')).toBe('23');
  });

  it('leave what was written over them until they give something else', () => {
    const session = open({
      instance: '<a>1</a><b/><c/>',
      model: '<bind nodeset="/data/b" calculate="/data/a * 0 + string-length(/data/c)"/>',
      body: '<input ref="/data/a"/><input ref="/data/b"/><input ref="/data/c"/>',
    });
    session.setValue('/data/b', 'mine');
    session.setValue('/data/a', '2');
    expect(answerOf(session, '/data/b')).toBe('mine');
    session.setValue('/data/c', 'xyz');
    expect(answerOf(session, '/data/b')).toBe('3');
  });

  it('store types as clients do: no NaN, whole integers, days without time', () => {
    const session = open({
      instance: '<n/><i/><d/><t/>',
      model: `<bind nodeset="/data/n" calculate="1 div 'x'"/><bind nodeset="/data/i" type="int" calculate="7 div 2"/>
        <bind nodeset="/data/d" type="date" calculate="now()"/><bind nodeset="/data/t" type="dateTime" calculate="now()"/>`,
      body: '<input ref="/data/n"/><input ref="/data/i"/><input ref="/data/d"/><input ref="/data/t"/>',
    });
    expect(['n', 'i', 'd', 't'].map((name) => answerOf(session, `/data/${name}`))).toEqual([
      '',
      '3',
      '2026-03-04',
      '2026-03-04T10:20:30.400+00:00',
    ]);
  });

  it('come to rest and say so when they go in a circle', () => {
    const session = open({
      instance: '<a/><b/>',
      model:
        '<bind nodeset="/data/a" calculate="/data/b + 1"/><bind nodeset="/data/b" calculate="/data/a + 1"/>',
      body: '<input ref="/data/a"/>',
    });
    expect(session.hasCycle).toBe(true);
  });

  it('keep what once() gave', () => {
    let n = 0;
    const session = open(
      {
        instance: '<a/><r/>',
        model: '<bind nodeset="/data/r" calculate="once(concat(random(), /data/a))"/>',
        body: '<input ref="/data/a"/><input ref="/data/r"/>',
      },
      {
        random: () => {
          n += 1;
          return n / 10;
        },
      },
    );
    expect(answerOf(session, '/data/r')).toBe('0.1');
    session.setValue('/data/a', 'x');
    expect(answerOf(session, '/data/r')).toBe('0.1');
  });

  it.each(['forwards', 'backwards'])(
    'run through ten thousand links %s without exhausting the stack',
    (order) => {
      const count = 10_000;
      const names = Array.from({ length: count }, (_, index) => `q${index}`);
      const written = order === 'forwards' ? names : [...names].reverse();
      const session = open({
        instance: written.map((name) => `<${name}/>`).join(''),
        model: names
          .slice(1)
          .map(
            (name, index) => `<bind nodeset="/data/${name}" calculate="coalesce(/data/q${index}, 0) + 1"/>`,
          )
          .join(''),
        body: `<input ref="/data/q0"/><input ref="/data/q${count - 1}"/>`,
      });
      expect(answerOf(session, `/data/q${count - 1}`)).toBe(String(count - 1));
      session.setValue('/data/q0', '5');
      expect(answerOf(session, `/data/q${count - 1}`)).toBe(String(5 + count - 1));
    },
  );

  it('are refused when the circle never comes to rest', () => {
    const growing = {
      instance: '<a/><b/>',
      model: `<bind nodeset="/data/a" calculate="coalesce(/data/b, 0) + 1"/><bind nodeset="/data/b" calculate="coalesce(/data/a, 0) + 1"/>`,
    };
    expect(codeOf(() => open(growing))).toBe('form.endless-actions');
  });

  it('come to rest in a circle longer than any stack', () => {
    const count = 1000;
    const names = Array.from({ length: count }, (_, index) => `q${index}`);
    const session = open({
      instance: names.map((name) => `<${name}/>`).join(''),
      model: names
        .map((name, index) => `<bind nodeset="/data/${name}" calculate="/data/q${(index + 1) % count} + 1"/>`)
        .join(''),
      body: '<input ref="/data/q0"/>',
    });
    expect(session.hasCycle).toBe(true);
  });

  it('come to rest where a group hides itself by what is in it', () => {
    const session = open({
      instance: '<g><a/><b/></g><c/>',
      model: `<bind nodeset="/data/g" relevant="/data/g/a != 'x'"/><bind nodeset="/data/c" relevant="not(/data/c = 'y')"/>`,
      body: '<group ref="/data/g"><input ref="/data/g/a"/><input ref="/data/g/b"/></group><input ref="/data/c"/>',
    });
    session.setValue('/data/g/a', 'z');
    expect(session.node('/data/g')?.relevant).toBe(true);
    session.setValue('/data/g/a', 'x');
    session.setValue('/data/c', 'y');
    session.serialize();
    expect(session.hasCycle).toBe(true);
  });
});

describe('answers', () => {
  it('are refused where nothing may be answered', () => {
    const session = open({
      instance: '<a/><g><b/></g>',
      model:
        '<bind nodeset="/data/a" readonly="true()" type="int"/><bind nodeset="/data/g" readonly="/data/a = ``"/>'.replaceAll(
          '`',
          "'",
        ),
      body: '<input ref="/data/a"/><group ref="/data/g"><input ref="/data/g/b"/></group>',
    });
    expect(codeOf(() => session.setValue('/data/a', '1'))).toBe('session.not-allowed');
    expect(session.node('/data/g/b')?.readonly).toBe(true);
    expect(codeOf(() => session.setValue('/data/g/b', '1'))).toBe('session.not-allowed');
    expect(codeOf(() => session.setValue('/data/nowhere', '1'))).toBe('session.unknown-node');
    expect(session.dirty).toBe(false);
  });

  it('tell watchers inside a group that it was locked', () => {
    const session = open({
      instance: '<a/><g><b/><r jr:template=""><c/></r><r><c/></r></g>',
      model: `<bind nodeset="/data/g" readonly="/data/a = 'lock'"/>`,
      body: `<input ref="/data/a"/><group ref="/data/g"><input ref="/data/g/b"/>
        <group ref="/data/g/r"><repeat nodeset="/data/g/r"><input ref="/data/g/r/c"/></repeat></group></group>`,
    });
    const ids = ['/data/g/b', '/data/g/r', '/data/g/r[1]/c'];
    expect(ids.map((id) => session.node(id)?.readonly)).toEqual([false, false, false]);
    expect(session.node('/data/g/r')?.canChange).toBe(true);
    const versions = ids.map((id) => session.version(id));
    session.setValue('/data/a', 'lock');
    expect(ids.map((id) => session.node(id)?.readonly)).toEqual([true, true, true]);
    expect(session.node('/data/g/r')?.canChange).toBe(false);
    ids.forEach((id, index) => {
      expect(session.version(id)).toBeGreaterThan(versions[index] ?? 0);
    });
  });

  it('survive every character that a keyboard can send', () => {
    const session = open({ instance: '<a/>', body: '<input ref="/data/a"/>' });
    session.setValue('/data/a', `<b>&"'\u0000\u001f ]]> \ud800 é 😀`);
    const xml = session.serialize();
    const again = open({ instance: '<a/>', body: '<input ref="/data/a"/>' }, { instanceXml: xml });
    expect(answerOf(again, '/data/a')).toBe(`<b>&"' ]]> \ufffd é 😀`);
  });
});
