import { Menu } from '@mantine/core';
import { IconCheck, IconLanguage } from '@tabler/icons-react';
import { type Language, languageNames, languages } from '../i18n/language.ts';
import { useLanguage, useT } from '../i18n/web/use-t.tsx';
import { uiMessages } from './messages/catalogue.ts';
import classes from './parts.module.css';
import { languagePreference } from './preferences.ts';

/** The four languages under their own names. `onChosen` may write the choice to the account. */
export function LanguageMenu({ onChosen }: { onChosen?: (language: Language) => void }) {
  const t = useT(uiMessages);
  const language = useLanguage();
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <button
          type="button"
          className={classes.iconButton}
          aria-label={`${t('language')}: ${languageNames[language]}`}
        >
          <IconLanguage size={20} stroke={1.7} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('language')}>
        {languages.map((one) => (
          <Menu.Item
            key={one}
            lang={one}
            rightSection={one === language ? <IconCheck size={16} aria-hidden /> : null}
            onClick={() => {
              languagePreference.set(one);
              onChosen?.(one);
            }}
          >
            {languageNames[one]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
