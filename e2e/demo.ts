import type { TestProject } from 'vitest/node';
import { type Product, startProduct } from './product.ts';

/** Where the one demonstration of a run stands, for all tests that only look. */
declare module 'vitest' {
  interface ProvidedContext {
    demoUrl: string;
    demoFolder: string;
  }
}

let demo: Product | undefined;

/** Starts a demonstration of its own; `DEMO_URL` and `DEMO_FOLDER` name one that runs already, to spare the minute. */
export async function setup(project: TestProject): Promise<void> {
  const { DEMO_URL, DEMO_FOLDER } = process.env;
  if (DEMO_URL) {
    project.provide('demoUrl', DEMO_URL);
    project.provide('demoFolder', DEMO_FOLDER ?? '');
    return;
  }
  demo = await startProduct('demo');
  project.provide('demoUrl', demo.url);
  project.provide('demoFolder', demo.dataDir);
}

export const teardown = (): Promise<void> | undefined => demo?.discard();
