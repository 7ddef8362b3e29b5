import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import type { FormRecord } from '../../contract/record.ts';
import type { Outline } from '../../contract/shapes.ts';
import { directionIn, labelOf } from '../../domain/labels.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import classes from '../forms.module.css';

export type Finding = FormRecord['findings'][number];

/** `household/member[2]/age` is the question `household/member/age` … */
export const questionOf = ({ path }: Pick<Finding, 'path'>): string => path.replace(/\[\d+\]/g, '');
/** … of entry `2`. */
export const entryOf = ({ path }: Pick<Finding, 'path'>): string =>
  [...path.matchAll(/\[(\d+)\]/g)].map(([, number]) => number).join('.');

const codes = ['required', 'constraint', 'type'] as const;

/** What is wrong, in the reader's words, and what the form itself says of it in one of its languages. */
export function FindingText({ finding, language }: { finding: Finding; language: string }) {
  const t = useT(formsMessages);
  const code = codes.find((one) => one === finding.code);
  const own = finding.messages[language] ?? finding.message;
  return (
    <>
      {code ? t(`broken.${code}`) : t('broken.other')}
      {own && (
        <>
          {' '}
          <bdi dir={directionIn(language)}>{own}</bdi>
        </>
      )}
    </>
  );
}

/** Every answer that breaks a rule, those that are missing altogether too. */
export function FindingList(props: { record: FormRecord; outline: Outline; language: string }) {
  const t = useT(formsMessages);
  const format = useFormat();
  const { record, outline, language } = props;
  if (record.findings.length === 0) return null;
  const nameOf = (finding: Finding): string => {
    const node = outline.nodes.find(({ path }) => path === questionOf(finding));
    return node ? labelOf(node, language) : questionOf(finding);
  };
  return (
    <Panel title={t('broken.title', { count: record.findings.length })}>
      <p className={classes.quiet}>{t('broken.text')}</p>
      <ul className={classes.findingList}>
        {record.findings.map((one) => (
          <li key={one.path + one.code}>
            <strong dir={directionIn(language)}>{nameOf(one)}</strong>
            {entryOf(one) && (
              <span className={classes.quiet}>
                {' '}
                {t('broken.entry', {
                  entry: entryOf(one)
                    .split('.')
                    .map(Number)
                    .map((n) => format.number(n))
                    .join('.'),
                })}
              </span>
            )}
            <br />
            <FindingText finding={one} language={language} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
