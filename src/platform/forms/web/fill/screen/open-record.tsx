import { Drawer } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useFocusBack } from '#platform/ui/focus-back.ts';
import { Layer } from '#platform/ui/layer.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { useStore } from '#platform/ui/store.ts';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import control from '../control/control.module.css';
import { dropDraft } from '../draft/drafts.ts';
import type { Filling } from '../draft/open-draft.ts';
import { FormProvider } from '../engine/form-context.tsx';
import { languageOf } from '../engine/language.ts';
import { BackgroundSoundNotice, useBackgroundSound } from './background-sound.tsx';
import { Contents } from './contents.tsx';
import classes from './form.module.css';
import { FormBody } from './form-body.tsx';
import { BareHead, ContentsButton, SaveMark } from './head.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import type { Place } from './place.ts';
import { type Outcome, useSending } from './use-sending.ts';

interface Props {
  filling: Filling;
  onDone: (outcome: Outcome) => void;
  /** Opens the record anew, as the server has it. */
  onRestart: () => void;
}

/** The record that is open: head, form, and what happens at its end. */
export function OpenRecord({ filling, onDone, onRestart }: Props) {
  const t = useT(fillMessages);
  const { form, definition, draft } = filling;
  const [place, setPlace] = useState<Place>({ id: draft.place, jump: 0 });
  const [contents, setContents] = useState(false);
  const { send, problem } = useSending(filling, onDone);
  const move = (id: string) => {
    setPlace(({ jump }) => ({ id, jump: jump + 1 }));
    filling.setPlace(id);
  };
  const back = draft.revised
    ? `/forms/${draft.formId}/records/${draft.revised.recordId}`
    : `/forms/${draft.formId}`;
  const sound = useBackgroundSound(form);
  const sendAll = async () => {
    await sound.stop();
    await send();
  };
  useKeptAlive(filling);
  const takeOver = async () => {
    await filling.hold.take();
    filling.hold.release();
    onRestart();
  };
  const elsewhere = useStore(filling.hold.state) === 'elsewhere';
  return (
    <div className={classes.screen}>
      <BareHead
        back={back}
        title={definition.title}
        below={
          <Notices filling={filling}>
            {elsewhere && <Elsewhere onTake={takeOver} />}
            {form.background && !filling.trial && !elsewhere && <BackgroundSoundNotice sound={sound} />}
            {filling.stale && <Stale onRestart={() => void dropDraft(draft.id).then(onRestart)} />}
          </Notices>
        }
      >
        {!filling.trial && !elsewhere && <SaveMark saved={filling.saved} />}
        <LanguageSwitch form={form} onSpoken={filling.setLanguage} />
        <ContentsButton onClick={() => setContents(true)} />
      </BareHead>
      <main id="main" className={classes.main}>
        {/* Shown only while another tab writes: two would undo each other's answers. */}
        <fieldset disabled={elsewhere} className={classes.whole}>
          <FormBody
            form={form}
            place={place}
            onPlace={move}
            onSeen={filling.setPlace}
            ending={{
              label: t(filling.trial ? 'try.check' : draft.revised ? 'finish.save' : 'finish.send'),
              act: filling.trial ? () => undefined : sendAll,
              problem: problem !== undefined && <Problem error={problem} />,
              beside: !filling.trial && (
                <AppLink to={back} className={control.link}>
                  {t('finish.later')}
                </AppLink>
              ),
            }}
          />
        </fieldset>
        <Layer />
      </main>
      {contents && <ContentsDrawer filling={filling} onClose={() => setContents(false)} onPlace={move} />}
    </div>
  );
}

function Notices({ filling, children }: { filling: Filling; children: ReactNode }) {
  const t = useT(fillMessages);
  const format = useFormat();
  const { form, draft } = filling;
  const broken = useStore(form.broken);
  const failed = useStore(filling.saved) === 'failed';
  return (
    <div className={classes.notices}>
      {filling.trial && <p data-tone="info">{t('trial')}</p>}
      {failed && (
        <p role="alert" data-tone="bad">
          {t('save.failedText')}
        </p>
      )}
      {broken && (
        <p role="alert" data-tone="bad">
          {t('fault.form')}
        </p>
      )}
      {filling.restored && draft.answered > 0 && (
        <p role="status" data-tone="info">
          {t('restored', { when: format.relative(new Date(draft.updatedAt)) })}
        </p>
      )}
      {filling.lost > 0 && (
        <p role="alert" data-tone="bad">
          {t('restored.lost', { count: filling.lost })}
        </p>
      )}
      {children}
    </div>
  );
}

function Elsewhere({ onTake }: { onTake: () => Promise<void> }) {
  const t = useT(fillMessages);
  return (
    <p role="alert" data-tone="bad">
      {t('elsewhere')}{' '}
      <button type="button" className={control.link} onClick={() => void onTake()}>
        {t('elsewhere.take')}
      </button>
    </p>
  );
}

function Stale({ onRestart }: { onRestart: () => void }) {
  const t = useT(fillMessages);
  return (
    <p role="alert" data-tone="bad">
      {t('stale')}{' '}
      <button type="button" className={control.link} onClick={onRestart}>
        {t('stale.restart')}
      </button>
    </p>
  );
}

function ContentsDrawer(props: { filling: Filling; onClose: () => void; onPlace: (id: string) => void }) {
  const t = useT(fillMessages);
  const { form } = props.filling;
  useFocusBack();
  const { tag, direction } = languageOf(form.session.language);
  return (
    <Drawer.Root opened onClose={props.onClose} position="right" size="26rem" returnFocus={false}>
      <Drawer.Overlay backgroundOpacity={0.45} />
      <Drawer.Content>
        {/* The page has its banner already. */}
        <Drawer.Header role="presentation">
          <Drawer.Title>{t('contents.title')}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('close')} size="lg" />
        </Drawer.Header>
        <Drawer.Body>
          <FormProvider form={form}>
            <div lang={tag} dir={form.session.languages.length > 0 ? direction : undefined}>
              <Contents
                questions
                onJump={(id) => {
                  props.onClose();
                  // The drawer gives the keyboard back first; then the form may take it.
                  window.setTimeout(() => props.onPlace(id), 50);
                }}
              />
            </div>
          </FormProvider>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

/** While a write is under way a closed tab would lose it: only then the browser asks. */
function useKeptAlive({ saved }: Filling): void {
  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => {
      if (saved.get() !== 'saved') event.preventDefault();
    };
    window.addEventListener('beforeunload', guard);
    return () => window.removeEventListener('beforeunload', guard);
  }, [saved]);
}
