import { IconUsers } from '@tabler/icons-react';
import type { SlicePages } from '#platform/ui/slice.ts';
import { identityMessages } from '../messages/catalogue.ts';

export const nav: SlicePages = {
  id: 'identity',
  catalogue: identityMessages,
  entries: [
    {
      id: 'people',
      label: { en: 'People', fr: 'Personnes', es: 'Personas', ar: 'الأشخاص' },
      icon: IconUsers,
      path: '/administration/people',
      permission: 'identity.account.read',
      order: 10,
      under: 'administration',
    },
  ],
  routes: [
    {
      path: '/welcome',
      load: () => import('./welcome.tsx').then(({ Welcome }) => Welcome),
      frame: 'public',
    },
    { path: '/profile', load: () => import('./profile.tsx').then(({ Profile }) => Profile) },
    {
      path: '/administration/people',
      load: () => import('./people-list.tsx').then(({ PeopleList }) => PeopleList),
      permission: 'identity.account.read',
    },
    {
      path: '/administration/people/new',
      load: () => import('./person-new.tsx').then(({ PersonNew }) => PersonNew),
      permission: 'identity.account.write',
    },
    {
      path: '/sign-in/refused',
      load: () => import('./provider-pages.tsx').then(({ ProviderRefused }) => ProviderRefused),
      frame: 'public',
    },
    {
      path: '/sign-in/done',
      load: () => import('./provider-pages.tsx').then(({ ProviderDone }) => ProviderDone),
      frame: 'public',
    },
    {
      path: '/administration/sign-ins',
      load: () => import('./provider-list.tsx').then(({ ProviderList }) => ProviderList),
      permission: 'identity.rule.write',
    },
    {
      path: '/administration/service-accounts',
      load: () => import('./service-list.tsx').then(({ ServiceList }) => ServiceList),
      permission: 'identity.account.read',
    },
    {
      path: '/administration/service-accounts/new',
      load: () => import('./service-new.tsx').then(({ ServiceNew }) => ServiceNew),
      permission: 'identity.account.write',
    },
    {
      path: '/administration/recoveries',
      load: () => import('./recovery-list.tsx').then(({ RecoveryList }) => RecoveryList),
      permission: 'identity.account.write',
    },
  ],
  records: {
    'identity.account': '/administration/people/$id',
    'identity.service_account': '/administration/service-accounts/$id',
  },
  search: () => import('./search.ts').then(({ search }) => search),
};
