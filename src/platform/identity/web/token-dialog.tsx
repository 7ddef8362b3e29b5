import { Checkbox, MultiSelect, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import type { RouteInput } from '@sojourn/route-contract';
import { listOperations } from '#platform/access/contract.ts';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { CopyField } from '#platform/ui/copy-field.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { fieldId, useForm } from '#platform/ui/form/use-form.ts';
import { useMe } from '#platform/ui/session.tsx';
import { usePermissionWords } from '#platform/ui/slice-words.ts';
import { type createToken, tokenInput } from '../contract/token.ts';

import { serviceMessages } from '../messages/service/catalogue.ts';
import classes from './profile.module.css';

interface TokenDialogProps {
  onClose: () => void;
  /** The secret, once it is made. */
  secret: string | undefined;
  create: (body: NonNullable<RouteInput<typeof createToken>['body']>) => Promise<unknown>;
}

/** What a token may do, where, from where and for how long; then its secret, this once. */
export function TokenDialog({ onClose, secret, create }: TokenDialogProps) {
  const say = useT(serviceMessages);
  const { permissions } = useMe();
  const permissionName = usePermissionWords(permissions);
  const operations = useRead(listOperations, {});
  const form = useForm({
    schema: tokenInput,
    initial: {
      name: '',
      permissions: [] as string[],
      days: 90 as number | string,
      operations: [] as string[],
      addresses: '',
    },
    prepare: (v) => ({
      ...v,
      operations: v.operations.length > 0 ? v.operations : null,
      addresses: v.addresses.split(/[\s,;]+/).filter(Boolean),
    }),
    formats: { addresses: say('addressesFormat') },
    onSubmit: (body) => create(body),
  });
  if (secret) {
    return (
      <Dialog onClose={onClose} title={say('tokens.new')}>
        <CopyField label={say('tokens.secret')} value={secret} focus />
      </Dialog>
    );
  }
  const chosen = form.value<string[]>('permissions');
  return (
    <Dialog onClose={onClose} title={say('tokens.new')} size="lg">
      <Form form={{ ...form, mayLose: false }} submitLabel={say('tokens.create')}>
        <TextInput
          label={say('tokens.name')}
          description={say('tokens.nameHelp')}
          data-autofocus
          {...form.text('name')}
        />
        <NumberInput label={say('tokens.days')} min={1} max={366} {...form.value<number | string>('days')} />
        <Checkbox.Group
          label={say('tokens.permissions')}
          value={chosen.value}
          error={chosen.error}
          onChange={chosen.onChange}
        >
          <Stack id={fieldId(form.formId, 'permissions')} tabIndex={-1} className={classes.permissions}>
            {permissions.map((permission) => (
              <Checkbox
                key={permission}
                value={permission}
                label={permissionName(permission)}
                description={<span className="sj-code">{permission}</span>}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <MultiSelect
          label={say('operations')}
          description={say('operationsHelp')}
          data={(operations.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          {...form.value<string[]>('operations')}
        />
        <Textarea
          label={say('addresses')}
          description={say('addressesHelp')}
          autosize
          minRows={2}
          {...form.text('addresses')}
        />
      </Form>
    </Dialog>
  );
}
