import { TextInput } from '@mantine/core';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { accessMessages } from '../messages/catalogue.ts';

/** From which day something holds, and until which: today and without end where left empty. */
export function PeriodFields({ text }: { text: (path: 'startsOn' | 'endsOn') => object }) {
  const t = useT(accessMessages);
  return (
    <>
      <TextInput
        type="date"
        label={t('grants.startsOn')}
        description={t('grants.startsOnHelp')}
        {...text('startsOn')}
      />
      <TextInput
        type="date"
        label={t('grants.endsOn')}
        description={t('grants.endsOnHelp')}
        {...text('endsOn')}
      />
    </>
  );
}
