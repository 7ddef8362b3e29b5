import { Stack } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { RecordFiles } from '#platform/files/web/record-files.tsx';
import { useFormat, useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import type { FormRecord } from '../../contract/record.ts';
import type { Outline } from '../../contract/shapes.ts';
import { bestLanguage, labelOf } from '../../domain/labels.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import classes from '../forms.module.css';
import { FileAnswer } from './answer.tsx';

/** Files that came with the answers, and below them those that officers attached. */
export function FilesTab(props: { record: FormRecord; outline: Outline }) {
  const t = useT(formsMessages);
  return (
    <Stack>
      <AnswerFiles {...props} />
      <Panel title={t('files.attached')}>
        <RecordFiles entity="forms.record" entityId={props.record.id} />
      </Panel>
    </Stack>
  );
}

/** Every file of the record with the question that it answers. */
function AnswerFiles({ record, outline }: { record: FormRecord; outline: Outline }) {
  const t = useT(formsMessages);
  const format = useFormat();
  const language = bestLanguage(outline, useLanguage());
  if (record.files.length === 0) {
    return (
      <div className="sj-surface">
        <EmptyState icon={IconPaperclip} title={t('files.none')}>
          {t('files.none.text')}
        </EmptyState>
      </div>
    );
  }
  const question = (path: string | null): string => {
    const node = outline.nodes.find((one) => one.path === path);
    return node ? labelOf(node, language) : (path ?? t('files.noQuestion'));
  };
  return (
    <Panel title={t('tab.files')}>
      <dl className={classes.answers}>
        {record.files.map((file) => (
          <div key={file.id} className={classes.answer}>
            <dt>{question(file.path)}</dt>
            <dd>
              <FileAnswer name={file.name} path={file.path ?? ''} record={record} />
              {file.size !== null && <span className={classes.quiet}> {format.bytes(file.size)}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
