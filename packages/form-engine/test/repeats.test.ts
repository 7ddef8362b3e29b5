import { describe, expect, it } from 'vitest';
import { FormEngineError } from '../src/index.ts';
import { answerOf, open } from './forms.ts';

const household = {
  instance: `<n/><person jr:template=""><name/><age>18</age><place/><older/></person>
    <person><name/><age>18</age><place/><older/></person><total/><names/>`,
  model: `<bind nodeset="/data/person/age" type="int"/>
    <bind nodeset="/data/person/place" calculate="position(..)"/>
    <bind nodeset="/data/person/older" calculate="/data/person/age + 1"/>
    <bind nodeset="/data/total" calculate="sum(/data/person/age)"/>
    <bind nodeset="/data/names" calculate="join(', ', /data/person/name)"/>`,
  body: `<input ref="/data/n"/><group ref="/data/person"><label>Person</label><repeat nodeset="/data/person">
      <input ref="/data/person/name"/><input ref="/data/person/age"/><input ref="/data/person/place"/>
      <input ref="/data/person/older"/></repeat></group><input ref="/data/total"/><input ref="/data/names"/>`,
};

describe('repeats', () => {
  it('are headed by the group around them and hold one instance to begin with', () => {
    const session = open(household);
    const range = session.root.children[1];
    expect(range?.kind).toBe('repeat-range');
    expect(range?.label()?.text).toBe('Person');
    expect(range?.children.map((child) => [child.id, child.kind, child.position])).toEqual([
      ['/data/person[1]', 'repeat-instance', 1],
    ]);
    expect(session.serialize()).not.toContain('template');
  });

  it('count, sum and number their instances as these come and go', () => {
    const session = open(household);
    expect(session.addRepeat('/data/person')).toBe('/data/person[2]');
    expect(session.addRepeat('/data/person')).toBe('/data/person[3]');
    session.setValue('/data/person[1]/name', 'Ana');
    session.setValue('/data/person[2]/name', 'Bo');
    session.setValue('/data/person[3]/age', '30');
    expect(answerOf(session, '/data/total')).toBe('66');
    expect(answerOf(session, '/data/person[3]/place')).toBe('3');
    session.removeRepeat('/data/person[1]');
    expect(answerOf(session, '/data/total')).toBe('48');
    expect(answerOf(session, '/data/names')).toBe('Bo, ');
    expect(answerOf(session, '/data/person[3]/place')).toBe('2');
    expect(session.node('/data/person')?.children.map((child) => child.id)).toEqual([
      '/data/person[2]',
      '/data/person[3]',
    ]);
    expect(() => session.setValue('/data/person[1]/name', 'x')).toThrow(FormEngineError);
  });

  it('mean their own instance by an absolute path', () => {
    const session = open(household);
    session.addRepeat('/data/person');
    session.setValue('/data/person[2]/age', '40');
    expect(answerOf(session, '/data/person[1]/older')).toBe('19');
    expect(answerOf(session, '/data/person[2]/older')).toBe('41');
  });

  it('tell watchers of the range and of the instances whose place changed', () => {
    const session = open(household);
    session.addRepeat('/data/person');
    const versions = ['/data/person', '/data/person[2]'].map((id) => session.version(id));
    session.removeRepeat('/data/person[1]');
    expect(session.version('/data/person')).toBeGreaterThan(versions[0] ?? 0);
    expect(session.version('/data/person[2]')).toBeGreaterThan(versions[1] ?? 0);
  });

  it('may be emptied and filled again, in their place', () => {
    const session = open(household);
    session.removeRepeat('/data/person[1]');
    expect(answerOf(session, '/data/total')).toBe('0');
    session.addRepeat('/data/person');
    expect(session.serialize()).toMatch(/<n\/><person>.*<\/person><total>18<\/total>/);
  });
});

describe('jr:count', () => {
  const counted = {
    instance: '<n/><r jr:template=""><q/></r><r><q/></r><m/>',
    model: '<bind nodeset="/data/n" type="int"/><bind nodeset="/data/m" calculate="count(/data/r)"/>',
    body: `<input ref="/data/n"/><group ref="/data/r"><repeat nodeset="/data/r" jr:count=" /data/n ">
      <input ref="/data/r/q"/></repeat></group><input ref="/data/m"/>`,
  };

  it('makes as many as asked and refuses to be overruled', () => {
    const session = open(counted);
    expect(answerOf(session, '/data/m')).toBe('0');
    session.setValue('/data/n', '3');
    expect(answerOf(session, '/data/m')).toBe('3');
    expect(session.node('/data/r')?.canChange).toBe(false);
    expect(() => session.addRepeat('/data/r')).toThrow(FormEngineError);
    expect(() => session.setValue('/data/n', '99999999')).toThrow(FormEngineError);
    session.setValue('/data/n', '1');
    expect(answerOf(session, '/data/m')).toBe('1');
  });

  it('gives answers back when the number was only mistyped', () => {
    const session = open(counted);
    session.setValue('/data/n', '2');
    const last = session.node('/data/r')?.children[1]?.children[0];
    session.setValue(last?.id ?? '', 'kept');
    session.setValue('/data/n', '');
    expect(session.serialize()).toContain('kept');
    session.setValue('/data/n', '1');
    expect(session.serialize()).not.toContain('kept');
    session.setValue('/data/n', '2');
    expect(session.serialize()).toContain('<r><q/></r><r><q>kept</q></r>');
  });
});

