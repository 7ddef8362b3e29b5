import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIRequestContext, Browser, BrowserContext, Page } from 'playwright-core';
import { build, type Plugin } from 'vite';
import { caseworkModule } from '../src/platform/access/testing/casework/module.ts';
import { caseworkSlice, ROLES } from '../src/platform/access/testing/casework/world.ts';
import { readConfig } from '../src/server/config.ts';
import { productRoot, sourceRoot } from '../src/server/root.ts';
import { startServer } from '../src/server/server.ts';
import viteConfig from '../vite.config.ts';
import { freePort } from './product.ts';
import { me } from './set-up.ts';

/** Puts the screens of the fictional slice beside those of the product; in this build alone. */
const withCasework: Plugin = {
  name: 'with-casework',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('/src/web/slices.ts')
      ? code.replace(
          "'../modules/*/web/nav.ts'",
          "'../modules/*/web/nav.ts', '../platform/access/testing/casework/web/nav.ts'",
        )
      : undefined,
};

async function buildWeb(outDir: string): Promise<void> {
  const plugins = (viteConfig.plugins ?? []).flat().filter((one) => (one as Plugin).name !== 'precompress');
  await build({
    ...viteConfig,
    configFile: false,
    logLevel: 'error',
    plugins: [withCasework, ...plugins],
    build: { ...viteConfig.build, outDir, emptyOutDir: true, minify: false, reportCompressedSize: false },
  });
}

/** The product with the fictional slice: a server in this process, on a fresh folder, with a web of its own. */
export async function startCasework() {
  const folder = await mkdtemp(join(tmpdir(), 'sojourn-casework-'));
  const port = await freePort();
  const webDir = join(folder, 'web');
  await buildWeb(webDir);
  const env = { SOJOURN_DATA: join(folder, 'data'), SOJOURN_PORT: String(port), SOJOURN_LOG: 'error' };
  const config = { ...readConfig(env, productRoot, false), webDir };
  const server = await startServer(config, sourceRoot, undefined, [
    { ...caseworkSlice, module: caseworkModule },
  ]);
  return {
    url: server.url,
    folder,
    output: () => `set-up code ${server.setUpCode}`,
    async discard() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Who holds what, all at the head office. */
const cast = {
  worker: { name: 'Mirela Osant', role: 'case-worker' },
  manager: { name: 'Tovin Aldar', role: 'case-manager' },
  cousin: { name: 'Belan Osrik', role: 'case-worker' },
  rescuer: { name: 'Yara Demir', role: 'duty-officer' },
  reviewer: { name: 'Ilse Vandor', role: 'auditor' },
} as const;
export type Member = keyof typeof cast;
export const nameOf = (member: Member): string => cast[member].name;

const roles = {
  'case-worker': [...ROLES.worker, 'casework.case.assign'],
  'case-manager': [...ROLES.worker, 'casework.case.assign'],
  'duty-officer': ['casework.case.read', 'access.break_glass'],
};

async function must<T>(answer: ReturnType<APIRequestContext['post']>): Promise<T> {
  const got = await answer;
  if (!got.ok()) throw new Error(`${got.url()} answered ${got.status()}: ${await got.text()}`);
  return (got.status() === 204 ? undefined : await got.json()) as T;
}

/** Invites everybody, gives them their roles, and lets each choose a password; by the administrator's own calls. */
export async function invite(page: Page, browser: Browser, url: string) {
  const admin = page.request;
  for (const [id, permissions] of Object.entries(roles))
    await must(admin.put(`${url}/api/roles/${id}`, { data: { name: { en: id }, permissions } }));
  const { items } = await must<{ items: { id: string }[] }>(admin.get(`${url}/api/offices`));
  const members = new Map<Member, { context: BrowserContext; id: string }>();
  for (const [member, { name, role }] of Object.entries(cast)) {
    const email = `${member}@agency.example`;
    const { person, invitation } = await must<{ person: { id: string }; invitation: { link: string } }>(
      admin.post(`${url}/api/people`, { data: { name, email, language: 'en' } }),
    );
    const grant = { accountId: person.id, roleId: role, officeId: items[0]?.id };
    await must(admin.post(`${url}/api/grants`, { data: grant }));
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en' });
    context.setDefaultTimeout(15_000);
    const token = new URL(invitation.link, url).hash.slice(1);
    await must(context.request.post(`${url}/api/links/use`, { data: { token, password: me.password } }));
    members.set(member as Member, { context, id: person.id });
  }
  return members;
}
