import { IconLanguage } from '@tabler/icons-react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useStore } from '#platform/ui/store.ts';
import { fillMessages } from '../../../messages/fill/catalogue.ts';
import type { OpenForm } from '../engine/form-context.tsx';
import { languageName, languageOf } from '../engine/language.ts';
import classes from './head.module.css';

/** The languages of the form, whichever the person reads the product in. */
export function LanguageSwitch({
  form,
  onSpoken,
}: {
  form: OpenForm;
  onSpoken?: (language: string) => void;
}) {
  const t = useT(fillMessages);
  const language = useStore(form.language);
  const { languages } = form.session;
  if (languages.length < 2) return null;
  return (
    <span className={classes.language}>
      <IconLanguage size={18} stroke={1.7} aria-hidden />
      <select
        aria-label={t('language')}
        value={language}
        onChange={(event) => {
          form.speak(event.currentTarget.value);
          onSpoken?.(event.currentTarget.value);
        }}
      >
        {languages.map((name) => (
          <option key={name} value={name} lang={languageOf(name).tag}>
            {languageName(name)}
          </option>
        ))}
      </select>
    </span>
  );
}
