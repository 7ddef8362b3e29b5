import type { Config } from '#server/config.ts';

const ENTER = /[\r\n]/;
const INTERRUPT = '\u0003';
const ERASE = /[\u007f\b]/;

/** One line from the terminal that is not shown. Only where `process.stdin.isTTY`. */
export function askHidden(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(question);
  stdin.setRawMode(true).setEncoding('utf8').resume();
  return new Promise((resolve, reject) => {
    let typed = '';
    const end = (settle: () => void): void => {
      stdin.off('data', hear).setRawMode(false).pause();
      stderr.write('\n');
      settle();
    };
    const hear = (text: string): void => {
      for (const letter of text) {
        if (ENTER.test(letter) || letter === INTERRUPT) {
          end(() => (letter === INTERRUPT ? reject(new Error('Stopped.')) : resolve(typed)));
          return;
        }
        typed = ERASE.test(letter) ? typed.slice(0, -1) : typed + letter;
      }
    };
    stdin.on('data', hear);
  });
}

/** The configuration with a root key that may be asked for, once, where there is a terminal. */
export function withTerminal(config: Config): Config {
  if (!process.stdin.isTTY) return config;
  let answer: Promise<string> | undefined;
  const ask = (question: string): Promise<string> => {
    answer ??= askHidden(question);
    return answer;
  };
  return { ...config, rootKey: { ...config.rootKey, ask } };
}
