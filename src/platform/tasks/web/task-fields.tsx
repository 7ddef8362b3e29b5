import { Group, SegmentedControl, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useDirectory } from '#platform/access/web/use-directory.ts';
import { useT } from '#platform/i18n/web/use-t.tsx';
import type { useForm } from '#platform/ui/form/use-form.ts';
import { priorities, reminders } from '../contract/shapes.ts';
import { tasksMessages } from '../messages/catalogue.ts';
import { type About, PersonSelect } from './person-select.tsx';
import type { TaskValues } from './task-values.ts';

export type TaskFormState = ReturnType<typeof useForm<TaskValues>>;

interface FieldsProps {
  form: TaskFormState;
  about: About;
}

/** What is to be done, how urgent it is and when it is due. */
export function WhatFields({ form, about, toName }: FieldsProps & { toName?: string | null | undefined }) {
  const t = useT(tasksMessages);
  return (
    <>
      <TextInput label={t('field.title')} maxLength={200} data-autofocus {...form.text('title')} />
      <Textarea
        label={t('field.note')}
        description={t('field.note.hint')}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={5000}
        {...form.text('note')}
      />
      <Select
        label={t('field.priority')}
        data={priorities.map((value) => ({ value, label: t(`value.priority.${value}`) }))}
        allowDeselect={false}
        {...form.value<string>('priority')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput type="date" label={t('field.date')} {...form.text('date')} />
        <TextInput type="time" label={t('field.time')} disabled={!form.values.date} {...form.text('time')} />
      </SimpleGrid>
      {form.values.date && <WhenLate form={form} about={about} toName={toName} />}
    </>
  );
}

const zones = (): string[] => Intl.supportedValuesOf('timeZone');

/** Zone, reminder and escalation; only where there is a due time. */
function WhenLate({ form, about, toName }: FieldsProps & { toName?: string | null | undefined }) {
  const t = useT(tasksMessages);
  const { zone, escalateTo, escalateHours } = form.values;
  const data = useMemo(() => [...new Set([zone, ...zones()])].toSorted(), [zone]);
  const known = escalateTo && toName ? { id: escalateTo, name: toName } : null;
  // A task of one's own is escalated to nobody.
  const mayEscalate = Object.values(about).some(Boolean);
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label={t('field.zone')}
          data={data}
          searchable
          limit={60}
          allowDeselect={false}
          {...form.value<string>('zone')}
        />
        <Select
          label={t('field.remindBefore')}
          placeholder={t('remind.atDue')}
          data={reminders.map((value) => ({ value, label: t(`value.remindBefore.${value}`) }))}
          clearable
          {...form.value<string>('remindBefore')}
        />
      </SimpleGrid>
      {mayEscalate && (
        <TextInput
          label={t('field.escalateHours')}
          description={t('field.escalateHours.hint')}
          inputMode="numeric"
          {...form.text('escalateHours')}
        />
      )}
      {mayEscalate && escalateHours.trim() !== '' && (
        <WhomFields
          form={form}
          about={about}
          label={t('field.escalateTo')}
          names={{ whom: 'escalateWhom', person: 'escalateTo', role: 'escalateRole' }}
          known={known}
        />
      )}
    </Stack>
  );
}

interface WhomProps extends FieldsProps {
  label: string;
  names: {
    whom: 'whom' | 'escalateWhom';
    person: 'ownerId' | 'escalateTo';
    role: 'roleId' | 'escalateRole';
  };
  known?: { id: string; name: string } | null;
  placeholder?: string;
}

/** One person, or whoever holds a role there. */
export function WhomFields({ form, about, label, names, known, placeholder }: WhomProps) {
  const t = useT(tasksMessages);
  const { roleOptions } = useDirectory();
  const whom = form.values[names.whom];
  return (
    <Stack gap="xs">
      <Group>
        <SegmentedControl
          aria-label={label}
          data={[
            { value: 'person', label: t('whom.person') },
            { value: 'role', label: t('whom.role') },
          ]}
          value={whom}
          onChange={(value) => form.set(names.whom, value)}
        />
      </Group>
      {whom === 'person' ? (
        <PersonSelect
          label={label}
          about={about}
          known={known}
          {...(placeholder ? { placeholder } : {})}
          {...form.value<string | null>(names.person)}
        />
      ) : (
        <Select
          label={label}
          description={t('whom.role.hint')}
          data={roleOptions}
          searchable
          {...form.value<string | null>(names.role)}
        />
      )}
    </Stack>
  );
}
