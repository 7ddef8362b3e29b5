import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '#platform/http/problem.ts';
import { type Document, isRightToLeft, withoutMarks } from './document.ts';
import { loadFonts } from './fonts.ts';
import { TEMPLATE } from './typst-template.ts';

/** What is used of the compiler; its package carries no types. */
interface Compiler {
  mapShadow(path: string, content: Buffer): void;
  pdf(source: { mainFileContent: string }, options: { pdfStandard: string }): Buffer;
  query(source: { mainFileContent: string }, options: { selector: string }): unknown;
}
interface CompilerPackage {
  NodeCompiler: { create(options: { workspace: string; fontArgs: { fontBlobs: Buffer[] }[] }): Compiler };
}

/** The compiler is machine code for one kind of machine; npm leaves it out on others. */
function loadCompiler(): CompilerPackage {
  try {
    return createRequire(import.meta.url)(
      '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu',
    ) as CompilerPackage;
  } catch {
    throw new Problem(422, 'documents.pdf_unavailable', {
      detail:
        'This server cannot make PDF files: its machine is not 64-bit Linux for Intel or AMD. Take DOCX.',
    });
  }
}

/** A root in which nothing lies: the document sees only what it is given. */
const WORKSPACE = join(tmpdir(), 'sojourn-documents-nowhere');

async function compilerOf(document: Document): Promise<Compiler> {
  const { NodeCompiler } = loadCompiler();
  const compiler = NodeCompiler.create({
    workspace: WORKSPACE,
    fontArgs: [{ fontBlobs: await loadFonts() }],
  });
  const data = { ...document, rtl: isRightToLeft(document.language), blocks: document.blocks.map(dataOf) };
  compiler.mapShadow(join(WORKSPACE, 'document.json'), Buffer.from(JSON.stringify(data)));
  return compiler;
}

const dataOf = (block: Document['blocks'][number]) =>
  block.kind === 'table'
    ? {
        ...block,
        columns: block.columns.map(({ header, numeric }) => ({ header, numeric: numeric === true })),
        rows: block.rows.map((row) => row.map(withoutMarks)),
        endsInTotal: block.endsInTotal === true,
      }
    : block;

/**
 * Sets a document as PDF/UA-1: tagged, with its language, titles and alternative texts. The same document gives the same
 * bytes. Takes some tenths of a second, in which the process does nothing else.
 * @throws Problem `documents.pdf_unavailable` on a machine for which there is no compiler
 */
export async function writePdf(document: Document): Promise<Buffer> {
  const compiler = await compilerOf(document);
  return Buffer.from(compiler.pdf({ mainFileContent: TEMPLATE }, { pdfStandard: 'ua-1' }));
}

/** What the compiler itself finds in the set document, by a selector of Typst (`heading`, `table`): for tests. */
export async function queryDocument(document: Document, selector: string): Promise<unknown> {
  const compiler = await compilerOf(document);
  return compiler.query({ mainFileContent: TEMPLATE }, { selector });
}
