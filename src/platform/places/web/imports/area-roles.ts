import type { z } from 'zod';
import type { areaMapping } from '../../contract/shapes.ts';
import type { AreaLevel } from '../../contract/words.ts';

export type AreaMapping = z.infer<typeof areaMapping>;

/** What one column says. Level null: of the row's own level, in a list with one row per area of any level. */
export type AreaRole =
  | { kind: 'pcode' | 'other'; level: AreaLevel | null }
  | { kind: 'name'; level: AreaLevel | null; language: string }
  | { kind: 'level' | 'parent' | 'validFrom' | 'validTo' };

export type AreaRoles = Readonly<Record<string, AreaRole>>;

const single = ['levelColumn', 'parent', 'validFrom', 'validTo'] as const;
const kindOf = {
  levelColumn: 'level',
  parent: 'parent',
  validFrom: 'validFrom',
  validTo: 'validTo',
} as const;

/** The mapping as what each column says. */
export function rolesOf(mapping: AreaMapping): AreaRoles {
  const roles: Record<string, AreaRole> = {};
  for (const name of single) {
    const column = mapping[name];
    if (column !== null) roles[column] = { kind: kindOf[name] };
  }
  for (const { level, pcode, names, alternates } of mapping.levels) {
    for (const column of alternates) roles[column] = { kind: 'other', level };
    for (const [language, column] of Object.entries(names)) roles[column] = { kind: 'name', level, language };
    if (pcode !== null) roles[pcode] = { kind: 'pcode', level };
  }
  return roles;
}

/** Columns in their order -> the mapping that says the same. */
export function mappingOf(before: AreaMapping, columns: readonly string[], roles: AreaRoles): AreaMapping {
  const levels = new Map<AreaLevel | null, AreaMapping['levels'][number]>();
  const at = (level: AreaLevel | null) => {
    const found = levels.get(level) ?? { level, pcode: null, names: {}, alternates: [] };
    levels.set(level, found);
    return found;
  };
  const next: AreaMapping = { ...before, levelColumn: null, parent: null, validFrom: null, validTo: null };
  for (const column of columns) {
    const role = roles[column];
    if (!role) continue;
    if (role.kind === 'pcode') at(role.level).pcode = column;
    else if (role.kind === 'other') at(role.level).alternates.push(column);
    else if (role.kind === 'name') at(role.level).names[role.language] = column;
    else if (role.kind === 'level') next.levelColumn = column;
    else next[role.kind] = column;
  }
  const sorted = [...levels.values()].sort((a, b) => (a.level ?? -1) - (b.level ?? -1));
  return { ...next, levels: sorted };
}

/** Two columns cannot say the same thing, but for other names; of which an area may have many. */
const clashes = (a: AreaRole, b: AreaRole): boolean => a.kind !== 'other' && textOfRole(a) === textOfRole(b);

/** Gives a column its meaning and takes the same meaning from any other. Undefined: the column says nothing. */
export function withRole(roles: AreaRoles, column: string, role: AreaRole | undefined): AreaRoles {
  const others = Object.entries(roles).filter(
    ([name, held]) => name !== column && !(role && clashes(role, held)),
  );
  return Object.fromEntries(role ? [...others, [column, role]] : others);
}

/** A role as the value of a select: `pcode:2`, `name:2`, `other:any`, `parent`. The language stands apart. */
export function choiceOf(role: AreaRole): string {
  return 'level' in role ? `${role.kind}:${role.level ?? 'any'}` : role.kind;
}

const textOfRole = (role: AreaRole): string =>
  role.kind === 'name' ? `${choiceOf(role)}:${role.language}` : choiceOf(role);

/** Reads a select's value back; a name begins without a language. */
export function roleOf(value: string): AreaRole | undefined {
  const [kind, text] = value.split(':');
  const level = text === undefined || text === 'any' ? null : (Number(text) as AreaLevel);
  switch (kind) {
    case 'pcode':
    case 'other':
      return { kind, level };
    case 'name':
      return { kind, level, language: 'und' };
    case 'level':
    case 'parent':
    case 'validFrom':
    case 'validTo':
      return { kind };
    default:
      return undefined;
  }
}

export interface ReadRow {
  level: AreaLevel | null;
  pcode: string;
  name: string;
  parent: string;
}

/** How a sample row is understood: the deepest area that it names, and what lies above it. */
export function readSample(row: Readonly<Record<string, string>>, mapping: AreaMapping): ReadRow | undefined {
  const text = (column: string | null | undefined) => (column ? (row[column] ?? '').trim() : '');
  const filled = mapping.levels.filter(({ pcode }) => text(pcode) !== '');
  const deepest = filled.at(-1);
  if (!deepest) return undefined;
  const said = Number(text(mapping.levelColumn));
  const ownLevel =
    mapping.levelColumn && text(mapping.levelColumn) !== '' ? (said as AreaLevel) : mapping.level;
  return {
    level: deepest.level ?? ownLevel,
    pcode: text(deepest.pcode),
    name: text(Object.values(deepest.names)[0]),
    parent: text(mapping.parent) || text(filled.at(-2)?.pcode),
  };
}
