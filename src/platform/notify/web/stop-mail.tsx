import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { Door } from '#platform/identity/web/door.tsx';
import { callOnce } from '#platform/ui/call.ts';
import { AppLink } from '#platform/ui/link.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { readStop, type StopState, setStop } from '../contract/stop.ts';
import { notifyMessages } from '../messages/catalogue.ts';
import { useNoticeWords } from './use-notice-words.ts';

type Shown = 'ask' | 'done' | 'resumed' | 'always';

/**
 * Where the link at the end of a mail leads, with or without a session. Looking stops nothing: programs of mailboxes open
 * links before their reader does.
 */
export function StopMail() {
  const t = useT(notifyMessages);
  const { token } = useParams({ strict: false }) as { token: string };
  const [now, setNow] = useState<{ state: StopState; stopped: boolean }>();
  const asked = useQuery({
    queryKey: ['notify', 'stop', token],
    queryFn: ({ signal }) => callOnce(readStop, { body: { token } }, signal),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const set = useMutation({
    mutationFn: (stop: boolean) => callOnce(setStop, { body: { token, stop } }),
    onSuccess: (state, stop) => setNow({ state, stopped: stop }),
  });
  const state = now?.state ?? asked.data;
  const { name } = useNoticeWords(state?.kind ? [state.kind] : []);
  const toPreferences = <AppLink to="/profile/notices">{t('stop.preferences')}</AppLink>;
  if (asked.isPending) return null;
  if (!state)
    return (
      <Door title={t('stop.title')}>
        <Problem error={asked.error} onRetry={() => void asked.refetch()} />
      </Door>
    );
  if (state.state === 'unknown')
    return (
      <Door title={t('stop.gone')} tabTitle={t('stop.title')} intro={t('stop.goneText')}>
        {toPreferences}
      </Door>
    );
  const shown = shownOf(state, now?.stopped);
  const what = state.kind ? name(state.kind) : t('stop.digestName');
  return (
    <Door
      key={shown}
      title={t(shown === 'ask' ? 'stop.ask' : `stop.${shown}`)}
      tabTitle={t('stop.title')}
      intro={t(shown === 'ask' ? 'stop.asked' : `stop.${shown}Text`, { what })}
    >
      <Stack role="status">
        {set.error && <Problem error={set.error} />}
        <Group>
          {(shown === 'ask' || shown === 'resumed') && (
            <Button loading={set.isPending} onClick={() => set.mutate(true)}>
              {t('stop.do')}
            </Button>
          )}
          {shown === 'done' && (
            <Button variant="default" loading={set.isPending} onClick={() => set.mutate(false)}>
              {t('stop.undo')}
            </Button>
          )}
        </Group>
        {toPreferences}
      </Stack>
    </Door>
  );
}

function shownOf({ state }: StopState, stopped: boolean | undefined): Shown {
  if (state === 'always') return 'always';
  if (state === 'stopped') return 'done';
  return stopped === false ? 'resumed' : 'ask';
}
