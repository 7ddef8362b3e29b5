import type { Report } from '../diagnostics/report.ts';
import { Refused } from '../diagnostics/report.ts';
import type { ContainerStep } from '../survey/step.ts';
import type { EntityDeclaration } from './declaration.ts';
import type { EntityUse } from './use.ts';

type Path = readonly ContainerStep[];

/** Where an entity wants to stand: in `scope` (a repeat or the survey), at `wanted` or above. */
interface Request {
  readonly list: string;
  readonly row: number;
  readonly scope: Path;
  readonly wanted: Path;
  /** Containers that save to it; all must find it in themselves or above. */
  readonly savers: readonly Path[];
}

export const pathKey = (path: Path): string => path.map(({ type, name }) => `${type}:${name}`).join('/');
const show = (path: Path): string => `/${path.map(({ name }) => name).join('/')}`;
const isScope = (step: ContainerStep): boolean => step.type === 'repeat' || step.type === 'survey';
const repeats = (path: Path): number => path.slice(1).filter((step) => step.type === 'repeat').length;

/** The part of a path up to its last repeat, or the survey. */
function scopeOf(path: Path): Path {
  for (let i = path.length - 1; i > 0; i--) if (isScope(path[i]!)) return path.slice(0, i + 1);
  return path.slice(0, 1);
}

const isPrefix = (prefix: Path, path: Path): boolean =>
  prefix.length <= path.length &&
  prefix.every((step, i) => step.name === path[i]!.name && step.type === path[i]!.type);

const same = (a: Path, b: Path): boolean => a.length === b.length && isPrefix(a, b);

function commonPrefix(paths: readonly Path[]): Path {
  const [first, ...rest] = paths;
  let length = first!.length;
  while (length > 1 && !rest.every((path) => isPrefix(first!.slice(0, length), path))) length -= 1;
  return first!.slice(0, length);
}

/** More repeats first, then more groups within the last repeat. */
function deeper(a: Path, b: Path): boolean {
  if (repeats(a) !== repeats(b)) return repeats(a) > repeats(b);
  return a.length - scopeOf(a).length > b.length - scopeOf(b).length;
}

function deepest(paths: readonly Path[]): Path {
  return paths.reduce((best, path) => (deeper(path, best) ? path : best));
}

function toRequest(declaration: EntityDeclaration, uses: readonly EntityUse[], survey: Path): Request {
  const { list, row } = declaration;
  if (uses.length === 0) return { list, row, scope: survey, wanted: survey, savers: [] };
  const scope = scopeOf(deepest(uses.map((use) => use.path)));
  const savers = uses.filter((use) => use.property !== undefined).map((use) => use.path);
  if (savers.length === 0) return { list, row, scope, wanted: deepest(uses.map((use) => use.path)), savers };
  const common = commonPrefix(savers);
  const boundary = scopeOf(deepest(savers));
  return { list, row, scope, wanted: deeper(common, boundary) ? common : boundary, savers };
}

/**
 * Gives each entity a container of its own: as deep as its references, or above where that is taken, within
 * the same repeat. Source: ODK XForms Entities specification, "one entity per container".
 */
export function placeEntities(
  declarations: ReadonlyMap<string, EntityDeclaration>,
  uses: ReadonlyMap<string, readonly EntityUse[]>,
  survey: Path,
  sheets: { entities: string; survey: string },
  report: Report,
): Map<string, string> {
  const requests: Request[] = [];
  // Lists that the survey refers to come first, in the order of the survey.
  const order = [...uses.keys(), ...[...declarations.keys()].filter((list) => !uses.has(list))];
  for (const list of order) {
    const declaration = declarations.get(list)!;
    const request = toRequest(declaration, uses.get(list) ?? [], survey);
    if (checkScopes(request, uses.get(list) ?? [], sheets, report)) requests.push(request);
  }
  if (requests.length === 1 && same(requests[0]!.scope, survey))
    return new Map([[pathKey(survey), requests[0]!.list]]);
  const taken = new Map<string, string>();
  const placed = new Map<string, string>();
  for (const group of groupByScope(requests)) {
    for (const request of group) {
      try {
        place(request, taken, placed, declarations, (params) =>
          report.refuse('entity_place_taken', { sheet: sheets.entities, row: request.row }, params),
        );
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
      }
    }
  }
  return placed;
}

function groupByScope(requests: readonly Request[]): Request[][] {
  const groups = new Map<string, Request[]>();
  for (const request of requests) {
    const key = pathKey(request.scope);
    groups.set(key, [...(groups.get(key) ?? []), request]);
  }
  return [...groups.values()].map((group) => group.sort((a, b) => a.row - b.row));
}

function checkScopes(
  request: Request,
  uses: readonly EntityUse[],
  sheets: { entities: string; survey: string },
  report: Report,
): boolean {
  const { list, row, scope, wanted } = request;
  const stray = uses.find(
    ({ path, property }) =>
      !isPrefix(scopeOf(path), scope) || (property !== undefined && !same(scopeOf(wanted), scopeOf(path))),
  );
  // What is saved stands outside the repeat that the entity's own expressions need.
  const outside = isPrefix(scope, wanted) ? undefined : uses.find((use) => use.property !== undefined);
  const use = stray ?? outside;
  if (use === undefined) return true;
  const at =
    use.property === undefined ? { sheet: sheets.entities, row } : { sheet: sheets.survey, row: use.row };
  report.error('entity_scope', at, { list, scope: show(use.path), other: show(scope) });
  return false;
}

function place(
  request: Request,
  taken: Map<string, string>,
  placed: Map<string, string>,
  declarations: ReadonlyMap<string, EntityDeclaration>,
  refuse: (params: Record<string, string | number>) => never,
): void {
  const { list, wanted, scope, savers } = request;
  let conflict: string | undefined;
  for (let depth = wanted.length; depth >= scope.length; depth--) {
    const path = wanted.slice(0, depth);
    const holder = taken.get(pathKey(path));
    if (holder !== undefined) {
      conflict =
        savers.map((saver) => taken.get(pathKey(saver))).find((other) => other !== undefined) ?? holder;
      if (savers.some((saver) => taken.has(pathKey(saver)))) break;
      continue;
    }
    placed.set(pathKey(path), list);
    taken.set(pathKey(path), list);
    for (const saver of savers) {
      for (let i = saver.length; i >= path.length; i--) taken.set(pathKey(saver.slice(0, i)), list);
    }
    return;
  }
  const other = conflict === undefined ? request.row : declarations.get(conflict)!.row;
  refuse({ list, other });
}
