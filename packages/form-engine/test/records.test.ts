import { describe, expect, it } from 'vitest';
import { FormEngineError, openForm, parseXForm, readSubmission, validateSubmission } from '../src/index.ts';
import { answerOf, NOW, open, xform } from './forms.ts';

const visit = {
  instance:
    '<start/><end/><day/><device/><name>nobody</name><age/><child><toy/></child><m jr:template=""><x>7</x></m><m><x>7</x></m><photo/>',
  model: `<bind nodeset="/data/start" type="dateTime" jr:preload="timestamp" jr:preloadParams="start"/>
    <bind nodeset="/data/end" type="dateTime" jr:preload="timestamp" jr:preloadParams="end"/>
    <bind nodeset="/data/day" type="date" jr:preload="date" jr:preloadParams="today"/>
    <bind nodeset="/data/device" jr:preload="property" jr:preloadParams="deviceid"/>
    <bind nodeset="/data/age" type="int" required="true()" constraint=". &lt; 120"/>
    <bind nodeset="/data/child" relevant="/data/age &lt; 18"/>
    <bind nodeset="/data/photo" type="binary"/>`,
  body: `<input ref="/data/name"/><input ref="/data/age"/><group ref="/data/child"><input ref="/data/child/toy"/></group>
    <group ref="/data/m"><repeat nodeset="/data/m"><input ref="/data/m/x"/></repeat></group>
    <upload ref="/data/photo" mediatype="image/*"/>`,
};
const definition = parseXForm(xform(visit));

describe('a new record', () => {
  it('is sent with its meta, its preloads and what is relevant', () => {
    const session = open(visit, { deviceId: 'app:1' });
    session.setValue('/data/age', '40');
    session.setAttachment('/data/photo', '1.jpg');
    expect(session.instanceId).toBe('uuid:00000000-0000-4000-8000-000000000001');
    expect(session.attachments()).toEqual([
      { nodeId: '/data/photo', nodeRef: '/data/photo', fileName: '1.jpg' },
    ]);
    expect(session.serialize()).toBe(
      '<data id="test" version="3"><start>2026-03-04T10:20:30.400+00:00</start>' +
        '<end>2026-03-04T10:20:30.400+00:00</end><day>2026-03-04</day><device>app:1</device><name>nobody</name>' +
        '<age>40</age><m><x>7</x></m><photo>1.jpg</photo>' +
        '<meta><instanceID>uuid:00000000-0000-4000-8000-000000000001</instanceID></meta></data>',
    );
    expect(readSubmission(session.serialize())).toMatchObject({ formId: 'test', version: '3' });
  });

  it('has an instanceID even if the form forgot it, and declares the prefixes it uses', () => {
    const form = xform({ instance: '<a/>' })
      .replace('<meta><instanceID/></meta>', '')
      .replace(/<bind.*instanceID.*>/, '');
    const session = openForm(parseXForm(form), { now: () => NOW, uuid: () => 'u' });
    expect(session.serialize()).toBe(
      '<data xmlns:orx="http://openrosa.org/xforms" id="test" version="3"><a/><orx:meta><orx:instanceID>uuid:u</orx:instanceID></orx:meta></data>',
    );
  });

  it('computes attributes, as entities need', () => {
    const form = xform({
      instance: '<n>Site</n>',
      model: `<bind nodeset="/data/meta/entity/@id" type="string"/><setvalue event="odk-instance-first-load" ref="/data/meta/entity/@id" value="uuid()"/>
        <bind nodeset="/data/meta/entity/@create" calculate="if(/data/n != '', '1', '')"/>
        <bind nodeset="/data/meta/entity/label" calculate="/data/n"/>`,
      body: '<input ref="/data/n"/>',
    }).replace('<instanceID/>', '<instanceID/><entity dataset="sites" id="" create=""><label/></entity>');
    const session = openForm(parseXForm(form), { now: () => NOW, uuid: () => 'u' });
    expect(session.serialize()).toContain(
      '<entity dataset="sites" id="u" create="1"><label>Site</label></entity>',
    );
    session.setValue('/data/n', '');
    expect(session.serialize()).toContain('create=""');
  });
});

const STORED =
  '<data id="test" version="2" xmlns:orx="http://openrosa.org/xforms"><start>2025-01-01T00:00:00.000Z</start><name>Ana</name>' +
  '<age>50</age><m><x>1</x></m><m><x>2</x></m><old>gone</old><orx:meta><orx:instanceID>uuid:old</orx:instanceID></orx:meta></data>';

