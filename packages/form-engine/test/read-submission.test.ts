import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormEngineError, readSubmission } from '../src/index.ts';

const SUBMISSION = `<?xml version="1.0" encoding="UTF-8"?>
<data id="site" version="7" xmlns:orx="http://openrosa.org/xforms">
  <name>Kan Jérémie &amp; co</name>
  <member><age>3</age></member>
  <member><age>40</age></member>
  <note/>
  <orx:meta>
    <orx:instanceID>uuid:1</orx:instanceID>
    <orx:deprecatedID>uuid:0</orx:deprecatedID>
    <orx:instanceName>Site 1</orx:instanceName>
    <entity dataset="sites" create="1"><label>Site 1</label></entity>
  </orx:meta>
</data>`;

const codeOf = (read: () => unknown): string | undefined => {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof FormEngineError) return error.code;
    throw error;
  }
};

describe('readSubmission refuses', () => {
  it.each([
    ['', 'xml.malformed'],
    ['not xml', 'xml.malformed'],
    ['<data id="a">', 'xml.malformed'],
    ['<data id="a"><b></data>', 'xml.malformed'],
    ['<data id="a"/><data id="a"/>', 'xml.malformed'],
    ['<data id="a" id="b"/>', 'xml.malformed'],
    ['<data id="a">&boom;</data>', 'xml.malformed'],
    ['<data id="a">\u0001</data>', 'xml.malformed'],
    ['<!DOCTYPE data [<!ENTITY b "c">]><data id="a">&b;</data>', 'xml.doctype'],
    ['<!DOCTYPE data SYSTEM "file:///etc/passwd"><data id="a"/>', 'xml.doctype'],
    ['<data version="1"/>', 'submission.no-form-id'],
    [`<data id="a">${'<g>'.repeat(100)}${'</g>'.repeat(100)}</data>`, 'xml.too-deep'],
  ])('%s', (xml, code) => {
    expect(codeOf(() => readSubmission(xml))).toBe(code);
  });

  it('what is over the limits given', () => {
    expect(codeOf(() => readSubmission(SUBMISSION, { maxLength: 10 }))).toBe('xml.too-large');
    expect(codeOf(() => readSubmission(SUBMISSION, { maxNodes: 5 }))).toBe('xml.too-many-nodes');
    expect(codeOf(() => readSubmission(SUBMISSION, { maxDepth: 2 }))).toBe('xml.too-deep');
  });

  it('every truncation of a submission', () => {
    for (let end = 0; end < SUBMISSION.length; end++) {
      expect(codeOf(() => readSubmission(SUBMISSION.slice(0, end)))).toBe('xml.malformed');
    }
  });
});

describe('readSubmission', () => {
  it('gives identity and tree, prefixes dropped', () => {
    const tree = readSubmission(SUBMISSION);
    expect(tree).toMatchObject({
      formId: 'site',
      version: '7',
      instanceId: 'uuid:1',
      deprecatedId: 'uuid:0',
      instanceName: 'Site 1',
      rootName: 'data',
    });
    expect(tree.root.children.map((child) => child.path)).toEqual([
      '/data/name',
      '/data/member',
      '/data/member',
      '/data/note',
      '/data/meta',
    ]);
    expect(tree.root.children[0]).toEqual({
      name: 'name',
      path: '/data/name',
      text: 'Kan Jérémie & co',
      children: [],
    });
    expect(tree.root.children[3]).toEqual({ name: 'note', path: '/data/note', children: [] });
    expect(tree.root.children[4]?.children[3]?.attributes).toEqual({ dataset: 'sites', create: '1' });
  });

  it('takes CDATA and keeps white space inside an answer', () => {
    const tree = readSubmission('<d id="a"><q> a <![CDATA[<b>]]>\n</q></d>');
    expect(tree.root.children[0]?.text).toBe(' a <b>\n');
    expect(tree.version).toBe('');
    expect(tree.instanceId).toBeUndefined();
  });

  it('ends on any text, with a tree or with a typed error', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '<a',
      '</a>',
      '<d id="x">',
      '</d>',
      '&',
      '&amp;',
      '"',
      '<!--',
      '-->',
      ']]>',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 40 }), (parts) => {
        codeOf(() => readSubmission(parts.join('')));
      }),
      { numRuns: 500 },
    );
  });
});
