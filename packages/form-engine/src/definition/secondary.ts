import { FormEngineError } from '../errors.ts';
import { parseXml } from '../xml/parse.ts';
import { appendChild, attr, createDocument, createElement, type XNode } from '../xml/tree.ts';
import { csvToInstance } from './csv.ts';
import { geoJsonToInstance } from './geojson.ts';
import type { FormResource, FormWarning } from './types.ts';

/** Text of an external file by the URI that the form gives it; undefined when it is not there. */
export type ResourceReader = (uri: string) => string | undefined;

export interface SecondaryInstances {
  readonly instances: ReadonlyMap<string, XNode>;
  readonly resources: readonly FormResource[];
  readonly warnings: readonly FormWarning[];
}

export function parseSecondary(elements: readonly XNode[], read: ResourceReader): SecondaryInstances {
  const instances = new Map<string, XNode>();
  const resources: FormResource[] = [];
  const warnings: FormWarning[] = [];
  for (const element of elements) {
    const instanceId = attr(element, 'id') ?? '';
    const uri = attr(element, 'src');
    const inline = element.children[0];
    if (inline !== undefined || uri === undefined) {
      instances.set(instanceId, createDocument(inline ?? createElement('root')));
      continue;
    }
    const loaded = load(uri, read, warnings);
    resources.push({ instanceId, uri, found: loaded !== undefined });
    instances.set(instanceId, loaded ?? createDocument(createElement('root')));
  }
  return { instances, resources, warnings };
}

function load(uri: string, read: ResourceReader, warnings: FormWarning[]): XNode | undefined {
  const text = read(uri);
  if (text === undefined) {
    // The first record on a device has no last saved one: that is no fault of the form.
    if (!uri.includes('last-saved')) {
      warnings.push({ code: 'resource.missing', message: `The file ${uri} is missing; its list is empty.` });
    }
    return undefined;
  }
  try {
    return parseResource(uri, text);
  } catch (error) {
    const reason = error instanceof FormEngineError ? error.message : 'It could not be read.';
    warnings.push({ code: 'resource.unreadable', message: `The file ${uri} cannot be used. ${reason}` });
    return undefined;
  }
}

function parseResource(uri: string, text: string): XNode {
  const extension = /\.(\w+)$/.exec(uri)?.[1]?.toLowerCase();
  if (extension === 'csv' || uri.startsWith('jr://file-csv/')) return csvToInstance(text);
  if (extension === 'geojson' || extension === 'json') return geoJsonToInstance(text);
  return xmlInstance(text);
}

function xmlInstance(text: string): XNode {
  const document = parseXml(text);
  const root = document.children[0];
  // An XForm's own instance may be given as it stands in a form, wrapped in <instance>.
  if (root?.local === 'instance' && root.children.length === 1) {
    const wrapped = createDocument(createElement('root'));
    wrapped.children = [];
    appendChild(wrapped, root.children[0]!);
    return wrapped;
  }
  return document;
}
