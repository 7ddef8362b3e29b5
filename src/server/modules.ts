import { displacementModule } from '#modules/displacement/module.ts';
import { accessModule } from '#platform/access/module.ts';
import { auditModule } from '#platform/audit/module.ts';
import { openArchiveBucket } from '#platform/backup/bucket.ts';
import type { Drill } from '#platform/backup/drill.ts';
import { backupModule } from '#platform/backup/module.ts';
import { secretOfEnvironment } from '#platform/backup/secret.ts';
import { commentsModule } from '#platform/comments/module.ts';
import { findSlices, type MigrationSource } from '#platform/db/slices.ts';
import { documentsModule } from '#platform/documents/module.ts';
import { filesModule } from '#platform/files/module.ts';
import type { S3Settings } from '#platform/files/objects/s3.ts';
import { openContents, openObjects } from '#platform/files/open-contents.ts';
import { defaultSettings, type FilesSettings } from '#platform/files/settings.ts';
import { formsModule } from '#platform/forms/module.ts';
import type { SliceManifest } from '#platform/http/module.ts';
import { identityModule } from '#platform/identity/module.ts';
import { jobsModule } from '#platform/jobs/module.ts';
import { createLiveHub, type LiveHub } from '#platform/live/hub.ts';
import { liveModule } from '#platform/live/module.ts';
import type { MailSettings } from '#platform/notify/email/settings.ts';
import { notifyModule } from '#platform/notify/module.ts';
import { offlineModule } from '#platform/offline/module.ts';
import { placesModule } from '#platform/places/module.ts';
import { reportsModule } from '#platform/reports/module.ts';
import { tasksModule } from '#platform/tasks/module.ts';
import { createKeyring, type Keyring } from '#platform/vault/keyring.ts';
import { vaultModule } from '#platform/vault/module.ts';
import type { Vault } from '#platform/vault/vault.ts';

export interface ModuleConfig {
  dataDir: string;
  publicUrl: () => string;
  setUpCode: () => string;
  demonstration: boolean;
  /** The open pages of this process; one that hears nothing if left out. */
  live?: LiveHub;
  vault: Vault;
  /** As they are by default if left out. */
  files?: FilesSettings;
  /** Mail server of the environment. */
  mail?: MailSettings | undefined;
  pushOrigins?: readonly string[];
  providerHosts?: readonly string[];
  /** The keys of the vault; one that knows none if left out. */
  keyring?: Keyring;
  /** Bucket that takes copies of backups. */
  backupBucket?: S3Settings | undefined;
  /** What backups need besides; they cannot be made where it is left out. */
  installation?: Installation;
  /** Slices besides those of the product, which tests bring along. */
  added?: (vault: Vault) => readonly SliceManifest[];
}

interface Installation {
  /** Connection string of the database's owner. */
  ownerUrl: string;
  /** Version of the product. */
  product: string;
  slices: readonly MigrationSource[];
  /** Proves that an archive restores. */
  drill?: Drill | undefined;
}

function backupsOf({ dataDir, vault, installation, files, backupBucket }: ModuleConfig): SliceManifest {
  return backupModule({
    dataDir,
    vault,
    environmentSecret: () => secretOfEnvironment(process.env),
    bucket: backupBucket && openArchiveBucket(backupBucket),
    objects: () => openObjects(dataDir, (files ?? defaultSettings).s3),
    ownerUrl: () => installation?.ownerUrl ?? '',
    product: installation?.product ?? '0.0.0',
    slices: () => installation?.slices ?? findSlices(),
    drill: installation?.drill,
  });
}

/** Every slice of the product: the one list that names them. */
export function createModules(config: ModuleConfig): SliceManifest[] {
  const modules: SliceManifest[] = [];
  const files = config.files ?? defaultSettings;
  const contents = openContents({ ...config, s3: files.s3 });
  const permissions = () => modules.flatMap((m) => m.access.permissions);
  const jobs = () => modules.flatMap((m) => m.jobs ?? []);
  const routes = () => modules.flatMap((m) => m.routes.map((binding) => binding.route));
  const records = () => modules.flatMap((m) => m.records ?? []);
  modules.push(
    identityModule({
      ...config,
      providerHosts: config.providerHosts ?? [],
      leaving: () => modules.flatMap((m) => m.leaving ?? []),
    }),
    accessModule(permissions, routes),
    auditModule(config),
    vaultModule({
      keyring: config.keyring ?? createKeyring(),
      stores: () => modules.flatMap((m) => m.sealedStores ?? []),
    }),
    jobsModule(jobs),
    backupsOf(config),
    placesModule(),
    filesModule({ ...files, contents }),
    liveModule({ live: config.live ?? createLiveHub() }),
    offlineModule(config),
    formsModule({ ...config, contents }),
    notifyModule(config, () => modules.flatMap((m) => m.notices ?? [])),
    tasksModule({ ...config, records }),
    commentsModule({ records }),
    documentsModule(config),
    displacementModule(config),
    reportsModule(() => modules.flatMap((m) => m.dataSets ?? []), config),
    ...(config.added?.(config.vault) ?? []),
  );
  return modules;
}
