import { Button } from '@mantine/core';

/** The column of a table in which each row has one button; none for readers who may not act. */
export const actColumn = <T,>(column: {
  id: string;
  header: string;
  label: string;
  /** What the button is called apart from its row. */
  name: (item: T) => string;
  act: ((item: T) => void) | undefined;
  /** Rows that it is not for. */
  without?: (item: T) => boolean;
}) => {
  const { id, header, label, name, act, without } = column;
  if (!act) return [];
  const cell = (item: T) =>
    without?.(item) ? null : (
      <Button size="compact-sm" variant="default" aria-label={name(item)} onClick={() => act(item)}>
        {label}
      </Button>
    );
  return [{ id, header, cell }];
};
