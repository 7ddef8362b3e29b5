import type { MessageLanguage } from '../diagnostics/message.ts';

export interface CliArguments {
  readonly command: 'convert' | 'check' | 'diff';
  readonly files: readonly string[];
  readonly output: string | undefined;
  readonly language: MessageLanguage;
  readonly json: boolean;
  readonly model: boolean;
  readonly strict: boolean;
}

export const USAGE = `xlsform convert <workbook> [output.xml] [--model]   write the XForm, or the form model as JSON
xlsform check <workbook>...                         list what is wrong
xlsform diff <old> <new>                            tell what an edit changes for data already collected

Options: --strict        refuse malformed expressions
         --lang en|fr|es|ar   language of messages
         --json          machine-readable output
`;

const LANGUAGES: readonly string[] = ['en', 'fr', 'es', 'ar'];
const COMMANDS: readonly string[] = ['convert', 'check', 'diff'];

/** Reads the command line; undefined if it makes no sense. */
export function parseArguments(words: readonly string[]): CliArguments | undefined {
  const plain: string[] = [];
  const flags = new Set<string>();
  let language = 'en';
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === '--lang') language = words[++i] ?? '';
    else if (word.startsWith('--')) flags.add(word);
    else plain.push(word);
  }
  const [command = '', ...files] = plain;
  const known = [...flags].every((flag) => ['--json', '--model', '--strict'].includes(flag));
  if (!COMMANDS.includes(command) || !LANGUAGES.includes(language) || !known) return undefined;
  const enough = command === 'diff' ? files.length === 2 : files.length > 0;
  if (!enough || (command === 'convert' && files.length > 2)) return undefined;
  return {
    command: command as CliArguments['command'],
    files: command === 'convert' ? files.slice(0, 1) : files,
    output: command === 'convert' ? files[1] : undefined,
    language: language as MessageLanguage,
    json: flags.has('--json'),
    model: flags.has('--model'),
    strict: flags.has('--strict'),
  };
}
