import { fillMessage, messagesNow } from '#platform/i18n/messages.ts';
import { useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { placesMessages } from '../../messages/catalogue.ts';

/** Names of the placeholders of a message. */
const placeholders = (message: string): string[] =>
  [...message.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1]!);

/** What a kind of finding means, without the row that it was found in, and how to mend it. */
export function useProblemWords() {
  const language = useLanguage();
  useT(placesMessages);
  const messages = messagesNow(placesMessages, language) ?? {};
  return {
    /** The sentence of the finding with an ellipsis where each row says something of its own. */
    titleOf(code: string, count: number): string {
      const message = messages[`problem.${code}`];
      if (message === undefined) return code;
      const values = Object.fromEntries(placeholders(message).map((name) => [name, '…']));
      try {
        const text = fillMessage(language, message.replace(/, number\}/g, '}'), { ...values, count });
        return text.replace(/…\.$/, '…');
      } catch {
        return message;
      }
    },
    mendOf: (code: string): string | undefined => messages[`mend.${code}`],
  };
}
