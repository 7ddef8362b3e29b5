import { Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useFormat, useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { Layer } from '#platform/ui/layer.tsx';
import { AppLink, useGo } from '#platform/ui/link.tsx';
import { sayProblem } from '#platform/ui/problem.tsx';
import { randomUuid } from '#platform/ui/random-uuid.ts';
import { useMe } from '#platform/ui/session.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { useStore } from '#platform/ui/store.ts';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import control from '../control/control.module.css';
import { addressOf } from '../draft/address.ts';
import type { Draft } from '../draft/database.ts';
import { dropDraft, reopen } from '../draft/drafts.ts';
import { emptyOutbox, sending } from '../draft/outbox.ts';
import classes from './drafts.module.css';
import { BareHead } from './head.tsx';
import { useOutbox } from './use-outbox.ts';

interface Props {
  formId: string;
  drafts: readonly Draft[];
  onChange: () => void;
}

/** What this device holds of the form: to go on with, to send, to throw away. */
export function DraftList({ formId, drafts, onChange }: Props) {
  const t = useT(fillMessages);
  const go = useGo();
  const { account } = useMe();
  const [dropping, setDropping] = useState<Draft | null>(null);
  useOutbox(account.id);
  return (
    <>
      <BareHead back={`/forms/${formId}`} title={t('screen.title')} />
      <main id="main" className={classes.main}>
        <Button
          size="md"
          leftSection={<IconPlus size={20} aria-hidden />}
          onClick={() => go(addressOf(formId, randomUuid()))}
        >
          {t('drafts.new')}
        </Button>
        <h2 className={classes.title}>{t('drafts.title')}</h2>
        <p className={classes.quiet}>{t('drafts.text')}</p>
        <ul className={classes.list}>
          {drafts.map((draft) => (
            <Row
              key={draft.id}
              draft={draft}
              onDrop={() => setDropping(draft)}
              onSend={() => void emptyOutbox(account.id).then(onChange)}
            />
          ))}
        </ul>
        <Suspense fallback={null}>
          {dropping && (
            <ConfirmDialog
              title={t('drafts.dropTitle')}
              confirmLabel={t('remove')}
              tone="bad"
              onClose={() => setDropping(null)}
              onConfirm={async () => {
                await dropDraft(dropping.id);
                onChange();
              }}
            >
              {t('drafts.dropText')}
            </ConfirmDialog>
          )}
        </Suspense>
        <Layer />
      </main>
    </>
  );
}

const tones = { open: 'info', ready: 'warn', refused: 'bad' } as const;

const placeOf = (draft: Draft): string =>
  draft.revised ? `/forms/${draft.formId}/fill/${draft.revised.recordId}` : addressOf(draft.formId, draft.id);

function Row({ draft, onDrop, onSend }: { draft: Draft; onDrop: () => void; onSend: () => void }) {
  const t = useT(fillMessages);
  const format = useFormat();
  const go = useGo();
  const underway = useStore(sending) === draft.id;
  const name = draft.name || t(draft.revised ? 'drafts.revision' : 'drafts.unnamed');
  // While its fate is unknown a record may neither change nor go: it may have arrived.
  const settled = draft.state !== 'ready' || !draft.tried;
  const edit = async () => {
    if (draft.state !== 'open') await reopen(draft.id);
    go(placeOf(draft));
  };
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <span className={classes.name} dir="auto">
          {draft.state === 'open' ? <AppLink to={placeOf(draft)}>{name}</AppLink> : name}
        </span>
        <span className={classes.quiet}>
          {t('drafts.facts', { when: format.relative(new Date(draft.updatedAt)), count: draft.answered })}
        </span>
        <StateBadge tone={tones[draft.state]}>{t(underway ? 'sending' : `drafts.${draft.state}`)}</StateBadge>
        {draft.problem && <Reason problem={draft.problem} />}
        {!settled && !underway && <span className={classes.quiet}>{t('drafts.uncertain')}</span>}
      </div>
      <div className={classes.acts}>
        {draft.state === 'ready' && (
          <Button size="md" variant="default" loading={underway} onClick={onSend}>
            {t('drafts.send')}
          </Button>
        )}
        {settled && (
          <>
            <Button size="md" variant="default" onClick={() => void edit()}>
              {t(draft.state === 'open' ? 'drafts.continue' : 'drafts.edit')}
            </Button>
            <button
              type="button"
              className={control.icon}
              aria-label={t('drafts.drop', { name })}
              onClick={onDrop}
            >
              <IconTrash size={20} aria-hidden />
            </button>
          </>
        )}
      </div>
    </li>
  );
}

function Reason({ problem }: { problem: NonNullable<Draft['problem']> }) {
  const language = useLanguage();
  const said = useQuery({
    queryKey: ['fill', 'reason', language, problem.code, problem.text],
    queryFn: () => sayProblem(language, problem),
  });
  return <span className={classes.reason}>{said.data ?? problem.text}</span>;
}
