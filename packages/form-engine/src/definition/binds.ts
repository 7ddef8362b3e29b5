import { attr, attrLocal, type XNode } from '../xml/tree.ts';
import { type Expressions, resolveRef } from './expressions.ts';
import { parseMessage } from './text.ts';
import type { Bind, DataType, Expression } from './types.ts';

const TYPES: ReadonlySet<string> = new Set<DataType>([
  'string',
  'int',
  'boolean',
  'decimal',
  'date',
  'time',
  'dateTime',
  'geopoint',
  'geotrace',
  'geoshape',
  'binary',
  'barcode',
  'intent',
]);
const ALIASES: Readonly<Record<string, DataType>> = {
  integer: 'int',
  long: 'int',
  double: 'decimal',
  float: 'decimal',
  base64Binary: 'binary',
  anyURI: 'binary',
};

function isType(name: string): name is DataType {
  return TYPES.has(name);
}

function dataType(written: string | undefined): DataType {
  const name = (written ?? 'string').replace(/^.*:/, '');
  return isType(name) ? name : (ALIASES[name] ?? 'string');
}

export function parseBinds(model: XNode, expressions: Expressions): Map<string, Bind> {
  const binds = new Map<string, Bind>();
  for (const node of model.children) {
    if (node.local !== 'bind') continue;
    const nodeset = attr(node, 'nodeset') ?? attr(node, 'ref');
    if (nodeset === undefined) continue;
    const ref = resolveRef(nodeset, undefined);
    binds.set(ref, parseBind(node, ref, expressions));
  }
  return binds;
}

function parseBind(node: XNode, ref: string, expressions: Expressions): Bind {
  const expression = (name: string): Expression | undefined => {
    const source = attr(node, name);
    if (source === undefined || source.trim() === '') return undefined;
    return expressions.compile(source, ref, `${name} of ${ref}`);
  };
  const preload = attrLocal(node, 'preload');
  return {
    ref,
    type: dataType(attr(node, 'type')),
    relevant: expression('relevant'),
    readonly: expression('readonly'),
    required: expression('required'),
    constraint: expression('constraint'),
    calculate: expression('calculate'),
    constraintMessage: parseMessage(attrLocal(node, 'constraintMsg')),
    requiredMessage: parseMessage(attrLocal(node, 'requiredMsg')),
    preload:
      preload === undefined ? undefined : { kind: preload, param: attrLocal(node, 'preloadParams') ?? '' },
    attributes: Object.fromEntries((node.attributes ?? []).map((each) => [each.local, each.text])),
  };
}
