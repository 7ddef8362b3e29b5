import { Button } from '@mantine/core';
import { type Diagnostic, describePlace, diagnosticMessage } from '@sojourn/xlsform';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import type { Language } from '#platform/i18n/language.ts';
import { useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import type { FormDiagnostic } from '../../contract/shapes.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import { copyText } from '../copy-text.ts';
import classes from '../forms.module.css';
import own from './import.module.css';

/** Rows drawn at first; a workbook with thousands of findings is mended from the top. */
const DRAWN = 100;

/** The text of a finding; a code that this version of the screens does not know keeps the server's English. */
function say(finding: FormDiagnostic, language: Language): string {
  try {
    return diagnosticMessage(finding as Diagnostic, language) || finding.message;
  } catch {
    return finding.message;
  }
}

const placeOf = (finding: FormDiagnostic, language: Language): string => describePlace(finding, language);

/** As one reads the workbook: sheet by sheet as they are first named, from the top. */
function byPlace(findings: readonly FormDiagnostic[]): FormDiagnostic[] {
  const sheets = [...new Set(findings.map(({ sheet }) => sheet ?? ''))];
  const sheetOf = ({ sheet }: FormDiagnostic) => (sheet === undefined ? -1 : sheets.indexOf(sheet));
  return findings.toSorted((a, b) => sheetOf(a) - sheetOf(b) || (a.row ?? 0) - (b.row ?? 0));
}

/** `B5` where row and column are known. */
const cellOf = ({ row, column }: FormDiagnostic): string | undefined =>
  row !== undefined && column ? `${column.letter}${row}` : undefined;

/** What is wrong in a workbook and how to mend it: errors first, each with its place; all of it can be copied. */
export function Findings({ findings }: { findings: readonly FormDiagnostic[] }) {
  const t = useT(formsMessages);
  const language = useLanguage();
  const inOrder = byPlace(findings);
  const errors = inOrder.filter(({ severity }) => severity === 'error');
  const warnings = inOrder.filter(({ severity }) => severity === 'warning');
  const asText = () =>
    [...errors, ...warnings]
      .map((one) =>
        [t(`severity.${one.severity}`), placeOf(one, language), say(one, language)]
          .filter(Boolean)
          .join('\t'),
      )
      .join('\n');
  return (
    <Panel title={t('findings.title')} flush aside={<CopyAll text={asText} />}>
      <FindingGroup severity="error" findings={errors} />
      <FindingGroup severity="warning" findings={warnings} />
    </Panel>
  );
}

function CopyAll({ text }: { text: () => string }) {
  const t = useT(formsMessages);
  const [copied, setCopied] = useState(false);
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-live="polite"
      leftSection={<IconCopy size={15} aria-hidden />}
      onClick={async () => setCopied(await copyText(text()))}
    >
      {t(copied ? 'findings.copied' : 'findings.copy')}
    </Button>
  );
}

/** Findings that say the same of one sheet. */
interface Saying {
  text: string;
  findings: FormDiagnostic[];
}

function sayingsOf(findings: readonly FormDiagnostic[], language: Language): Saying[] {
  const sayings = new Map<string, Saying>();
  for (const one of findings) {
    const text = say(one, language);
    const key = `${one.sheet}|${text}`;
    const known = sayings.get(key);
    if (known) known.findings.push(one);
    else sayings.set(key, { text, findings: [one] });
  }
  return [...sayings.values()];
}

function FindingGroup(props: { severity: 'error' | 'warning'; findings: readonly FormDiagnostic[] }) {
  const t = useT(formsMessages);
  const language = useLanguage();
  const [all, setAll] = useState(false);
  const { severity, findings } = props;
  if (findings.length === 0) return null;
  const sayings = sayingsOf(findings, language);
  const drawn = all ? sayings : sayings.slice(0, DRAWN);
  return (
    <>
      <h3 className={own.groupTitle}>
        <StateBadge tone={severity === 'error' ? 'bad' : 'warn'}>
          {t(severity === 'error' ? 'import.errors' : 'import.warnings', { count: findings.length })}
        </StateBadge>
      </h3>
      <ul className={own.findings}>
        {drawn.map((saying) => (
          <li key={`${saying.findings[0]?.sheet}|${saying.text}`}>
            <Where findings={saying.findings} />
            <span>{saying.text}</span>
          </li>
        ))}
      </ul>
      {drawn.length < sayings.length && (
        <div className={classes.version}>
          <Button variant="default" size="compact-sm" onClick={() => setAll(true)}>
            {t('findings.all', { count: sayings.length })}
          </Button>
        </div>
      )}
    </>
  );
}

/** The place of a finding; of several that say the same: their sheet and their cells or rows. */
function Where({ findings }: { findings: readonly FormDiagnostic[] }) {
  const t = useT(formsMessages);
  const language = useLanguage();
  const [first] = findings as [FormDiagnostic];
  if (findings.length > 1 && first.row !== undefined) {
    const sheet = describePlace({ sheet: first.sheet }, language);
    const cells = findings.map((one) => cellOf(one) ?? String(one.row)).join(', ');
    return (
      <span className={own.place}>
        {sheet}
        {sheet && <br />}
        {t(first.column ? 'findings.cells' : 'findings.rows')}{' '}
        <span className={`sj-code ${own.placeCell}`}>{cells}</span>
      </span>
    );
  }
  const cell = cellOf(first);
  return (
    <span className={own.place}>
      {cell && <span className={`sj-code ${own.placeCell}`}>{cell}</span>}
      {placeOf(first, language) || t('findings.whole')}
    </span>
  );
}
