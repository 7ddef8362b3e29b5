import type { Text } from '../sheets/tree.ts';
import type { CompiledForm } from '../survey/form.ts';
import { walk } from '../survey/node.ts';
import type { SecondaryInstance } from '../xform/secondary.ts';

/** A file that must be attached to the form. */
export interface RequiredFile {
  readonly name: string;
  /** `generated`: the compiler made it, see `content`. */
  readonly kind: 'data' | 'image' | 'audio' | 'video' | 'generated';
  /** Text of a generated file (`itemsets.csv`). */
  readonly content?: string;
}

/** Every file that the form needs, each once, data first. */
export function requiredFiles(form: CompiledForm, instances: readonly SecondaryInstance[]): RequiredFile[] {
  const files = new Map<string, RequiredFile>();
  const add = (name: string, kind: RequiredFile['kind']): void => {
    if (name !== '' && name !== '-' && !name.includes('${') && !files.has(name))
      files.set(name, { name, kind });
  };
  if (form.itemsets !== undefined)
    files.set('itemsets.csv', { name: 'itemsets.csv', kind: 'generated', content: form.itemsets });
  for (const { src, kind } of instances) {
    if (src !== undefined && kind !== 'last-saved') add(src.slice(src.lastIndexOf('/') + 1), 'data');
  }
  walk(form.root, (node) => {
    const search = /search\(\s*['"]([^'"]+)['"]/.exec(node.control.appearance ?? '');
    if (search !== null) add(/\.csv$/i.test(search[1]!) ? search[1]! : `${search[1]}.csv`, 'data');
    addMedia(node.media, add);
    const picture = node.type === 'photo' ? node.default : undefined;
    if (picture?.startsWith('jr://images/') === true) add(picture.slice('jr://images/'.length), 'image');
  });
  for (const list of form.choices.values()) for (const choice of list.choices) addMedia(choice.media, add);
  return [...files.values()];
}

function addMedia(
  media: Readonly<Record<string, Text>> | undefined,
  add: (name: string, kind: RequiredFile['kind']) => void,
): void {
  for (const [kind, text] of Object.entries(media ?? {})) {
    const names = typeof text === 'string' ? [text] : Object.values(text);
    const fileKind = kind === 'audio' || kind === 'video' ? kind : 'image';
    for (const name of names) add(name, fileKind);
  }
}
