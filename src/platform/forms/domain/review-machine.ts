import type { Machine } from '#platform/workflow/domain/machine.ts';
import type { World } from '#platform/workflow/domain/world.ts';
import type { ReviewMove, ReviewState } from '../contract/shapes.ts';

export interface ReviewFacts {
  /** It is the sender's own device that corrects the record. */
  ownDevice: boolean;
}

const permission = 'forms.record.review';

function closedToDevice({ ownDevice }: ReviewFacts, from: ReviewState) {
  if (!ownDevice || from !== 'approved') return undefined;
  const text = 'This record is approved; only the office can change it now.';
  return [{ code: 'forms.edit_approved', text }];
}

/** The review of a record: any judgement may follow any other, and a correction always asks for a new one. */
export const reviewMachine: Machine<ReviewState, ReviewMove | 'edit', ReviewFacts> = {
  id: 'forms.record',
  reasonField: 'comment',
  states: {
    received: { kind: 'initial' },
    edited: { kind: 'open' },
    has_issues: { kind: 'open' },
    approved: { kind: 'open' },
    rejected: { kind: 'open' },
  },
  transitions: {
    approve: { from: ['received', 'edited', 'has_issues', 'rejected'], to: 'approved', permission },
    flag: {
      from: ['received', 'edited', 'approved', 'rejected'],
      to: 'has_issues',
      permission,
      needsReason: true,
    },
    reject: {
      from: ['received', 'edited', 'has_issues', 'approved'],
      to: 'rejected',
      permission,
      needsReason: true,
    },
    reopen: { from: ['edited', 'has_issues', 'approved', 'rejected'], to: 'received', permission },
    edit: {
      from: ['received', 'edited', 'has_issues', 'approved', 'rejected'],
      to: 'edited',
      permission: ['forms.record.submit', 'forms.record.edit'],
      guard: closedToDevice,
      elsewhere: true,
    },
  },
  marks: { unread: { on: ['edit'], off: ['approve', 'flag', 'reject', 'reopen'] } },
  invariants: [
    {
      says: 'No judgement stands on answers that changed after it.',
      holds: (state, _, marks) => !marks.unread || state === 'edited',
    },
  ],
};

/** A record is corrected now from the device that sent it, now from the office. */
export const reviewWorld: World<ReviewState, ReviewFacts> = { facts: { ownDevice: [false, true] } };
