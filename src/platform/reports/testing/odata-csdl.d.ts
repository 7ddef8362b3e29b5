/** The converter of OASIS from CSDL XML to CSDL JSON; with `strict` and `messages` it tells what breaks the schema. */
declare module 'odata-csdl' {
  const csdl: {
    // biome-ignore lint/suspicious/noExplicitAny: CSDL JSON, whose shape is what the tests look at
    xml2json(xml: string, options: { strict: boolean; messages: unknown[] }): any;
  };
  export default csdl;
}
