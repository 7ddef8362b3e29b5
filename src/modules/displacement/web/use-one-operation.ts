import { type OperationRef, useMe, useOperation } from '#platform/ui/session.tsx';

/** The operation chosen in the top bar, or the only one that the person has. */
export function useOneOperation(): OperationRef | null {
  const chosen = useOperation();
  const { operations } = useMe();
  return chosen ?? (operations.length === 1 ? operations[0]! : null);
}
