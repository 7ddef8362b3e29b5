import { Box, Skeleton, Stack } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { CopyField } from '#platform/ui/copy-field.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { findCheckpoint } from '../contract.ts';
import { auditMessages } from '../messages/catalogue.ts';
import classes from './audit.module.css';

/** Sealing runs each minute; a checkpoint much older than that may mean that it stopped. */
const LATE_MS = 15 * 60_000;

/** The last signed state of the log, the keys to check it with, and how. */
export function Checkpoint() {
  const t = useT(auditMessages);
  const answer = useRead(findCheckpoint, {}, { refreshMs: 60_000 });
  if (answer.error) return <Problem error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Skeleton height={200} aria-label={t('loading')} aria-busy />;
  const { checkpoint, publicKeys } = answer.data;
  if (!checkpoint) {
    return (
      <div className="sj-surface">
        <EmptyState icon={IconShieldCheck} title={t('seal.none')}>
          {t('seal.noneText')}
        </EmptyState>
      </div>
    );
  }
  return (
    <Box maw={860}>
      <State size={checkpoint.size} at={checkpoint.at} note={checkpoint.note} />
      <Panel title={t('seal.keys')}>
        <Stack gap="sm">
          <p className={classes.quiet}>{t('seal.keysText')}</p>
          {publicKeys.map((key, index) => (
            <CopyField
              key={key}
              label={t(index === publicKeys.length - 1 ? 'seal.keyNow' : 'seal.keyBefore')}
              value={key}
            />
          ))}
        </Stack>
      </Panel>
      <HowTo />
    </Box>
  );
}

function State({ size, at, note }: { size: number; at: string; note: string }) {
  const t = useT(auditMessages);
  const format = useFormat();
  const late = Date.now() - new Date(at).getTime() > LATE_MS;
  return (
    <Panel
      title={t('seal.last')}
      aside={
        <StateBadge tone={late ? 'neutral' : 'good'}>{t(late ? 'seal.quiet' : 'seal.recent')}</StateBadge>
      }
    >
      <Facts
        facts={[
          { label: t('seal.covers'), value: t('seal.entries', { count: size }) },
          { label: t('seal.at'), value: `${format.dateTime(at, 'UTC')} (${format.relative(at)})` },
        ]}
      />
      <p className={classes.note}>{t(late ? 'seal.quietText' : 'seal.recentText')}</p>
      <details>
        <summary className={classes.summary}>{t('seal.note')}</summary>
        <Command text={note.trim()} label={t('seal.note')} />
      </details>
    </Panel>
  );
}

function HowTo() {
  const t = useT(auditMessages);
  return (
    <Panel title={t('seal.verify')}>
      <p className={classes.quiet}>{t('seal.verifyText')}</p>
      <Command text="npm run sojourn -- audit verify" label={t('seal.verify')} />
      <p className={classes.quiet}>{t('seal.verifyStrong')}</p>
      <Command
        text="npm run sojourn -- audit verify --public-key key.txt --witness audit-checkpoints.txt"
        label={t('seal.verifyStrong')}
      />
      <p className={classes.quiet}>{t('seal.verifyResult')}</p>
    </Panel>
  );
}

const Command = ({ text, label }: { text: string; label: string }) => (
  <section aria-label={label}>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
    <pre className={classes.command} tabIndex={0}>
      {text}
    </pre>
  </section>
);
