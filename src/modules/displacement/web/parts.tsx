import { useT } from '#platform/i18n/web/use-t.tsx';
import { StateBadge, type Tone } from '#platform/ui/state-badge.tsx';
import type { RoundState } from '../contract.ts';
import { displacementMessages } from '../messages/catalogue.ts';

const tones: Record<RoundState, Tone> = {
  planned: 'neutral',
  collecting: 'info',
  cleaning: 'warn',
  validated: 'info',
  cleared: 'good',
  published: 'good',
  superseded: 'neutral',
};

export function RoundStateBadge({ state }: { state: RoundState }) {
  const t = useT(displacementMessages);
  return <StateBadge tone={tones[state]}>{t(`state.${state}`)}</StateBadge>;
}
