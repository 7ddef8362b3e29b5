/** The converter of OASIS from CSDL XML to CSDL JSON; with `strict` and `messages` it tells what breaks the schema. */
declare module 'odata-csdl' {
  // biome-ignore lint/suspicious/noExplicitAny: CSDL JSON, whose shape is what the tests look at
  export function xml2json(xml: string, options: { strict: boolean; messages: unknown[] }): any;
}
