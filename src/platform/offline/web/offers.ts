import { useQuery } from '@tanstack/react-query';
import { offlineProviders } from '#platform/ui/offline-providers.ts';
import { useProviderContext } from '#platform/ui/provider-context.ts';
import type { OfflineOffer } from '#platform/ui/slice.ts';

/** Everything that the slices offer to keep. */
export function useOffers(on: boolean) {
  const context = useProviderContext();
  return useQuery({
    queryKey: ['offline', 'offers', context.operation?.id ?? null, context.language],
    enabled: on,
    queryFn: async (): Promise<OfflineOffer[]> => {
      const providers = await Promise.all(offlineProviders().map((load) => load()));
      return (await Promise.all(providers.map(({ offers }) => offers(context)))).flat();
    },
  });
}
