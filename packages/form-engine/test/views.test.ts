import { describe, expect, it } from 'vitest';
import { parseXForm } from '../src/index.ts';
import { answerOf, open, xform } from './forms.ts';

describe('the tree to render', () => {
  const source = {
    instance: '<a/><n/><g><b/><c/></g><r jr:template=""><x/></r><r><x/></r><pic/><shown/>',
    model: `<bind nodeset="/data/n" readonly="true()" type="string"/><bind nodeset="/data/a" type="int"/>
      <bind nodeset="/data/pic" type="binary"/><bind nodeset="/data/shown" readonly="true()" type="string" calculate="/data/a"/>
      <itext><translation lang="English (en)">
        <text id="a:label"><value>Age of <output value="/data/g/b"/>?</value><value form="short">Age</value><value form="image">jr://images/a.png</value><value form="big-image">jr://images/A.png</value></text>
        <text id="only"><value form="guidance">Ask gently</value></text><text id="a:hint"><value>In years</value><value form="guidance">Ask twice</value></text>
      </translation></itext>`,
    body: `<input ref="/data/a" appearance="w1  numbers"><label ref="jr:itext('a:label')"/><hint ref="jr:itext('a:hint')"/></input>
      <input ref="/data/n"><label>Read **this**</label><hint ref="jr:itext('only')"/></input>
      <group appearance="field-list"><label>Page</label>
        <group ref="/data/g"><label>Inner</label><input ref="/data/g/b" rows="3"/><input ref="/data/g/c"/></group></group>
      <group ref="/data/r"><label>Rows</label><repeat nodeset="/data/r"><input ref="/data/r/x"><label>x <output value="position(..)"/></label></input></repeat></group>
      <upload ref="/data/pic" mediatype="image/*"/><input ref="/data/shown"/><input ref="/data/a"/><trigger ref="/data/nowhere"/>`,
  };

  it('follows the body, with and without refs', () => {
    const { root } = open(source);
    const outline = (node: typeof root): unknown => [node.kind, node.id, ...node.children.map(outline)];
    expect(outline(root)).toEqual([
      'root',
      '/data',
      ['question', '/data/a'],
      ['note', '/data/n'],
      ['group', '/data#2', ['group', '/data/g', ['question', '/data/g/b'], ['question', '/data/g/c']]],
      ['repeat-range', '/data/r', ['repeat-instance', '/data/r[1]', ['question', '/data/r[1]/x']]],
      ['question', '/data/pic'],
      ['question', '/data/shown'],
      ['question', '/data/a#6'],
    ]);
    expect(root.children[0]).toMatchObject({
      appearance: ['w1', 'numbers'],
      valueType: 'int',
      control: 'input',
    });
    expect(root.children[2]?.children[0]?.children[0]?.attributes.rows).toBe('3');
    expect(root.children[4]).toMatchObject({
      control: 'upload',
      valueType: 'binary',
      attributes: { mediatype: 'image/*' },
    });
  });

  it('keeps the identity of nodes', () => {
    const session = open(source);
    const instance = session.node('/data/r[1]');
    session.addRepeat('/data/r');
    expect(session.node('/data/r')?.children[0]).toBe(instance);
    expect(session.root.children[0]).toBe(session.node('/data/a'));
    expect(session.node('/data/r[2]/x')?.parent?.id).toBe('/data/r[2]');
    expect(session.node('/nowhere')).toBeUndefined();
  });

  it('finds a node that nobody has looked at yet', () => {
    const session = open(source);
    expect(session.node('/data/g/c')?.parent?.parent?.label()?.text).toBe('Page');
    session.setValue('/data/r[1]/x', 'y');
    expect(answerOf(session, '/data/r[1]/x')).toBe('y');
  });

  it('gives labels their media, short form, hint and guidance', () => {
    const session = open(source);
    session.setValue('/data/g/b', 'Ana');
    const node = session.node('/data/a');
    expect(node?.label()).toEqual({
      text: 'Age of Ana?',
      parts: [
        { text: 'Age of ', source: 'form' },
        { text: 'Ana', source: 'answer' },
        { text: '?', source: 'form' },
      ],
      short: 'Age',
      image: 'jr://images/a.png',
      bigImage: 'jr://images/A.png',
    });
    expect(node?.hint()?.text).toBe('In years');
    expect(node?.guidance()?.text).toBe('Ask twice');
    expect(session.node('/data/n')?.hint()).toBeUndefined();
    expect(session.node('/data/n')?.guidance()?.text).toBe('Ask gently');
    expect(session.node('/data/r[1]/x')?.label()?.text).toBe('x 1');
  });

  it('shares one answer between two controls', () => {
    const session = open(source);
    session.setValue('/data/a#6', '7');
    expect(session.node('/data/a')?.value).toBe('7');
    expect(session.node('/data/a#6')?.value).toBe('7');
    const before = session.version('/data/a#6');
    session.setValue('/data/a', '8');
    expect(session.version('/data/a#6')).toBeGreaterThan(before);
  });
});

describe('a definition', () => {
  it('lists what the form needs and what is odd about it', () => {
    const definition = parseXForm(
      xform({
        instance: '<a/>',
        model: `<instance id="t" src="jr://file-csv/t.csv"/><bind nodeset="/data/nope" type="int"/><submission action="https://x.example/s" method="post"/>`,
        body: '<input ref="/data/b"/><video ref="/data/a"/>',
      }),
    );
    expect(definition).toMatchObject({
      title: 'Test',
      formId: 'test',
      version: '3',
      languages: [],
      defaultLanguage: '',
    });
    expect(definition.resources).toEqual([{ instanceId: 't', uri: 'jr://file-csv/t.csv', found: false }]);
    expect(definition.warnings.map(({ code }) => code).sort()).toEqual([
      'bind.no-node',
      'control.no-node',
      'control.unknown',
      'resource.missing',
    ]);
    expect(definition.submission).toEqual({ action: 'https://x.example/s', method: 'post' });
  });
});
