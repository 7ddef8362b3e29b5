import { Skeleton } from '@mantine/core';
import { Navigate, useParams } from '@tanstack/react-router';
import { useRead } from '#platform/ui/call.ts';
import { getAreaImport } from '../../contract/import.ts';

/** An import whose kind is not told by the link: that of a notice, or of a job. */
export function ImportView() {
  const { importId } = useParams({ strict: false }) as { importId: string };
  const area = useRead(getAreaImport, { params: { importId } });
  if (area.isPending) return <Skeleton height={320} aria-busy />;
  return <Navigate to={`/places/imports/${area.data ? 'areas' : 'sites'}/${importId}`} replace />;
}
