import { routeUrl } from '@sojourn/route-contract';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { Asked } from '#platform/ui/asked.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { downloadAttachment, type FormRecord } from '../../contract/record.ts';
import type { OutlineNode } from '../../contract/shapes.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import { type AnswerWords, answerText, positionOf } from '../answer-text.ts';
import classes from '../forms.module.css';
import { entryOf, FindingText, questionOf } from './finding.tsx';

interface ValueProps {
  node: OutlineNode;
  value: unknown;
  record: FormRecord;
  words: AnswerWords;
}

interface AnswerProps extends ValueProps {
  /** Language of the form in which its own sentences are said. */
  language: string;
  /** Number of the entry of a repeat, as in `2.1`. */
  entry?: string;
}

/** One answer with what the form says of it: words, a picture, a place, and rules that it breaks. */
export function Answer({ language, entry = '', ...shown }: AnswerProps) {
  const broken = shown.record.findings.filter(
    (one) => questionOf(one) === shown.node.path && entryOf(one) === entry,
  );
  return (
    <>
      <Value {...shown} />
      {broken.map((one) => (
        <span key={one.code + one.message} className={classes.finding}>
          <FindingText finding={one} language={language} />
        </span>
      ))}
    </>
  );
}

function Value({ node, value, record, words }: ValueProps) {
  const t = useT(formsMessages);
  if (value === undefined) return <span className={classes.quiet}>{t('answers.empty')}</span>;
  if (node.kind === 'file') return <FileAnswer name={String(value)} path={node.path} record={record} />;
  if (node.kind === 'geopoint') {
    const accuracy = positionOf(String(value))?.accuracy;
    return (
      <>
        <bdi dir="ltr">{answerText(node, value, words)}</bdi>
        {accuracy !== undefined && (
          <span className={classes.quiet}> {t('answers.accuracy', { metres: Math.round(accuracy) })}</span>
        )}
      </>
    );
  }
  if (node.kind === 'geotrace' || node.kind === 'geoshape') {
    const corners = String(value)
      .split(';')
      .filter((part) => part.trim()).length;
    return <>{t('answers.line', { count: corners })}</>;
  }
  return <bdi>{answerText(node, value, words)}</bdi>;
}

/** A file that an answer names: shown when it is a picture, heard when it is sound, else to be downloaded. */
export function FileAnswer({ name, path, record }: { name: string; path: string; record: FormRecord }) {
  const t = useT(formsMessages);
  const file =
    record.files.find((one) => one.name === name && one.path === path) ??
    record.files.find((one) => one.name === name);
  if (!file?.received) {
    return (
      <>
        <bdi>{name}</bdi> <StateBadge tone="warn">{t('files.notArrived')}</StateBadge>
      </>
    );
  }
  const href = routeUrl(downloadAttachment, { params: { recordId: record.id, attachmentId: file.id } });
  const kind = file.contentType?.split('/')[0];
  const isPicture = kind === 'image' && file.contentType !== 'image/svg+xml';
  return (
    <>
      {isPicture && (
        <Asked kind="picture">
          <a href={href} target="_blank" rel="noreferrer">
            <img className={classes.preview} src={href} alt={t('answers.picture', { name })} loading="lazy" />
          </a>
        </Asked>
      )}
      {kind === 'audio' && (
        // biome-ignore lint/a11y/useMediaCaption: recordings from the field come without captions
        <audio controls preload="none" src={href} aria-label={name} />
      )}
      {kind === 'video' && (
        // biome-ignore lint/a11y/useMediaCaption: recordings from the field come without captions
        <video className={classes.preview} controls preload="none" src={href} aria-label={name} />
      )}
      <a className="sj-link" href={href} download={name}>
        <bdi>{name}</bdi>
      </a>
    </>
  );
}
