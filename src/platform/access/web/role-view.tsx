import { Button, Checkbox, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useParams, useSearch } from '@tanstack/react-router';
import { type Language, languages } from '#platform/i18n/language.ts';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Form, FormSection } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { AppLink, type SearchValues, useGo } from '#platform/ui/link.tsx';
import { Panel, RecordScreen, UnreadableRecord } from '#platform/ui/record/record-screen.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { usePermissionWords } from '#platform/ui/slice-words.ts';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { type Role, saveRole } from '../contract.ts';
import { accessMessages } from '../messages/catalogue.ts';
import { RoleSignIn } from './role-sign-in.tsx';
import { type Directory, useDirectory } from './use-directory.ts';

/** One role: what it permits; an own role can be changed, a built-in one copied. */
export function RoleView() {
  const t = useT(accessMessages);
  const { roleId = '' } = useParams({ strict: false }) as { roleId?: string };
  const { from } = useSearch({ strict: false }) as SearchValues;
  const directory = useDirectory();
  const mayWrite = useMay('access.role.write');
  const role = directory.roles.find(({ id }) => id === roleId);
  const isNew = roleId === 'new';
  const back = { to: '/administration/roles', label: t('roles.title') };
  if (directory.error) return <UnreadableRecord back={back} error={directory.error} />;
  if (directory.pending) return null;
  if (!role && !isNew) {
    return (
      <EmptyState screen title={t('roles.unknown')} actions={<AppLink to={back.to}>{back.label}</AppLink>} />
    );
  }
  const source = role ?? directory.roles.find(({ id }) => id === from);
  const editable = mayWrite && !role?.builtIn;
  return (
    <RecordScreen
      key={roleId + String(from)}
      reference={role ? directory.roleName(role) : t('roles.add')}
      title={role ? directory.roleName(role) : t('roles.add')}
      back={back}
      state={role && <StateBadge>{t(role.builtIn ? 'roles.builtIn' : 'roles.own')}</StateBadge>}
      actions={
        role &&
        mayWrite && (
          <Button
            component={AppLink}
            to={`/administration/roles/new?from=${role.id}`}
            variant="default"
            className=""
          >
            {t('roles.copy')}
          </Button>
        )
      }
    >
      {editable ? (
        <RoleForm role={role} source={source} directory={directory} />
      ) : (
        <Panel title={t('roles.permissions')}>
          {mayWrite && (
            <Text size="sm" c="dimmed" mb="sm">
              {t('roles.builtInNote')}
            </Text>
          )}
          <PermissionList permissions={role?.permissions ?? []} />
        </Panel>
      )}
      {role && <RoleSignIn role={role} />}
    </RecordScreen>
  );
}

/** What a role permits, in words; the code that the API knows stands beside. */
function PermissionList({ permissions }: { permissions: readonly string[] }) {
  const say = usePermissionWords(permissions);
  return (
    <Stack component="ul" gap={6} m={0} ps="md">
      {permissions.map((permission) => (
        <li key={permission}>
          {say(permission)} <PermissionCode code={permission} />
        </li>
      ))}
    </Stack>
  );
}

const PermissionCode = ({ code }: { code: string }) => (
  <Text component="span" size="xs" c="dimmed" className="sj-code">
    {code}
  </Text>
);

const blankNames: Record<Language, string> = { en: '', fr: '', es: '', ar: '' };

function RoleForm(props: { role: Role | undefined; source: Role | undefined; directory: Directory }) {
  const t = useT(accessMessages);
  const format = useFormat();
  const go = useGo();
  const save = useCall(saveRole, { also: ['identity'] });
  const { role, source, directory } = props;
  const form = useForm({
    schema: saveRole.schema.body.extend({ id: saveRole.schema.params.shape.roleId }),
    initial: {
      id: role?.id ?? '',
      name: { ...blankNames, ...role?.name },
      permissions: [...(source?.permissions ?? [])],
    },
    formats: { id: t('roles.idFormat') },
    onSubmit: async (body: { id: string; name: Role['name']; permissions: string[] }) => {
      const { id, ...rest } = body;
      await save.mutateAsync({ params: { roleId: id }, body: rest });
      go(`/administration/roles/${id}`);
    },
  });
  const chosen = form.value<string[]>('permissions');
  const say = usePermissionWords(directory.permissions);
  const slices = [...new Set(directory.permissions.map((permission) => permission.split('.')[0]!))];
  return (
    <Form form={form} submitLabel={t('save')}>
      {!role && (
        <TextInput label={t('roles.id')} description={t('roles.idHelp')} dir="ltr" {...form.text('id')} />
      )}
      {languages.map((language) => (
        <TextInput
          key={language}
          label={t('roles.nameIn', { language: format.language(language) })}
          dir={language === 'ar' ? 'rtl' : 'ltr'}
          {...form.text(`name.${language}`)}
        />
      ))}
      <FormSection title={t('roles.permissions')}>
        <Checkbox.Group
          value={chosen.value}
          onChange={chosen.onChange}
          error={chosen.error}
          aria-label={t('roles.permissions')}
        >
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
            {slices.map((slice) => (
              <Stack key={slice} gap={6}>
                {directory.permissions
                  .filter((permission) => permission.startsWith(`${slice}.`))
                  .map((permission) => (
                    <Checkbox
                      key={permission}
                      value={permission}
                      label={say(permission)}
                      description={<PermissionCode code={permission} />}
                    />
                  ))}
              </Stack>
            ))}
          </SimpleGrid>
        </Checkbox.Group>
      </FormSection>
    </Form>
  );
}