describe('an edited record', () => {
  it('gets a new identity, keeps its answers and does not start anew', () => {
    const session = open(visit, { mode: 'edit', instanceXml: STORED });
    const xml = session.serialize();
    expect(xml).toContain('<start>2025-01-01T00:00:00.000Z</start>');
    expect(xml).toContain('<m><x>1</x></m><m><x>2</x></m>');
    expect(xml).toContain(
      '<meta><instanceID>uuid:00000000-0000-4000-8000-000000000001</instanceID><deprecatedID>uuid:old</deprecatedID></meta>',
    );
    session.setValue('/data/age', '7');
    expect(session.node('/data/child')?.relevant).toBe(true);
    expect(answerOf(session, '/data/name')).toBe('Ana');
  });

  it('is refused when it is of another form or broken', () => {
    const edit = (instanceXml: string) => () => open(visit, { mode: 'edit', instanceXml });
    expect(edit('<other id="x"/>')).toThrow(FormEngineError);
    expect(edit('<data')).toThrow(FormEngineError);
    expect(() => open(visit, { mode: 'edit' })).toThrow(FormEngineError);
  });

  it('is only looked at in view mode', () => {
    const session = open(visit, { mode: 'view', instanceXml: STORED });
    expect(session.node('/data/name')?.readonly).toBe(true);
    expect(() => session.setValue('/data/name', 'x')).toThrow(FormEngineError);
    expect(() => session.addRepeat('/data/m')).toThrow(FormEngineError);
    expect(session.instanceId).toBe('uuid:old');
  });
});

describe('a draft', () => {
  const source = {
    instance: '<a>1</a><b/><calc/><m jr:template=""><x/></m><m><x/></m><hidden/><given>default</given>',
    model: `<bind nodeset="/data/calc" calculate="/data/a * 2"/><bind nodeset="/data/hidden" relevant="/data/a = 'show'"/>`,
    body: `<input ref="/data/a"/><input ref="/data/b"/><input ref="/data/calc"/><group ref="/data/m"><repeat nodeset="/data/m">
      <input ref="/data/m/x"/></repeat></group><input ref="/data/hidden"/><input ref="/data/given"/>`,
  };

  it('goes on as if it had never been closed', () => {
    const session = open(source);
    session.setValue('/data/a', 'show');
    session.setValue('/data/hidden', 'secret');
    session.setValue('/data/a', '4');
    session.setValue('/data/calc', 'my own');
    session.setValue('/data/given', '');
    session.addRepeat('/data/m');
    session.setValue('/data/m[2]/x', 'second');
    const resumed = open(source, { mode: 'resume', instanceXml: session.draft() });
    expect(resumed.instanceId).toBe(session.instanceId);
    expect(resumed.dirty).toBe(false);
    expect(resumed.serialize()).toBe(session.serialize());
    expect(resumed.serialize()).not.toContain('secret');
    expect(answerOf(resumed, '/data/calc')).toBe('my own');
    resumed.setValue('/data/a', 'show');
    expect(answerOf(resumed, '/data/hidden')).toBe('secret');
    expect(answerOf(resumed, '/data/calc')).toBe('');
  });
});

describe('validateSubmission', () => {
  it('finds answers that are no choice, but does not quarrel with lists from files', () => {
    const body = (nodeset: string): string =>
      `<select ref="/data/s"><itemset nodeset="${nodeset}"><value ref="name"/><label ref="name"/></itemset></select>`;
    const model = `<instance id="in"><root><item><name>a</name></item><item><name>b</name></item></root></instance>
      <instance id="out" src="jr://file/out.xml"/>`;
    const check = (nodeset: string, answer: string): unknown =>
      validateSubmission(
        parseXForm(xform({ instance: '<s/>', model, body: body(nodeset) }), { resources: () => '<root/>' }),
        `<data id="test"><s>${answer}</s><meta><instanceID>u</instanceID></meta></data>`,
      ).errors.map(({ ref, kind }) => [ref, kind]);
    expect(check("instance('in')/root/item", 'a b')).toEqual([]);
    expect(check("instance('in')/root/item", 'a c')).toEqual([['/data/s', 'type']]);
    expect(check("instance('out')/root/item", 'a c')).toEqual([]);
  });

  it('reports faults, unknown and missing nodes', () => {
    const report = validateSubmission(definition, STORED.replace('<age>50</age>', '<age>500</age>'));
    expect(report.ok).toBe(false);
    expect(report.errors.map(({ ref, kind }) => [ref, kind])).toEqual([['/data/age', 'constraint']]);
    expect(report.unknownNodes).toEqual(['/data/old']);
    expect(report.missingNodes).toEqual(['/data/end', '/data/day', '/data/device', '/data/photo']);
  });

  it('asks for what is required but only where it is relevant', () => {
    const complete = STORED.replace('<age>50</age>', '');
    expect(validateSubmission(definition, complete).errors.map(({ ref, kind }) => [ref, kind])).toEqual([
      ['/data/age', 'required'],
    ]);
    expect(validateSubmission(definition, STORED).ok).toBe(true);
  });

  it('never throws on hostile input', () => {
    for (const xml of ['', '<', '<other/>', '<!DOCTYPE a><a/>', `<data id="test">${'<m>'.repeat(500)}`]) {
      const report = validateSubmission(definition, xml);
      expect(report.ok).toBe(false);
      expect(report.errors[0]?.kind).toMatch(/^(xml|form)\./);
    }
  });

  it('accepts whatever a session without faults sends', () => {
    const session = open(visit);
    session.setValue('/data/age', '3');
    session.addRepeat('/data/m');
    expect(session.validate()).toEqual([]);
    const report = validateSubmission(definition, session.serialize());
    expect(report).toEqual({ ok: true, errors: [], unknownNodes: [], missingNodes: [] });
  });
});
