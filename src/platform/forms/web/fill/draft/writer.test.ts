import { describe, expect, it } from 'vitest';
import { createWriter, type WriteState } from './writer.ts';

describe('the writer of drafts', () => {
  it('writes at once, and of what waits only the newest of each key', async () => {
    const written: string[] = [];
    const states: WriteState[] = [];
    const writer = createWriter((state) => states.push(state));
    const write = (key: string, text: string) => writer.write(key, async () => written.push(text));
    for (const text of ['a1', 'a2', 'a3']) write('a', text);
    write('b', 'b1');
    await writer.settled();
    expect(written).toEqual(['a1', 'a3', 'b1']);
    expect(states).toEqual(['saving', 'saved']);
  });

  it('says that a write failed until one succeeds', async () => {
    const states: WriteState[] = [];
    const writer = createWriter((state) => states.push(state));
    writer.write('a', () => Promise.reject(new Error('full')));
    await writer.settled();
    expect(states.at(-1)).toBe('failed');
    writer.write('a', async () => undefined);
    await writer.settled();
    expect(states.at(-1)).toBe('saved');
  });
});
