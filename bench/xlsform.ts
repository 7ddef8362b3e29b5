/**
 * Compile times of forms, warm. `tsx --conditions=source bench/xlsform.ts [workbook...]`: made forms of
 * 10,000 questions and of 2,000 selects with lists of their own, then each workbook given, from its bytes.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type CompileResult, compileSheets, compileXlsForm, type WorkbookSheet } from '@sojourn/xlsform';

const RUNS = 15;

function tenThousandQuestions(): WorkbookSheet[] {
  const types = ['text', 'integer', 'decimal', 'date', 'note'];
  const rows = Array.from({ length: 10_000 }, (_, i) => [
    types[i % types.length]!,
    `q${i}`,
    `Question ${i}`,
    i > 0 && i % 4 === 0 ? `\${q${i - 1}} != ''` : '',
    i % 3 === 0 ? 'yes' : '',
  ]);
  return [{ name: 'survey', rows: [['type', 'name', 'label', 'relevant', 'required'], ...rows] }];
}

function twoThousandSelects(): WorkbookSheet[] {
  const survey = Array.from({ length: 2000 }, (_, i) => [`select_one list${i}`, `q${i}`, `Question ${i}`]);
  const choices = survey.flatMap((_, i) =>
    Array.from({ length: 10 }, (_choice, j) => [`list${i}`, `c${j}`, `Choice ${j}`, `Choix ${j}`]),
  );
  return [
    { name: 'survey', rows: [['type', 'name', 'label'], ...survey] },
    {
      name: 'choices',
      rows: [['list_name', 'name', 'label::English (en)', 'label::Français (fr)'], ...choices],
    },
  ];
}

async function measure(name: string, run: () => CompileResult | Promise<CompileResult>): Promise<void> {
  const times: number[] = [];
  let result: CompileResult | undefined;
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now();
    result = await run();
    times.push(performance.now() - start);
  }
  const first = times[0]!;
  const warm = times.slice(3).sort((a, b) => a - b);
  const figures = `median ${warm[warm.length >> 1]!.toFixed(0)} ms, best ${warm[0]!.toFixed(0)} ms, first ${first.toFixed(0)} ms`;
  const errors = result!.diagnostics.filter(({ severity }) => severity === 'error').length;
  console.log(
    `${name}: ${figures}; ${result!.ok ? `${(result!.xform!.length / 1024).toFixed(0)} KB` : `${errors} errors`}`,
  );
}

const questions = tenThousandQuestions();
await measure('10,000 questions', () => compileSheets(questions));
const selects = twoThousandSelects();
await measure('2,000 selects with lists', () => compileSheets(selects));
for (const path of process.argv.slice(2)) {
  const bytes = readFileSync(path);
  await measure(basename(path), () => compileXlsForm(bytes, { fileName: basename(path) }));
}
