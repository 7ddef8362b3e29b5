import { Button } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { type SearchValues, useGo } from '#platform/ui/link.tsx';
import { RecordScreen } from '#platform/ui/record/record-screen.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { placesMessages } from '../../messages/catalogue.ts';
import classes from '../places.module.css';
import { CheckStep } from './check-step.tsx';
import { FilesStep } from './files-step.tsx';
import { type AnyImport, type ImportRoutes, importTones, isBusy } from './kinds.ts';

interface ImportFlowProps {
  routes: ImportRoutes;
  item: AnyImport;
  title: string;
  /** Country or operation. */
  where: string | undefined;
  endings: readonly string[];
  /** Settles what the columns mean; differs between areas and sites. */
  columns: ReactNode;
  /** What the check would change, in figures. */
  plan: ReactNode;
  /** Where the result can be seen once applied. */
  result: ReactNode;
}

const steps = ['files', 'columns', 'check'] as const;
type Step = (typeof steps)[number];

const isOpen = ({ status }: AnyImport) => status === 'draft' || status === 'checked';

/** Where the person left it. */
function stepOf(item: AnyImport, asked: unknown): Step {
  if (!isOpen(item) || isBusy(item)) return 'check';
  const wanted = steps.find((step) => step === asked);
  if (item.layers.length === 0) return 'files';
  return wanted ?? (item.status === 'checked' ? 'check' : 'columns');
}

/** An import from its files to its application. Every step is kept on the server: leaving the page loses nothing. */
export function ImportFlow(props: ImportFlowProps) {
  const { item, routes } = props;
  const t = useT(placesMessages);
  const search = useSearch({ strict: false }) as SearchValues;
  const step = stepOf(item, search.step);
  const self = `/places/imports/${routes.kind}/${item.id}`;
  return (
    <RecordScreen
      reference={props.title}
      title={props.title}
      back={{ to: `/places/imports?tab=${routes.kind}`, label: t('imports.title') }}
      owner={item.createdByName}
      state={
        <>
          <StateBadge tone={importTones[item.status]}>{t(`import.status.${item.status}`)}</StateBadge>
          {props.where && <span>{props.where}</span>}
        </>
      }
      actions={isOpen(item) && <Discard item={item} routes={routes} />}
    >
      {isOpen(item) && (
        <nav aria-label={t('import.steps')}>
          <ol className={classes.steps}>
            {steps.map((one) => (
              <li key={one}>
                <StepLink
                  step={one}
                  current={step}
                  to={self}
                  closed={(one !== 'files' && item.layers.length === 0) || (one !== 'check' && isBusy(item))}
                />
              </li>
            ))}
          </ol>
        </nav>
      )}
      {step === 'files' && (
        <FilesStep item={item} routes={routes} endings={props.endings} next={`${self}?step=columns`} />
      )}
      {step === 'columns' && props.columns}
      {step === 'check' && <CheckStep item={item} routes={routes} plan={props.plan} result={props.result} />}
    </RecordScreen>
  );
}

function StepLink(props: { step: Step; current: Step; to: string; closed: boolean }) {
  const t = useT(placesMessages);
  const go = useGo();
  const label = t(`import.step.${props.step}`);
  return (
    <button
      type="button"
      className={classes.step}
      disabled={props.closed}
      {...(props.step === props.current ? { 'aria-current': 'step' as const } : {})}
      onClick={() => go(`${props.to}?step=${props.step}`)}
    >
      {label}
    </button>
  );
}

function Discard({ item, routes }: { item: AnyImport; routes: ImportRoutes }) {
  const t = useT(placesMessages);
  const discard = useCall<ImportRoutes['discard']>(routes.discard);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('import.discard')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('import.discardTitle')}
          confirmLabel={t('import.discard')}
          tone="bad"
          onConfirm={() => discard.mutateAsync({ params: { importId: item.id } })}
          onClose={() => setAsking(false)}
        >
          {t('import.discardText')}
        </ConfirmDialog>
      )}
    </>
  );
}
