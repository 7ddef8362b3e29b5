import { Button, Stack, Switch, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { connection } from '#platform/ui/connection.ts';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { offlineMessages } from '../messages/catalogue.ts';
import { choose, listChoices, renewChoices } from './choices.ts';
import { useOffers } from './offers.ts';
import { storeScreens } from './store-screens.ts';

/** What the person chose to have with them. */
export function KeptPanel({ on }: { on: boolean }) {
  const t = useT(offlineMessages);
  const format = useFormat();
  const queries = useQueryClient();
  const offers = useOffers(on);
  const choices = useQuery({ queryKey: ['offline', 'choices'], queryFn: listChoices, enabled: on });
  const [busy, setBusy] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const again = () => queries.invalidateQueries({ queryKey: ['offline', 'choices'] });
  const run = async (name: string, work: () => Promise<boolean>) => {
    setBusy(name);
    setFailed(!(await work().catch(() => false)));
    setBusy(null);
    await again();
  };
  const chosen = new Map((choices.data ?? []).map(({ id, at }) => [id, at]));
  const renew = () =>
    run('all', async () => {
      const whole = await renewChoices(offers.data ?? []);
      return (await storeScreens()) && whole;
    });
  // The newest of what was chosen, once for each time that the page is opened.
  const opened = useRef(false);
  useEffect(() => {
    if (opened.current || !on || !offers.data || !choices.data || connection.get() === 'offline') return;
    opened.current = true;
    if (choices.data.length > 0) void renew();
  });
  return (
    <Panel
      title={t('kept.title')}
      aside={
        on && (
          <Button
            size="compact-sm"
            variant="default"
            loading={busy === 'all'}
            disabled={!offers.data}
            onClick={renew}
          >
            {t('kept.renew')}
          </Button>
        )
      }
    >
      <Stack>
        <Text size="sm">{t(on ? 'kept.text' : 'kept.first')}</Text>
        {failed && (
          <Text size="sm" role="alert">
            {t('kept.failed')}
          </Text>
        )}
        {on && offers.data?.length === 0 && <Text size="sm">{t('kept.none')}</Text>}
        {on &&
          offers.data?.map((offer) => {
            const at = chosen.get(offer.id);
            const renewed = at ? t('kept.renewed', { when: format.relative(new Date(at)) }) : undefined;
            return (
              <Switch
                key={offer.id}
                label={offer.title}
                description={[offer.detail, renewed].filter(Boolean).join(' · ')}
                checked={chosen.has(offer.id)}
                disabled={busy !== null}
                onChange={(event) => {
                  const wanted = event.currentTarget.checked;
                  void run(offer.id, () => choose(offer, wanted));
                }}
              />
            );
          })}
      </Stack>
    </Panel>
  );
}
