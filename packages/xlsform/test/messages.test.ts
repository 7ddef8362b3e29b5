import { describe, expect, it } from 'vitest';
import { parseArguments } from '../src/cli/arguments.ts';
import { findingLine } from '../src/cli/text.ts';
import { ar } from '../src/diagnostics/messages/ar.ts';
import { en } from '../src/diagnostics/messages/en.ts';
import { es } from '../src/diagnostics/messages/es.ts';
import { fr } from '../src/diagnostics/messages/fr.ts';
import { suggest } from '../src/diagnostics/suggest.ts';
import { diagnosticMessage } from '../src/index.ts';
import { compileSurvey } from './workbooks.ts';

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe('messages', () => {
  it.each([
    ['fr', fr],
    ['es', es],
    ['ar', ar],
  ])('mention the same values in %s as in English', (_language, catalogue) => {
    for (const [code, text] of Object.entries(en)) {
      const translated = (catalogue as Record<string, string>)[code]!;
      expect([code, [...new Set(placeholders(translated))]]).toEqual([
        code,
        [...new Set(placeholders(text))],
      ]);
      expect(translated).not.toBe(text);
    }
  });

  it('fill in values and add the suggestion and the place', () => {
    const [finding] = compileSurvey([
      ['type', 'name', 'label'],
      ['txt', 'a', 'A'],
    ]).diagnostics;
    expect(finding!.message).toBe(
      'The question type "txt" is not known. Check its spelling. Did you mean "text"?',
    );
    expect(diagnosticMessage(finding!, 'fr')).toContain('Vouliez-vous dire « text » ?');
    expect(diagnosticMessage(finding!, 'ar')).toContain('هل تقصد «text»؟');
    expect(findingLine(finding!, 'es')).toMatch(/^error: hoja survey, fila 2, columna type \(A\): El tipo/);
  });

  it('leave ${name} of the notation alone', () => {
    const [finding] = compileSurvey([
      ['type', 'name', 'label'],
      ['note', 'a', 'Hello ${a b}'],
    ]).diagnostics;
    expect(finding!.message).toBe(
      'A reference is not well formed: ${a b}. Write it as ${name} with a question name and nothing else.',
    );
  });
});

describe('suggest', () => {
  it('gives nothing for words that are far from all', () => {
    expect(suggest('zebra', ['text', 'date'])).toBeUndefined();
    expect(suggest('ab', ['cd'])).toBeUndefined();
  });

  it('looks past capitals, hyphens and spaces', () => {
    expect(suggest('Select One', ['select_one', 'select_multiple'])).toBe('select_one');
    expect(suggest('background_audio', ['background-audio'])).toBe('background-audio');
  });
});

describe('command line', () => {
  it.each([
    [[]],
    [['convert']],
    [['diff', 'a.xlsx']],
    [['check', 'a.xlsx', '--lang', 'xx']],
    [['check', 'a.xlsx', '--nonsense']],
    [['mend', 'a.xlsx']],
  ])('refuses %j', (words) => {
    expect(parseArguments(words)).toBeUndefined();
  });

  it('reads commands, files and options', () => {
    expect(parseArguments(['convert', 'a.xlsx', 'a.xml', '--strict'])).toMatchObject({
      command: 'convert',
      files: ['a.xlsx'],
      output: 'a.xml',
      strict: true,
    });
    expect(parseArguments(['check', 'a.xlsx', 'b.xlsx', '--json', '--lang', 'fr'])).toMatchObject({
      files: ['a.xlsx', 'b.xlsx'],
      json: true,
      language: 'fr',
    });
  });
});
