import { IconCheck, IconFlag, IconX } from '@tabler/icons-react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import type { IconType } from '#platform/ui/slice.ts';
import { NextActions } from '#platform/workflow/web/next-actions.tsx';
import { type FormRecord, reviewRecord } from '../../contract/record.ts';
import type { ReviewMove } from '../../contract/shapes.ts';
import { reviewMachine } from '../../domain/review-machine.ts';
import { formsMessages } from '../../messages/catalogue.ts';

const icons: Partial<Record<ReviewMove, IconType>> = { approve: IconCheck, flag: IconFlag, reject: IconX };

/** Sets the review state; the comment is asked for, and needed where somebody must act on it. */
export function ReviewActions({ record }: { record: FormRecord }) {
  const t = useT(formsMessages);
  const review = useCall(reviewRecord, { also: ['audit'] });
  return (
    <NextActions
      machine={reviewMachine}
      state={record.reviewState}
      facts={{ ownDevice: false }}
      menu={t('review.title')}
      reasonMax={5000}
      words={(transition) => {
        // The list of next actions never offers a correction: it begins in the form.
        const step = transition as ReviewMove;
        const icon = icons[step];
        const needed = reviewMachine.transitions[step].needsReason;
        return {
          label: t(`review.${step}`),
          title: t(`review.${step}.title`),
          reason: 'optional',
          reasonLabel: t(needed ? 'review.comment.needed' : 'review.comment'),
          ...(icon ? { icon } : {}),
        };
      }}
      onMove={({ transition, from, reason }) =>
        review.mutateAsync({
          params: { recordId: record.id },
          body: { transition: transition as ReviewMove, from, comment: reason },
        })
      }
    />
  );
}
