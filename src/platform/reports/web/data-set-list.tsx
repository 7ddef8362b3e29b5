import { Button, Group } from '@mantine/core';
import { IconKey, IconReportAnalytics } from '@tabler/icons-react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { CopyField } from '#platform/ui/copy-field.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { ListScreen } from '#platform/ui/list/list-screen.tsx';
import { languagePreference } from '#platform/ui/preferences.ts';
import { useMay } from '#platform/ui/session.tsx';
import { useStore } from '#platform/ui/store.ts';
import { listDataSets } from '../contract/data.ts';
import { reportsMessages } from '../messages/catalogue.ts';
import classes from './reports.module.css';

/** What this person may read as tables, and how to connect other programs to it. */
export function DataSetList() {
  const t = useT(reportsMessages);
  const format = useFormat();
  const language = useStore(languagePreference);
  const mayFeed = useMay('reports.feed.read');
  return (
    <>
      <ListScreen
        id="reports"
        title={t('list.title')}
        intro={t('list.intro')}
        route={listDataSets}
        input={{ querystring: { language } }}
        rowKey={(row) => row.id}
        rowLink={(row) => `/reports/${row.id}`}
        rowName={(row) => row.title}
        columns={[
          { id: 'title', header: t('list.name'), cell: (row) => row.title, primary: true, width: 420 },
          {
            id: 'columns',
            header: t('list.columns'),
            cell: (row) => format.number(row.columns),
            numeric: true,
          },
          { id: 'map', header: t('list.map'), cell: (row) => (row.geometry ? t('list.yes') : '–') },
        ]}
        empty={{ title: t('list.empty'), text: t('list.empty.text'), icon: IconReportAnalytics }}
      />
      {mayFeed && <Feeds />}
    </>
  );
}

function Feeds() {
  const t = useT(reportsMessages);
  return (
    <section className={`sj-surface ${classes.feeds}`} aria-labelledby="feeds-title">
      <h2 id="feeds-title">{t('feeds.title')}</h2>
      <p>{t('feeds.text')}</p>
      <div className={classes.addresses}>
        <CopyField label={t('feeds.odata')} value={`${window.location.origin}/odata/`} />
        <CopyField label={t('feeds.ogc')} value={`${window.location.origin}/ogc`} />
      </div>
      <Group>
        <Button
          component={AppLink}
          to="/profile"
          variant="default"
          leftSection={<IconKey size={16} aria-hidden />}
        >
          {t('feeds.token')}
        </Button>
      </Group>
    </section>
  );
}
