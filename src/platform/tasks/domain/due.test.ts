import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reminders } from '../contract/shapes.ts';
import {
  type Alarm,
  alarms,
  alarmsNow,
  alarmTimes,
  nextAlarm,
  passedAlarms,
  reminderAt,
  type Timed,
} from './due.ts';

const zones = [
  'UTC',
  'Africa/Khartoum',
  'Africa/Casablanca',
  'Europe/Zurich',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
];
const MINUTE = 60_000;
const aZone = fc.constantFrom(...zones);
const anInstant = fc
  .integer({
    min: Date.UTC(2009, 0, 1) / MINUTE,
    max: Date.UTC(2040, 0, 1) / MINUTE,
  })
  .map((minutes) => new Date(minutes * MINUTE));

describe('a reminder', () => {
  test('of days comes at the same time of the clock, whatever the clocks did between', () => {
    expect(reminderAt(new Date('2026-03-30T06:00Z'), 'Europe/Zurich', 'P1D').toISOString()).toBe(
      '2026-03-29T06:00:00.000Z',
    );
    expect(reminderAt(new Date('2026-03-29T06:00Z'), 'Europe/Zurich', 'P1D').toISOString()).toBe(
      '2026-03-28T07:00:00.000Z',
    );
  });

  test('comes before the due time: hours exactly, days to within what a zone may jump', () => {
    const exact: Partial<Record<string, number>> = { PT15M: 0.25, PT1H: 1, PT4H: 4 };
    const days: Partial<Record<string, number>> = { P1D: 24, P2D: 48, P7D: 168 };
    fc.assert(
      fc.property(
        aZone.filter((zone) => zone !== 'Pacific/Apia'),
        anInstant,
        fc.constantFrom(...reminders),
        (zone, due, before) => {
          const hours = (due.getTime() - reminderAt(due, zone, before).getTime()) / 3_600_000;
          if (exact[before] !== undefined) expect(hours).toBe(exact[before]);
          else expect(Math.abs(hours - days[before]!)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

const aTask = fc
  .record({
    zone: aZone,
    due: anInstant,
    remindBefore: fc.option(fc.constantFrom(...reminders)),
    escalateHours: fc.option(fc.integer({ min: 0, max: 200 })),
  })
  .map(
    ({ due, ...rest }): Timed => ({
      ...rest,
      isOpen: true,
      dueAt: due,
      given: { before: false, due: false, escalation: false },
    }),
  );

describe('alarms', () => {
  test('are given once each at the first look that is not too early, however the looks fall', () => {
    fc.assert(
      fc.property(aTask, fc.array(fc.integer({ min: -10_000, max: 20_000 })), (start, minutes) => {
        const looks = minutes
          .map((n) => new Date(start.dueAt!.getTime() + n * MINUTE))
          .toSorted((a, b) => a.getTime() - b.getTime());
        const heard: [Alarm, number][] = [];
        let task = start;
        let next: Date | null = nextAlarm(task, new Date(0));
        for (const now of looks) {
          // The job looks only when the time that was noted has come.
          if (!next || next > now) continue;
          for (const alarm of alarmsNow(task, now)) {
            heard.push([alarm, now.getTime()]);
            task = { ...task, given: { ...task.given, [alarm]: true } };
          }
          next = nextAlarm(task, now);
        }
        // What an attentive person with a diary would do.
        const times = alarmTimes(start);
        const expected = alarms.flatMap((alarm): [Alarm, number][] => {
          const at = times[alarm];
          const look = at && looks.find((now) => now >= at);
          return !look || (alarm === 'before' && look >= start.dueAt!) ? [] : [[alarm, look.getTime()]];
        });
        expect(heard.toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 500 },
    );
  });

  test('are none for a task that is over or has no due time', () => {
    fc.assert(
      fc.property(aTask, anInstant, (task, now) => {
        for (const quiet of [
          { ...task, isOpen: false },
          { ...task, dueAt: null },
        ]) {
          expect(alarmsNow(quiet, now)).toEqual([]);
          expect(nextAlarm(quiet, now)).toBeNull();
        }
      }),
    );
  });

  test('whose moment has passed when the due time is set are not given', () => {
    fc.assert(
      fc.property(aTask, anInstant, (task, now) => {
        expect(alarmsNow({ ...task, given: passedAlarms(task, now) }, now)).toEqual([]);
      }),
    );
  });
});
