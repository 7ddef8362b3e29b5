import type { Place } from '../diagnostics/diagnostic.ts';
import type { Report } from '../diagnostics/report.ts';
import { suggest } from '../diagnostics/suggest.ts';

export type Parameters = Record<string, string>;

const SEPARATORS = /[\s,;]/;

/**
 * Reads `key=value` pairs parted by spaces, commas or semicolons. Keys and values are lower-cased, but the
 * values of `label` and `value`, which name columns of the user's file, and references. Undefined if the text is malformed.
 */
export function parseParameters(text: string | undefined): Parameters | undefined {
  const parameters: Parameters = {};
  const tokens: string[] = [];
  let word = '';
  const flush = () => {
    if (word !== '') tokens.push(word);
    word = '';
  };
  for (const char of text ?? '') {
    if (char === '=') {
      flush();
      tokens.push('=');
    } else if (SEPARATORS.test(char)) flush();
    else word += char;
  }
  flush();
  for (let i = 0; i < tokens.length; i += 3) {
    const [key, equals, value] = tokens.slice(i, i + 3);
    if (key === undefined || key === '=' || equals !== '=' || value === undefined || value === '=')
      return undefined;
    const name = key.toLowerCase();
    const keepsCase = name === 'label' || name === 'value' || value.includes('${');
    parameters[name] = keepsCase ? value : value.toLowerCase();
  }
  return parameters;
}

/** Checks of one question's parameters; each refuses the row when it fails. */
export interface ParameterCheck {
  readonly values: Parameters;
  readonly accept: (...names: string[]) => void;
  readonly oneOf: (name: string, ...accepted: string[]) => string | undefined;
  readonly integer: (name: string) => number | undefined;
  readonly number: (name: string) => number | undefined;
}

export function checkParameters(values: Parameters, place: Place, report: Report): ParameterCheck {
  return {
    values,
    accept: (...names) => {
      for (const name of Object.keys(values)) {
        if (names.includes(name)) continue;
        const params = { name, accepted: names.join(', ') };
        report.refuse('parameter_unknown', place, params, () => suggest(name, names));
      }
    },
    oneOf: (name, ...accepted) => {
      const value = values[name];
      if (value !== undefined && !accepted.includes(value)) {
        report.refuse('parameter_invalid', place, { name, value, accepted: accepted.join(', ') });
      }
      return value;
    },
    integer: (name) => {
      const value = values[name];
      if (value === undefined) return undefined;
      if (!/^[+-]?\d+$/.test(value)) report.refuse('parameter_not_integer', place, { name });
      return Number(value);
    },
    number: (name) => {
      const value = values[name];
      if (value === undefined) return undefined;
      if (!isNumber(value)) report.refuse('parameter_not_number', place, { name });
      return Number(value);
    },
  };
}

/** A finite decimal number, written with digits. */
export const isNumber = (text: string): boolean => /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text);
