/** How long its author may change what a comment says. */
const EDIT_MINUTES = 15;

export const mayEdit = (createdAt: Date, now: Date): boolean =>
  now.getTime() - createdAt.getTime() < EDIT_MINUTES * 60_000;

const MENTION = /@\{([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}/gi;

/** The accounts that a text mentions as `@{account id}`, each once, in the order of their first mention. */
export const mentionsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(MENTION)].map(([, id]) => id!.toLowerCase())),
];

/** The text without mentions of people who may not be named here any more. */
export const withKnownMentions = (text: string, known: ReadonlySet<string>): string =>
  text.replace(MENTION, (mention, id: string) => (known.has(id.toLowerCase()) ? mention : ''));
