import { Button, Menu, Stack, Textarea } from '@mantine/core';
import { IconCheck, IconChevronDown, IconFlag, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { useMay } from '#platform/ui/session.tsx';
import type { IconType } from '#platform/ui/slice.ts';
import { type FormRecord, reviewRecord } from '../../contract/record.ts';
import { formsMessages } from '../../messages/catalogue.ts';

type Next = 'received' | 'has_issues' | 'approved' | 'rejected';
const all: readonly Next[] = ['approved', 'has_issues', 'rejected', 'received'];
const icons: Partial<Record<Next, IconType>> = { approved: IconCheck, has_issues: IconFlag, rejected: IconX };
const words = { approved: 'approve', has_issues: 'flag', rejected: 'reject', received: 'reopen' } as const;

/** Sets the review state; the comment is asked for, and needed where somebody must act on it. */
export function ReviewActions({ record }: { record: FormRecord }) {
  const t = useT(formsMessages);
  const mayReview = useMay('forms.record.review');
  const [asking, setAsking] = useState<Next | null>(null);
  if (!mayReview) return null;
  const next = all.filter((state) => state !== record.reviewState);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button rightSection={<IconChevronDown size={16} aria-hidden />}>{t('review.title')}</Button>
        </Menu.Target>
        <Menu.Dropdown aria-label={t('review.title')}>
          {next.map((state) => {
            const Icon = icons[state];
            return (
              <Menu.Item
                key={state}
                leftSection={Icon && <Icon size={16} aria-hidden />}
                onClick={() => setAsking(state)}
              >
                {t(`review.${words[state]}`)}
              </Menu.Item>
            );
          })}
        </Menu.Dropdown>
      </Menu>
      {asking && <Ask record={record} state={asking} onClose={() => setAsking(null)} />}
    </>
  );
}

function Ask({ record, state, onClose }: { record: FormRecord; state: Next; onClose: () => void }) {
  const t = useT(formsMessages);
  const review = useCall(reviewRecord, { also: ['audit'], onDone: onClose });
  const [comment, setComment] = useState('');
  const isNeeded = state === 'has_issues' || state === 'rejected';
  const word = words[state];
  return (
    <Dialog onClose={onClose} title={t(`review.${word}.title`)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          review.mutate({ params: { recordId: record.id }, body: { state, comment: comment.trim() } });
        }}
      >
        <Stack>
          <Textarea
            label={t(isNeeded ? 'review.comment.needed' : 'review.comment')}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
            maxLength={5000}
            autosize
            minRows={3}
            maxRows={12}
            data-autofocus
          />
          {review.error && <Problem error={review.error} />}
          <Button type="submit" loading={review.isPending} disabled={isNeeded && !comment.trim()}>
            {t(`review.${word}`)}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
