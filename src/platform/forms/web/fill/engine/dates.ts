const two = (value: number): string => String(value).padStart(2, '0');

/** `+02:00` for minutes east of UTC. */
const offsetText = (minutes: number): string =>
  `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;

const eastOfUtc = (date: Date): number => -date.getTimezoneOffset();

/** `2026-03-05T14:30` of a local picker as ODK keeps it: with milliseconds and the zone of the device on that day. */
export function storedDateTime(local: string): string {
  const date = new Date(local);
  if (local === '' || Number.isNaN(date.getTime())) return '';
  const seconds = local.length === 16 ? `${local}:00.000` : local.slice(0, 19).concat('.000');
  return seconds + offsetText(eastOfUtc(date));
}

/** A stored instant as the picker shows it: in the zone of this device. */
export function localDateTime(stored: string): string {
  const date = new Date(stored);
  if (stored === '' || Number.isNaN(date.getTime())) return '';
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `14:30` as ODK keeps it. `now` says which offset the device has. */
export const storedTime = (local: string, now: Date): string =>
  /^\d\d:\d\d/.test(local) ? `${local.slice(0, 5)}:00.000${offsetText(eastOfUtc(now))}` : '';

/** The hour and minute as they were given, whatever zone the device is in now. */
export const localTime = (stored: string): string => /^\d\d:\d\d/.exec(stored)?.[0] ?? '';
