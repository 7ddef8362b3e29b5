import { Button, Skeleton, Textarea, TextInput } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { RecordTimeline } from '#platform/audit/web/record-timeline.tsx';
import { useConversationTab } from '#platform/comments/web/record-conversation.tsx';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { AddTaskButton, useTasksTab } from '#platform/tasks/web/record-tasks.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { Form } from '#platform/ui/form/form-screen.tsx';
import { useForm } from '#platform/ui/form/use-form.ts';
import { AppLink } from '#platform/ui/link.tsx';
import { MapView } from '#platform/ui/map/map-view.tsx';
import { Panel, RecordScreen } from '#platform/ui/record/record-screen.tsx';
import { useMay, useMe } from '#platform/ui/session.tsx';
import type { Site } from '../../contract/shapes.ts';
import { closeSite, getSite } from '../../contract/site.ts';
import { placesMessages } from '../../messages/catalogue.ts';
import { AreasMap } from '../areas/areas-map.tsx';
import { AreaPath, Pcode } from '../names.tsx';
import classes from '../places.module.css';
import { Unreadable } from '../unreadable.tsx';
import { AccessBadge, pointText, SiteStateBadge } from './site-parts.tsx';

/** One site: what it is, where it lies, what was done to it. */
export function SiteView() {
  const { siteId } = useParams({ strict: false }) as { siteId: string };
  const t = useT(placesMessages);
  const answer = useRead(getSite, { params: { siteId } });
  const tasks = useTasksTab('places.site', siteId);
  const conversation = useConversationTab('places.site', siteId);
  if (answer.error) {
    return (
      <Unreadable
        back="/places/sites"
        list="sites.title"
        error={answer.error}
        onRetry={() => void answer.refetch()}
      />
    );
  }
  if (!answer.data) return <Skeleton height={240} aria-busy />;
  const site = answer.data;
  return (
    <RecordScreen
      reference={site.code}
      title={site.name}
      back={{ to: '/places/sites', label: t('sites.title') }}
      state={
        <>
          <span>{t(`value.type.${site.type}`)}</span>
          <SiteStateBadge state={site.state} />
        </>
      }
      actions={
        <>
          <Actions site={site} />
          <AddTaskButton entity="places.site" entityId={site.id} />
        </>
      }
      tabs={[
        { id: 'overview', label: t('site.overview'), content: <Overview site={site} /> },
        ...tasks,
        ...conversation,
        {
          id: 'timeline',
          label: t('site.timeline'),
          content: (
            <Panel title={t('site.timeline')}>
              <RecordTimeline entity="places.site" entityId={site.id} />
            </Panel>
          ),
        },
      ]}
    />
  );
}

function Actions({ site }: { site: Site }) {
  const t = useT(placesMessages);
  const [closing, setClosing] = useState(false);
  if (!useMay('places.site.write')) return null;
  return (
    <>
      <Button component={AppLink} to={`/places/sites/${site.id}/edit`} className="" variant="default">
        {t('site.edit')}
      </Button>
      {site.state !== 'closed' && (
        <Button variant="default" onClick={() => setClosing(true)}>
          {t('site.close')}
        </Button>
      )}
      {closing && <CloseDialog site={site} onClose={() => setClosing(false)} />}
    </>
  );
}

/** Today where the person is. */
const today = () => new Date().toLocaleDateString('sv');

function CloseDialog({ site, onClose }: { site: Site; onClose: () => void }) {
  const t = useT(placesMessages);
  const close = useCall(closeSite, { also: ['audit'] });
  const form = useForm({
    schema: closeSite.schema.body!,
    initial: { closedOn: today(), reason: '' },
    prepare: ({ closedOn, reason }) => ({ closedOn, reason, revision: site.revision }),
    onSubmit: async (body) => {
      await close.mutateAsync({ params: { siteId: site.id }, body });
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={t('site.closeTitle', { name: site.name })}>
      <Form
        form={form}
        submitLabel={t('site.close')}
        wide
        actions={
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
        }
      >
        <p className={classes.quiet}>{t('site.closeText')}</p>
        <TextInput type="date" max={today()} label={t('field.closedOn')} {...form.text('closedOn')} />
        <Textarea
          label={t('site.closeReason')}
          autosize
          minRows={2}
          maxLength={500}
          {...form.text('reason')}
        />
      </Form>
    </Dialog>
  );
}

function Overview({ site }: { site: Site }) {
  return (
    <div className={classes.columns}>
      <div>
        <WhatItIs site={site} />
        <WhereItIs site={site} />
      </div>
      <Where site={site} />
    </div>
  );
}

function WhatItIs({ site }: { site: Site }) {
  const t = useT(placesMessages);
  const format = useFormat();
  const { operations } = useMe();
  return (
    <Panel title={t('site.facts')}>
      <Facts
        facts={[
          { label: t('field.code'), value: <Pcode>{site.code}</Pcode> },
          { label: t('field.type'), value: t(`value.type.${site.type}`) },
          { label: t('field.state'), value: <SiteStateBadge state={site.state} /> },
          { label: t('field.accessibility'), value: <AccessBadge accessibility={site.accessibility} /> },
          { label: t('field.setting'), value: t(`value.setting.${site.setting}`) },
          { label: t('field.openedOn'), value: site.openedOn && format.date(site.openedOn) },
          ...(site.closedOn ? [{ label: t('field.closedOn'), value: format.date(site.closedOn) }] : []),
          { label: t('field.alternates'), value: site.alternates.join(', ') },
          { label: t('site.operation'), value: operations.find(({ id }) => id === site.operationId)?.name },
          { label: t('field.notes'), value: site.notes },
        ]}
      />
    </Panel>
  );
}

function WhereItIs({ site }: { site: Site }) {
  const t = useT(placesMessages);
  const format = useFormat();
  const point = pointText(site);
  const metres = (value: number | null) => (value === null ? null : format.number(value));
  return (
    <Panel title={t('site.position')}>
      <Facts
        facts={[
          { label: t('area'), value: site.areaPath.length > 0 ? <AreaPath areas={site.areaPath} /> : null },
          { label: t('site.areaFrom'), value: t(`site.areaFrom.${site.areaFrom}`) },
          { label: t('sites.point'), value: point && <Pcode>{point}</Pcode> },
          { label: t('field.altitude'), value: metres(site.altitude) },
          { label: t('field.accuracy'), value: metres(site.accuracy) },
        ]}
      />
    </Panel>
  );
}

function Where({ site }: { site: Site }) {
  const t = useT(placesMessages);
  const { id, name, lat, lon, area, areaPath } = site;
  const points = useMemo(
    () => (lat === null || lon === null ? [] : [{ id, name, latitude: lat, longitude: lon }]),
    [id, name, lat, lon],
  );
  const above = areaPath.at(-2);
  if (area) {
    // With its neighbours: a point in one bare outline says little.
    const query = { level: area.level, ...(above ? { parent: above.pcode } : {}) };
    return <AreasMap title={t('sites.map')} query={query} points={points} height={380} />;
  }
  if (points.length > 0) return <MapView title={t('sites.map')} points={points} height={380} />;
  return <p className={classes.quiet}>{t('site.noPosition')}</p>;
}
