/** Codes under which a country's P-codes begin. */
export interface CountryPrefixes {
  alpha2: string;
  alpha3: string;
}

/** A P-code as it should be written: no blanks around or inside, capital letters. */
export function tidyPcode(raw: string): string {
  return raw.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
}

/** Country prefix, then letters and digits only; 20 characters are more than any national scheme uses. */
export function pcodeFault(
  code: string,
  country: CountryPrefixes,
): 'empty' | 'malformed' | 'not_iso' | undefined {
  if (code === '') return 'empty';
  if (!/^[A-Z0-9]{2,20}$/.test(code)) return 'malformed';
  return prefixOf(code, country) === undefined ? 'not_iso' : undefined;
}

function prefixOf(code: string, country: CountryPrefixes): string | undefined {
  if (country.alpha3 && code.startsWith(country.alpha3)) return country.alpha3;
  return code.startsWith(country.alpha2) ? country.alpha2 : undefined;
}

/** Does a child's P-code continue its parent's? The country itself may stand under either of its codes. */
export function isNested(code: string, parent: string, country: CountryPrefixes): boolean {
  if (code.startsWith(parent) && code.length > parent.length) return true;
  return (parent === country.alpha2 || parent === country.alpha3) && prefixOf(code, country) !== undefined;
}

/** Ways in which sources misspell one P-code, most likely first. */
function spellings(code: string, country: CountryPrefixes): string[] {
  const tidy = tidyPcode(code);
  const out = [tidy, tidy.replace(/[^A-Z0-9]/g, '')];
  const prefix = prefixOf(tidy, country);
  const bare = prefix === undefined ? tidy : tidy.slice(prefix.length);
  const prefixes = [country.alpha2, country.alpha3].filter((p) => p !== '');
  // The other ISO code of the country: TD07 -> TCD07.
  for (const other of prefixes) out.push(other + bare);
  // Numbers that lost or gained leading zeros on their way through a spreadsheet: HT1 -> HT01, 101 -> HT0101.
  for (const other of prefixes) {
    for (const zeros of ['0', '00', '000']) out.push(other + zeros + bare);
    const stripped = bare.replace(/^0+/, '');
    if (stripped && stripped !== bare) out.push(other + stripped);
  }
  return out;
}

/**
 * The known P-code that a misspelt one must mean, or undefined when none or more than one fits equally. The repairs
 * are those of the humanitarian data exchanges ("PCode length TD07->TCD07"); each is reported as a warning.
 */
export function repairPcode(
  code: string,
  known: { has(code: string): boolean },
  country: CountryPrefixes,
): string | undefined {
  if (known.has(code)) return code;
  return spellings(code, country).find((candidate) => known.has(candidate));
}
