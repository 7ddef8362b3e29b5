import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockAt } from '#platform/i18n/zone.ts';
import { digestDue, nextTry, plan } from './plan.ts';
import { beyondAgency, type Preference, type Settled, settle, type Urgency, wayOf } from './preference.ts';
import { isQuiet, MINUTE_MS, type QuietHours, quietEnd } from './quiet.ts';

const zones = [
  'UTC',
  'Africa/Khartoum',
  'Asia/Kathmandu',
  'America/New_York',
  'Europe/Paris',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'America/St_Johns',
  'Pacific/Apia',
];
const zone = fc.constantFrom(...zones);
/** Some years, the hours around changes of the clocks more often than others. */
const instant = fc
  .oneof(
    fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2028-01-01') }),
    fc
      .constantFrom(
        '2026-03-08T07:00Z',
        '2026-11-01T06:00Z',
        '2026-03-29T01:00Z',
        '2026-10-25T01:00Z',
        '2026-04-04T15:00Z',
      )
      .chain((at) => fc.integer({ min: -86_400_000, max: 86_400_000 }).map((off) => Date.parse(at) + off)),
  )
  .map((ms) => new Date(ms));
const clock = fc
  .integer({ min: 0, max: 1439 })
  .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`);
const quietHours: fc.Arbitrary<QuietHours> = fc
  .record({ from: clock, until: clock })
  .filter(({ from, until }) => from !== until);

/** The wall clock by another way than the product's: the text that the runtime writes for people of Sweden. */
const wall = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
/** Quiet by going round the clock from `from` until `until`. */
function quietByWalking({ from, until }: QuietHours, at: string): boolean {
  const step = (text: string) => {
    const [h, m] = text.split(':').map(Number) as [number, number];
    return `${String((h + (m === 59 ? 1 : 0)) % 24).padStart(2, '0')}:${String((m + 1) % 60).padStart(2, '0')}`;
  };
  for (let t = from; t !== until; t = step(t)) if (t === at) return true;
  return false;
}

describe('quiet hours', () => {
  test('are those that one meets walking round the clock, over midnight too', () => {
    fc.assert(
      fc.property(quietHours, zone, instant, (quiet, where, at) => {
        expect(isQuiet(quiet, where, at)).toBe(quietByWalking(quiet, wall(at, where)));
      }),
      { numRuns: 300 },
    );
  });

  test('end at the first minute that is not quiet, whatever the clocks do meanwhile', () => {
    fc.assert(
      fc.property(quietHours, zone, instant, (quiet, where, at) => {
        const end = quietEnd(quiet, where, at);
        let minute = Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS;
        const quietMinutes = new Map<string, boolean>();
        const asked = (text: string) => {
          if (!quietMinutes.has(text)) quietMinutes.set(text, quietByWalking(quiet, text));
          return quietMinutes.get(text)!;
        };
        if (!asked(wall(at, where))) {
          expect(end).toBe(at);
          return;
        }
        while (asked(wall(new Date(minute), where))) minute += MINUTE_MS;
        expect(end).toEqual(new Date(minute));
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test('none are never quiet', () => {
    const at = new Date();
    expect(quietEnd(null, 'UTC', at)).toBe(at);
  });
});

const settledOf = (more: Preference = {}): Settled => settle(more, {});
const urgency = fc.constantFrom('now' as const, 'soon' as const, 'whenever' as const);

describe('what leaves', () => {
  test('only what is pressing breaks into quiet hours; nothing is lost or early', () => {
    fc.assert(
      fc.property(quietHours, zone, instant, urgency, (quiet, where, now, how) => {
        const settled = settledOf({ quiet, zone: where, kinds: { 'a.b': { email: 'each', push: true } } });
        const planned = plan(
          { kind: 'a.b', urgency: how, security: false },
          settled,
          { email: true, push: true },
          now,
        );
        expect(planned.map(({ channel }) => channel)).toEqual(['email', 'push']);
        for (const { dueAt } of planned) {
          if (how === 'now') expect(dueAt).toBe(now);
          else expect(isQuiet(quiet, where, dueAt)).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('what a person switched off stays, except what guards their account; closed channels carry nothing', () => {
    const off = settledOf({ kinds: { 'a.b': { email: 'off', push: false } } });
    const notice = { kind: 'a.b', urgency: 'now' as const, security: false };
    const open = { email: true, push: true };
    expect(plan(notice, off, open, new Date())).toEqual([]);
    expect(plan({ ...notice, security: true }, off, open, new Date())).toMatchObject([{ channel: 'email' }]);
    expect(plan({ ...notice, security: true }, off, { email: false, push: false }, new Date())).toEqual([]);
  });

  test('the person goes before the agency, and the agency before what is built in', () => {
    const agency: Preference = { zone: 'Africa/Khartoum', quiet: null, kinds: { 'a.b': { email: 'off' } } };
    expect(settle({}, agency)).toMatchObject({ zone: 'Africa/Khartoum', quiet: null, digestAt: '07:30' });
    const settled = settle({ zone: 'UTC', kinds: { 'a.b': { push: true } } }, agency);
    expect(settled.zone).toBe('UTC');
    expect(wayOf({ kind: 'a.b', urgency: 'whenever', security: false }, settled)).toEqual({
      email: 'off',
      push: true,
    });
  });
});

describe('what the agency fixed', () => {
  const emails = ['each', 'digest', 'off'] as const;
  const email = fc.option(fc.constantFrom(...emails), { nil: undefined });
  const push = fc.option(fc.boolean(), { nil: undefined });
  const one = fc.record({
    person: fc.record({ email, push }),
    agency: fc.record({ email, push, fixed: fc.subarray(['email', 'push'] as ('email' | 'push')[]) }),
    digest: fc.record({ person: push, agency: push }),
  });
  /** The same said in words: who decides about a way, one after another. */
  function waysByWords({ person, agency, digest }: Drawn, how: Urgency, security: boolean) {
    const decides = <T>(way: 'email' | 'push', own: T, theirs: T, usual: T): T => {
      if (agency.fixed.includes(way)) return theirs === undefined ? usual : theirs;
      if (own !== undefined) return own;
      return theirs === undefined ? usual : theirs;
    };
    const wanted = decides('email', person.email, agency.email, how === 'now' ? 'each' : 'digest')!;
    const digestOff = digest.person === false || (digest.person === undefined && digest.agency === false);
    const silenced = wanted === 'digest' && digestOff && !agency.fixed.includes('email');
    return {
      email: security ? 'each' : silenced ? 'off' : wanted,
      push: decides('push', person.push, agency.push, how !== 'whenever'),
    };
  }
  type Drawn = typeof one extends fc.Arbitrary<infer T> ? T : never;

  test('holds whatever a person chose, and nothing silences what guards an account', () => {
    fc.assert(
      fc.property(one, urgency, fc.boolean(), (drawn, how, security) => {
        const settled = settle(
          { digest: drawn.digest.person, kinds: { 'a.b': drawn.person } },
          { digest: drawn.digest.agency, kinds: { 'a.b': drawn.agency } },
        );
        expect(wayOf({ kind: 'a.b', urgency: how, security }, settled)).toEqual(
          waysByWords(drawn, how, security),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('is not chosen otherwise, but an older choice may stay under it', () => {
    const agency = { kinds: { 'a.b': { email: 'each' as const, fixed: ['email' as const] } } };
    const off = { kinds: { 'a.b': { email: 'off' as const } } };
    expect(beyondAgency(off, {}, agency)).toEqual(['a.b']);
    expect(beyondAgency(off, off, agency)).toEqual([]);
    expect(beyondAgency({}, off, agency)).toEqual([]);
    expect(beyondAgency({ kinds: { 'a.b': { push: true } } }, {}, agency)).toEqual([]);
  });
});

describe('the digest', () => {
  test('comes once for every local day, at or after its hour and never in quiet hours', () => {
    fc.assert(
      fc.property(
        clock,
        fc.option(quietHours, { nil: null }),
        zone,
        instant,
        (digestAt, quiet, where, start) => {
          const settled = settledOf({ digestAt, quiet, zone: where });
          // Somebody who is quiet all day but for a few minutes may be missed by a server that looks each quarter of an hour.
          fc.pre(!quiet || lengthOf(quiet) <= 20 * 60);
          const days: string[] = [];
          for (let at = start.getTime(); at < start.getTime() + 4 * 86_400_000; at += 15 * MINUTE_MS) {
            const now = new Date(at);
            const day = digestDue(settled, days.at(-1) ?? null, now);
            if (!day) continue;
            expect(isQuiet(quiet, where, now)).toBe(false);
            const local = clockAt(now, where);
            expect(day < local.day || (day === local.day && wall(now, where) >= digestAt)).toBe(true);
            days.push(day);
          }
          expect(new Set(days).size).toBe(days.length);
          expect(days.length).toBeGreaterThanOrEqual(3);
        },
      ),
      { numRuns: 20 },
    );
  }, 60_000);
});

function lengthOf({ from, until }: QuietHours): number {
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  return (minutes(until) - minutes(from) + 1440) % 1440;
}

test('tries grow apart and end after two days', () => {
  const first = new Date('2026-11-22T00:00:00Z');
  let now = first;
  let tries = 0;
  let pause = 0;
  for (let next = nextTry(++tries, first, now); next; next = nextTry(++tries, first, now)) {
    expect(next.getTime() - now.getTime()).toBeGreaterThanOrEqual(pause);
    pause = next.getTime() - now.getTime();
    now = next;
  }
  expect(tries).toBeGreaterThan(20);
  expect(now.getTime() - first.getTime()).toBeLessThan(50 * 60 * MINUTE_MS);
});