describe('nested repeats', () => {
  const nested = {
    instance: `<h jr:template=""><size/><p jr:template=""><x/><sum/></p></h><h><size/><p><x/><sum/></p></h><all/><pick/>`,
    model: `<bind nodeset="/data/h/size" calculate="count(../p)"/>
      <bind nodeset="/data/h/p/sum" calculate="sum(/data/h/p/x)"/>
      <bind nodeset="/data/all" calculate="sum(/data/h/p/x)"/>
      <bind nodeset="/data/pick" calculate="indexed-repeat(/data/h/p/x, /data/h, 2, /data/h/p, 1)"/>`,
    body: `<group ref="/data/h"><repeat nodeset="/data/h"><input ref="/data/h/size"/>
        <group ref="/data/h/p"><repeat nodeset="/data/h/p"><input ref="/data/h/p/x"/><input ref="/data/h/p/sum"/></repeat></group>
      </repeat></group><input ref="/data/all"/><input ref="/data/pick"/>`,
  };

  it('keep to their own; a new outer one holds none yet', () => {
    const session = open(nested);
    session.addRepeat('/data/h');
    expect(answerOf(session, '/data/h[2]/size')).toBe('0');
    session.addRepeat('/data/h[2]/p');
    const inner = session.addRepeat('/data/h[2]/p');
    session.setValue('/data/h[1]/p[1]/x', '1');
    session.setValue('/data/h[2]/p[1]/x', '10');
    session.setValue(`${inner}/x`, '100');
    expect(answerOf(session, '/data/h[1]/size')).toBe('1');
    expect(answerOf(session, '/data/h[2]/size')).toBe('2');
    expect(answerOf(session, '/data/all')).toBe('111');
    expect(answerOf(session, '/data/pick')).toBe('10');
    session.removeRepeat('/data/h[2]/p[1]');
    expect(answerOf(session, '/data/pick')).toBe('100');
    expect(answerOf(session, '/data/h[2]/size')).toBe('1');
  });
});

describe('actions', () => {
  it('fill in at first load and in new instances, and follow a change', () => {
    const requests: string[] = [];
    const session = open(
      {
        instance: '<start/><a/><seen/><r jr:template=""><no/><where/></r><r><no/><where/></r>',
        model: `<setvalue event="odk-instance-first-load" ref="/data/start" value="concat('at ', today())"/>`,
        body: `<input ref="/data/start"/><input ref="/data/a"><setvalue event="xforms-value-changed" ref="/data/seen" value="concat(/data/seen, /data/a)"/></input>
          <input ref="/data/seen"/>
          <group ref="/data/r"><repeat nodeset="/data/r">
            <setvalue event="odk-instance-first-load odk-new-repeat" ref="/data/r/no" value="concat('no ', position(..))"/>
            <odk:setgeopoint event="odk-new-repeat" ref="/data/r/where"/>
            <input ref="/data/r/no"/></repeat></group>`,
      },
      { onRequest: (request) => requests.push(`${request.kind} ${request.nodeId}`) },
    );
    expect(answerOf(session, '/data/start')).toBe('at 2026-03-04');
    expect(answerOf(session, '/data/r[1]/no')).toBe('no 1');
    session.addRepeat('/data/r');
    expect(answerOf(session, '/data/r[2]/no')).toBe('no 2');
    expect(requests).toEqual(['setgeopoint /data/r[2]/where']);
    session.setValue('/data/a', 'x');
    session.setValue('/data/a', 'x');
    session.setValue('/data/a', 'y');
    expect(answerOf(session, '/data/seen')).toBe('xy');
  });

  it('go to the instance that their target names', () => {
    const session = open({
      instance: '<a/><r jr:template=""><x/></r><r><x/></r>',
      body: `<input ref="/data/a"><setvalue event="xforms-value-changed" ref="/data/r[position() = 2]/x" value="/data/a"/></input>
        <group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/x"/></repeat></group>`,
    });
    session.setValue('/data/a', 'nobody yet');
    session.addRepeat('/data/r');
    session.setValue('/data/a', 'second');
    expect(session.serialize()).toContain('<r><x/></r><r><x>second</x></r>');
  });

  it('that never end are refused', () => {
    const session = open({
      instance: '<a/><b/>',
      body: `<input ref="/data/a"><setvalue event="xforms-value-changed" ref="/data/b" value="concat(/data/a, 'x')"/></input>
        <input ref="/data/b"><setvalue event="xforms-value-changed" ref="/data/a" value="concat(/data/b, 'y')"/></input>`,
    });
    expect(() => session.setValue('/data/a', '1')).toThrow(/endlessly/);
  });
});
