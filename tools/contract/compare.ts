import { narrowedRequest, narrowedResponse, type SchemaFinding } from './compare-schema.ts';
import type { Schema } from './schema.ts';

interface Content {
  content?: Record<string, { schema?: Schema }>;
}
interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}
export interface Operation {
  parameters?: Parameter[];
  requestBody?: Content & { required?: boolean };
  responses: Record<string, Content>;
  security?: unknown[];
}
export interface ApiDocument {
  info: { version: string };
  paths: Record<string, Record<string, Operation>>;
  components?: { responses?: Record<string, Content> };
}

/** One thing that a caller of the released API could do and cannot do any more. */
export interface Finding extends SchemaFinding {
  route: string;
}

/** Names in braces are the document's own: what a caller writes in their place has not changed. */
const anonymous = (path: string): string => path.replaceAll(/\{[^}]*\}/g, '{}');

/**
 * What the current document takes away from callers of the released one: routes, methods, statuses, fields, values,
 * or freedom in what they send. What is added is no finding, and neither is one more value of an enumeration in an
 * answer: states and kinds grow with every release, and a reader has to show an unknown one as it stands.
 */
export function findNarrowings(released: ApiDocument, current: ApiDocument): Finding[] {
  const now = new Map(Object.entries(current.paths).map(([path, methods]) => [anonymous(path), methods]));
  const shared = narrowedAnswers(released.components?.responses ?? {}, current.components?.responses ?? {});
  const own = Object.entries(released.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, before]) => {
      const route = `${method.toUpperCase()} ${path}`;
      const after = now.get(anonymous(path))?.[method];
      if (!after) return [{ route, field: '(route)', what: 'is gone' }];
      return narrowedOperation(before, after).map((finding) => ({ route, ...finding }));
    }),
  );
  return [...shared.map((finding) => ({ route: 'every route', ...finding })), ...own];
}

const narrowedOperation = (before: Operation, after: Operation): SchemaFinding[] => [
  ...(before.security?.length === 0 && after.security?.length !== 0
    ? [{ field: '(route)', what: 'was open to everyone and now needs a session or token' }]
    : []),
  ...narrowedParameters(before.parameters ?? [], after.parameters ?? []),
  ...narrowedBody(before.requestBody, after.requestBody),
  ...narrowedAnswers(before.responses, after.responses),
];

function narrowedParameters(before: Parameter[], after: Parameter[]): SchemaFinding[] {
  const query = (all: Parameter[]) => all.filter((one) => one.in === 'query');
  const path = (all: Parameter[]) => all.filter((one) => one.in === 'path');
  const compared = (one: Parameter, next: Parameter | undefined): SchemaFinding[] => {
    const field = `${one.in}.${one.name}`;
    if (!next) return [{ field, what: 'is no longer taken' }];
    const required = next.required && !one.required;
    return [
      ...(required ? [{ field, what: 'is now required' }] : []),
      ...narrowedRequest(one.schema, next.schema, field),
    ];
  };
  return [
    ...path(before).flatMap((one, i) => compared(one, path(after)[i])),
    ...query(before).flatMap((one) =>
      compared(
        one,
        query(after).find(({ name }) => name === one.name),
      ),
    ),
    ...query(after)
      .filter(({ name, required }) => required && !query(before).some((one) => one.name === name))
      .map(({ name }) => ({ field: `query.${name}`, what: 'is now required' })),
  ];
}

function narrowedBody(before: Operation['requestBody'], after: Operation['requestBody']): SchemaFinding[] {
  if (!before) {
    return after?.required ? [{ field: 'body', what: 'is now required' }] : [];
  }
  if (!after) return [{ field: 'body', what: 'is no longer taken' }];
  return Object.entries(before.content ?? {}).flatMap(([type, { schema }]) => {
    const next = after.content?.[type];
    if (!next) return [{ field: 'body', what: `is no longer taken as ${type}` }];
    return narrowedRequest(schema ?? {}, next.schema ?? {}, 'body');
  });
}

function narrowedAnswers(before: Record<string, Content>, after: Record<string, Content>): SchemaFinding[] {
  return Object.entries(before).flatMap(([status, answer]) => {
    const next = after[status];
    if (!next) return [{ field: `answer ${status}`, what: 'is gone' }];
    return Object.entries(answer.content ?? {}).flatMap(([type, { schema }]) => {
      const content = next.content?.[type];
      if (!content) return [{ field: `answer ${status}`, what: `no longer comes as ${type}` }];
      if (!schema) return [];
      return narrowedResponse(schema, content.schema ?? {}, 'answer');
    });
  });
}

/** Whether a version may take away what the released one gave: a higher major, or a higher minor while it is 0. */
export function mayNarrow(released: string, current: string): boolean {
  const [major = 0, minor = 0] = released.split('.').map(Number);
  const [nowMajor = 0, nowMinor = 0] = current.split('.').map(Number);
  return nowMajor > major || (major === 0 && nowMajor === 0 && nowMinor > minor);
}
