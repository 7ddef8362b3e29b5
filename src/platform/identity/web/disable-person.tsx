import { Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { changePersonState, getLeaving, type Person } from '../contract/people.ts';
import { identityMessages } from '../messages/catalogue.ts';
import { serviceMessages } from '../messages/service/catalogue.ts';
import { Keeper } from './keeper-field.tsx';

/** Disabling says what ends, and asks what becomes of the things that work without the person. */
export function DisablePerson({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useT(identityMessages);
  const say = useT(serviceMessages);
  const params = { accountId: person.id };
  const leaving = useRead(getLeaving, { params });
  const change = useCall(changePersonState);
  const [moving, setMoving] = useState(false);
  const [keeperId, setKeeper] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<unknown>();
  const kept = leaving.data?.kept ?? [];
  const disable = async () => {
    setFailure(undefined);
    try {
      const to = moving && keeperId ? { keeperId } : {};
      await change.mutateAsync({ params, body: { state: 'disabled', reason: reason.trim(), ...to } });
      onClose();
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <Dialog onClose={onClose} title={t('people.disable')}>
      <Stack>
        {leaving.error && <Problem error={leaving.error} onRetry={() => void leaving.refetch()} />}
        {leaving.data && (
          <Text size="sm">
            {t('leaving.text', { sessions: leaving.data.sessions, tokens: leaving.data.tokens })}
          </Text>
        )}
        {kept.length > 0 && (
          <Radio.Group
            label={t('leaving.kept')}
            description={kept
              .map(({ kind, count }) =>
                kind === 'services' ? say('leaving.services', { count }) : t('leaving.devices', { count }),
              )
              .join(' · ')}
            value={moving ? 'move' : 'end'}
            onChange={(value) => setMoving(value === 'move')}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="end" label={t('leaving.end')} />
              <Radio value="move" label={t('leaving.move')} />
            </Stack>
          </Radio.Group>
        )}
        {moving && <Keeper except={person.id} value={keeperId} onChange={setKeeper} />}
        <Textarea
          label={t('leaving.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={500}
          autosize
          minRows={2}
        />
        {failure !== undefined && <Problem error={failure} />}
        <Group justify="flex-end">
          <Button
            color="red.8"
            loading={change.isPending}
            disabled={!leaving.data || (moving && !keeperId)}
            onClick={disable}
          >
            {t('people.disable')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
