import { Skeleton } from '@mantine/core';
import { type RefObject, Suspense, useEffect, useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { FileDrop } from '#platform/ui/file-drop.tsx';
import { lazyPart } from '#platform/ui/lazy-part.ts';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { formsMessages } from '../../messages/catalogue.ts';
import type { Step } from '../fill/draft/journal.ts';
import type { FormFiles } from '../fill/engine/form-files.ts';
import classes from '../forms.module.css';
import own from './import.module.css';

const TryForm = lazyPart(() => import('../fill/try-form.tsx').then((m) => ({ default: m.TryForm })));

const ENDINGS = [
  '.csv',
  '.xml',
  '.geojson',
  '.svg',
  '.png',
  '.jpg',
  '.jpeg',
  '.gif',
  '.webp',
  '.mp3',
  '.wav',
  '.ogg',
  '.m4a',
  '.mp4',
  '.webm',
];
const LIMIT = 100_000_000;

interface Props {
  xform: string;
  /** Files that the form reads. */
  needed: readonly string[];
  /** What was answered so far, to be given again to the mended workbook. */
  steps: RefObject<Step[]>;
}

/** The form itself beside its findings, filled here and thrown away: whether it asks what was meant is seen at once. */
export function Trial({ xform, needed, steps }: Props) {
  const t = useT(formsMessages);
  const format = useFormat();
  const { given, files, add } = useGivenFiles();
  const missing = needed.filter((name) => !given.has(name));
  return (
    <Panel title={t('import.tryIt')}>
      <p className={classes.quiet}>{t('import.tryIt.hint')}</p>
      <Suspense fallback={<Skeleton height={160} />}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
        <section className={own.trial} tabIndex={0} aria-label={t('act.try')}>
          <TryForm xform={xform} files={files} steps={steps} />
        </section>
      </Suspense>
      {missing.length > 0 && (
        <>
          <p className={classes.quiet}>{t('import.tryIt.files', { names: format.list(missing) })}</p>
          <FileDrop label={t('import.tryIt.drop')} accept={ENDINGS} maxBytes={LIMIT} multiple onFiles={add} />
        </>
      )}
    </Panel>
  );
}

/** Files that were dropped beside the workbook: they stay in the page. */
function useGivenFiles() {
  const [given, setGiven] = useState<ReadonlyMap<string, Blob>>(new Map());
  const [files, setFiles] = useState<FormFiles | undefined>(undefined);
  useEffect(() => {
    if (given.size === 0) return;
    let gone = false;
    let read: FormFiles | undefined;
    void import('../fill/engine/form-files.ts')
      .then(({ readFiles }) => readFiles(given))
      .then((answer) => {
        read = answer;
        if (gone) answer.release();
        else setFiles(answer);
      });
    return () => {
      gone = true;
      read?.release();
    };
  }, [given]);
  const add = (dropped: readonly File[]) =>
    setGiven(new Map([...given, ...dropped.map((file): [string, Blob] => [file.name, file])]));
  return { given, files, add };
}
