import { openForm, parseXForm } from '@sojourn/form-engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepsHistory, watchedNames } from '../engine/watched.ts';
import { chanceFrom } from './chance.ts';
import { type Noted, perform, placeOf, replay, type Step } from './journal.ts';
import { unwrittenOf, withUnwritten } from './tail.ts';

const form =
  parseXForm(`<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa">
<h:head><h:title>Household</h:title><model>
<instance><data id="household"><name/><adult/><job/><luck/><count/><row jr:template=""><text/></row>
<member jr:template=""><age/><when/></member><member><age/><when/></member><meta><instanceID/></meta></data></instance>
<bind nodeset="/data/job" relevant="/data/adult = 'yes'"/>
<bind nodeset="/data/luck" calculate="once(random())"/>
<bind nodeset="/data/member/age" type="int"/>
<bind nodeset="/data/member/when" calculate="if(../age != '', once(now()), '')"/>
</model></h:head><h:body>
<input ref="/data/name"><label>Name</label></input><input ref="/data/adult"><label>Adult</label></input>
<input ref="/data/count"><label>Count</label></input>
<group ref="/data/row"><repeat nodeset="/data/row" jr:count="/data/count"><input ref="/data/row/text"><label>Text</label></input></repeat></group>
<input ref="/data/job"><label>Job</label></input>
<group ref="/data/member"><repeat nodeset="/data/member"><input ref="/data/member/age"><label>Age</label></input></repeat></group>
</h:body></h:html>`);

const watched = watchedNames(form);
const seed = '00112233445566778899aabbccddeeff';
const started = Date.UTC(2026, 2, 5, 8);

function open(steps: readonly Step[]) {
  let held = started;
  const session = openForm(form, {
    ...chanceFrom(seed),
    now: () => new Date(held),
    zone: () => 0,
  });
  const lost = replay(session, steps, (at) => {
    held = at;
  });
  return { session, lost, hold: (at: number) => (held = at) };
}

/** Does what a person does and notes it as the screen does. */
function work(acts: readonly { kind: number; text: string }[]) {
  const { session, hold } = open([]);
  const noted = new Map<number, Step>();
  let last: Noted | undefined;
  acts.forEach(({ kind, text }, index) => {
    const at = started + (index + 1) * 1000;
    const members = session.node('/data/member')?.children ?? [];
    const member = members[text.length % Math.max(1, members.length)];
    const row = session.node('/data/row')?.children.at(-1);
    const step: Step | undefined = [
      { at, do: 'set', id: '/data/name', value: text } as const,
      { at, do: 'set', id: '/data/adult', value: text.length % 2 ? 'yes' : 'no' } as const,
      { at, do: 'set', id: '/data/job', value: text } as const,
      { at, do: 'add', id: '/data/member' } as const,
      member && ({ at, do: 'remove', id: member.id } as const),
      member && ({ at, do: 'set', id: `${member.id}/age`, value: String(text.length) } as const),
      { at, do: 'set', id: '/data/count', value: String(text.length) } as const,
      row && ({ at, do: 'set', id: `${row.id}/text`, value: text } as const),
    ][kind];
    if (!step) return;
    hold(at);
    perform(session, step);
    const ref = session.node(step.id)?.ref;
    const seq = placeOf(last, step, ref === undefined || keepsHistory(form, watched, ref));
    last = { seq, step };
    noted.set(seq, step);
  });
  return { session, steps: [...noted].sort(([a], [b]) => a - b).map(([, step]) => step) };
}

describe('the journal of a draft', () => {
  it('brings any form back as it was left, identity, chance and times included', () => {
    const act = fc.record({ kind: fc.integer({ min: 0, max: 7 }), text: fc.string({ maxLength: 6 }) });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        const { session, steps } = work(acts);
        const again = open(steps);
        expect(again.lost).toBe(0);
        expect(again.session.serialize()).toBe(session.serialize());
      }),
    );
  });

  it('keeps what was answered in a question that is hidden now', () => {
    const { steps } = work([
      { kind: 1, text: 'a' },
      { kind: 2, text: 'nurse' },
      { kind: 1, text: '' },
    ]);
    const { session } = open(steps);
    expect(session.node('/data/job')?.value).toBe('');
    session.setValue('/data/adult', 'yes');
    expect(session.node('/data/job')?.value).toBe('nurse');
  });

  it('keeps the history of what the form computes with, and the end of what it does not', () => {
    const kept = (ref: string) => keepsHistory(form, watched, ref);
    expect(['/data/count', '/data/adult', '/data/member/age'].map(kept)).toEqual([true, true, true]);
    expect(['/data/name', '/data/job', '/data/row/text'].map(kept)).toEqual([false, false, false]);
  });

  it('reads the steps that the database had not yet, in their places', () => {
    const noted = (seq: number, value: string, at: number): Noted => ({
      seq,
      step: { at, do: 'set', id: 'a', value },
    });
    const stored = [noted(0, 'a', 1), noted(1, 'b', 2), noted(2, 'c', 7)];
    const unwritten = unwrittenOf(stored, [noted(3, 'd', 8), noted(1, 'B', 3)]);
    const all = [noted(0, 'a', 1), noted(1, 'B', 3), noted(2, 'c', 7), noted(3, 'd', 8)];
    expect(withUnwritten(stored, unwritten)).toEqual(all);
    // The notes of a killed browser came back as they were before the last answers were kept.
    expect(unwrittenOf(stored, [noted(2, 'before', 6), noted(2, 'c', 7)])).toEqual([]);
  });

  it('merges typing on in one answer, and nothing else', () => {
    const set = (id: string): Step => ({ at: 0, do: 'set', id, value: '' });
    expect(placeOf(undefined, set('a'))).toBe(0);
    expect(placeOf({ seq: 4, step: set('a') }, set('a'))).toBe(4);
    expect(placeOf({ seq: 4, step: set('a') }, set('b'))).toBe(5);
    expect(placeOf({ seq: 4, step: set('a') }, set('a'), true)).toBe(5);
    expect(placeOf({ seq: 4, step: { at: 0, do: 'add', id: 'a' } }, { at: 0, do: 'add', id: 'a' })).toBe(5);
  });

  it('passes over a step that the form no longer takes, and says so', () => {
    const { session, lost } = open([
      { at: started, do: 'set', id: '/data/gone', value: 'x' },
      { at: started, do: 'set', id: '/data/name', value: 'Anna' },
    ]);
    expect(lost).toBe(1);
    expect(session.node('/data/name')?.value).toBe('Anna');
  });
});
