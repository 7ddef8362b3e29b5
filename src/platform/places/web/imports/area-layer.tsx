import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { DataTable } from '#platform/ui/data-table.tsx';
import { AREA_LEVELS, type AreaLevel } from '../../contract/words.ts';
import { placesMessages } from '../../messages/catalogue.ts';
import { Pcode, PlaceName, useLanguageName } from '../names.tsx';
import classes from '../places.module.css';
import {
  type AreaMapping,
  choiceOf,
  mappingOf,
  readSample,
  roleOf,
  rolesOf,
  withRole,
} from './area-roles.ts';
import { ColumnTable } from './column-table.tsx';
import type { Layer } from './kinds.ts';
import { LayerPanel } from './layer-panel.tsx';

interface AreaLayerProps {
  layer: Layer;
  mapping: AreaMapping;
  onChange: (mapping: AreaMapping) => void;
}

/** Languages in which names of places come most; any other that a file was read with is added. */
const nameLanguages = [
  'und',
  'en',
  'fr',
  'es',
  'ar',
  'ht',
  'pt',
  'sw',
  'so',
  'am',
  'uk',
  'ru',
  'ps',
  'fa',
  'ur',
  'my',
];
const ofArea = ['pcode', 'name', 'other'] as const;
const ofRow = ['level', 'parent', 'validFrom', 'validTo'] as const;

function useMeanings() {
  const t = useT(placesMessages);
  return useMemo(
    () => [
      { group: t('role.group.none'), items: [{ value: 'none', label: t('role.none') }] },
      ...AREA_LEVELS.map((level) => ({
        group: t(`level.${level}`),
        items: ofArea.map((kind) => ({
          value: `${kind}:${level}`,
          label: t(`role.${kind}`, { level: t(`level.${level}`) }),
        })),
      })),
      {
        group: t('role.group.any'),
        items: [
          ...ofArea.map((kind) => ({ value: `${kind}:any`, label: t(`role.any.${kind}`) })),
          ...ofRow.map((kind) => ({ value: kind, label: t(`role.${kind}`) })),
        ],
      },
    ],
    [t],
  );
}

/** What each column of a layer means, and how its first rows are then read. */
export function AreaLayer({ layer, mapping, onChange }: AreaLayerProps) {
  const t = useT(placesMessages);
  const languageName = useLanguageName();
  const meanings = useMeanings();
  const roles = rolesOf(mapping);
  const set = (column: string, role: ReturnType<typeof roleOf>) =>
    onChange(mappingOf(mapping, layer.columns, withRole(roles, column, role)));
  const long = mapping.levels.some(({ level }) => level === null);
  const languages = [
    ...new Set([...nameLanguages, ...mapping.levels.flatMap(({ names }) => Object.keys(names))]),
  ];
  return (
    <LayerPanel layer={layer} use={mapping.use} onUse={(use) => onChange({ ...mapping, use })}>
      <ColumnTable
        layer={layer}
        isUsed={(column) => roles[column] !== undefined}
        meaning={(column) => {
          const role = roles[column];
          return (
            <div className={classes.meaning}>
              <Select
                aria-label={t('columns.meaningOf', { name: column })}
                data={meanings}
                value={role ? choiceOf(role) : 'none'}
                onChange={(value) => set(column, roleOf(value ?? ''))}
                allowDeselect={false}
                searchable
              />
              {role?.kind === 'name' && (
                <Select
                  aria-label={t('columns.languageOf', { name: column })}
                  data={languages.map((value) => ({ value, label: languageName(value) }))}
                  value={role.language}
                  onChange={(language) => set(column, { ...role, language: language ?? 'und' })}
                  allowDeselect={false}
                  searchable
                />
              )}
            </div>
          );
        }}
      />
      {long && mapping.levelColumn === null && (
        <Select
          mt="md"
          maw={320}
          label={t('columns.fixedLevel')}
          data={AREA_LEVELS.map((level) => ({ value: String(level), label: t(`level.${level}`) }))}
          value={mapping.level === null ? null : String(mapping.level)}
          onChange={(value) =>
            onChange({ ...mapping, level: value === null ? null : (Number(value) as AreaLevel) })
          }
        />
      )}
      <Preview layer={layer} mapping={mapping} />
    </LayerPanel>
  );
}

function Preview({ layer, mapping }: Omit<AreaLayerProps, 'onChange'>) {
  const t = useT(placesMessages);
  const rows = layer.sample.flatMap((row, index) => {
    const read = readSample(row, mapping);
    return read ? [{ ...read, index }] : [];
  });
  if (rows.length === 0) return <p className={classes.quiet}>{t('columns.noPcode')}</p>;
  return (
    <>
      <h4 className={classes.previewTitle}>{t('columns.preview')}</h4>
      <DataTable
        caption={`${t('columns.preview')}: ${layer.id}`}
        hideCaption
        rows={rows}
        rowKey={({ index }) => String(index)}
        columns={[
          {
            id: 'name',
            header: t('name'),
            rowHeader: true,
            cell: ({ name }) => <PlaceName>{name}</PlaceName>,
          },
          { id: 'pcode', header: t('pcode'), cell: ({ pcode }) => <Pcode>{pcode}</Pcode> },
          {
            id: 'level',
            header: t('level'),
            cell: ({ level }) =>
              level === null ? '–' : <span className={classes.code}>{t(`level.${level}`)}</span>,
          },
          {
            id: 'parent',
            header: t('parent'),
            cell: ({ parent }) => (parent ? <Pcode>{parent}</Pcode> : '–'),
          },
        ]}
      />
    </>
  );
}
