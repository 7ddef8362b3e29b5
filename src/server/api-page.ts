type Json = Record<string, unknown>;
interface Operation {
  operationId: string;
  summary: string;
  'x-permission': string;
  'x-audit'?: string;
  parameters: { name: string; in: string; required: boolean; schema: Json }[];
  requestBody?: { content: Record<string, { schema?: Json }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema?: Json }> }>;
}

const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A schema in a line: `string`, `"a" | "b"`, `{ name: string, … }[]`. */
function shape(schema: Json | undefined, depth = 0): string {
  if (!schema) return 'any';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((v) => JSON.stringify(v)).join(' | ');
  const options = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  if (options) return options.map((option) => shape(option, depth)).join(' | ');
  if (schema.type === 'array') return `${shape(schema.items as Json, depth)}[]`;
  if (schema.type !== 'object') return String(schema.format ?? schema.type ?? 'any');
  const fields = Object.entries((schema.properties ?? {}) as Record<string, Json>);
  if (fields.length === 0) return 'object';
  if (depth > 3) return '{ … }';
  const required = new Set((schema.required ?? []) as string[]);
  const pad = '  '.repeat(depth + 1);
  const lines = fields.map(
    ([name, value]) => `${pad}${name}${required.has(name) ? '' : '?'}: ${shape(value, depth + 1)}`,
  );
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`;
}

const block = (title: string, schema: Json | undefined): string =>
  `<h4>${title}</h4><pre tabindex="0">${html(shape(schema))}</pre>`;

function describe(method: string, path: string, op: Operation): string {
  const rows = op.parameters.map(
    (p) =>
      `<tr><th scope="row"><code>${html(p.name)}</code></th><td>${p.in}${p.required ? ', required' : ''}</td><td>${html(shape(p.schema))}</td></tr>`,
  );
  const body = op.requestBody?.content;
  const answer = Object.entries(op.responses).find(([status]) => status !== 'default')?.[1].content;
  const part = (title: string, content: Record<string, { schema?: Json }> | undefined): string => {
    if (!content) return '';
    const [type, { schema }] = Object.entries(content)[0]!;
    return schema ? block(title, schema) : `<h4>${title}</h4><p><code>${html(type)}</code></p>`;
  };
  return `<details id="${op.operationId}"><summary><b>${method.toUpperCase()}</b> <code>${html(path)}</code> ${html(op.summary)}</summary>
<p>Needs <code>${op['x-permission']}</code>.${op['x-audit'] ? ` Leaves the audit entry <code>${op['x-audit']}</code>.` : ''}</p>
${rows.length > 0 ? `<table><thead><tr><th scope="col">Name</th><th scope="col">Where</th><th scope="col">Type</th></tr></thead><tbody>${rows.join('')}</tbody></table>` : ''}
${part('Body', body)}${part('Answer', answer)}</details>`;
}

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1.5rem}
summary{cursor:pointer;padding:.4rem 0;overflow-wrap:anywhere}summary b{display:inline-block;min-width:4rem}pre{overflow:auto;padding:.75rem;border:1px solid #8886;border-radius:6px}
table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8884;vertical-align:top;overflow-wrap:anywhere}h4{margin:.75rem 0 .25rem}`;

/** The OpenAPI document as a page to read: no script, nothing from elsewhere. */
export function apiPage(document: Json): string {
  const groups = new Map<string, string[]>();
  for (const [path, methods] of Object.entries(
    document.paths as Record<string, Record<string, Operation & { tags: string[] }>>,
  )) {
    for (const [method, op] of Object.entries(methods)) {
      const group = op.tags[0] ?? '';
      groups.set(group, [...(groups.get(group) ?? []), describe(method, path, op)]);
    }
  }
  const info = document.info as { title: string; version: string; description: string };
  const sections = [...groups].map(
    ([name, items]) => `<section><h2 id="${name}">${html(name)}</h2>${items.join('\n')}</section>`,
  );
  const links = [...groups.keys()].map((name) => `<a href="#${name}">${html(name)}</a>`).join(' · ');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>API · Sojourn</title><style>${STYLE}</style></head>
<body><main><h1>${html(info.title)} API ${html(info.version)}</h1><p>${html(info.description)}</p>
<p>The document for programs: <a href="/api/openapi.json">openapi.json</a>. With a token: <code>curl -H "Authorization: Bearer $TOKEN" …/api/me</code></p>
<nav aria-label="Parts">${links}</nav>${sections.join('\n')}</main></body></html>`;
}
