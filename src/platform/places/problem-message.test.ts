import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { languages } from '#platform/i18n/language.ts';
import { problemTexts as ar } from './messages/problems/ar.ts';
import { problemTexts as en } from './messages/problems/en.ts';
import { problemTexts as es } from './messages/problems/es.ts';
import { problemTexts as fr } from './messages/problems/fr.ts';
import { messageOf, problemKeys } from './problem-message.ts';

const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map((m) => m[1]))].sort();

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'messages' ? [] : sources(path);
    return /(?<!\.test|testing)\.ts$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

describe('texts of problems', () => {
  it('exist in every language with the same placeholders', () => {
    for (const code of problemKeys) {
      for (const texts of [fr, es, ar])
        expect(placeholders(texts[code]), code).toEqual(placeholders(en[code]));
    }
  });

  it('are valid messages in every language', () => {
    for (const key of problemKeys) {
      const code = key.replace('problem.', '');
      const params = Object.fromEntries(placeholders(en[key]).map((name) => [name as string, 2]));
      for (const language of languages) expect(messageOf(language, code, params)).not.toMatch(/[{}]/);
    }
  });

  it('exist for every code that the slice can raise', () => {
    const used = sources(fileURLToPath(new URL('.', import.meta.url))).flatMap((text) =>
      [...text.matchAll(/'(places\.(?:import|site|site_import|country)\.[a-z_0-9]+)'/g)].map(
        (m) => m[1] as string,
      ),
    );
    const permissions = /^places\.site\.(read|write)$/;
    expect(
      used.filter((code) => !permissions.test(code) && !problemKeys.includes(`problem.${code}` as never)),
    ).toEqual([]);
  });
});
