import {
  type FormSession,
  type OpenFormOptions,
  openForm,
  type ParseFormOptions,
  parseXForm,
} from '../src/index.ts';

export interface FormSource {
  /** Inside the primary instance's root, `<data>`. */
  readonly instance: string;
  readonly model?: string;
  readonly body?: string;
}

/** An XForm around the parts that a test is about. */
export function xform({ instance, model = '', body = '' }: FormSource): string {
  return `<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms"
    xmlns:odk="http://www.opendatakit.org/xforms" xmlns:ev="http://www.w3.org/2001/xml-events">
  <h:head>
    <h:title>Test</h:title>
    <model>
      <instance><data id="test" version="3">${instance}<meta><instanceID/></meta></data></instance>
      ${model}
      <bind nodeset="/data/meta/instanceID" type="string" readonly="true()" jr:preload="uid"/>
    </model>
  </h:head>
  <h:body>${body}</h:body>
</h:html>`;
}

export const NOW = new Date('2026-03-04T10:20:30.400Z');

/** Opens with a fixed clock in UTC, counted uuids and a fixed random. */
export function open(
  source: FormSource,
  options: Partial<OpenFormOptions> = {},
  parse: ParseFormOptions = {},
): FormSession {
  let uuids = 0;
  return openForm(parseXForm(xform(source), parse), {
    now: () => NOW,
    uuid: () => {
      uuids += 1;
      return `00000000-0000-4000-8000-${String(uuids).padStart(12, '0')}`;
    },
    random: () => 0.5,
    zone: () => 0,
    ...options,
  });
}

export function answerOf(session: FormSession, id: string): string {
  const node = session.node(id);
  if (node !== undefined) return node.value;
  // Nodes without a control are seen in what would be sent.
  const name = id.slice(id.lastIndexOf('/') + 1);
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(session.serialize())?.[1] ?? '';
}
