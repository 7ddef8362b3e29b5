import { Select } from '@mantine/core';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { Dialog } from '#platform/ui/dialog.tsx';
import { draftAt } from '#platform/ui/form/drafts.ts';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { useMe, useOperation } from '#platform/ui/session.tsx';
import { createTask } from '../contract/task.ts';
import { tasksMessages } from '../messages/catalogue.ts';
import { WhatFields, WhomFields } from './task-fields.tsx';
import { newTaskOf, valuesOf } from './task-values.ts';

interface NewTaskProps {
  /** The record that it will be about. */
  record?: { entity: string; entityId: string };
  onClose: () => void;
}

/** Gives a task: on a record, in an operation, or to oneself. */
export function NewTask({ record, onClose }: NewTaskProps) {
  const t = useT(tasksMessages);
  const me = useMe();
  const operation = useOperation();
  const create = useCall(createTask, { also: ['audit'] });
  const form = useForm({
    schema: createTask.schema.body!,
    initial: valuesOf(null, operation?.id ?? null),
    prepare: (values) => newTaskOf(values, record ?? null),
    draft: draftAt(`tasks.task.new.${me.account.id}.${record ? `${record.entity}.${record.entityId}` : ''}`),
    onSubmit: async (body) => {
      await create.mutateAsync({ body });
      onClose();
    },
  });
  const { operationId } = form.values;
  const about = record ?? (operationId ? { operationId } : {});
  return (
    <Dialog onClose={onClose} title={t('new')} size="lg">
      <Form form={form} submitLabel={t('give')} wide>
        {!record && (
          <Select
            label={t('field.operation')}
            placeholder={t('operation.none')}
            data={me.operations.map(({ id, name }) => ({ value: id, label: name }))}
            clearable
            {...form.value<string | null>('operationId')}
          />
        )}
        {(record || operationId) && (
          <WhomFields
            form={form}
            about={about}
            label={t('field.owner')}
            placeholder={t('owner.me')}
            names={{ whom: 'whom', person: 'ownerId', role: 'roleId' }}
          />
        )}
        <WhatFields form={form} about={about} />
      </Form>
    </Dialog>
  );
}
