import { type ZodType, z } from 'zod';

/**
 * A field that some readers of its record do not see: `{ value }`, or `{ hidden }` with the class that hides it. What is
 * hidden is never told as empty, and nothing tells whether there is a value behind it.
 */
export const masked = <T extends ZodType>(value: T) =>
  z.union([z.object({ value }), z.object({ hidden: z.enum(['restricted', 'sealed']) })]);

export type Masked<T> = { value: T } | { hidden: 'restricted' | 'sealed' };

/** Why a sealed field is looked at: one of the purposes in force, and in one's own words. */
export const revealReason = z.object({
  purpose: z.string().max(60),
  note: z.string().trim().min(3, 'Say in a few words what it is needed for.').max(500),
});
export type RevealReason = z.infer<typeof revealReason>;

/** A sealed value that was revealed; the screen hides it again after so many seconds. */
export const revealed = <T extends ZodType>(value: T) =>
  z.object({ value, shownSeconds: z.number().int().positive() });
