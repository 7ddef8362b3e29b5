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

export async function setup(project: TestProject): Promise<void> {
  demo = await startProduct('demo');
  project.provide('demoUrl', demo.url);
  project.provide('demoFolder', demo.dataDir);
}

export const teardown = (): Promise<void> | undefined => demo?.discard();
