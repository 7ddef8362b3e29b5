/** A JSON schema as the OpenAPI document holds it: what zod writes, which is a small part of the standard. */
export interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema;
  [keyword: string]: unknown;
}

/** One way in which a schema can be met: a single type with its limits. `any` where the schema says nothing. */
export interface Variant extends Schema {
  type: string;
}

const typeOf = (value: unknown): string => (value === null ? 'null' : typeof value);

/**
 * The alternatives of a schema, unions and lists of types taken apart. Fixed values of one type become one
 * enumeration, so that `anyOf` of constants and `enum` mean the same.
 */
export function variantsOf(schema: Schema): Variant[] {
  const { anyOf, oneOf, type, const: fixed, ...rest } = schema;
  const parts = anyOf ?? oneOf;
  if (parts) return mergeEnums(parts.flatMap(variantsOf));
  if (fixed !== undefined) return [{ ...rest, type: typeOf(fixed), enum: [fixed] }];
  if (Array.isArray(type)) return type.map((one) => ({ ...rest, type: one }));
  if (type) return [{ ...rest, type }];
  if (rest.enum) return mergeEnums(rest.enum.map((value) => ({ type: typeOf(value), enum: [value] })));
  return [{ ...rest, type: 'any' }];
}

function mergeEnums(variants: Variant[]): Variant[] {
  const out: Variant[] = [];
  for (const variant of variants) {
    const same = variant.enum && out.find((one) => one.enum && one.type === variant.type);
    if (same) same.enum = [...same.enum!, ...variant.enum!];
    else out.push({ ...variant });
  }
  return out;
}

/** Fixed values by which an object of a union tells which one it is: `kind=point`. */
export const markOf = (variant: Variant): string =>
  Object.entries(variant.properties ?? {})
    .filter(([, property]) => property.const !== undefined)
    .map(([name, property]) => `${name}=${String(property.const)}`)
    .sort()
    .join(' ');
