import { useMemo } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { MapView } from '#platform/ui/map/map-view.tsx';
import type { FormRecord } from '../../contract/record.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import { recordName } from '../answer-text.ts';

/** Where the record was made. */
export function PlaceTab({ record, point }: { record: FormRecord; point: { lon: number; lat: number } }) {
  const t = useT(formsMessages);
  const name = recordName(record);
  const points = useMemo(
    () => [{ id: record.id, name, longitude: point.lon, latitude: point.lat }],
    [record.id, name, point.lon, point.lat],
  );
  return <MapView title={t('record.where')} points={points} />;
}
