const DAY = 86_400_000;

/** ISO text of a spreadsheet's day number: a date, a time, or both. Undefined outside the years 1 to 9999. */
export function serialToIso(serial: number, date1904: boolean): string | undefined {
  if (!Number.isFinite(serial) || Math.abs(serial) > 3_000_000) return undefined;
  const seconds = Math.round(serial * 86_400);
  if (serial >= 0 && serial < 1 && !date1904) return clock(seconds % 86_400);
  // The 1900 system counts a 29 February that never was, so its first two months are one day off.
  const offset = date1904 ? 24_107 : serial < 60 ? 25_568 : 25_569;
  const instant = new Date(Math.floor(seconds / 86_400 - offset) * DAY);
  const year = instant.getUTCFullYear();
  if (Number.isNaN(year) || year < 1 || year > 9999) return undefined;
  const date = instant.toISOString().slice(0, 10);
  const rest = ((seconds % 86_400) + 86_400) % 86_400;
  return rest === 0 ? date : `${date}T${clock(rest)}`;
}

function clock(seconds: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** Whether a number format shows a date or time. Source: ECMA-376 part 1, 18.8.30. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) {
    return (
      (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
    );
  }
  const shown = code
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/_./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return !/^general/i.test(shown) && /[dmyhs]/i.test(shown.split(';')[0]!);
}

/** Text of a number as a spreadsheet shows it without format: no trailing zeros, no `.0`. */
export function numberText(raw: string): string {
  const text = raw.trim();
  if (/^-?\d{1,15}$/.test(text)) return text;
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) return text;
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
}
