import { Button, Group, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { usePermissionWords, useSliceWords } from '#platform/ui/slice-words.ts';
import { listRecordKinds } from '../contract/record.ts';
import { accessMessages } from '../messages/catalogue.ts';
import { useDirectory } from './use-directory.ts';
import type { Question } from './why-answer.tsx';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What is asked: a permission or a route, in a place or of one record. */
export function WhyForm({ onAsk }: { onAsk: (question: Question) => void }) {
  const t = useT(accessMessages);
  const directory = useDirectory();
  const kinds = useRead(listRecordKinds, {});
  const say = usePermissionWords(directory.permissions);
  const words = useSliceWords((kinds.data?.items ?? []).map((kind) => kind.entity.split('.')[0] ?? ''));
  const [by, setBy] = useState('permission');
  const [where, setWhere] = useState('place');
  const [permission, setPermission] = useState<string | null>(null);
  const [routeId, setRouteId] = useState<string | null>(null);
  const [officeId, setOfficeId] = useState<string | null>(null);
  const [operationId, setOperationId] = useState<string | null>(null);
  const [entity, setEntity] = useState<string | null>(null);
  const [entityId, setEntityId] = useState('');
  const office = officeId ?? directory.tree[0]?.office.id ?? null;
  const what = by === 'permission' ? permission && { permission } : routeId && { routeId };
  const place = office && { officeId: office, ...(operationId ? { operationId } : {}) };
  const record = entity && UUID.test(entityId.trim()) && { entity, entityId: entityId.trim() };
  const target = where === 'place' ? place : record;
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (what && target) onAsk({ ...what, ...target });
  };
  const entities = (kinds.data?.items ?? []).map(({ entity: kind }) => ({
    value: kind,
    label: words(kind.split('.')[0] ?? kind, `entity.${kind}`) ?? kind,
  }));
  return (
    <form onSubmit={ask}>
      <Stack gap="sm">
        <Group align="end">
          <SegmentedControl
            aria-label={t('why.by')}
            value={by}
            onChange={setBy}
            data={[
              { value: 'permission', label: t('permission') },
              { value: 'route', label: t('why.route') },
            ]}
          />
          {by === 'permission' ? (
            <Select
              label={t('permission')}
              data={directory.permissions.map((code) => ({ value: code, label: say(code) }))}
              searchable
              value={permission}
              onChange={setPermission}
            />
          ) : (
            <Select
              label={t('why.route')}
              data={(kinds.data?.routes ?? []).map(({ id, summary }) => ({
                value: id,
                label: `${summary} (${id})`,
              }))}
              searchable
              limit={100}
              value={routeId}
              onChange={setRouteId}
            />
          )}
        </Group>
        <Group align="end">
          {entities.length > 0 && (
            <SegmentedControl
              aria-label={t('why.where')}
              value={where}
              onChange={setWhere}
              data={[
                { value: 'place', label: t('why.place') },
                { value: 'record', label: t('why.record') },
              ]}
            />
          )}
          {where === 'place' ? (
            <>
              <Select
                label={t('office')}
                data={directory.officeOptions}
                searchable
                allowDeselect={false}
                value={office}
                onChange={setOfficeId}
              />
              <Select
                label={t('operation')}
                placeholder={t('allOperations')}
                data={directory.operationOptions}
                clearable
                value={operationId}
                onChange={setOperationId}
              />
            </>
          ) : (
            <>
              <Select label={t('why.kind')} data={entities} value={entity} onChange={setEntity} />
              <TextInput
                label={t('why.recordId')}
                description={t('why.recordIdHelp')}
                value={entityId}
                onChange={(event) => setEntityId(event.currentTarget.value)}
              />
            </>
          )}
          <Button type="submit" disabled={!what || !target}>
            {t('why.ask')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
