import { Button } from '@mantine/core';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { DataTable } from '#platform/ui/data-table.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { accessMessages } from '../messages/catalogue.ts';
import { FactorForAll } from './factor-for-all.tsx';
import { useDirectory } from './use-directory.ts';

/** Built-in and own roles. */
export function RoleList() {
  const t = useT(accessMessages);
  const format = useFormat();
  const directory = useDirectory();
  const mayWrite = useMay('access.role.write');
  return (
    <>
      <ScreenHead
        title={t('roles.title')}
        intro={t('roles.intro')}
        actions={
          mayWrite && (
            <Button component={AppLink} to="/administration/roles/new" className="">
              {t('roles.add')}
            </Button>
          )
        }
      />
      {directory.error && <Problem error={directory.error} />}
      <div className="sj-surface">
        <DataTable
          caption={t('roles.title')}
          hideCaption
          rows={directory.roles}
          rowKey={({ id }) => id}
          columns={[
            {
              id: 'name',
              header: t('name'),
              rowHeader: true,
              cell: (role) => (
                <AppLink to={`/administration/roles/${role.id}`}>{directory.roleName(role)}</AppLink>
              ),
            },
            {
              id: 'kind',
              header: t('roles.kind'),
              cell: ({ builtIn }) => t(builtIn ? 'roles.builtIn' : 'roles.own'),
            },
            {
              id: 'permissions',
              header: t('roles.permissions'),
              numeric: true,
              cell: ({ permissions }) => format.number(permissions.length),
            },
          ]}
        />
      </div>
      {!directory.pending && <FactorForAll required={directory.factorForAll} />}
    </>
  );
}
