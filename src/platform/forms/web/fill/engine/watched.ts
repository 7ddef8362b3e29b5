import type { BodyElement, FormDefinition } from '@sojourn/form-engine';

const NAMES = /[\p{L}_][\p{L}\p{N}_.-]*/gu;

/**
 * Names of questions that some rule of the form reads. What is computed from them may depend on every value that
 * they had in between (`once(now())`, the instances that a count makes), so their history is kept whole; all other
 * answers matter only as they ended. Labels compute nothing that lasts.
 */
export function watchedNames(definition: FormDefinition): ReadonlySet<string> {
  const names = new Set<string>();
  const note = (expression: { readonly source: string } | undefined): void => {
    for (const name of expression?.source.match(NAMES) ?? []) names.add(name);
  };
  for (const bind of definition.binds.values()) {
    for (const rule of [bind.calculate, bind.relevant, bind.readonly, bind.required, bind.constraint])
      note(rule);
  }
  for (const { value } of definition.actions) note(value);
  const walk = (element: BodyElement): void => {
    if (element.kind === 'control') {
      if (element.choices?.kind === 'itemset') note(element.choices.nodeset);
      return;
    }
    if (element.kind === 'repeat') note(element.count);
    element.children.forEach(walk);
  };
  definition.body.forEach(walk);
  return names;
}

/** Whether every value that an answer had must be kept, not only the last. */
export function keepsHistory(definition: FormDefinition, watched: ReadonlySet<string>, ref: string): boolean {
  const name = ref.slice(ref.lastIndexOf('/') + 1);
  const prefixed = name.includes(':') && watched.has(name.slice(name.indexOf(':') + 1));
  const acts = (definition.modelByRef.get(ref)?.changeActions.length ?? 0) > 0;
  return acts || prefixed || watched.has(name);
}
