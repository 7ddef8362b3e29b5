import type { Machine } from '#platform/workflow/domain/machine.ts';
import type { World } from '#platform/workflow/domain/world.ts';
import type { VersionMove, VersionState } from '../contract/shapes.ts';

export interface VersionFacts {
  /** Files that the form names and that nobody has uploaded. */
  missingFiles: readonly string[];
}

const permission = 'forms.form.write';
const NAMED = 10;

function needsFiles({ missingFiles }: VersionFacts) {
  if (missingFiles.length === 0) return undefined;
  const files = missingFiles.slice(0, NAMED).join(', ');
  return [
    { code: 'forms.files_missing', text: `Upload the files of the form first: ${files}.`, params: { files } },
  ];
}

/** What a version may become; a published one never turns into a draft again, for devices hold it. */
export const versionMachine: Machine<
  VersionState,
  VersionMove,
  VersionFacts,
  'retire_older' | 'rename_form'
> = {
  id: 'forms.version',
  states: {
    draft: { kind: 'initial' },
    tested: { kind: 'open' },
    published: { kind: 'open' },
    retired: { kind: 'open' },
  },
  transitions: {
    publish: {
      from: ['draft', 'tested'],
      to: 'published',
      permission,
      guard: needsFiles,
      effects: ['retire_older', 'rename_form'],
    },
    test: { from: ['draft'], to: 'tested', permission },
    untest: { from: ['tested'], to: 'draft', permission },
    retire: { from: ['published'], to: 'retired', permission },
    reopen: {
      from: ['retired'],
      to: 'published',
      permission,
      guard: needsFiles,
      effects: ['retire_older', 'rename_form'],
    },
  },
  marks: { published: { on: ['publish', 'reopen'] } },
  invariants: [
    {
      says: 'What devices may fetch has all its files.',
      holds: (state, facts) => state !== 'published' || facts.missingFiles.length === 0,
    },
    {
      says: 'What was published is never a draft again.',
      holds: (state, _, marks) => !marks.published || state === 'published' || state === 'retired',
    },
  ],
};

/** A version is born with all that it names missing; files are uploaded one by one and never taken away. */
export const versionWorld: World<VersionState, VersionFacts> = {
  facts: { missingFiles: [['a.jpg', 'b.csv'], ['b.csv'], []] },
  changes: (state, before, after) =>
    state !== 'retired' && after.missingFiles.length < before.missingFiles.length,
};
