import { Button, Skeleton } from '@mantine/core';
import { routeUrl } from '@sojourn/route-contract';
import { IconArrowsDiff, IconFileTypeXml } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { RecordTimeline } from '#platform/audit/web/record-timeline.tsx';
import { useFormat, useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { call, queryKey } from '#platform/ui/call.ts';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { type FormRecord, getSubmissionXml } from '../../contract/record.ts';
import type { Outline } from '../../contract/shapes.ts';
import { bestLanguage, choiceLabels, labelOf } from '../../domain/labels.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import { answerText } from '../answer-text.ts';
import classes from '../forms.module.css';
import { changesBetween } from './submission-diff.ts';

type Submission = FormRecord['submissions'][number];

/** Every XML as it came with what each edit changed, and what happened to the record. */
export function HistoryTab({ record, outline }: { record: FormRecord; outline: Outline }) {
  const t = useT(formsMessages);
  return (
    <>
      <Panel title={t('history.submissions')}>
        <ul className={classes.comments}>
          {record.submissions.map((submission, index) => (
            <SubmissionCard
              key={submission.id}
              record={record}
              outline={outline}
              submission={submission}
              earlier={record.submissions[index + 1]}
            />
          ))}
        </ul>
      </Panel>
      <Panel title={t('history.timeline')}>
        <RecordTimeline entity="forms.record" entityId={record.id} />
      </Panel>
    </>
  );
}

function SubmissionCard(props: {
  record: FormRecord;
  outline: Outline;
  submission: Submission;
  earlier: Submission | undefined;
}) {
  const t = useT(formsMessages);
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { record, submission, earlier } = props;
  const params = { recordId: record.id, submissionId: submission.id };
  return (
    <li className={classes.comment}>
      <div className={classes.commentHead}>
        <strong>
          {format.dateTime(submission.receivedAt)}{' '}
          {submission.current && <StateBadge tone="info">{t('history.current')}</StateBadge>}
        </strong>
        <span>{submission.submittedByName}</span>
      </div>
      <p className={classes.quiet}>
        <span className="sj-code">{submission.instanceId}</span>
        {submission.userAgent && <bdi> · {submission.userAgent.slice(0, 120)}</bdi>}
      </p>
      <div className={classes.arrow}>
        <Button
          component="a"
          size="compact-sm"
          variant="default"
          href={routeUrl(getSubmissionXml, { params })}
          download={`${submission.instanceId.replace(/[^\w-]+/g, '_')}.xml`}
          leftSection={<IconFileTypeXml size={15} aria-hidden />}
        >
          {t('history.xml')}
        </Button>
        {earlier && (
          <Button
            size="compact-sm"
            variant="default"
            aria-expanded={open}
            leftSection={<IconArrowsDiff size={15} aria-hidden />}
            onClick={() => setOpen(!open)}
          >
            {t('history.changes')}
          </Button>
        )}
      </div>
      {open && earlier && <Difference {...props} earlier={earlier} />}
    </li>
  );
}

/** A raw route answers a blob, which its contract does not say. */
async function readXml(recordId: string, submissionId: string, signal: AbortSignal): Promise<Document> {
  const blob = (await call(
    getSubmissionXml,
    { params: { recordId, submissionId } },
    signal,
  )) as unknown as Blob;
  return new DOMParser().parseFromString(await blob.text(), 'application/xml');
}

function Difference(props: {
  record: FormRecord;
  outline: Outline;
  submission: Submission;
  earlier: Submission;
}) {
  const t = useT(formsMessages);
  const format = useFormat();
  const { record, outline, submission, earlier } = props;
  const language = bestLanguage(outline, useLanguage());
  const diff = useQuery({
    queryKey: queryKey(getSubmissionXml, [submission.id, earlier.id]),
    queryFn: async ({ signal }) => {
      const [now, before] = await Promise.all(
        [submission, earlier].map(({ id }) => readXml(record.id, id, signal)),
      );
      return changesBetween(before!.documentElement, now!.documentElement);
    },
  });
  if (diff.error) return <Problem error={diff.error} onRetry={() => void diff.refetch()} />;
  if (!diff.data) return <Skeleton height={80} mt="sm" />;
  if (diff.data.length === 0) return <p className={classes.quiet}>{t('history.same')}</p>;
  const words = { format, choice: choiceLabels(outline, language) };
  const nodeOf = (path: string) => outline.nodes.find((one) => one.path === path.replace(/\[\d+\]/g, ''));
  const say = (path: string, text: string | null): string => {
    const node = nodeOf(path);
    if (text === null) return '–';
    const isMany = node?.kind === 'select_multiple' || node?.kind === 'rank';
    return node ? answerText(node, isMany ? text.split(/\s+/) : text, words) : text;
  };
  const entry = (path: string): string => [...path.matchAll(/\[(\d+)\]/g)].map(([, n]) => n).join('.');
  return (
    <DataTable
      caption={t('history.changes')}
      hideCaption
      rows={diff.data}
      rowKey={({ path }) => path}
      columns={[
        {
          id: 'question',
          header: t('changes.question'),
          rowHeader: true,
          cell: ({ path }) => {
            const node = nodeOf(path);
            const number = entry(path);
            return [number && `${number}.`, node ? labelOf(node, language) : path].filter(Boolean).join(' ');
          },
        },
        {
          id: 'before',
          header: t('changes.before'),
          cell: ({ path, before }) => <bdi>{say(path, before)}</bdi>,
        },
        { id: 'after', header: t('changes.after'), cell: ({ path, after }) => <bdi>{say(path, after)}</bdi> },
      ]}
    />
  );
}
