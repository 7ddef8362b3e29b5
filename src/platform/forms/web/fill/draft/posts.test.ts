import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postsOf } from './posts.ts';

describe('posts of a record', () => {
  it('makes one post of a record without files', () => {
    expect(postsOf([])).toEqual([[]]);
  });

  it('sends every file once, in order, no post over the limit unless one file is', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 });
    fc.assert(
      fc.property(sizes, (all) => {
        const files = all.map((size, index) => ({ name: String(index), size }));
        const posts = postsOf(files, 10);
        expect(posts.flat()).toEqual(files);
        for (const post of posts) {
          const total = post.reduce((sum, { size }) => sum + size, 0);
          expect(total <= 10 || post.length === 1).toBe(true);
        }
      }),
    );
  });
});
