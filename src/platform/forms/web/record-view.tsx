import { Button, Skeleton } from '@mantine/core';
import { IconEdit } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useConversationTab } from '#platform/comments/web/record-conversation.tsx';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { AddTaskButton, useTasksTab } from '#platform/tasks/web/record-tasks.tsx';
import { useRead } from '#platform/ui/call.ts';
import { AppLink } from '#platform/ui/link.tsx';
import { RecordScreen, UnreadableRecord } from '#platform/ui/record/record-screen.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { getVersion } from '../contract/form.ts';
import { type FormRecord, getRecord } from '../contract/record.ts';
import type { Outline } from '../contract/shapes.ts';
import { formsMessages } from '../messages/catalogue.ts';
import { recordName, shortId } from './answer-text.ts';
import { Notice } from './notice.tsx';
import { ReviewBadge } from './parts.tsx';
import { AnswersTab } from './record/answers-tab.tsx';
import { CommentsTab } from './record/comments-tab.tsx';
import { FilesTab } from './record/files-tab.tsx';
import { HistoryTab } from './record/history-tab.tsx';
import { PlaceTab } from './record/place-tab.tsx';
import { ReviewActions } from './record/review-actions.tsx';

/** One record: what was answered, its files, what people said of it, how it came to be. */
export function RecordView() {
  const { recordId, ...at } = useParams({ strict: false }) as { formId?: string; recordId: string };
  const t = useT(formsMessages);
  const record = useRead(getRecord, { params: { recordId } });
  const version = useRead(
    getVersion,
    { params: { formId: record.data?.formId ?? '', versionId: record.data?.versionId ?? '' } },
    { skip: !record.data },
  );
  const failed = record.error && !record.data ? record : version.error && !version.data ? version : undefined;
  if (failed) {
    const back = at.formId
      ? { to: `/forms/${at.formId}`, label: t('tab.records') }
      : { to: '/forms', label: t('list.title') };
    return <UnreadableRecord back={back} error={failed.error} onRetry={() => void failed.refetch()} />;
  }
  if (!record.data || !version.data) return <RecordLoading />;
  return <Loaded record={record.data} outline={version.data.outline} />;
}

function Loaded({ record, outline }: { record: FormRecord; outline: Outline }) {
  const t = useT(formsMessages);
  const format = useFormat();
  const mayEdit = useMay('forms.record.edit');
  const { files, comments, attachments } = record;
  const tasks = useTasksTab('forms.record', record.id);
  const conversation = useConversationTab('forms.record', record.id);
  const missing = attachments.expected - attachments.received;
  return (
    <RecordScreen
      reference={shortId(record.instanceId)}
      title={recordName(record)}
      back={{ to: `/forms/${record.formId}`, label: record.formTitle }}
      state={<ReviewBadge state={record.reviewState} />}
      owner={record.submittedByName}
      actions={
        <>
          <ReviewActions record={record} />
          {mayEdit && (
            <Button
              component={AppLink}
              variant="default"
              to={`/forms/${record.formId}/fill/${record.id}`}
              leftSection={<IconEdit size={18} aria-hidden />}
            >
              {t('record.edit')}
            </Button>
          )}
          <AddTaskButton entity="forms.record" entityId={record.id} />
        </>
      }
      notice={missing > 0 && <Notice tone="warn">{t('record.filesMissing', { count: missing })}</Notice>}
      tabs={[
        {
          id: 'answers',
          label: t('tab.answers'),
          content: <AnswersTab record={record} outline={outline} />,
        },
        ...(record.point
          ? [
              {
                id: 'place',
                label: t('tab.place'),
                content: <PlaceTab record={record} point={record.point} />,
              },
            ]
          : []),
        {
          id: 'files',
          label: t('tab.files'),
          count: format.number(files.length),
          content: <FilesTab record={record} outline={outline} />,
        },
        {
          id: 'comments',
          label: t('tab.comments'),
          count: format.number(comments.length),
          content: <CommentsTab record={record} />,
        },
        ...tasks,
        ...conversation,
        { id: 'history', label: t('tab.history'), content: <HistoryTab record={record} outline={outline} /> },
      ]}
    />
  );
}

function RecordLoading() {
  const t = useT(formsMessages);
  return (
    <div role="status" aria-label={t('loading')}>
      <Skeleton height={28} width="45%" mb="sm" />
      <Skeleton height={16} width="30%" mb="xl" />
      <Skeleton height={420} />
    </div>
  );
}
