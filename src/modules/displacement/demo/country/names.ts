import type { Random } from '../random.ts';

/** A name or label in the four languages of the product. */
export interface Localised {
  readonly en: string;
  readonly fr: string;
  readonly es: string;
  readonly ar: string;
}

const CONSONANTS: Readonly<Record<string, Localised>> = {
  b: { en: 'b', fr: 'b', es: 'b', ar: 'ب' },
  d: { en: 'd', fr: 'd', es: 'd', ar: 'د' },
  f: { en: 'f', fr: 'f', es: 'f', ar: 'ف' },
  k: { en: 'k', fr: 'k', es: 'k', ar: 'ك' },
  l: { en: 'l', fr: 'l', es: 'l', ar: 'ل' },
  m: { en: 'm', fr: 'm', es: 'm', ar: 'م' },
  n: { en: 'n', fr: 'n', es: 'n', ar: 'ن' },
  r: { en: 'r', fr: 'r', es: 'r', ar: 'ر' },
  s: { en: 's', fr: 's', es: 's', ar: 'س' },
  t: { en: 't', fr: 't', es: 't', ar: 'ت' },
  v: { en: 'v', fr: 'v', es: 'v', ar: 'ف' },
  z: { en: 'z', fr: 'z', es: 'z', ar: 'ز' },
  x: { en: 'sh', fr: 'ch', es: 'sh', ar: 'ش' },
};

const VOWELS: Readonly<Record<string, Localised>> = {
  a: { en: 'a', fr: 'a', es: 'a', ar: 'ا' },
  e: { en: 'e', fr: 'é', es: 'e', ar: 'ي' },
  i: { en: 'i', fr: 'i', es: 'i', ar: 'ي' },
  o: { en: 'o', fr: 'o', es: 'o', ar: 'و' },
  u: { en: 'u', fr: 'ou', es: 'u', ar: 'و' },
};

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Spells a word of one-letter phonemes (x is "sh") in the four languages. */
export function spell(phonemes: string): Localised {
  const letters = [...phonemes];
  const spellIn = (language: keyof Localised) =>
    letters
      .map((letter, i) => {
        const closed = i === letters.length - 2 && letters[i + 1]! in CONSONANTS;
        if (language === 'fr' && letter === 'e' && closed) return 'e';
        return (CONSONANTS[letter] ?? VOWELS[letter])![language];
      })
      .join('');
  return {
    en: capital(spellIn('en')),
    fr: capital(spellIn('fr')),
    es: capital(spellIn('es')),
    ar: spellIn('ar'),
  };
}

// Well-known real names that the syllables below could spell, and words unfit for a map.
const REFUSED =
  /^(manila|samara|kabul|tikal|malabo|natal|bogota|toronto|mori|malaga|ravena|sarato|banan|koron|nazi|satan|tirana|dodoma|bamako|maseru|lusaka|sevas|kutaisi|samar|tunis|makas|mardin|karaman)/;

/** Three open syllables and a soft ending: a look of its own, close to no living language. */
export function inventName(random: Random, used: Set<string>): Localised {
  for (;;) {
    const onset = () => random.pick(['b', 'd', 'f', 'k', 'l', 'm', 'n', 'r', 's', 't', 'v', 'z', 'x']);
    const vowel = () => random.pick(['a', 'e', 'i', 'o', 'u', 'a', 'o', 'e']);
    const core = `${onset()}${vowel()}${onset()}${vowel()}${random.pick(['v', 'l', 'm', 'r', 'n', 'd', 'z'])}`;
    const name = spell(
      core + random.pick(['ar', 'en', 'ur', 'ane', 'ore', 'eso', 'im', 'ovar', 'une', 'el']),
    );
    if (REFUSED.test(name.en.toLowerCase()) || /(.)\1|([a-z])[aeiou]\2[aeiou]/i.test(name.en)) continue;
    if (used.has(name.en)) continue;
    used.add(name.en);
    return name;
  }
}

const PATTERNS = {
  upper: { en: 'Upper {}', fr: 'Haut-{}', es: 'Alto {}', ar: '{} العليا' },
  lower: { en: 'Lower {}', fr: 'Bas-{}', es: 'Bajo {}', ar: '{} السفلى' },
  coast: { en: '{} Coast', fr: 'Côte de {}', es: 'Costa de {}', ar: 'ساحل {}' },
  plain: { en: '{} Plains', fr: 'Plaines de {}', es: 'Llanos de {}', ar: 'سهول {}' },
  city: { en: '{} City', fr: '{}-Ville', es: 'Ciudad de {}', ar: 'مدينة {}' },
  north: { en: '{} North', fr: '{}-Nord', es: '{} Norte', ar: '{} الشمالية' },
  south: { en: '{} South', fr: '{}-Sud', es: '{} Sur', ar: '{} الجنوبية' },
} satisfies Record<string, Localised>;

export function decorate(name: Localised, pattern: keyof typeof PATTERNS): Localised {
  const form = PATTERNS[pattern];
  return {
    en: form.en.replace('{}', name.en),
    fr: form.fr.replace('{}', name.fr),
    es: form.es.replace('{}', name.es),
    ar: form.ar.replace('{}', name.ar),
  };
}
