import { memoryVault } from '#platform/vault/testing/memory-vault.ts';
import { createModules } from '#server/modules.ts';
import { apiDocument } from '#server/openapi.ts';

/** The OpenAPI document of the contracts as they stand in the working tree. */
export function currentApiDocument(): ReturnType<typeof apiDocument> {
  const modules = createModules({
    dataDir: '/nonexistent',
    publicUrl: () => '',
    setUpCode: () => '',
    demonstration: false,
    vault: memoryVault(),
  });
  return apiDocument(modules.flatMap((m) => m.routes.map((b) => b.route)));
}
