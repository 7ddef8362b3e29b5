import { describe, expect, it } from 'vitest';
import type { ZoneOffset } from '../src/xpath/dates.ts';
import { evaluate } from './xpath-helpers.ts';

const UTC: ZoneOffset = () => 0;
const HAITI: ZoneOffset = () => -300;
const KABUL: ZoneOffset = () => 270;
/** Clocks go forward an hour on 29 March 2026, 01:00 UTC, from +01:00. */
const PARIS: ZoneOffset = (ms) => (ms >= Date.UTC(2026, 2, 29, 1) ? 120 : 60);

function table(name: string, zone: ZoneOffset, rows: readonly (readonly [string, string])[]): void {
  describe(name, () => {
    it.each(rows)('%s', (source, expected) => {
      expect(evaluate(source, { zone })).toBe(expected);
    });
  });
}

table('in UTC', UTC, [
  ['today()', '2026-03-04'],
  ['now()', '2026-03-04T10:20:30.400+00:00'],
  ["date('2012-1-2')", '2012-01-02'],
  ["date('')", ''],
  ["date('nonsense')", 'Invalid Date'],
  ["date('2021-02-29')", 'Invalid Date'],
  ["date('2020-02-29')", '2020-02-29'],
  ['date(0)', '1970-01-01'],
  ['date(-1)', '1969-12-31'],
  ["date('18000')", '2019-04-14'],
  ['date(1.5)', '1970-01-02T12:00:00.000+00:00'],
  ["date('2012-01-02' + 1)", '2012-01-03'],
  ['boolean(date("x"))', 'false'],
  ["number('1970-01-02')", '1'],
  ["number('1970-01-01T12:00:00Z')", '0.5'],
  ["'2021-11-30' - '2021-11-29'", '1'],
  ["today() - date('2026-03-01')", '3'],
  ["int((today() - date('2000-03-05')) div 365.25)", '25'],
  ["date('2001-12-26') > date('2001-12-25')", 'true'],
  ["'2001-12-26' < '2001-12-27'", 'true'],
  ["'' < today()", 'false'],
  ["'' >= today()", 'false'],
  ["'2026-03-04' = today()", 'true'],
  ['today() <= now()', 'true'],
  ["decimal-date-time('1970-01-02T06:00:00Z')", '1.25'],
  ["decimal-date-time('1970-01-02')", '1'],
  ["decimal-date-time('x')", 'NaN'],
  ["decimal-time('06:00')", '0.25'],
  ["decimal-time('06:00:00.000+00:00')", '0.25'],
  ["decimal-time('25:00')", 'NaN'],
  ["decimal-time('')", 'NaN'],
  ["format-date('2012-02-05', '%Y/%n/%e %y %m %d')", '2012/2/5 12 02 05'],
  ["format-date('2012-02-05', '%a %b 100%%')", 'Sun Feb 100%'],
  ["format-date('', '%Y')", ''],
  ["format-date('x', '%Y')", ''],
  ["format-date-time('2012-02-05T03:04:05.678Z', '%H:%M:%S.%3 %h')", '03:04:05.678 3'],
  ["format-date('2012-02-05', '%q')", '%q'],
  ["date-time('2012-02-05')", '2012-02-05T00:00:00.000+00:00'],
  ["date('2012-02-05T03:04:05Z')", '2012-02-05T03:04:05.000+00:00'],
  ["date('2012-02-05T24:00:00Z')", 'Invalid Date'],
]);

table('west of Greenwich', HAITI, [
  ['now()', '2026-03-04T05:20:30.400-05:00'],
  ["'2018-01-01' + 1", '17533'],
  ["date('2018-01-01') + 1", '17533'],
  ["date('2018-01-01' + 1)", '2018-01-02'],
  ["today() - date('2026-03-01')", '3'],
  ["date('2003-10-20T08:00:00.000-07:00')", '2003-10-20T10:00:00.000-05:00'],
  ["date(decimal-date-time('2003-10-20T08:00:00.000-05:00'))", '2003-10-20T08:00:00.000-05:00'],
  ["decimal-date-time('1970-01-01')", String(5 / 24)],
  ["'2026-03-04' <= now()", 'true'],
  ["'2026-03-05' <= now()", 'false'],
  ["format-date-time('2026-03-04T00:30:00Z', '%Y-%m-%d %H:%M %Z')", '2026-03-03 19:30 -05:00'],
  ["decimal-time('06:00:00.000+00:00')", String(1 / 24)],
]);

table('east of Greenwich, off the hour', KABUL, [
  ['now()', '2026-03-04T14:50:30.400+04:30'],
  ['today()', '2026-03-04'],
  ["today() = date('2026-03-04')", 'true'],
  ["int(date('2018-01-02'))", '17533'],
  ["now() - date('2026-03-04') < 1", 'true'],
]);

table('across a change of the clock', PARIS, [
  ["date('2026-04-01') - date('2026-03-01')", '31'],
  ["date-time('2026-03-29')", '2026-03-29T00:00:00.000+01:00'],
  ["date-time('2026-03-30')", '2026-03-30T00:00:00.000+02:00'],
  ["date('2026-03-30T12:00:00')", '2026-03-30T12:00:00.000+02:00'],
  ["(date-time('2026-03-30') - date-time('2026-03-29')) * 24", '23'],
]);

describe('the day at midnight', () => {
  it('is the local one', () => {
    expect(evaluate('today()', { zone: KABUL, now: '2026-03-04T20:00:00Z' })).toBe('2026-03-05');
    expect(evaluate('today()', { zone: HAITI, now: '2026-03-04T03:00:00Z' })).toBe('2026-03-03');
    expect(evaluate("'2026-03-05' <= today()", { zone: KABUL, now: '2026-03-04T20:00:00Z' })).toBe('true');
  });
});
