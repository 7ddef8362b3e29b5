import type { Language } from '#platform/i18n/language.ts';
import type { DataColumn } from '#platform/reports/data-set.ts';
import type { Answers, AnswerValue } from '../answers/read-answers.ts';
import { type Outline, type OutlineNode, reviewState } from '../contract/shapes.ts';
import { bestLanguage, labelOf, textIn } from '../domain/labels.ts';

/** A day that the calendar has, as PostgreSQL and JavaScript both read it; anything else would stop a whole list. */
const DAY =
  '(?!0000)(\\d{4}-((0[1-9]|1[0-2])-(0[1-9]|1\\d|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)|(\\d\\d(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)';
const TIME = 'T([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?(Z|[+-](0\\d|1[0-4]):[0-5]\\d)';
const DEGREES = '-?\\d{1,3}(\\.\\d{1,15})?';
const POINT = `^${DEGREES} ${DEGREES}( |$)`;
const isDay = new RegExp(`^${DAY}`);
const isInstant = new RegExp(`^${DAY}${TIME}$`);
const isPoint = new RegExp(POINT);

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A column and the question that it answers, so that a filter on it may use the index of answers. */
export interface AnswerColumn {
  column: DataColumn;
  node: OutlineNode;
}

const system: readonly DataColumn[] = [
  { name: 'id', kind: 'uuid', label: 'column.id', sql: 't.id', required: true },
  {
    name: 'received_at',
    kind: 'datetime',
    label: 'column.received_at',
    sql: 't.received_at',
    required: true,
  },
  { name: 'updated_at', kind: 'datetime', label: 'column.updated_at', sql: 't.updated_at', required: true },
  {
    name: 'review_state',
    kind: 'choice',
    label: 'column.review_state',
    sql: 't.review_state',
    required: true,
    choices: reviewState.options.map((value) => ({ value, label: `value.reviewState.${value}` })),
  },
  { name: 'version', kind: 'text', label: 'column.version', sql: 'v.version', required: true },
  { name: 'instance_id', kind: 'text', label: 'column.instance_id', sql: 't.instance_id', required: true },
  // Forms often make the name of a record of somebody's name.
  {
    name: 'instance_name',
    kind: 'text',
    label: 'column.instance_name',
    sql: 't.instance_name',
    sensitivity: 'restricted',
  },
  {
    name: 'submitted_by',
    kind: 'text',
    label: 'column.submitted_by',
    sql: 'forms.sender_name(t.submitted_by)',
    sensitivity: 'restricted',
  },
  {
    name: 'latitude',
    kind: 'decimal',
    label: 'column.latitude',
    sql: 't.lat',
    sensitivity: 'restricted',
    hxl: '#geo+lat',
  },
  {
    name: 'longitude',
    kind: 'decimal',
    label: 'column.longitude',
    sql: 't.lon',
    sensitivity: 'restricted',
    hxl: '#geo+lon',
  },
  {
    name: 'position',
    kind: 'point',
    label: 'column.position',
    sql: 't.lon',
    lonLat: ['t.lon', 't.lat'],
    sensitivity: 'restricted',
  },
];

/**
 * Columns of the records of a form: what is known of each record, then its answers outside repeats, by the path of their
 * question. Free texts, names, files and positions are restricted: they tell who and where somebody is.
 */
export function recordColumns(
  outline: Outline,
  language: Language,
): { columns: DataColumn[]; answers: AnswerColumn[] } {
  const taken = new Set(system.map((c) => c.name));
  const texts = bestLanguage(outline, language);
  const answers: AnswerColumn[] = [];
  for (const node of outline.nodes) {
    if (node.node !== 'question' || node.kind === null || node.kind === 'note' || node.repeat !== null)
      continue;
    for (const column of answerColumns(node, outline, texts)) {
      answers.push({ column: { ...column, name: freeName(column.name, taken) }, node });
    }
  }
  return { columns: [...system, ...answers.map((a) => a.column)], answers };
}

