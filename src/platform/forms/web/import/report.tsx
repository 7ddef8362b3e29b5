import { type ReactNode, type RefObject, useState } from 'react';
import { useFormat, useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import type { Compilation } from '../../contract/form.ts';
import { bestLanguage } from '../../domain/labels.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import type { Step } from '../fill/draft/journal.ts';
import classes from '../forms.module.css';
import { Notice } from '../notice.tsx';
import { FormLanguage } from '../parts.tsx';
import { Changes } from './changes.tsx';
import { Findings } from './findings.tsx';
import own from './import.module.css';
import { OutlineTree } from './outline-tree.tsx';
import { Trial } from './trial.tsx';

/** What came out of a workbook: the verdict, what to mend, what would change, the questions. */
export function Report(props: {
  fileName: string;
  report: Compilation;
  /** What was tried so far: a mended workbook is asked the same again. */
  tried: RefObject<Step[]>;
  action: ReactNode;
}) {
  const { report } = props;
  return (
    <div className={own.sides} data-live={report.compiled ? true : undefined}>
      <div className={classes.stack}>
        <Verdict {...props} />
        <Refusal report={report} />
        {report.diagnostics.length > 0 && <Findings findings={report.diagnostics} />}
        {report.existing && report.ok && (
          <Changes changes={report.changes} against={report.existing.latestVersion} />
        )}
        {report.compiled && <Questions compiled={report.compiled} />}
      </div>
      {report.compiled && (
        <div className={own.live}>
          <Trial
            key={report.compiled.xmlFormId}
            xform={report.compiled.xform}
            needed={report.compiled.files.map(({ name }) => name)}
            steps={props.tried}
          />
        </div>
      )}
    </div>
  );
}

function Verdict(props: { fileName: string; report: Compilation; action: ReactNode }) {
  const { fileName, report, action } = props;
  const t = useT(formsMessages);
  const format = useFormat();
  const { compiled } = report;
  const errors = report.diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = report.diagnostics.length - errors;
  const questions = compiled?.outline.nodes.filter(({ node }) => node === 'question').length ?? 0;
  const languages = compiled?.outline.languages ?? [];
  return (
    <section className={`sj-surface ${own.verdict}`} aria-label={fileName}>
      <div className={own.verdictText} role="status">
        <h2>{compiled ? compiled.title : <bdi>{fileName}</bdi>}</h2>
        <p className={classes.quiet}>
          {compiled
            ? [
                t('import.version', { version: compiled.version || '–' }),
                t('import.questions', { count: questions }),
                languages.length > 1 && format.list(languages),
                compiled.files.length > 0 && t('import.files', { count: compiled.files.length }),
              ]
                .filter(Boolean)
                .join(' · ')
            : t('import.refused')}
        </p>
        <p className={classes.buttons}>
          {errors > 0 && <StateBadge tone="bad">{t('import.errors', { count: errors })}</StateBadge>}
          {warnings > 0 && <StateBadge tone="warn">{t('import.warnings', { count: warnings })}</StateBadge>}
          {report.diagnostics.length === 0 && <StateBadge tone="good">{t('import.clean')}</StateBadge>}
        </p>
      </div>
      {action}
    </section>
  );
}

function Refusal({ report: { refusal, existing, compiled } }: { report: Compilation }) {
  const t = useT(formsMessages);
  if (refusal) {
    return (
      <Notice tone="bad">
        {refusal.code === 'forms.version_exists'
          ? t('problem.forms.version_exists', { version: compiled?.version ?? '' })
          : refusal.message}
      </Notice>
    );
  }
  if (!existing) return null;
  return (
    <Notice
      action={<AppLink to={`/forms/${existing.formId}?tab=versions`}>{t('import.openExisting')}</AppLink>}
    >
      {t('import.existing', { title: existing.title })}
    </Notice>
  );
}

function Questions({ compiled }: { compiled: NonNullable<Compilation['compiled']> }) {
  const t = useT(formsMessages);
  const reader = useLanguage();
  const [language, setLanguage] = useState(() => bestLanguage(compiled.outline, reader));
  return (
    <Panel
      title={t('questions')}
      flush
      aside={<FormLanguage languages={compiled.outline.languages} value={language} onChange={setLanguage} />}
    >
      <OutlineTree outline={compiled.outline} language={language} label={t('questions')} />
    </Panel>
  );
}
