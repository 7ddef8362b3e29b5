import { FILE_EXTENSIONS } from '../dialect/question-types.ts';
import { refersToLastSaved } from '../expressions/references.ts';
import { type ChoiceList, needsItext } from '../survey/choices.ts';
import { type CompiledForm, placeOf } from '../survey/form.ts';
import { type FormNode, walk } from '../survey/node.ts';
import { splitExtension } from '../survey/selects.ts';
import { element, escapeText } from './xml.ts';

/** A secondary instance: data that the form looks things up in. */
export interface SecondaryInstance {
  readonly id: string;
  /** Address of the file; undefined for a choice list, which stands in the form itself. */
  readonly src: string | undefined;
  readonly kind: 'external' | 'pulldata' | 'file' | 'last-saved' | 'choices';
  readonly node: FormNode | undefined;
  readonly markup: string;
}

const EXPRESSIONS = ['calculate', 'constraint', 'readonly', 'required', 'relevant'];
const SELECTS = new Set(['select one', 'select all that apply', 'rank']);

/** Instances in the order in which they are written, each once; conflicts go to the report. */
export function secondaryInstances(form: CompiledForm): SecondaryInstance[] {
  const found: SecondaryInstance[] = [];
  let lastSaved = false;
  walk(form.root, (node) => {
    if (node.kind === 'external') found.push(externalFile(node));
    if (node.kind !== 'question' && node.kind !== 'group' && node.kind !== 'repeat') return;
    found.push(...pulldata(node));
    if (node.kind !== 'question') return;
    const file = SELECTS.has(node.type) ? selectFile(node) : undefined;
    if (file !== undefined) found.push(file);
    lastSaved ||= expressionsOf(node).some(refersToLastSaved);
  });
  if (lastSaved) found.push(fileInstance('__last-saved', 'jr://instance/last-saved', 'last-saved'));
  for (const list of form.choices.values()) if (!list.usedBySearch) found.push(choiceInstance(list));
  return withoutConflicts(form, found);
}

function expressionsOf(node: FormNode): string[] {
  const texts = [node.choiceFilter, node.default, ...EXPRESSIONS.map((key) => node.bind?.[key])];
  return texts.filter((text) => typeof text === 'string');
}

function fileInstance(
  id: string,
  src: string,
  kind: SecondaryInstance['kind'],
  node?: FormNode,
): SecondaryInstance {
  return { id, src, kind, node, markup: element('instance', { id, src }) };
}

function externalFile(node: FormNode): SecondaryInstance {
  const extension = node.type.split('-')[0]!;
  const folder = extension === 'csv' ? 'file-csv' : 'file';
  return fileInstance(node.name, `jr://${folder}/${node.name}.${extension}`, 'external', node);
}

function pulldata(node: FormNode): SecondaryInstance[] {
  const found: SecondaryInstance[] = [];
  for (const text of expressionsOf(node)) {
    if (!text.includes('pulldata')) continue;
    for (const match of text.matchAll(/pulldata\s*\(\s*(.*?),/g)) {
      const id = match[1]!.replace(/['"]/g, '').trim();
      found.push(fileInstance(id, `jr://file-csv/${id}.csv`, 'pulldata', node));
    }
  }
  return found;
}

function selectFile(node: FormNode): SecondaryInstance | undefined {
  const { stem, extension } = splitExtension(node.itemset ?? '');
  if (!FILE_EXTENSIONS.has(extension)) return undefined;
  const folder = extension === '.csv' ? 'file-csv' : 'file';
  return fileInstance(stem, `jr://${folder}/${node.itemset}`, 'file', node);
}

function choiceInstance(list: ChoiceList): SecondaryInstance {
  const translated = needsItext(list);
  const items = list.choices.map((choice, index) => {
    let item = translated ? `<itextId>${escapeText(list.name)}-${index}</itextId>` : '';
    item += `<name>${escapeText(choice.name)}</name>`;
    if (!translated && typeof choice.label === 'string') item += `<label>${escapeText(choice.label)}</label>`;
    for (const key of Object.keys(choice.columns))
      item += `<${key}>${escapeText(choice.columns[key]!)}</${key}>`;
    if (choice.smsOption !== undefined) item += `<sms_option>${escapeText(choice.smsOption)}</sms_option>`;
    return `<item>${item}</item>`;
  });
  const markup = element('instance', { id: list.name }, element('root', {}, `\n${items.join('\n')}\n`));
  return { id: list.name, src: undefined, kind: 'choices', node: undefined, markup };
}

function withoutConflicts(form: CompiledForm, found: readonly SecondaryInstance[]): SecondaryInstance[] {
  const declared = new Map<string, FormNode[]>();
  for (const { id, kind, node } of found) {
    if (kind !== 'external') continue;
    const nodes = declared.get(id) ?? [];
    nodes.push(node!);
    declared.set(id, nodes);
  }
  for (const [name, nodes] of declared) {
    if (nodes.length === 1) continue;
    form.report.error('external_instance_duplicate', placeOf(form, nodes[1]!, 'name'), {
      name,
      count: nodes.length,
    });
  }
  const kept = new Map<string, SecondaryInstance>();
  for (const instance of found) {
    const prior = kept.get(instance.id);
    if (prior === undefined) kept.set(instance.id, instance);
    else if (prior.src !== instance.src) {
      const node = instance.node ?? prior.node;
      const place = node === undefined ? { sheet: form.survey.name } : placeOf(form, node, 'type');
      const show = ({ src }: SecondaryInstance): string => src ?? 'choices';
      form.report.error('instance_conflict', place, {
        name: instance.id,
        first: show(prior),
        second: show(instance),
      });
    }
  }
  return [...kept.values()];
}
