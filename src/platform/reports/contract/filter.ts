import { z } from 'zod';

const column = z.string().max(128);
const text = z.string().max(2000);
const value = z.union([text, z.number(), z.boolean(), z.null()]);
export type FilterValue = z.infer<typeof value>;

/** Applied to the column before it is compared. Parts of an instant are those of UTC. */
const part = z.enum(['lower', 'upper', 'date', 'year', 'month', 'day']);
export type ColumnPart = z.infer<typeof part>;

const compared = z.object({
  op: z.enum(['eq', 'ne', 'gt', 'ge', 'lt', 'le']),
  column,
  part: part.optional(),
  value,
});
const listed = z.object({
  op: z.literal('in'),
  column,
  part: part.optional(),
  values: z.array(value).max(500),
});
const searched = z.object({
  op: z.enum(['contains', 'startsWith', 'endsWith']),
  column,
  part: part.optional(),
  value: text,
});
/** Of a column of several choices: this one is among them. */
const chosen = z.object({ op: z.literal('has'), column, value: text });
/** Of a point or geometry: it touches the box (west, south, east, north; west beyond east crosses the antimeridian). */
const boxed = z.object({ op: z.literal('box'), column, box: z.array(z.number()).length(4) });

export type Filter =
  | z.infer<typeof compared>
  | z.infer<typeof listed>
  | z.infer<typeof searched>
  | z.infer<typeof chosen>
  | z.infer<typeof boxed>
  | { op: 'and'; of: Filter[] }
  | { op: 'or'; of: Filter[] }
  | { op: 'not'; of: Filter };

/** What narrows the rows of a data set, on declared columns only. Null is a value: `eq null` finds what is empty. */
export const filter: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    compared,
    listed,
    searched,
    chosen,
    boxed,
    z.object({ op: z.literal('and'), of: z.array(filter).max(100) }),
    z.object({ op: z.literal('or'), of: z.array(filter).max(100) }),
    z.object({ op: z.literal('not'), of: filter }),
  ]),
);
