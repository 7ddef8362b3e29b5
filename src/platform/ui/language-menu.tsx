import { IconLanguage } from '@tabler/icons-react';
import { type Language, languageNames, languages } from '../i18n/language.ts';
import { useLanguage, useT } from '../i18n/web/use-t.tsx';
import { MenuButton } from './menu-button.tsx';
import { uiMessages } from './messages/catalogue.ts';
import classes from './parts.module.css';
import { languagePreference } from './preferences.ts';

/** The four languages under their own names. `onChosen` may write the choice to the account. */
export function LanguageMenu({ onChosen }: { onChosen?: (language: Language) => void }) {
  const t = useT(uiMessages);
  const language = useLanguage();
  return (
    <MenuButton
      wordless
      label={`${t('language')}: ${languageNames[language]}`}
      className={classes.iconButton}
      width={180}
      entries={languages.map((one) => ({
        id: one,
        label: languageNames[one],
        lang: one,
        chosen: one === language,
        onClick: () => {
          languagePreference.set(one);
          onChosen?.(one);
        },
      }))}
    >
      <IconLanguage size={20} stroke={1.7} aria-hidden />
    </MenuButton>
  );
}
