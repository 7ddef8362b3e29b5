/** The record says of which version it is; revised in a later one it must say that. */
export const withVersion = (xml: string, version: string): string =>
  xml.replace(/(<(?![?!])[^>]*?\sversion=)(["'])[^"']*\2/, (_, before: string, quote: string) => {
    const escaped = version.replace(/[&<"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
    return `${before}${quote}${escaped}${quote}`;
  });
