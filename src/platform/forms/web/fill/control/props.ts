import type { FormNode } from '@sojourn/form-engine';
import { createContext, useContext } from 'react';

/** What every control is given. */
export interface ControlProps {
  readonly node: FormNode;
  /** Id of the field itself, which the label points to. */
  readonly id: string;
  /** Id of the words of the question. */
  readonly labelId: string;
  /** Ids of hint and fault. */
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly locked: boolean;
}

/** Attributes of a single field that a `<label>` names. */
export const fieldProps = ({ node, id, describedBy, invalid, locked }: ControlProps) => ({
  id,
  'aria-describedby': describedBy,
  'aria-invalid': invalid || undefined,
  'aria-required': node.required || undefined,
  disabled: locked,
  // An answer stays in the store of the device, which is sealed, and not in the browser's own memory.
  autoComplete: 'off',
});

/** Attributes of several fields that the question names together. */
export const groupProps = ({ labelId, describedBy }: ControlProps) => ({
  role: 'group',
  'aria-labelledby': labelId,
  'aria-describedby': describedBy,
});

const AdvanceContext = createContext<(() => void) | undefined>(undefined);
export const AdvanceProvider = AdvanceContext.Provider;

/** Goes on to the next page, where there are pages: for questions that need no second tap. */
export const useAdvance = () => useContext(AdvanceContext);
