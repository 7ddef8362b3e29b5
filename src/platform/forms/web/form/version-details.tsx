import { Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { diffVersions, type Form, getVersion, type VersionSummary } from '../../contract/form.ts';
import type { Outline } from '../../contract/shapes.ts';
import { bestLanguage } from '../../domain/labels.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import { Changes } from '../import/changes.tsx';
import { Findings } from '../import/findings.tsx';
import { OutlineTree } from '../import/outline-tree.tsx';
import { FormLanguage } from '../parts.tsx';
import { RequiredFiles } from './required-files.tsx';

/** Files, findings, changes and questions of one version. */
export function VersionDetails({ form, version }: { form: Form; version: VersionSummary }) {
  const params = { formId: form.id, versionId: version.id };
  const details = useRead(getVersion, { params });
  const isFirst = form.versions.at(-1)?.id === version.id;
  const diff = useRead(diffVersions, { params, querystring: {} }, { skip: isFirst });
  if (details.error && !details.data) {
    return <Problem error={details.error} onRetry={() => void details.refetch()} />;
  }
  if (!details.data) return <Skeleton height={120} />;
  const { files, diagnostics, outline } = details.data;
  return (
    <div>
      {files.length > 0 && <RequiredFiles form={form} version={version} files={files} />}
      {diff.error && <Problem error={diff.error} onRetry={() => void diff.refetch()} />}
      {diff.data?.against !== null && diff.data && (
        <Changes changes={diff.data.changes} against={diff.data.against} />
      )}
      {diagnostics.length > 0 && <Findings findings={diagnostics} />}
      <Questions outline={outline} />
    </div>
  );
}

function Questions({ outline }: { outline: Outline }) {
  const t = useT(formsMessages);
  const reader = useLanguage();
  const [language, setLanguage] = useState(() => bestLanguage(outline, reader));
  return (
    <Panel
      title={t('questions')}
      flush
      aside={<FormLanguage languages={outline.languages} value={language} onChange={setLanguage} />}
    >
      <OutlineTree outline={outline} language={language} label={t('questions')} />
    </Panel>
  );
}
