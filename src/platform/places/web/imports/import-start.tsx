import { Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { FileDrop } from '#platform/ui/file-drop.tsx';
import { AppLink, useGo } from '#platform/ui/link.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { ProgressPanel } from '#platform/ui/progress-panel.tsx';
import { RecordScreen } from '#platform/ui/record/record-screen.tsx';
import { placesMessages } from '../../messages/catalogue.ts';
import { FILE_BYTES, type ImportRoutes } from './kinds.ts';
import { useUploads } from './use-uploads.ts';

interface ImportStartProps {
  routes: ImportRoutes;
  title: string;
  intro: string;
  endings: readonly string[];
  hint?: string;
  /** What has to be chosen before files make sense. */
  ready: boolean;
  /** Begins the draft and says its id; files follow. */
  begin: () => Promise<string>;
  children: React.ReactNode;
}

/** The first step of an import: say where it belongs, drop the files. From then on the server keeps it. */
export function ImportStart(props: ImportStartProps) {
  const t = useT(placesMessages);
  const go = useGo();
  const { send, upload, failure, setFailure } = useUploads(props.routes);
  const [draft, setDraft] = useState<string | null>(null);
  const path = `/places/imports/${props.routes.kind}`;
  const take = async (files: File[]) => {
    try {
      const id = draft ?? (await props.begin());
      setDraft(id);
      if (await send(id, files)) go(`${path}/${id}`);
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <RecordScreen
      reference={props.title}
      title={props.title}
      back={{ to: '/places/imports', label: t('imports.title') }}
    >
      <Stack maw={720}>
        <p style={{ margin: 0 }}>{props.intro}</p>
        {props.children}
        <FileDrop
          label={t('import.drop')}
          accept={props.endings}
          maxBytes={FILE_BYTES}
          multiple
          disabled={!props.ready || upload !== null}
          {...(props.hint ? { hint: props.hint } : {})}
          onFiles={(files) => void take(files)}
        />
        {upload && (
          <ProgressPanel
            name={t('import.sending', { name: upload.name })}
            state="running"
            done={upload.done}
            total={upload.total}
          />
        )}
        {failure !== undefined && (
          <>
            <Problem error={failure} />
            {draft && (
              <Group>
                <AppLink to={`${path}/${draft}`}>{t('import.goOn')}</AppLink>
              </Group>
            )}
          </>
        )}
      </Stack>
    </RecordScreen>
  );
}
