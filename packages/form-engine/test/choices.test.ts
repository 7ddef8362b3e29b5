import { describe, expect, it } from 'vitest';
import { answerOf, open } from './forms.ts';

const places = {
  instance: '<region/><district/><many/><label/>',
  model: `<instance id="regions"><root><item><name>n</name><label>North</label></item><item><name>s</name><label>South</label></item></root></instance>
    <instance id="districts"><root>
      <item><itextId>d1</itextId><name>n1</name><region>n</region></item>
      <item><itextId>d2</itextId><name>n2</name><region>n</region></item>
      <item><itextId>d3</itextId><name>s1</name><region>s</region></item></root></instance>
    <itext>
      <translation lang="English (en)"><text id="d1"><value>North 1</value><value form="image">jr://images/n1.png</value></text>
        <text id="d2"><value>North 2</value></text><text id="d3"><value>South 1</value></text></translation>
      <translation lang="French (fr)" default="true()"><text id="d1"><value>Nord 1</value></text>
        <text id="d2"><value>Nord 2</value></text></translation>
    </itext>
    <bind nodeset="/data/label" calculate="jr:choice-name(/data/district, '/data/district')"/>`,
  body: `<select1 ref="/data/region"><itemset nodeset="instance('regions')/root/item"><value ref="name"/><label ref="label"/></itemset></select1>
    <select1 ref="/data/district"><itemset nodeset="instance('districts')/root/item[region = /data/region ]">
      <value ref="name"/><label ref="jr:itext(itextId)"/></itemset></select1>
    <select ref="/data/many"><item><label>A</label><value>a</value></item><item><label>B <output value="/data/region"/></label><value>b</value></item>
      <item><label>C</label><value>c</value></item></select>
    <input ref="/data/label"/>`,
};

describe('choices', () => {
  it('come from lists, filtered, in the language of the moment', () => {
    const session = open(places);
    const district = session.node('/data/district');
    expect(district?.choices()).toEqual([]);
    session.setValue('/data/region', 'n');
    expect(district?.choices().map(({ value, text }) => [value, text])).toEqual([
      ['n1', 'Nord 1'],
      ['n2', 'Nord 2'],
    ]);
    expect(district?.choices()).toBe(district?.choices());
    session.setLanguage('en');
    expect(district?.choices()[0]?.label).toMatchObject({ text: 'North 1', image: 'jr://images/n1.png' });
    session.setValue('/data/region', 's');
    expect(district?.choices().map(({ text }) => text)).toEqual(['South 1']);
    session.setLanguage('fr');
    expect(district?.choices().map(({ text }) => text)).toEqual(['d3']);
  });

  it('tell watchers when the list behind them changes', () => {
    const session = open(places);
    session.node('/data/district')?.choices();
    const before = session.version('/data/district');
    session.setValue('/data/region', 's');
    expect(session.version('/data/district')).toBeGreaterThan(before);
  });

  it('take an answer away that is no longer offered, and give it back', () => {
    const session = open(places);
    session.setValue('/data/region', 'n');
    session.setValue('/data/district', 'n2');
    expect(answerOf(session, '/data/label')).toBe('Nord 2');
    session.setValue('/data/region', 's');
    expect(answerOf(session, '/data/district')).toBe('');
    expect(answerOf(session, '/data/label')).toBe('');
    expect(session.serialize()).toContain('<district/>');
    session.setValue('/data/region', 'n');
    expect(answerOf(session, '/data/district')).toBe('n2');
    expect(answerOf(session, '/data/label')).toBe('Nord 2');
  });

  it('show answers in their labels, marked as answers', () => {
    const session = open(places);
    session.setValue('/data/region', 'n');
    expect(session.node('/data/many')?.choices()[1]?.label).toEqual({
      text: 'B n',
      parts: [
        { text: 'B ', source: 'form' },
        { text: 'n', source: 'answer' },
      ],
    });
  });

  it('are stored in the order of the list', () => {
    const session = open(places);
    session.setValue('/data/many', 'c  a c');
    expect(answerOf(session, '/data/many')).toBe('a c');
  });
});

describe('lists from files', () => {
  const source = (uri: string, filter = ''): Parameters<typeof open>[0] => ({
    instance: '<q/><p/>',
    model: `<instance id="towns" src="${uri}"/><bind nodeset="/data/p" calculate="pulldata('towns', 'label', 'name', /data/q)"/>`,
    body: `<select1 ref="/data/q"><itemset nodeset="instance('towns')/root/item${filter}"><value ref="name"/><label ref="label"/></itemset></select1><input ref="/data/p"/>`,
  });

  it('as CSV, with quotes, line breaks and a byte-order mark', () => {
    const csv = '\ufeffname,label,zone\r\na,"Port, ""au"" Prince",1\r\nb,"two\nlines",2\r\n\r\n';
    const session = open(source('jr://file-csv/towns.csv', '[zone = 2]'), {}, { resources: () => csv });
    expect(
      session
        .node('/data/q')
        ?.choices()
        .map(({ text }) => text),
    ).toEqual(['two\nlines']);
    const all = open(source('jr://file-csv/towns.csv'), {}, { resources: () => csv });
    all.setValue('/data/q', 'a');
    expect(answerOf(all, '/data/p')).toBe('Port, "au" Prince');
  });

  it('as semicolon CSV, XML and GeoJSON', () => {
    const geojson = JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          id: 'x',
          properties: { name: 'a', label: 'Aville' },
          geometry: { type: 'Point', coordinates: [2, 1] },
        },
      ],
    });
    const files: Record<string, string> = {
      'jr://file-csv/t.csv': 'name;label\na;Aville\n',
      'jr://file/t.xml': '<root><item><name>a</name><label>Aville</label></item></root>',
      'jr://file/t.geojson': geojson,
    };
    for (const uri of Object.keys(files)) {
      const session = open(source(uri), {}, { resources: (name) => files[name] });
      expect(
        session
          .node('/data/q')
          ?.choices()
          .map(({ value, text }) => [value, text]),
        uri,
      ).toEqual([['a', 'Aville']]);
    }
  });

  it('that are missing are a warning and cost no answer', () => {
    const session = open(source('jr://file/none.xml'), {
      mode: 'edit',
      instanceXml: '<data id="test"><q>kept</q></data>',
    });
    expect(answerOf(session, '/data/q')).toBe('kept');
  });
});

describe('choices from a repeat', () => {
  it('follow its instances and their answers', () => {
    const session = open({
      instance: '<p jr:template=""><name/></p><p><name/></p><who/>',
      body: `<group ref="/data/p"><repeat nodeset="/data/p"><input ref="/data/p/name"/></repeat></group>
        <select1 ref="/data/who"><itemset nodeset="/data/p[./name != '']"><value ref="name"/><label ref="name"/></itemset></select1>`,
    });
    const offered = (): string[] =>
      session
        .node('/data/who')
        ?.choices()
        .map(({ text }) => text) ?? [];
    expect(offered()).toEqual([]);
    session.setValue('/data/p[1]/name', 'Ana');
    session.addRepeat('/data/p');
    session.setValue('/data/p[2]/name', 'Bo');
    expect(offered()).toEqual(['Ana', 'Bo']);
    session.setValue('/data/who', 'Ana');
    session.removeRepeat('/data/p[1]');
    expect(offered()).toEqual(['Bo']);
    expect(answerOf(session, '/data/who')).toBe('');
  });
});
