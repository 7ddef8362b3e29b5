import { languageCode } from '../sheets/language.ts';
import type { ChoiceList } from '../survey/choices.ts';
import type { CompiledForm } from '../survey/form.ts';
import { type FormNode, walk } from '../survey/node.ts';
import type { XFormDocument } from '../xform/document.ts';
import { itemOf, mediaOf, textsOf } from './item.ts';
import type { FormChoiceList, FormEntity, FormModel, FormSettings, Question } from './types.ts';

/** The form model of a compiled form. */
export function buildModel(form: CompiledForm, document: XFormDocument): FormModel {
  const { settings, root } = form;
  const languages = document.languages.length === 0 ? [settings.defaultLanguage] : document.languages;
  const meta = root.children.find((child) => child.bodyless && child.name === 'meta');
  return {
    modelVersion: 1,
    formId: settings.formId,
    title: settings.title,
    version: settings.version ?? '',
    rootName: settings.rootName,
    defaultLanguage: languages.includes(settings.defaultLanguage) ? settings.defaultLanguage : languages[0]!,
    languages: languages.map((name) => ({ name, code: languageCode(name) ?? null })),
    settings: formSettings(form),
    items: root.children.map((child) => itemOf(form, child)).filter((item) => item !== undefined),
    meta: (meta?.children ?? [])
      .map((child) => itemOf(form, child))
      .filter((item): item is Question => item?.kind === 'question'),
    choiceLists: Object.fromEntries([...form.choices].map(([name, list]) => [name, choiceList(form, list)])),
    instances: document.instances.map(({ id, kind, src }) => ({
      id,
      kind,
      ...(src === undefined ? {} : { src }),
    })),
    entities: entities(form),
  };
}

/** Leaves out what is undefined, so that models compare and store well. */
function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}

function formSettings({ settings }: CompiledForm): FormSettings {
  const { style, instanceName, submissionUrl, publicKey, autoSend, autoDelete, clientEditable, namespaces } =
    settings;
  const given = {
    style,
    instanceName,
    submissionUrl,
    publicKey,
    autoSend,
    autoDelete,
    clientEditable,
    namespaces,
  };
  return compact(given) as FormSettings;
}

function choiceList(form: CompiledForm, list: ChoiceList): FormChoiceList {
  const choices = list.choices.map((choice) => ({
    value: choice.name,
    label: textsOf(form, choice.label),
    ...mediaOf(form, choice.media),
    ...(Object.keys(choice.columns).length === 0 ? {} : { columns: choice.columns }),
  }));
  return { choices };
}

function entities(form: CompiledForm): FormEntity[] {
  const found: FormEntity[] = [];
  walk(form.root, (node) => {
    if (node.kind === 'entity') found.push(entity(form, node));
  });
  return found;
}

function entity(form: CompiledForm, node: FormNode): FormEntity {
  const child = (name: string): FormNode | undefined => node.children.find((one) => one.name === name);
  const expression = (name: string): string | undefined => {
    const one = child(name);
    const text = one?.bind?.calculate;
    return typeof text === 'string' ? form.resolver.expression(text, one).trim() : undefined;
  };
  const list = child('dataset')?.value ?? '';
  const found = {
    list,
    path: node.path,
    id: expression('id'),
    createIf: expression('create'),
    updateIf: expression('update'),
    label: expression('label'),
    properties: form.entityProperties.get(list) ?? {},
  };
  return compact(found) as FormEntity;
}
