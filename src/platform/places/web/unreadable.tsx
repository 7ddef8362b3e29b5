import { useT } from '#platform/i18n/web/use-t.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { RecordScreen } from '#platform/ui/record/record-screen.tsx';
import { placesMessages } from '../messages/catalogue.ts';

interface UnreadableProps {
  /** The list that the record belongs to. */
  back: string;
  list: 'areas.title' | 'sites.title' | 'imports.title';
  error: unknown;
  onRetry: () => void;
}

/** A record that cannot be read: what happened, with a heading and the way back to its list. */
export function Unreadable({ back, list, error, onRetry }: UnreadableProps) {
  const t = useT(placesMessages);
  return (
    <RecordScreen reference={t(list)} title={t(list)} back={{ to: back, label: t(list) }}>
      <Problem error={error} onRetry={onRetry} />
    </RecordScreen>
  );
}
