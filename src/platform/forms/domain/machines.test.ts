import { expect, test } from 'vitest';
import { checkModel } from '#platform/workflow/domain/check-model.ts';
import { decide, transitionsFrom } from '#platform/workflow/domain/decide.ts';
import { permissionsOf } from '#platform/workflow/domain/machine.ts';
import { mutant } from '#platform/workflow/testing/mutant.ts';
import { changeVersionState } from '../contract/form.ts';
import { reviewRecord } from '../contract/record.ts';
import { type ReviewState, reviewMoves, type VersionState } from '../contract/shapes.ts';
import { reviewMachine, reviewWorld } from './review-machine.ts';
import { versionMachine, versionWorld } from './version-machine.ts';

const NOW = new Date('2026-02-01T10:00:00Z');
const version = (state: VersionState, missingFiles: string[] = []) => ({
  state,
  facts: { missingFiles },
  may: () => true,
});
const record = (state: ReviewState, ownDevice = false) => ({ state, facts: { ownDevice }, may: () => true });

test('a version waits for its files and names ten of them at most', () => {
  const files = Array.from({ length: 12 }, (_, i) => `photo-${i}.jpg`);
  const [publish] = transitionsFrom(versionMachine, version('draft', files));
  expect(publish).toMatchObject({ transition: 'publish', allowed: false });
  expect(String(publish!.missing[0]!.params!.files).split(', ')).toEqual(files.slice(0, 10));
  expect(decide(versionMachine, version('draft', files), { transition: 'publish' }, NOW)).toMatchObject({
    ok: false,
    code: 'workflow.not_ready',
  });
});

test('publishing retires the older ones before it gives the form the new title', () => {
  expect(decide(versionMachine, version('tested'), { transition: 'publish' }, NOW)).toMatchObject({
    ok: true,
    to: 'published',
    effects: ['retire_older', 'rename_form'],
  });
});

test('a judgement that somebody must act on needs words, approval does not', () => {
  for (const transition of ['flag', 'reject'] as const)
    expect(decide(reviewMachine, record('received'), { transition }, NOW)).toMatchObject({
      code: 'workflow.input_needed',
      missing: [{ path: 'body.comment' }],
    });
  expect(decide(reviewMachine, record('received'), { transition: 'approve' }, NOW).ok).toBe(true);
});

test('an approved record is closed to the device that sent it, not to the office', () => {
  const edit = (ownDevice: boolean) =>
    decide(reviewMachine, record('approved', ownDevice), { transition: 'edit' }, NOW);
  expect(edit(true)).toMatchObject({ ok: false, missing: [{ code: 'forms.edit_approved' }] });
  expect(edit(false)).toMatchObject({ ok: true, to: 'edited' });
});

test('a correction is never among the next steps of a reviewer', () => {
  expect(transitionsFrom(reviewMachine, record('edited')).map((step) => step.transition)).toEqual([
    'approve',
    'flag',
    'reject',
    'reopen',
  ]);
});

test('whoever may call a route may take the steps that it offers', () => {
  expect(permissionsOf(versionMachine)).toEqual([changeVersionState.config.permission]);
  for (const step of reviewMoves)
    expect(reviewMachine.transitions[step].permission).toBe(reviewRecord.config.permission);
});

test('both models hold', () => {
  expect(checkModel(versionMachine, versionWorld).findings).toEqual([]);
  expect(checkModel(reviewMachine, reviewWorld).findings).toEqual([]);
});

const ofVersion = (change: Parameters<typeof mutant>[1]) =>
  checkModel(mutant(versionMachine, change), versionWorld).findings.map((one) => one.text);
const ofReview = (change: Parameters<typeof mutant>[1]) =>
  checkModel(mutant(reviewMachine, change), reviewWorld).findings.map((one) => one.text);

test('the check shows the way to a version published without its files', () => {
  expect(ofVersion({ change: { publish: { guard: () => undefined } } })).toContain(
    '"What devices may fetch has all its files." does not hold at the end of: ' +
      'draft {missingFiles: ["a.jpg","b.csv"]} -- publish --> published {missingFiles: ["a.jpg","b.csv"]}',
  );
});

test.each([
  ['a retired version that becomes a draft', { change: { untest: { from: ['tested', 'retired'] } } }],
  ['a version that cannot be retired', { without: 'retire' }],
  ['a retired version for ever', { without: 'reopen' }],
  ['a test that nobody marks', { without: 'test' }],
])('the check sees %s', (_, change) => {
  expect(ofVersion(change)).not.toEqual([]);
});

test.each([
  ['a correction that keeps the approval', { change: { edit: { to: 'approved' } } }],
  ['no approval', { without: 'approve' }],
  ['a correction that nobody can make', { change: { edit: { guard: () => [{ code: 'x', text: '' }] } } }],
])('the check sees %s', (_, change) => {
  expect(ofReview(change)).not.toEqual([]);
});
