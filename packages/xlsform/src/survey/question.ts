import { suggest } from '../diagnostics/suggest.ts';
import { EXTERNAL_INSTANCE_TYPES, QUESTION_TYPES, TYPE_SUGGESTIONS } from '../dialect/question-types.ts';
import { textAt, treeAt } from '../sheets/tree.ts';
import { type RowContext, type SurveyContext, top } from './context.ts';
import { geoNode } from './geo.ts';
import { audioNode, backgroundAudioNode, imageNode, textNode } from './media.ts';
import type { FormNode } from './node.ts';
import type { Parameters } from './parameters.ts';
import { rangeNode } from './range.ts';
import { applyDefault, asQuestion, nodeFromRow } from './row-node.ts';
import { parseSelect, selectNodes } from './selects.ts';

type Reader = (context: SurveyContext, at: RowContext, name: string, values: Parameters) => FormNode;

const READERS: Readonly<Record<string, Reader>> = {
  range: rangeNode,
  text: textNode,
  photo: imageNode,
  audio: audioNode,
  'background-audio': backgroundAudioNode,
  geopoint: geoNode,
  geotrace: geoNode,
  geoshape: geoNode,
};

const OSM = /osm (\S+)/;

/** Reads a row that asks or stores something; a select may bring further questions with it. */
export function questionNodes(
  context: SurveyContext,
  at: RowContext,
  name: string,
  values: Parameters,
): FormNode[] {
  const select = parseSelect(at.type);
  const nodes =
    select === undefined
      ? [singleNode(context, at, name, values)]
      : selectNodes(context, at, name, select, values);
  const own = nodes.find((node) => node.name === name);
  if (own !== undefined) applyDefault(own, at.type, top(context).path);
  return nodes;
}

function singleNode(context: SurveyContext, at: RowContext, name: string, values: Parameters): FormNode {
  const { type } = at;
  const osm = OSM.exec(type);
  if (osm !== null) {
    const node = nodeFromRow('question', 'osm', name, at.row);
    node.tags = context.osmTags.get(osm[1]!) ?? [];
    return asQuestion(node);
  }
  const reader = READERS[type];
  if (reader !== undefined) return reader(context, at, name, values);
  if (EXTERNAL_INSTANCE_TYPES.has(type)) return nodeFromRow('external', type, name, at.row);
  if (!QUESTION_TYPES.has(type)) refuseUnknownType(at);
  const node = nodeFromRow('question', type, name, at.row);
  if (type === 'start-geopoint') {
    node.actions = [{ element: 'odk:setgeopoint', event: 'odk-instance-first-load' }];
  }
  if (type === 'background-geopoint') checkBackgroundGeopoint(at);
  return asQuestion(node);
}

function checkBackgroundGeopoint(at: RowContext): void {
  if (textAt(at.row.tree, 'trigger') === undefined) at.refuse('background_trigger_missing', ['trigger']);
  if (treeAt(at.row.tree, 'bind')?.calculate !== undefined)
    at.refuse('background_calculation', ['bind', 'calculate']);
}

function refuseUnknownType(at: RowContext): never {
  const type = textAt(at.row.tree, 'type') ?? at.type;
  return at.refuse('unknown_type', ['type'], { type }, () => nearestType(type));
}

/** `selct_one yes_no` is near `select_one yes_no`, for only the first word is a type. */
function nearestType(type: string): string | undefined {
  const whole = suggest(type, TYPE_SUGGESTIONS);
  const [head = '', ...rest] = type.split(' ');
  if (whole !== undefined || rest.length === 0) return whole;
  const partial = suggest(head, TYPE_SUGGESTIONS);
  return partial === undefined ? undefined : [partial, ...rest].join(' ');
}
