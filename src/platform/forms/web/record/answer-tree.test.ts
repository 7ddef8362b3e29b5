import { describe, expect, it } from 'vitest';
import type { Outline, OutlineNode } from '../../contract/shapes.ts';
import { answerTree, unknownAnswers } from './answer-tree.ts';

const node = (path: string, more: Partial<OutlineNode> = {}): OutlineNode => ({
  path,
  name: path.split('/').at(-1)!,
  node: 'question',
  type: 'text',
  kind: 'text',
  repeat: null,
  label: {},
  list: null,
  required: false,
  conditional: false,
  ...more,
});
const container = (path: string, kind: 'group' | 'repeat', repeat: string | null = null) =>
  node(path, { node: kind, type: '', kind: null, repeat });

const outline: Outline = {
  languages: [],
  defaultLanguage: 'default',
  lists: {},
  nodes: [
    node('start', { type: 'start', kind: 'dateTime' }),
    container('site', 'group'),
    node('site/name'),
    node('site/hint', { type: 'note', kind: 'note' }),
    container('empty', 'group'),
    node('empty/x'),
    container('person', 'repeat'),
    node('person/age', { repeat: 'person' }),
    node('person/never', { repeat: 'person' }),
    container('person/job', 'repeat', 'person'),
    node('person/job/title', { repeat: 'person/job' }),
  ],
};
const data = {
  start: '2026-01-01T00:00:00Z',
  'site/name': 'Kalimba',
  person: [
    { 'person/age': 3 },
    { 'person/age': 40, 'person/job': [{ 'person/job/title': 'a' }, { 'person/job/title': 'b' }] },
  ],
  old: 'kept',
};

describe('the answers as a tree', () => {
  it('keeps the grouping of the form and leaves out notes, empty groups and the clock', () => {
    const tree = answerTree(outline, data, false);
    expect(tree.map(({ kind, node: { path } }) => `${kind} ${path}`)).toEqual([
      'group site',
      'repeat person',
    ]);
    const [site] = tree;
    expect(site?.kind === 'group' && site.items.map((item) => item.node.path)).toEqual(['site/name']);
  });

  it('shows unanswered questions when asked', () => {
    const paths = answerTree(outline, data, true).map((item) => item.node.path);
    expect(paths).toEqual(['site', 'empty', 'person']);
  });

  it('numbers entries of a repeat, and those inside by the entry that holds them', () => {
    const repeat = answerTree(outline, data, false).find(({ kind }) => kind === 'repeat');
    const tables = repeat?.kind === 'repeat' ? repeat.tables : [];
    expect(tables.map((table) => [table.node.path, table.rows.map((row) => row.number)])).toEqual([
      ['person', ['1', '2']],
      ['person/job', ['2.1', '2.2']],
    ]);
    expect(tables[0]?.columns.map(({ path }) => path)).toEqual(['person/age']);
  });

  it('finds answers that the version does not know', () => {
    expect(unknownAnswers(outline, data)).toEqual([['old', 'kept']]);
  });
});
