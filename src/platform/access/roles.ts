import type { SliceAccess } from '#platform/http/module.ts';
import type { Role } from './contract.ts';

/** Built-in roles; their permissions are the union of what each slice's `access.ts` gives them. */
export const builtInRoles: readonly Pick<Role, 'id' | 'name'>[] = [
  {
    id: 'administrator',
    name: { en: 'Administrator', fr: 'Administrateur', es: 'Administrador', ar: 'مدير النظام' },
  },
  {
    id: 'displacement-officer',
    name: {
      en: 'Displacement tracking officer',
      fr: 'Chargé du suivi des déplacements',
      es: 'Oficial de seguimiento del desplazamiento',
      ar: 'مسؤول تتبع النزوح',
    },
  },
  {
    id: 'displacement-assistant',
    name: {
      en: 'Displacement tracking assistant',
      fr: 'Assistant au suivi des déplacements',
      es: 'Asistente de seguimiento del desplazamiento',
      ar: 'مساعد تتبع النزوح',
    },
  },
  { id: 'director', name: { en: 'Director', fr: 'Directeur', es: 'Director', ar: 'المدير' } },
  { id: 'auditor', name: { en: 'Auditor', fr: 'Auditeur', es: 'Auditor', ar: 'المدقق' } },
  { id: 'enumerator', name: { en: 'Enumerator', fr: 'Enquêteur', es: 'Encuestador', ar: 'العدّاد' } },
];

/** The built-in roles with the permissions that the given slices give them. */
export function rolesOf(slices: readonly SliceAccess[]): Omit<Role, 'builtIn'>[] {
  return builtInRoles.map((role) => ({
    ...role,
    permissions: [...new Set(slices.flatMap((slice) => slice.roleDefaults[role.id] ?? []))].sort(),
  }));
}
