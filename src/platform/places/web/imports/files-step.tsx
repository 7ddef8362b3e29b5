import { Button, Group } from '@mantine/core';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { FileDrop } from '#platform/ui/file-drop.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { ProgressPanel } from '#platform/ui/progress-panel.tsx';
import { placesMessages } from '../../messages/catalogue.ts';
import classes from '../places.module.css';
import { type AnyImport, FILE_BYTES, type ImportRoutes } from './kinds.ts';
import { useUploads } from './use-uploads.ts';

interface FilesStepProps {
  item: AnyImport;
  routes: ImportRoutes;
  endings: readonly string[];
  /** Address of the next step. */
  next: string;
}

/** The files of an import, and what was found in each. */
export function FilesStep({ item, routes, endings, next }: FilesStepProps) {
  const t = useT(placesMessages);
  const { send, upload, failure } = useUploads(routes);
  return (
    <>
      <FileDrop
        label={t('import.drop')}
        accept={endings}
        maxBytes={FILE_BYTES}
        multiple
        disabled={upload !== null}
        {...(routes.kind === 'areas' ? { hint: t('import.zipHint') } : {})}
        onFiles={(files) => void send(item.id, files)}
      />
      {upload && (
        <ProgressPanel
          name={t('import.sending', { name: upload.name })}
          state="running"
          done={upload.done}
          total={upload.total}
        />
      )}
      {failure !== undefined && <Problem error={failure} />}
      <ul className={classes.files} aria-label={t('import.files')}>
        {item.files.map((file) => (
          <FileRow key={file.id} item={item} routes={routes} file={file} />
        ))}
      </ul>
      {item.layers.length > 0 && (
        <Group>
          <Button component={AppLink} to={next} className="">
            {t('import.toColumns')}
          </Button>
        </Group>
      )}
    </>
  );
}

type FileRowProps = Omit<FilesStepProps, 'endings' | 'next'> & { file: AnyImport['files'][number] };

function FileRow({ item, routes, file }: FileRowProps) {
  const t = useT(placesMessages);
  const format = useFormat();
  const remove = useCall<ImportRoutes['removeFile']>(routes.removeFile);
  const layers = item.layers.filter((layer) => layer.file === file.name);
  const rows = layers.reduce((sum, layer) => sum + layer.rows, 0);
  return (
    <li className="sj-surface">
      <div>
        <strong>
          <bdi>{file.name}</bdi>
        </strong>
        <p className={classes.quiet}>
          {[
            format.bytes(file.size),
            t('import.rows', { count: rows }),
            ...(layers.length > 1 ? [t('import.layers', { count: layers.length })] : []),
          ].join(' · ')}
        </p>
      </div>
      <Button
        size="compact-sm"
        variant="default"
        loading={remove.isPending}
        aria-label={t('import.removeFile', { name: file.name })}
        onClick={() => remove.mutate({ params: { importId: item.id, fileId: file.id } })}
      >
        {t('remove')}
      </Button>
      {remove.error && <Problem error={remove.error} />}
    </li>
  );
}
