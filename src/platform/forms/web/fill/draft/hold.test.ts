import { afterEach, expect, test } from 'vitest';
import { type Hold, holdDraft } from './hold.ts';

const open: Hold[] = [];
const hold = async (tab: string, key = 'draft'): Promise<Hold> => {
  const one = await holdDraft(key, tab);
  open.push(one);
  return one;
};
const soon = () => new Promise((resolve) => setTimeout(resolve, 30));

afterEach(() => {
  for (const one of open.splice(0)) one.release();
});

test('the first tab holds a draft, a later one is told', async () => {
  const first = await hold('1');
  const second = await hold('2');
  expect([first.state.get(), second.state.get()]).toEqual(['mine', 'elsewhere']);
});

test('another draft is nobody’s business', async () => {
  await hold('1');
  expect((await hold('2', 'other')).state.get()).toBe('mine');
});

test('taking over waits for the last writing of the other tab', async () => {
  const first = await hold('1');
  const second = await hold('2');
  const order: string[] = [];
  first.settles(async () => {
    await soon();
    order.push('written');
  });
  await second.take();
  order.push('taken');
  expect(order).toEqual(['written', 'taken']);
  expect([first.state.get(), second.state.get()]).toEqual(['elsewhere', 'mine']);
  await first.take();
  expect([first.state.get(), second.state.get()]).toEqual(['mine', 'elsewhere']);
});

test('a draft that was left is free again', async () => {
  (await hold('1')).release();
  expect((await hold('2')).state.get()).toBe('mine');
});

test('a browser without channels lets everybody write', async () => {
  expect((await holdDraft('draft', '1', undefined)).state.get()).toBe('mine');
});
