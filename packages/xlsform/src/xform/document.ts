import type { CompiledForm } from '../survey/form.ts';
import { binds } from './bind.ts';
import { body } from './body.ts';
import { primaryInstance } from './instance.ts';
import { itext } from './itext.ts';
import { type SecondaryInstance, secondaryInstances } from './secondary.ts';
import { element, escapeText } from './xml.ts';

const NAMESPACES: Readonly<Record<string, string>> = {
  xmlns: 'http://www.w3.org/2002/xforms',
  'xmlns:h': 'http://www.w3.org/1999/xhtml',
  'xmlns:ev': 'http://www.w3.org/2001/xml-events',
  'xmlns:xsd': 'http://www.w3.org/2001/XMLSchema',
  'xmlns:jr': 'http://openrosa.org/javarosa',
  'xmlns:orx': 'http://openrosa.org/xforms',
  'xmlns:odk': 'http://www.opendatakit.org/xforms',
};

export interface XFormDocument {
  readonly xml: string;
  readonly instances: readonly SecondaryInstance[];
  readonly languages: readonly string[];
}

/** The whole XForm. Source: ODK XForms Specification 1.0.0. */
export function xformDocument(form: CompiledForm): XFormDocument {
  const { settings, entitiesVersion } = form;
  const translated = itext(form);
  const instances = secondaryInstances(form);
  const model = [
    submission(form),
    translated.markup,
    element('instance', {}, `\n${primaryInstance(form)}\n`),
    ...instances.map(({ markup }) => markup),
    binds(form),
  ].filter((part) => part !== '');
  const versions = { 'odk:xforms-version': '1.0.0', 'entities:entities-version': entitiesVersion };
  const head = `<h:title>${escapeText(settings.title)}</h:title>\n${element('model', versions, `\n${model.join('\n')}\n`)}`;
  const content = `\n${element('h:head', {}, `\n${head}\n`)}\n${element('h:body', { class: settings.style }, `\n${body(form)}\n`)}\n`;
  const xml = `<?xml version="1.0"?>\n${element('h:html', namespaces(form), content)}\n`;
  return { xml, instances, languages: translated.languages };
}

function namespaces(form: CompiledForm): Record<string, string> {
  const all: Record<string, string> = { ...NAMESPACES };
  let declared = form.settings.namespaces ?? '';
  if (form.entitiesVersion !== undefined) declared += ' entities=http://www.opendatakit.org/xforms/entities';
  for (const declaration of declared.split(/\s+/)) {
    const [prefix, uri, ...rest] = declaration.split('=');
    if (prefix === undefined || prefix === '' || uri === undefined || rest.length > 0) continue;
    all[`xmlns:${prefix}`] ??= uri.replace(/["']/g, '');
  }
  return all;
}

function submission(form: CompiledForm): string {
  const { submissionUrl, publicKey, autoSend, autoDelete, clientEditable } = form.settings;
  if (!(submissionUrl || publicKey || autoSend || autoDelete || clientEditable)) return '';
  return element('submission', {
    action: submissionUrl,
    method: submissionUrl === undefined ? undefined : 'post',
    base64RsaPublicKey: publicKey,
    'orx:auto-send': autoSend,
    'orx:auto-delete': autoDelete,
    'odk:client-editable': clientEditable ? 'true' : undefined,
  });
}
