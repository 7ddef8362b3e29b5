import { Textarea } from '@mantine/core';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import type { Task } from '../contract/shapes.ts';
import { assignTask, updateTask } from '../contract/task.ts';
import { tasksMessages } from '../messages/catalogue.ts';
import type { About } from './person-select.tsx';
import { type TaskFormState, WhatFields, WhomFields } from './task-fields.tsx';
import { changeOf, type TaskValues, valuesOf } from './task-values.ts';

const aboutOf = ({ record, operationId }: Task): About =>
  record ? { entity: record.entity, entityId: record.entityId } : operationId ? { operationId } : {};

/** Changes what a task says, when it is due and what happens when it is late. */
export function EditTask({ task, onClose }: { task: Task; onClose: () => void }) {
  const t = useT(tasksMessages);
  const update = useCall(updateTask, { also: ['audit'] });
  const form = useForm({
    schema: updateTask.schema.body!,
    initial: valuesOf(task, task.operationId),
    prepare: (values) => changeOf(values, task.revision),
    onSubmit: async (body) => {
      await update.mutateAsync({ params: { taskId: task.id }, body });
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={t('edit')} size="lg">
      <Form form={form} submitLabel={t('save')} wide>
        <WhatFields form={form} about={aboutOf(task)} toName={task.escalation?.toName} />
      </Form>
    </Dialog>
  );
}

/** Gives a task to somebody else, or to whoever holds a role. */
export function HandOver({ task, onClose }: { task: Task; onClose: () => void }) {
  const t = useT(tasksMessages);
  const assign = useCall(assignTask, { also: ['audit'] });
  const form = useForm<TaskValues & { reason: string }>({
    schema: assignTask.schema.body!,
    initial: { ...valuesOf(null, null), reason: '' },
    prepare: ({ whom, ownerId, roleId, reason }) => ({
      ownerId: whom === 'person' ? ownerId : null,
      roleId: whom === 'role' ? roleId : null,
      reason,
    }),
    onSubmit: async (body) => {
      await assign.mutateAsync({ params: { taskId: task.id }, body });
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={t('handOver.title', { code: task.code })}>
      <Form form={form} submitLabel={t('handOver')} wide>
        <WhomFields
          form={form as unknown as TaskFormState}
          about={aboutOf(task)}
          label={t('handOver.to')}
          names={{ whom: 'whom', person: 'ownerId', role: 'roleId' }}
        />
        <Textarea
          label={t('handOver.reason')}
          autosize
          minRows={2}
          maxLength={500}
          {...form.text('reason')}
        />
      </Form>
    </Dialog>
  );
}
