import { replayXlsForm } from './conformance-xlsform.ts';

/** `npm run conformance -- <library> <cases.jsonl> [--verbose]`: replays recorded cases against a library. */
const LIBRARIES: Readonly<Record<string, (path: string, verbose: boolean) => boolean>> = {
  xlsform: replayXlsForm,
};

const [library = '', path, ...flags] = process.argv.slice(2);
const replay = LIBRARIES[library];
if (replay === undefined || path === undefined) {
  console.error(
    `Usage: npm run conformance -- <${Object.keys(LIBRARIES).join('|')}> <cases.jsonl> [--verbose]`,
  );
  process.exitCode = 2;
} else if (!replay(path, flags.includes('--verbose'))) process.exitCode = 1;
