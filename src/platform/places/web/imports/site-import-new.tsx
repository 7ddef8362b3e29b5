import { Select } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { useMe } from '#platform/ui/session.tsx';
import { startSiteImport } from '../../contract/import.ts';
import { placesMessages } from '../../messages/catalogue.ts';
import { useOneOperation } from '../sites/site-parts.tsx';
import { ImportStart } from './import-start.tsx';
import { siteEndings, siteRoutes } from './kinds.ts';

/** Begins an import of sites: the operation, then the files. */
export function SiteImportNew() {
  const t = useT(placesMessages);
  const { operations } = useMe();
  const one = useOneOperation();
  const [picked, setPicked] = useState<string | null>(null);
  const operationId = picked ?? one?.id ?? null;
  const start = useCall(startSiteImport);
  return (
    <ImportStart
      routes={siteRoutes}
      title={t('import.sites')}
      intro={t('import.sitesIntro')}
      endings={siteEndings}
      ready={operationId !== null}
      begin={async () => (await start.mutateAsync({ body: { operationId: operationId ?? '' } })).id}
    >
      <Select
        label={t('site.operation')}
        data={operations.map(({ id, name }) => ({ value: id, label: name }))}
        value={operationId}
        onChange={setPicked}
        allowDeselect={false}
      />
    </ImportStart>
  );
}
