/** `name`, `office.code`: the dotted path of a field, as problem documents name it. */
export type FieldPath<T> = T extends readonly unknown[]
  ? string
  : T extends object
    ? { [K in keyof T & string]: K | `${K}.${FieldPath<NonNullable<T[K]>>}` }[keyof T & string]
    : never;

export function valueAt(values: unknown, path: string): unknown {
  let at: unknown = values;
  for (const step of path.split('.')) at = (at as Record<string, unknown> | null | undefined)?.[step];
  return at;
}

/** A copy with one value replaced; everything off the path stays the same object. */
export function withValue<T>(values: T, path: string, value: unknown): T {
  const [step = '', ...rest] = path.split('.');
  const copy = (Array.isArray(values) ? [...values] : { ...values }) as Record<string, unknown>;
  copy[step] = rest.length ? withValue(copy[step] ?? {}, rest.join('.'), value) : value;
  return copy as T;
}
