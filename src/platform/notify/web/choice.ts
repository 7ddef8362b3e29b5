import type { Preference } from '../domain/preference.ts';

/** One kind as the fields hold it; `''` follows the agency and the urgency. */
export interface WayChoice {
  kind: string;
  email: '' | 'each' | 'digest' | 'off';
  push: '' | 'on' | 'off';
}

/** A preference as the fields hold it. */
export interface Choice {
  zone: string;
  hours: 'default' | 'none' | 'own';
  quiet: { from: string; until: string };
  digestAt: string;
  ways: WayChoice[];
}

type Defaults = { quiet: Preference['quiet'] | null };

export function choiceOf(own: Preference, defaults: Defaults, kinds: readonly { kind: string }[]): Choice {
  return {
    zone: own.zone ?? '',
    hours: own.quiet === undefined ? 'default' : own.quiet === null ? 'none' : 'own',
    quiet: own.quiet ?? defaults.quiet ?? { from: '21:00', until: '06:30' },
    digestAt: own.digestAt ?? '',
    ways: kinds.map(({ kind }) => {
      const { email, push } = own.kinds?.[kind] ?? {};
      return { kind, email: email ?? '', push: push === undefined ? '' : push ? 'on' : 'off' };
    }),
  };
}

/** What was chosen and nothing else, so that later changes of the agency reach whoever chose nothing. */
export function bodyOf(choice: Choice): Preference {
  const kinds: Record<string, { email?: 'each' | 'digest' | 'off'; push?: boolean }> = {};
  for (const { kind, email, push } of choice.ways)
    if (email || push)
      kinds[kind] = { ...(email ? { email } : {}), ...(push ? { push: push === 'on' } : {}) };
  return {
    ...(choice.zone ? { zone: choice.zone } : {}),
    ...(choice.hours === 'none' ? { quiet: null } : choice.hours === 'own' ? { quiet: choice.quiet } : {}),
    ...(choice.digestAt ? { digestAt: choice.digestAt } : {}),
    kinds,
  };
}
