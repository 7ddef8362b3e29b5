/** Other people's form clients, for comparison only: loaded from a folder where they were installed on demand. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

/** What is used of a node of ODK Web Forms. */
export interface OtherNode {
  readonly nodeType: string;
  readonly currentState: {
    readonly reference: string;
    readonly children: readonly OtherNode[] | null;
    readonly readonly: boolean;
  };
  setValue?(value: string): void;
  selectValues?(values: readonly string[]): void;
  setValues?(values: readonly string[]): void;
  addInstances?(after?: number, count?: number): void;
  removeInstances?(start: number, count?: number): void;
}

export interface OtherRoot extends OtherNode {
  prepareInstancePayload(): Promise<{ data: readonly { get(name: string): File }[] }>;
}

export interface OtherEngine {
  createInstance(xml: string, options: unknown): Promise<{ root: OtherRoot }>;
}

/** Attachments are not what is looked at: every file of a form is blank. */
export const WITHOUT_FILES = {
  form: {
    missingResourceBehavior: 'BLANK',
    fetchFormAttachment: async () => new Response('', { status: 404 }),
  },
};

const PACKAGES = ['@getodk/xforms-engine@0.22.0', 'solid-js@1', 'jsdom@26', 'enketo-transformer@4.2.0'];

/** Installs the clients into a new temporary folder and returns it. Needs the registry. */
export function installClients(): string {
  const folder = mkdtempSync(join(tmpdir(), 'form-clients-'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', ...PACKAGES], { cwd: folder });
  return folder;
}

/** ODK Web Forms' engine over a DOM of its own in Node. */
export async function loadWebForms(folder: string): Promise<OtherEngine> {
  const require = createRequire(resolve(folder, 'package.json'));
  const { JSDOM } = (await import(pathToFileURL(require.resolve('jsdom')).href)) as {
    JSDOM: new (html: string) => { window: Record<string, unknown> };
  };
  const { window } = new JSDOM('<html></html>');
  const names = [
    'DOMParser',
    'XMLSerializer',
    'Document',
    'XMLDocument',
    'Element',
    'Node',
    'Attr',
    'Text',
    'Comment',
    'XPathResult',
    'XPathEvaluator',
    'XPathExpression',
    'document',
    'NodeFilter',
    'CDATASection',
    'ProcessingInstruction',
    'HTMLElement',
  ];
  for (const name of names)
    Object.defineProperty(globalThis, name, { value: window[name], configurable: true });
  // Its WebAssembly loader takes Node for CommonJS.
  Object.assign(globalThis, { require, __dirname: resolve(folder) });
  const entry = resolve(folder, 'node_modules/@getodk/xforms-engine/dist/index.js');
  return (await import(pathToFileURL(entry).href)) as OtherEngine;
}

/** Enketo's transformer, in the browser build, for the one for Node needs native libraries. */
export async function openEnketo(
  folder: string,
): Promise<{ transform: (xform: string) => Promise<string>; close: () => Promise<void> }> {
  const entry = resolve(folder, 'node_modules/enketo-transformer/dist/enketo-transformer/web/transformer.js');
  const bundle = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'iife',
    globalName: 'enketo',
    external: ['libxslt'],
    platform: 'browser',
    write: false,
  });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const page = await browser.newPage();
  await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? '' });
  return {
    transform: (xform) =>
      page.evaluate(`enketo.transform({ xform: ${JSON.stringify(xform)} }).then(({ form, model }) => {
        const broken = new DOMParser().parseFromString(model, 'text/xml').querySelector('parsererror');
        return broken === null ? form : Promise.reject(new Error(broken.textContent));
      })`) as Promise<string>,
    close: () => browser.close(),
  };
}
