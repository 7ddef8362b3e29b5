import { IconForms } from '@tabler/icons-react';
import type { SlicePages } from '#platform/ui/slice.ts';
import { formsMessages } from '../messages/catalogue.ts';

const forms = { en: 'Forms', fr: 'Formulaires', es: 'Formularios', ar: 'الاستمارات' };
const devices = { en: 'Devices', fr: 'Appareils', es: 'Dispositivos', ar: 'الأجهزة' };
const exports = { en: 'Exports', fr: 'Exportations', es: 'Exportaciones', ar: 'عمليات التصدير' };

export const nav: SlicePages = {
  id: 'forms',
  catalogue: formsMessages,
  entries: [
    {
      id: 'forms',
      label: forms,
      icon: IconForms,
      path: '/forms',
      permission: 'forms.form.read',
      order: 720,
      sections: [
        { label: forms, path: '/forms' },
        { label: devices, path: '/forms/devices', permission: 'forms.device.write' },
        { label: exports, path: '/forms/exports', permission: 'forms.record.export' },
      ],
    },
  ],
  routes: [
    {
      path: '/forms',
      load: () => import('./form-list.tsx').then((m) => m.FormList),
      permission: 'forms.form.read',
    },
    {
      path: '/forms/import',
      load: () => import('./form-import.tsx').then((m) => m.FormImport),
      permission: 'forms.form.read',
    },
    {
      path: '/forms/devices',
      load: () => import('./device-list.tsx').then((m) => m.DeviceList),
      permission: 'forms.device.write',
    },
    {
      path: '/forms/exports',
      load: () => import('./export-list.tsx').then((m) => m.ExportList),
      permission: 'forms.record.export',
    },
    {
      path: '/forms/$formId',
      load: () => import('./form-view.tsx').then((m) => m.FormView),
      permission: 'forms.form.read',
    },
    {
      path: '/forms/$formId/records/$recordId',
      load: () => import('./record-view.tsx').then((m) => m.RecordView),
      permission: 'forms.record.read',
    },
    {
      path: '/forms/records/$recordId',
      load: () => import('./record-view.tsx').then((m) => m.RecordView),
      permission: 'forms.record.read',
    },
    {
      path: '/forms/$formId/fill',
      load: () => import('./fill/fill-form.tsx').then((m) => m.FillForm),
      permission: 'forms.record.submit',
      frame: 'bare',
    },
    {
      path: '/forms/$formId/fill/$recordId',
      load: () => import('./fill/fill-form.tsx').then((m) => m.FillForm),
      permission: 'forms.record.submit',
      frame: 'bare',
    },
  ],
  records: {
    'forms.form': '/forms/$id',
    'forms.record': '/forms/records/$id',
    'forms.export': '/forms/exports',
  },
  home: () => import('./home.ts').then((m) => m.home),
  offline: () => import('./offline.ts').then((m) => m.offline),
  search: () => import('./search.ts').then((m) => m.search),
};
