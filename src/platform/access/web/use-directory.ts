import { useMemo } from 'react';
import { compareText } from '#platform/i18n/format.ts';
import { useLanguage } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { listOffices, listOperations, listRoles, type Office, type Role } from '../contract.ts';

/** An office with how deep it stands in the tree. */
export interface OfficeInTree {
  office: Office;
  depth: number;
}

/** Offices as one walks down the tree, each level in the order of its names. */
function officeTree(offices: readonly Office[], compare: (a: string, b: string) => number): OfficeInTree[] {
  const known = new Set(offices.map(({ id }) => id));
  const below = (parent: string | null): Office[] =>
    offices
      .filter((one) =>
        parent === null ? !one.parentId || !known.has(one.parentId) : one.parentId === parent,
      )
      .toSorted((a, b) => compare(a.name, b.name));
  const walk = (parent: string | null, depth: number): OfficeInTree[] =>
    below(parent).flatMap((office) => [{ office, depth }, ...walk(office.id, depth + 1)]);
  return walk(null, 0);
}

/** Names of offices, operations and roles in the reader's language, and options to choose from. */
export function useDirectory() {
  const language = useLanguage();
  const offices = useRead(listOffices, {});
  const operations = useRead(listOperations, {});
  const roles = useRead(listRoles, {});
  return useMemo(() => {
    const tree = officeTree(offices.data?.items ?? [], (a, b) => compareText(language, a, b));
    const roleName = ({ name }: Role): string => name[language] || name.en;
    const allRoles = roles.data?.items ?? [];
    return {
      tree,
      roles: allRoles,
      roleName,
      permissions: roles.data?.permissions ?? [],
      factorForAll: roles.data?.secondFactorForAll ?? false,
      operations: operations.data?.items ?? [],
      pending: offices.isPending || operations.isPending || roles.isPending,
      error: offices.error ?? operations.error ?? roles.error,
      nameOfRole: (id: string) => {
        const role = allRoles.find((one) => one.id === id);
        return role ? roleName(role) : id;
      },
      nameOfOffice: (id: string) => tree.find(({ office }) => office.id === id)?.office.name ?? '–',
      nameOfOperation: (id: string) => operations.data?.items.find((one) => one.id === id)?.name ?? '–',
      officeOptions: tree.map(({ office, depth }) => ({
        value: office.id,
        label: `${'\u2003'.repeat(depth)}${office.name}`,
      })),
      operationOptions: (operations.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
      roleOptions: allRoles.map((role) => ({ value: role.id, label: roleName(role) })),
    };
  }, [language, offices, operations, roles]);
}

export type Directory = ReturnType<typeof useDirectory>;
