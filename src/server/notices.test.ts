import { expect, test } from 'vitest';
import { languages } from '#platform/i18n/language.ts';
import { loadMessages } from '#platform/i18n/messages.ts';
import { kindsOf, messageOf } from '#platform/notify/words.ts';
import { memoryVault } from '#platform/vault/testing/memory-vault.ts';
import { createModules } from './modules.ts';

const modules = createModules({
  dataDir: '/nonexistent',
  publicUrl: () => 'https://sojourn.example',
  setUpCode: () => '',
  demonstration: false,
  vault: memoryVault(),
});
const notices = modules.flatMap((m) => (m.notices ? [{ slice: m.name, ...m.notices }] : []));
const kinds = kindsOf(() => notices);
const NOTICE = '0197a000-0000-7000-8000-000000000001';

test('every kind of every slice has its sentence and its general words in every language', async () => {
  expect(kinds.all().length).toBeGreaterThan(5);
  const missing = [];
  for (const { catalogue, kinds: own, slice } of notices)
    for (const language of languages) {
      const messages = await loadMessages(catalogue, language);
      for (const kind of Object.keys(own)) {
        if (kind.split('.')[0] !== slice) missing.push(`${kind} is not of ${slice}`);
        for (const key of [`notice.${kind}`, `notice.${kind}.general`])
          if (!messages[key]) missing.push(`${language} ${key}`);
      }
    }
  expect(missing).toEqual([]);
});

test('what leaves the house has no place for a value, and names nothing but kind, link and count', async () => {
  const open = [];
  for (const { catalogue, kinds: own } of notices)
    for (const language of languages) {
      const messages = await loadMessages(catalogue, language);
      for (const kind of Object.keys(own))
        if (/[{}]/.test(messages[`notice.${kind}.general`] ?? '')) open.push(`${language} ${kind}`);
    }
  expect(open).toEqual([]);
  for (const { kind } of kinds.all())
    for (const language of languages) {
      const told = {
        id: NOTICE,
        noticeId: NOTICE,
        kind,
        counts: null,
        urgency: 'now',
        language,
        publicUrl: 'https://sojourn.example',
        stop: 'https://sojourn.example/unsubscribe/token',
        // What the row of a notice holds besides; nothing of it may be read on the way out.
        facts: { name: 'CANARY Amina', n: 'CANARY' },
        entity: 'CANARY.table',
        entity_id: 'CANARY-1',
        email: 'canary@agency.example',
      };
      for (const message of [
        await messageOf(told, kinds),
        await messageOf({ ...told, noticeId: null, kind: null, counts: { [kind]: 2 } }, kinds),
      ]) {
        const text = JSON.stringify(message);
        expect(text).not.toMatch(/canary/i);
        const links = text.match(/https?:[^\s"\\]+/g);
        for (const link of links ?? [])
          expect([
            `https://sojourn.example/inbox/${NOTICE}`,
            'https://sojourn.example/inbox',
            'https://sojourn.example/profile/notices',
            'https://sojourn.example/unsubscribe/token',
          ]).toContain(link);
        expect(message.brief).not.toBe('');
      }
    }
});
