#!/usr/bin/env node
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type CliArguments, parseArguments, USAGE } from './cli/arguments.ts';
import { diffLines, findingLine } from './cli/text.ts';
import { type CompileResult, compileXlsForm } from './compile.ts';
import { diffForms } from './diff/diff-forms.ts';

/** Exit codes: 0 all well, 1 findings of severity error or data affected, 2 wrong use or unreadable file. */
async function main(args: CliArguments): Promise<number> {
  if (args.command === 'convert') return convert(args);
  return args.command === 'check' ? check(args) : diff(args);
}

async function compile(file: string, args: CliArguments): Promise<CompileResult> {
  return compileXlsForm(await readFile(file), { fileName: basename(file), strict: args.strict });
}

function tell(result: CompileResult, args: CliArguments, prefix = ''): void {
  for (const diagnostic of result.diagnostics) console.error(prefix + findingLine(diagnostic, args.language));
}

async function convert(args: CliArguments): Promise<number> {
  const result = await compile(args.files[0]!, args);
  tell(result, args);
  if (!result.ok) return 1;
  const text = args.model ? JSON.stringify(result.model, null, 2) : result.xform!;
  if (args.output === undefined) process.stdout.write(text);
  else {
    await writeFile(args.output, text);
    for (const { name, content } of result.files) {
      if (content !== undefined) await writeFile(join(dirname(args.output), name), content);
    }
  }
  return 0;
}

async function check(args: CliArguments): Promise<number> {
  let failed = false;
  const findings: Record<string, CompileResult['diagnostics']> = {};
  for (const file of args.files) {
    const result = await compile(file, args);
    failed ||= !result.ok;
    findings[file] = result.diagnostics;
    if (!args.json) tell(result, args, args.files.length > 1 ? `${file}: ` : '');
  }
  if (args.json) console.log(JSON.stringify(findings, null, 2));
  return failed ? 1 : 0;
}

async function diff(args: CliArguments): Promise<number> {
  const [old, current] = await Promise.all(args.files.map((file) => compile(file, args)));
  if (old?.model === undefined || current?.model === undefined) {
    tell(old!, args, `${args.files[0]}: `);
    tell(current!, args, `${args.files[1]}: `);
    return 2;
  }
  const found = diffForms(old.model, current.model);
  console.log(args.json ? JSON.stringify(found, null, 2) : diffLines(found).join('\n'));
  return found.keepsData ? 0 : 1;
}

const args = parseArguments(process.argv.slice(2));
if (args === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await main(args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  }
}
