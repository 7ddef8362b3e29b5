import { Button, Group, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { useOperation } from '#platform/ui/session.tsx';
import { listCountries } from '../../contract/area.ts';
import { startAreaImport } from '../../contract/import.ts';
import { placesMessages } from '../../messages/catalogue.ts';
import { useNameOf } from '../names.tsx';
import { useOneOperation } from '../sites/site-parts.tsx';
import { CountryDialog } from './country-dialog.tsx';
import { ImportStart } from './import-start.tsx';
import { areaEndings, areaRoutes } from './kinds.ts';

/** Begins an import of boundaries: the country, then the files. Facts of the edition follow with the columns. */
export function AreaImportNew() {
  const t = useT(placesMessages);
  const format = useFormat();
  const nameOf = useNameOf();
  const countries = useRead(listCountries, {});
  const operation = useOperation();
  const one = useOneOperation();
  const [picked, setPicked] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const start = useCall(startAreaImport);
  const code = picked ?? operation?.country ?? one?.country ?? null;
  const country = countries.data?.items.find((item) => item.code === code && item.mayImport);
  const options = useMemo(
    () =>
      (countries.data?.items ?? [])
        .filter(({ mayImport }) => mayImport)
        .map(({ code: value, names }) => ({ value, label: `${nameOf(names)} (${value})` }))
        .toSorted((a, b) => a.label.localeCompare(b.label)),
    [countries.data, nameOf],
  );
  const begin = async () => {
    const today = new Date().toISOString().slice(0, 10);
    const name = t('import.defaultName', {
      country: country ? nameOf(country.names) : (code ?? ''),
      month: format.date(today.slice(0, 7)),
    });
    const { id } = await start.mutateAsync({ body: { country: code ?? '', name, validFrom: today } });
    return id;
  };
  return (
    <ImportStart
      routes={areaRoutes}
      title={t('import.areas')}
      intro={t('import.areasIntro')}
      endings={areaEndings}
      hint={t('import.zipHint')}
      ready={country !== undefined}
      begin={begin}
    >
      {countries.error && <Problem error={countries.error} onRetry={() => void countries.refetch()} />}
      <Group align="end">
        <Select
          label={t('country')}
          data={options}
          searchable
          value={country ? code : null}
          onChange={setPicked}
          style={{ flex: '1 1 16rem' }}
        />
        <Button variant="default" onClick={() => setAdding(true)}>
          {t('country.add')}
        </Button>
      </Group>
      {adding && <CountryDialog onClose={() => setAdding(false)} onAdded={setPicked} />}
    </ImportStart>
  );
}
