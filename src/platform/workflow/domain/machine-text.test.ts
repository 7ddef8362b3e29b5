import { expect, test } from 'vitest';
import type { Machine } from './machine.ts';
import { machineText } from './machine-text.ts';

const machine: Machine<'draft' | 'sent', 'send' | 'redo', { empty: boolean }, 'tell'> = {
  id: 'test.letter',
  states: { draft: { kind: 'initial', clocks: { stale: { hours: 24 } } }, sent: { kind: 'final' } },
  transitions: {
    send: {
      from: ['draft'],
      to: 'sent',
      permission: ['test.send', 'test.any'],
      fields: ['to'],
      needsReason: true,
      guard: ({ empty }) => (empty ? [{ code: 'test.empty', text: 'Write it first.' }] : []),
      effects: ['tell'],
    },
    redo: { from: ['draft'], to: 'draft', permission: 'test.send' },
  },
  invariants: [{ says: 'No empty letter is sent.', holds: (state, { empty }) => state !== 'sent' || !empty }],
};

test('a machine is told as a picture, a table and what is proved', () => {
  expect(machineText(machine, { facts: { empty: [true, false] } })).toBe(`\`\`\`mermaid
stateDiagram-v2
  [*] --> draft
  draft --> sent: send
  draft --> draft: redo
  sent --> [*]
\`\`\`

| step | from | to | needs | waits for | effects |
|---|---|---|---|---|---|
| send | draft | sent | \`test.send\` or \`test.any\`, a reason, \`to\` | \`test.empty\` | \`tell\` |
| redo | draft | draft | \`test.send\` |  |  |

Falls due: \`stale\` in draft.

Proved of every state that can be reached:
- No empty letter is sent.`);
});