/** `household/head-age` as `household_head_age`; told apart by a number where two become the same. */
function freeName(path: string, taken: Set<string>): string {
  const plain = path.replaceAll(/[^A-Za-z0-9_]/g, '_').slice(0, 110);
  const base = /^[A-Za-z]/.test(plain) ? plain : `q_${plain}`;
  let name = base;
  for (let n = 2; taken.has(name); n++) name = `${base}_${n}`;
  taken.add(name);
  return name;
}

const WHOLE = 't.data';
const part = (read: (answers: Answers) => unknown): DataColumn['part'] => ({
  of: WHOLE,
  read: read as never,
});

function answerColumns(node: OutlineNode, outline: Outline, language: string): DataColumn[] {
  const { path } = node;
  const json = `t.data -> ${quoted(path)}`;
  const text = `t.data ->> ${quoted(path)}`;
  const base = { name: path, label: { text: labelOf(node, language) } };
  const choices = (node.list === null ? [] : (outline.lists[node.list] ?? [])).map(({ value, label }) => ({
    value,
    label: { text: textIn(label, language) || value },
  }));
  switch (node.kind) {
    case 'integer':
    case 'decimal':
      return [
        {
          ...base,
          kind: node.kind,
          sql: `case when json_typeof(${json}) = 'number' then (${text})::numeric end`,
          part: part((a) => (typeof a[path] === 'number' ? a[path] : null)),
        },
      ];
    case 'date':
      return [
        {
          ...base,
          kind: 'date',
          sql: `case when ${text} ~ '^${DAY}' then left(${text}, 10)::date end`,
          part: part((a) => (isDay.test(textOf(a[path])) ? textOf(a[path]).slice(0, 10) : null)),
        },
      ];
    case 'dateTime':
      return [
        {
          ...base,
          kind: 'datetime',
          sql: `case when ${text} ~ '^${DAY}${TIME}$' then (${text})::timestamptz end`,
          part: part((a) =>
            isInstant.test(textOf(a[path])) ? new Date(textOf(a[path])).toISOString() : null,
          ),
        },
      ];
    case 'select_one':
      return [{ ...base, kind: 'choice', choices, sql: `(${text})`, part: part((a) => a[path]) }];
    case 'select_multiple':
    case 'rank':
      return [
        {
          ...base,
          kind: 'choices',
          choices,
          sql: `case when json_typeof(${json}) = 'array' then array(select json_array_elements_text(${json})) end`,
          part: part((a) => (Array.isArray(a[path]) ? a[path] : null)),
        },
      ];
    case 'geopoint':
      return [coordinate(base, path, 'latitude', 0), coordinate(base, path, 'longitude', 1)];
    default:
      return [
        {
          ...base,
          kind: 'text',
          sql: `(${text})`,
          sensitivity: 'restricted',
          part: part((a) => (a[path] === undefined ? null : textOf(a[path]))),
        },
      ];
  }
}

const textOf = (value: AnswerValue | undefined): string =>
  typeof value === 'string'
    ? value
    : value === undefined
      ? ''
      : typeof value === 'number'
        ? String(value)
        : JSON.stringify(value);

function coordinate(
  base: { name: string; label: { text: string } },
  path: string,
  axis: 'latitude' | 'longitude',
  at: 0 | 1,
): DataColumn {
  const text = `t.data ->> ${quoted(path)}`;
  return {
    name: `${base.name}_${axis}`,
    label: { text: `${base.label.text} (${axis})` },
    kind: 'decimal',
    sensitivity: 'restricted',
    sql: `case when ${text} ~ '${POINT}' then split_part(${text}, ' ', ${at + 1})::float8 end`,
    part: part((a) => (isPoint.test(textOf(a[path])) ? Number(textOf(a[path]).split(' ')[at]) : null)),
  };
}
