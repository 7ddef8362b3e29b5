import {
  IconBuildingCommunity,
  IconKey,
  IconLockQuestion,
  IconShieldCheck,
  IconTargetArrow,
  IconUrgent,
} from '@tabler/icons-react';
import type { SlicePages } from '#platform/ui/slice.ts';
import { accessMessages } from '../messages/catalogue.ts';

export const nav: SlicePages = {
  id: 'access',
  catalogue: accessMessages,
  entries: [
    {
      id: 'grants',
      label: { en: 'Grants', fr: 'Attributions', es: 'Asignaciones', ar: 'المنح' },
      icon: IconKey,
      path: '/administration/grants',
      permission: 'access.grant.read',
      order: 20,
      under: 'administration',
    },
    {
      id: 'roles',
      label: { en: 'Roles', fr: 'Rôles', es: 'Funciones', ar: 'الأدوار' },
      icon: IconShieldCheck,
      path: '/administration/roles',
      permission: ['access.role.write', 'access.grant.read'],
      order: 30,
      under: 'administration',
    },
    {
      id: 'offices',
      label: { en: 'Offices', fr: 'Bureaux', es: 'Oficinas', ar: 'المكاتب' },
      icon: IconBuildingCommunity,
      path: '/administration/offices',
      permission: ['access.office.write', 'access.grant.read'],
      order: 40,
      under: 'administration',
    },
    {
      id: 'operations',
      label: { en: 'Operations', fr: 'Opérations', es: 'Operaciones', ar: 'العمليات' },
      icon: IconTargetArrow,
      path: '/administration/operations',
      permission: ['access.operation.write', 'access.grant.read'],
      order: 50,
      under: 'administration',
    },
    {
      id: 'purposes',
      label: { en: 'Purposes', fr: 'Finalités', es: 'Finalidades', ar: 'الأغراض' },
      icon: IconLockQuestion,
      path: '/administration/purposes',
      permission: ['access.purpose.write', 'access.grant.read'],
      order: 55,
      under: 'administration',
    },
    {
      id: 'openings',
      label: {
        en: 'Emergency openings',
        fr: 'Ouvertures en urgence',
        es: 'Aperturas de emergencia',
        ar: 'الفتح الطارئ',
      },
      icon: IconUrgent,
      path: '/administration/openings',
      permission: 'access.break_glass.review',
      order: 57,
      under: 'administration',
    },
  ],
  records: { 'access.opening': '/administration/openings/$id' },
  home: () => import('./home.ts').then(({ home }) => home),
  routes: [
    {
      path: '/administration/purposes',
      load: () => import('./purpose-list.tsx').then(({ PurposeList }) => PurposeList),
    },
    {
      path: '/administration/openings/$openingId',
      load: () => import('./opening-view.tsx').then(({ OpeningView }) => OpeningView),
      permission: 'access.break_glass.review',
    },
    {
      path: '/administration/service-accounts/$accountId',
      load: () => import('./service-view.tsx').then(({ ServiceView }) => ServiceView),
    },
    {
      path: '/administration/people/$accountId',
      load: () => import('./person-view.tsx').then(({ PersonView }) => PersonView),
      permission: 'identity.account.read',
    },
    {
      path: '/administration/grants',
      load: () => import('./grant-list.tsx').then(({ GrantList }) => GrantList),
      permission: 'access.grant.read',
    },
    {
      path: '/administration/why',
      load: () => import('./why-access.tsx').then(({ WhyScreen }) => WhyScreen),
      permission: 'access.grant.read',
    },
    {
      path: '/administration/openings',
      load: () => import('./opening-list.tsx').then(({ OpeningList }) => OpeningList),
      permission: 'access.break_glass.review',
    },
    {
      path: '/administration/roles',
      load: () => import('./role-list.tsx').then(({ RoleList }) => RoleList),
    },
    {
      path: '/administration/roles/$roleId',
      load: () => import('./role-view.tsx').then(({ RoleView }) => RoleView),
    },
    {
      path: '/administration/offices',
      load: () => import('./office-list.tsx').then(({ OfficeList }) => OfficeList),
    },
    {
      path: '/administration/operations',
      load: () => import('./operation-list.tsx').then(({ OperationList }) => OperationList),
    },
  ],
};
