import type { Diagnostic, DiagnosticCode, Place } from './diagnostic.ts';
import { ar } from './messages/ar.ts';
import { en } from './messages/en.ts';
import { es } from './messages/es.ts';
import { fr } from './messages/fr.ts';

/** Languages in which every diagnostic has a text. */
export type MessageLanguage = 'en' | 'fr' | 'es' | 'ar';

type Catalogue = Readonly<Record<DiagnosticCode, string>>;
const CATALOGUES: Readonly<Record<MessageLanguage, Catalogue>> = { en, fr, es, ar };

const SUGGESTION: Readonly<Record<MessageLanguage, string>> = {
  en: 'Did you mean "{suggestion}"?',
  fr: 'Vouliez-vous dire « {suggestion} » ?',
  es: '¿Quería decir «{suggestion}»?',
  ar: 'هل تقصد «{suggestion}»؟',
};

const PLACE: Readonly<Record<MessageLanguage, { sheet: string; row: string; column: string; join: string }>> =
  {
    en: { sheet: 'sheet {v}', row: 'row {v}', column: 'column {v}', join: ', ' },
    fr: { sheet: 'feuille {v}', row: 'ligne {v}', column: 'colonne {v}', join: ', ' },
    es: { sheet: 'hoja {v}', row: 'fila {v}', column: 'columna {v}', join: ', ' },
    ar: { sheet: 'الورقة {v}', row: 'الصف {v}', column: 'العمود {v}', join: '، ' },
  };

/** Fills `{name}` of a text; `${name}` stays, for it is the form's own notation. */
function fill(text: string, params: Readonly<Record<string, string | number>>): string {
  return text.replace(/(\$?)\{(\w+)\}/g, (whole, dollar: string, key: string) =>
    dollar !== '' || params[key] === undefined ? whole : String(params[key]),
  );
}

/** English text of a code; used when a diagnostic is made. */
export function englishMessage(
  code: DiagnosticCode,
  params: Readonly<Record<string, string | number>>,
  suggestion?: string,
): string {
  return render('en', code, params, suggestion);
}

function render(
  language: MessageLanguage,
  code: DiagnosticCode,
  params: Readonly<Record<string, string | number>>,
  suggestion: string | undefined,
): string {
  const text = fill(CATALOGUES[language][code], params);
  return suggestion === undefined ? text : `${text} ${fill(SUGGESTION[language], { suggestion })}`;
}

/** Text of a diagnostic in English, French, Spanish or Arabic, with its suggestion, without its place. */
export function diagnosticMessage(diagnostic: Diagnostic, language: MessageLanguage): string {
  return render(language, diagnostic.code, diagnostic.params, diagnostic.suggestion);
}

/** Place of a diagnostic in words, e.g. `sheet survey, row 5, column type (A)`; empty if it has none. */
export function describePlace(place: Place, language: MessageLanguage): string {
  const words = PLACE[language];
  const parts: string[] = [];
  if (place.sheet !== undefined) parts.push(words.sheet.replace('{v}', place.sheet));
  if (place.row !== undefined) parts.push(words.row.replace('{v}', String(place.row)));
  if (place.column !== undefined) {
    const { name, letter } = place.column;
    parts.push(words.column.replace('{v}', name === '' ? letter : `${name} (${letter})`));
  }
  return parts.join(words.join);
}
