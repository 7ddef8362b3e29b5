import { useMediaQuery } from '@mantine/hooks';
import { useStore } from '#platform/ui/store.ts';
import { FormProvider, type OpenForm } from '../engine/form-context.tsx';
import { languageOf } from '../engine/language.ts';
import type { Ending } from './finish.tsx';
import classes from './form.module.css';
import { Pager } from './pager.tsx';
import type { Place } from './place.ts';
import { Scroll } from './scroll.tsx';

const useNarrow = (): boolean =>
  useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false }) === true;

interface Props {
  form: OpenForm;
  ending: Ending;
  place: Place;
  onPlace: (id: string) => void;
  /** Told where the person works, without going there. */
  onSeen?: (id: string) => void;
  /** `pages` or `scroll` whatever the width; by default the width decides. */
  layout?: 'pages' | 'scroll';
  contents?: boolean;
}

/** An open form, in its language and that language's direction: page by page on a phone, whole on a laptop. */
export function FormBody({ form, ending, place, onPlace, onSeen, layout, contents = true }: Props) {
  const narrow = useNarrow();
  const { tag, direction } = languageOf(useStore(form.language));
  const translated = form.session.languages.length > 0;
  const pages = layout ? layout === 'pages' : narrow;
  return (
    <FormProvider form={form}>
      <div className={classes.body} {...(translated ? { lang: tag, dir: direction } : {})}>
        {pages ? (
          <Pager place={place} onPlace={onPlace} ending={ending} />
        ) : (
          <Scroll ending={ending} contents={contents} place={place} onPlace={onPlace} onSeen={onSeen} />
        )}
      </div>
    </FormProvider>
  );
}
