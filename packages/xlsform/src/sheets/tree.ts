/** Values of a row grouped by the parts of their headers: `label::fr` is `tree.label.fr`. */
export interface Tree {
  [key: string]: string | Tree;
}

/** A text, alone or by language. */
export type Text = string | Readonly<Record<string, string>>;

function Bare(this: Tree): void {}
Bare.prototype = Object.create(null);

/** Headers come from the user, so no name may be inherited; made by a constructor such objects are still fast. */
export const newTree = (): Tree => new (Bare as unknown as new () => Tree)();

const isTree = (value: string | Tree | undefined): value is Tree => typeof value === 'object';

/**
 * Puts a value at a path. Where a text without language meets one with language, the former becomes the
 * text of the default language, unless that language already has one.
 */
export function put(tree: Tree, path: readonly string[], value: string, defaultLanguage: string): void {
  let node = tree;
  for (const key of path.slice(0, -1)) {
    const next = node[key];
    if (isTree(next)) {
      node = next;
    } else {
      const made = newTree();
      if (next !== undefined) made[defaultLanguage] = next;
      node[key] = made;
      node = made;
    }
  }
  const last = path[path.length - 1]!;
  const present = node[last];
  if (!isTree(present)) node[last] = value;
  else if (present[defaultLanguage] === undefined) present[defaultLanguage] = value;
}

/** Text at a key; undefined where there is none or where it has parts. */
export function textAt(tree: Tree | undefined, key: string): string | undefined {
  const value = tree?.[key];
  return typeof value === 'string' ? value : undefined;
}

/** Group at a key. */
export function treeAt(tree: Tree | undefined, key: string): Tree | undefined {
  const value = tree?.[key];
  return isTree(value) ? value : undefined;
}

/** Text, alone or by language, at a key; anything nested deeper is left out. */
export function translatedAt(tree: Tree | undefined, key: string): Text | undefined {
  const value = tree?.[key];
  if (value === undefined || typeof value === 'string') return value;
  const values = Object.values(value);
  if (values.every((text) => typeof text === 'string')) return value as Record<string, string>;
  const texts: Record<string, string> = Object.create(null);
  for (const [language, text] of Object.entries(value)) if (typeof text === 'string') texts[language] = text;
  return texts;
}
