import { FormEngineError } from '@sojourn/form-engine';
import { type RefObject, useMemo, useState } from 'react';
import { useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { useStore } from '#platform/ui/store.ts';
import { fillMessages } from '../../messages/fill/catalogue.ts';
import { freshSeed } from './draft/chance.ts';
import type { Step } from './draft/journal.ts';
import { memoryFiles } from './engine/files.ts';
import type { OpenForm } from './engine/form-context.tsx';
import type { FormFiles } from './engine/form-files.ts';
import { languageNear } from './engine/language.ts';
import { openAt } from './engine/open.ts';
import classes from './screen/form.module.css';
import { FormBody } from './screen/form-body.tsx';
import { LanguageSwitch } from './screen/language-switch.tsx';
import type { Place } from './screen/place.ts';
import { TryEnd } from './screen/try-end.tsx';

interface Props {
  xform: string;
  /** Files that were given with it. */
  files?: FormFiles | undefined;
  /** What was answered, kept here so that the same form, mended, is filled as it was. */
  steps: RefObject<Step[]>;
}

/** A compiled form to try before anything is stored. Answers live as long as the page; nothing is sent. */
export function TryForm({ xform, files, steps }: Props) {
  const t = useT(fillMessages);
  const reader = useLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language of the reader must not empty the form
  const opened = useMemo(() => open({ xform, files, steps }, reader), [xform, files]);
  if ('fault' in opened) {
    return (
      <p role="alert" className={classes.faults}>
        {t('try.broken')} <span className="sj-code">{opened.fault}</span>
      </p>
    );
  }
  return <Trying key={opened.prefix} form={opened} />;
}

function Trying({ form }: { form: OpenForm }) {
  const t = useT(fillMessages);
  const [place, setPlace] = useState<Place>({ id: '', jump: 0 });
  const broken = useStore(form.broken) || form.session.hasCycle;
  return (
    <div className={classes.trying}>
      <LanguageSwitch form={form} />
      {broken && (
        <p role="alert" className={classes.faults}>
          {t('fault.form')}
        </p>
      )}
      {form.definition.warnings.map(({ message }) => (
        <p key={message} className={classes.quiet}>
          {message}
        </p>
      ))}
      <FormBody
        form={form}
        layout="scroll"
        contents={false}
        place={place}
        onPlace={(id) => setPlace(({ jump }) => ({ id, jump: jump + 1 }))}
        ending={{ label: t('try.check'), act: () => undefined }}
      />
      <TryEnd form={form} />
    </div>
  );
}

function open({ xform, files, steps }: Props, reader: string): OpenForm | { fault: string } {
  try {
    const { form } = openAt({
      xform,
      resources: files?.resource ?? (() => undefined),
      mediaUrl: files?.mediaUrl ?? (() => undefined),
      mediaBlob: files?.mediaBlob ?? (() => undefined),
      files: memoryFiles(),
      seed: freshSeed(),
      startedAt: Date.now(),
      steps: [...steps.current],
      language: undefined,
      note: (step) => {
        steps.current.push(step);
      },
    });
    const near = languageNear(form.session.languages, reader);
    if (near) form.speak(near);
    return form;
  } catch (error) {
    if (error instanceof FormEngineError) return { fault: error.message };
    throw error;
  }
}
