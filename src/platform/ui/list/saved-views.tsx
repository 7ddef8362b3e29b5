import { ActionIcon, Button, Divider, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconTrash, IconUsers } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { listOffices, listRoles } from '#platform/access/contract.ts';
import { listViews, removeView, type SavedView, saveView } from '#platform/reports/contract/view.ts';
import { useT } from '../../i18n/web/use-t.tsx';
import { call, useCall, useRead } from '../call.ts';
import { listMessages } from '../messages/list/catalogue.ts';
import { languagePreference } from '../preferences.ts';
import { Problem } from '../problem.tsx';
import { useMay } from '../session.tsx';
import { useStore } from '../store.ts';
import type { ListState } from './use-list-state.ts';
import { deviceViews, forgetDeviceViews, shownColumns } from './views.ts';

interface SavedViewsProps {
  listId: string;
  /** Ids of the columns shown now. */
  columns: string[];
  state: ListState;
  onShown: () => void;
}

/** Shows, saves and removes views of a list. */
export function SavedViews({ listId, columns, state, onShown }: SavedViewsProps) {
  const t = useT(listMessages);
  const views = useRead(listViews, { querystring: { list: listId } });
  useEffect(() => void moveFromDevice(listId, views.refetch), [listId, views.refetch]);
  const show = (view: SavedView) => {
    const cleared = Object.fromEntries(Object.keys(state.query).map((key) => [key, undefined]));
    state.change({ ...cleared, ...view.query });
    shownColumns(listId).set(view.columns);
    onShown();
  };
  const items = views.data?.items ?? [];
  return (
    <Stack gap="xs">
      {views.error && !views.data && <Problem error={views.error} onRetry={() => void views.refetch()} />}
      {views.data && items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('noViews')}
        </Text>
      )}
      {items.map((view) => (
        <ViewRow key={view.id} view={view} onShow={() => show(view)} />
      ))}
      <Divider />
      <SaveView listId={listId} columns={columns} state={state} />
    </Stack>
  );
}

function ViewRow({ view, onShow }: { view: SavedView; onShow: () => void }) {
  const t = useT(listMessages);
  const remove = useCall(removeView);
  return (
    <Group gap={4} wrap="nowrap">
      <Button
        variant="subtle"
        justify="start"
        fullWidth
        onClick={onShow}
        {...(view.officeId
          ? { rightSection: <IconUsers size={14} stroke={1.8} aria-label={t('viewShared')} /> }
          : {})}
      >
        {view.name}
      </Button>
      {view.own && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          loading={remove.isPending}
          aria-label={t('removeView', { name: view.name })}
          onClick={() => remove.mutate({ params: { viewId: view.id } })}
        >
          <IconTrash size={16} stroke={1.8} />
        </ActionIcon>
      )}
    </Group>
  );
}

function SaveView({ listId, columns, state }: Omit<SavedViewsProps, 'onShown'>) {
  const t = useT(listMessages);
  const mayShare = useMay('reports.view.share');
  const [name, setName] = useState('');
  const [officeId, setOffice] = useState<string | null>(null);
  const [roleId, setRole] = useState<string | null>(null);
  const save = useCall(saveView, {
    onDone: () => {
      setName('');
      setOffice(null);
      setRole(null);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim())
          save.mutate({
            body: { list: listId, name: name.trim(), query: state.query, columns, officeId, roleId },
          });
      }}
    >
      <Stack gap="xs">
        <TextInput
          label={t('viewName')}
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {mayShare && <ShareWith officeId={officeId} roleId={roleId} onOffice={setOffice} onRole={setRole} />}
        {save.error && <Problem error={save.error} />}
        <Button type="submit" disabled={!name.trim()} loading={save.isPending}>
          {t('saveView')}
        </Button>
      </Stack>
    </form>
  );
}

function ShareWith(props: {
  officeId: string | null;
  roleId: string | null;
  onOffice: (id: string | null) => void;
  onRole: (id: string | null) => void;
}) {
  const t = useT(listMessages);
  const language = useStore(languagePreference);
  const offices = useRead(listOffices, {});
  const roles = useRead(listRoles, {}, { skip: props.officeId === null });
  return (
    <>
      <Select
        label={t('shareWith')}
        placeholder={t('shareNobody')}
        data={(offices.data?.items ?? [])
          .filter((office) => office.closedOn === null)
          .map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` }))}
        value={props.officeId}
        clearable
        searchable
        comboboxProps={{ withinPortal: false }}
        onChange={(id) => {
          props.onOffice(id);
          if (id === null) props.onRole(null);
        }}
      />
      {props.officeId !== null && (
        <Select
          label={t('shareRole')}
          placeholder={t('shareAnyRole')}
          data={(roles.data?.items ?? []).map(({ id, name }) => ({
            value: id,
            label: name[language] ?? name.en,
          }))}
          value={props.roleId}
          clearable
          searchable
          comboboxProps={{ withinPortal: false }}
          onChange={props.onRole}
        />
      )}
    </>
  );
}

/** Views that were kept on this device go where all others are; what cannot go stays for the next time. */
async function moveFromDevice(listId: string, refetch: () => unknown): Promise<void> {
  const kept = deviceViews(listId);
  if (kept.length === 0) return;
  for (const { name, query, columns } of kept) {
    const done = await call(saveView, { body: { list: listId, name, query, columns } }).then(
      () => true,
      () => false,
    );
    if (!done) return;
  }
  forgetDeviceViews(listId);
  refetch();
}
