import { useEffect, useState } from 'react';
import { useFormat, useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { sayProblem } from '#platform/ui/problem.tsx';
import { useSliceWords } from '#platform/ui/slice-words.ts';
import { StateBadge, type Tone } from '#platform/ui/state-badge.tsx';
import type { Run } from '../contract.ts';
import { jobsMessages } from '../messages/catalogue.ts';

const sliceOf = (task: string): string => task.split('.')[0] ?? task;

/** Jobs by name, as their slices call them; what has no words yet is called by its code. */
export function useJobNames(tasks: readonly string[]): (task: string) => string {
  const words = useSliceWords(tasks.map(sliceOf), jobsMessages);
  return (task) => words(sliceOf(task), `job.${task}`) ?? task;
}

const tones: Record<Run['state'], Tone> = {
  waiting: 'neutral',
  running: 'info',
  done: 'good',
  failed: 'bad',
  cancelled: 'neutral',
};

export function RunState({ run }: { run: Run }) {
  const t = useT(jobsMessages);
  if (run.cancelling) return <StateBadge tone="warn">{t('state.cancelling')}</StateBadge>;
  return <StateBadge tone={tones[run.state]}>{t(`state.${run.state}`)}</StateBadge>;
}

/** What went wrong the last time, and when it is tried again. */
export function RunProblem({ run }: { run: Run }) {
  const t = useT(jobsMessages);
  const format = useFormat();
  const language = useLanguage();
  // A run keeps the code alone; a sentence that needs more than that says too little here.
  const unsaid = t('problem.jobs.failed');
  const [text, setText] = useState<string>();
  const { problem } = run;
  useEffect(() => {
    if (!problem) return setText(undefined);
    let gone = false;
    void sayProblem(language, { code: problem, text: unsaid }).then((said) => gone || setText(said));
    return () => {
      gone = true;
    };
  }, [problem, language, unsaid]);
  if (!problem) return null;
  const again = run.state === 'waiting' && run.nextAt;
  return <>{[text, again && t('again.at', { when: format.relative(again) })].filter(Boolean).join(' – ')}</>;
}
