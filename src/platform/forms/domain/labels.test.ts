import { describe, expect, it } from 'vitest';
import { bestLanguage, choiceLabels, labelOf, languageOf, plainText, textIn } from './labels.ts';

describe('languages of a form', () => {
  it.each([
    ['English (en)', 'en'],
    ['Français (fr)', 'fr'],
    ['fr', 'fr'],
    ['French', 'fr'],
    ['Español', 'es'],
    ['Arabic', 'ar'],
    ['العربية (ar)', 'ar'],
    ['Portuguese (pt-BR)', undefined],
    ['default', undefined],
  ])('%s', (name, language) => expect(languageOf(name)).toBe(language));

  it('takes the reader’s own language, else the default of the form, else its first', () => {
    const form = { languages: ['English (en)', 'French (fr)'], defaultLanguage: 'English (en)' };
    expect(bestLanguage(form, 'fr')).toBe('French (fr)');
    expect(bestLanguage(form, 'ar')).toBe('English (en)');
    expect(bestLanguage({ languages: ['Kurdish (ku)'], defaultLanguage: 'default' }, 'ar')).toBe(
      'Kurdish (ku)',
    );
    expect(bestLanguage({ languages: [], defaultLanguage: 'default' }, 'es')).toBe('default');
  });
});

describe('texts of a form', () => {
  it('fall back to a language that has them, and to the name', () => {
    expect(textIn({ fr: 'Âge' }, 'en')).toBe('Âge');
    expect(labelOf({ name: 'age', label: {} }, 'en')).toBe('age');
  });

  it('lose markup but not words', () => {
    expect(plainText('**How many** <span style="color:red">people</span> live in $' + '{place}?')).toBe(
      'How many people live in …?',
    );
    expect(plainText('# Title\nline')).toBe('Title line');
    expect(plainText('snake_case_name')).toBe('snake_case_name');
  });

  it('label choices and leave unknown values as they are', () => {
    const say = choiceLabels({ lists: { yn: [{ value: 'y', label: { default: 'Yes' } }] } }, 'default');
    expect([say('yn', 'y'), say('yn', 'maybe'), say('none', 'x')]).toEqual(['Yes', 'maybe', 'x']);
  });
});
