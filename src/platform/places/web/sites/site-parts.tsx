import { useT } from '#platform/i18n/web/use-t.tsx';
import { useMe, useOperation } from '#platform/ui/session.tsx';
import { StateBadge, type Tone } from '#platform/ui/state-badge.tsx';
import type { Site } from '../../contract/shapes.ts';
import { placesMessages } from '../../messages/catalogue.ts';

const tones: Record<Site['state'], Tone> = {
  planned: 'info',
  open: 'good',
  suspended: 'warn',
  closed: 'neutral',
};

export function SiteStateBadge({ state }: Pick<Site, 'state'>) {
  const t = useT(placesMessages);
  return <StateBadge tone={tones[state]}>{t(`value.state.${state}`)}</StateBadge>;
}

const accessTones: Record<Site['accessibility'], Tone> = {
  yes: 'good',
  limited: 'warn',
  no: 'bad',
  unknown: 'neutral',
};

export function AccessBadge({ accessibility }: Pick<Site, 'accessibility'>) {
  const t = useT(placesMessages);
  return (
    <StateBadge tone={accessTones[accessibility]}>{t(`value.accessibility.${accessibility}`)}</StateBadge>
  );
}

/** The operation chosen in the top bar, or the only one that the person has. */
export function useOneOperation() {
  const chosen = useOperation();
  const { operations } = useMe();
  return chosen ?? (operations.length === 1 ? operations[0]! : null);
}

/** Latitude and longitude as people copy them: five digits are about a metre. */
export const pointText = ({ lat, lon }: Pick<Site, 'lat' | 'lon'>): string | null =>
  lat === null || lon === null ? null : `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
