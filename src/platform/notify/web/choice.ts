import type { AgencyPreference, AgencyWay } from '../domain/preference.ts';

/** One kind as the fields hold it; `''` follows the agency and the urgency. */
export interface WayChoice {
  kind: string;
  email: '' | 'each' | 'digest' | 'off';
  push: '' | 'on' | 'off';
  /** Of the agency: the ways that nobody may choose otherwise. */
  fixed: ('email' | 'push')[];
}

/** A preference as the fields hold it. */
export interface Choice {
  zone: string;
  hours: 'default' | 'none' | 'own';
  quiet: { from: string; until: string };
  digest: 'default' | 'on' | 'off';
  digestAt: string;
  ways: WayChoice[];
}

type Defaults = { quiet: AgencyPreference['quiet'] | null };

export function choiceOf(
  own: AgencyPreference,
  defaults: Defaults,
  kinds: readonly { kind: string }[],
): Choice {
  return {
    zone: own.zone ?? '',
    hours: own.quiet === undefined ? 'default' : own.quiet === null ? 'none' : 'own',
    quiet: own.quiet ?? defaults.quiet ?? { from: '21:00', until: '06:30' },
    digest: own.digest === undefined ? 'default' : own.digest ? 'on' : 'off',
    digestAt: own.digestAt ?? '',
    ways: kinds.map(({ kind }) => wayChoiceOf(kind, own.kinds?.[kind])),
  };
}

export function wayChoiceOf(kind: string, { email, push, fixed }: AgencyWay = {}): WayChoice {
  return {
    kind,
    email: email ?? '',
    push: push === undefined ? '' : push ? 'on' : 'off',
    fixed: [...(fixed ?? [])],
  };
}

/** What was chosen and nothing else, so that later changes of the agency reach whoever chose nothing. */
export function bodyOf(choice: Choice): AgencyPreference {
  const kinds: Record<string, AgencyWay> = {};
  for (const { kind, email, push, fixed } of choice.ways)
    if (email || push || fixed.length > 0)
      kinds[kind] = {
        ...(email ? { email } : {}),
        ...(push ? { push: push === 'on' } : {}),
        ...(fixed.length > 0 ? { fixed } : {}),
      };
  return {
    ...(choice.zone ? { zone: choice.zone } : {}),
    ...(choice.hours === 'none' ? { quiet: null } : choice.hours === 'own' ? { quiet: choice.quiet } : {}),
    ...(choice.digest === 'default' ? {} : { digest: choice.digest === 'on' }),
    ...(choice.digestAt ? { digestAt: choice.digestAt } : {}),
    kinds,
  };
}
