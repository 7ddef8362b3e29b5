import { FILE_EXTENSIONS } from '../dialect/question-types.ts';
import { hasReference } from '../expressions/references.ts';
import { needsItext } from '../survey/choices.ts';
import type { CompiledForm } from '../survey/form.ts';
import type { FormNode } from '../survey/node.ts';
import { splitExtension } from '../survey/selects.ts';
import { mixedText } from './text.ts';
import { element } from './xml.ts';

/** Where a select finds its choices, and which of a choice's parts are shown and stored. */
export interface ItemSource {
  readonly nodeset: string;
  readonly value: string;
  readonly label: string;
}

const GEOMETRIES = new Set(['geopoint', 'geotrace', 'geoshape']);

/** The `<itemset>` of a select, rank, range or geometry question. */
export function itemset(form: CompiledForm, node: FormNode): string {
  const { nodeset, value, label } = itemSource(form, node);
  return element(
    'itemset',
    { nodeset },
    `${element('value', { ref: value })}${element('label', { ref: label })}`,
  );
}

/** Nodeset with filter and shuffling, as the engine evaluates it. */
export function itemSource(form: CompiledForm, node: FormNode): ItemSource {
  const source = node.itemset!;
  const { stem, extension } = splitExtension(source);
  if (node.type === 'range') return listSource(form, source);
  if (FILE_EXTENSIONS.has(extension))
    return shuffled(form, node, filtered(form, node, fileSource(node, stem, extension)));
  if (hasReference(source)) return shuffled(form, node, repeatSource(form, node, source));
  return shuffled(form, node, filtered(form, node, listSource(form, source)));
}

function listSource(form: CompiledForm, list: string): ItemSource {
  const known = form.choices.get(list);
  const label = known !== undefined && needsItext(known) ? 'jr:itext(itextId)' : 'label';
  return { nodeset: `instance('${list}')/root/item`, value: 'name', label };
}

function fileSource(node: FormNode, stem: string, extension: string): ItemSource {
  const [value, label] = extension === '.geojson' ? ['id', 'title'] : ['name', 'label'];
  return {
    nodeset: `instance('${stem}')/root/item`,
    value: node.parameters.value ?? value!,
    label: node.parameters.label ?? label!,
  };
}

function filtered(form: CompiledForm, node: FormNode, source: ItemSource): ItemSource {
  if (node.choiceFilter === undefined) return source;
  const filter = form.resolver.expression(node.choiceFilter, node, { useCurrent: true });
  return { ...source, nodeset: `${source.nodeset}[${filter}]` };
}

/** Choices from the answers of a repeat: blank answers are left out. */
function repeatSource(form: CompiledForm, node: FormNode, source: string): ItemSource {
  const path = form.resolver.expression(source, node, { toParent: true }).trim();
  const slash = path.lastIndexOf('/');
  const isGeometry = GEOMETRIES.has(node.type);
  const answer = isGeometry ? 'geometry' : path.slice(slash + 1);
  const nodeset = isGeometry ? path : path.slice(0, slash);
  let filter = `./${answer} != ''`;
  if (node.choiceFilter !== undefined) {
    filter = form.resolver
      .expression(node.choiceFilter, node, { useCurrent: true, toParent: true })
      .replaceAll(`current()/${nodeset}`, '.')
      .replaceAll(nodeset, '.');
  }
  return { nodeset: `${nodeset}[${filter}]`, value: answer, label: answer };
}

function shuffled(form: CompiledForm, node: FormNode, source: ItemSource): ItemSource {
  if (node.parameters.randomize !== 'true') return source;
  const seed = node.parameters.seed;
  const extra = seed === undefined ? '' : `, ${form.resolver.expression(seed, node).trim()}`;
  return { ...source, nodeset: `randomize(${source.nodeset}${extra})` };
}

/** Whether a select looks its choices up by `search()` in its appearance. */
export const usesSearch = (node: FormNode): boolean => /search\(.*?\)/.test(node.control.appearance ?? '');

/** A select with `search()` must carry its choices in the control. */
export function searchItems(form: CompiledForm, node: FormNode): string | undefined {
  if (!usesSearch(node) || GEOMETRIES.has(node.type) || node.type === 'range') return undefined;
  const list = form.choices.get(node.itemset!);
  if (list === undefined) return undefined;
  const translated = needsItext(list);
  return list.choices
    .map((choice, index) => {
      const ref = translated ? `jr:itext('${list.name}-${index}')` : undefined;
      const text =
        !translated && typeof choice.label === 'string'
          ? mixedText(form, choice.label, undefined)
          : undefined;
      return element(
        'item',
        {},
        `${element('label', { ref }, text)}${element('value', {}, mixedText(form, choice.name, undefined))}`,
      );
    })
    .join('');
}
