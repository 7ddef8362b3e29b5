import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import { changesBetween, leavesOf } from './submission-diff.ts';

type Root = Parameters<typeof leavesOf>[0];
const read = (xml: string) =>
  new DOMParser().parseFromString(xml, 'text/xml').documentElement as unknown as Root;

const before = read(
  '<data><name>A</name><person><age>3</age></person><person><age>4</age></person><gone>x</gone><meta><instanceID>1</instanceID></meta></data>',
);
const after = read(
  '<data><name>A</name><person><age>3</age></person><person><age>5</age></person><fresh>y</fresh><meta><instanceID>2</instanceID></meta></data>',
);

describe('what an edit changed', () => {
  it('numbers the entries of a repeat', () => {
    expect([...leavesOf(before).keys()]).toContain('person[2]/age');
  });

  it('names what came, went and changed, and not the identifiers', () => {
    expect(changesBetween(before, after)).toEqual([
      { path: 'person[2]/age', before: '4', after: '5' },
      { path: 'fresh', before: null, after: 'y' },
      { path: 'gone', before: 'x', after: null },
    ]);
  });

  it('is empty for the same answers', () => {
    expect(changesBetween(before, before)).toEqual([]);
  });
});
