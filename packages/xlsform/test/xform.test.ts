import { describe, expect, it } from 'vitest';
import { compileSheets } from '../src/index.ts';
import { codesOf, compileSurvey, sheetsOf } from './workbooks.ts';

const errors = (result: ReturnType<typeof compileSurvey>): string[] =>
  codesOf({ diagnostics: result.diagnostics.filter(({ severity }) => severity === 'error') });

const LIST = [
  ['list_name', 'name', 'label', 'region'],
  ['town', 'a', 'A', 'n'],
  ['town', 'b', 'B', 's'],
];

describe('references', () => {
  it('are absolute outside repeats and relative within the same one', () => {
    const { xform } = compileSurvey([
      ['type', 'name', 'label', 'calculation'],
      ['integer', 'n', 'N', ''],
      ['begin_repeat', 'r', 'R', ''],
      ['begin_group', 'g', 'G', ''],
      ['integer', 'x', 'X', ''],
      ['end_group', '', '', ''],
      ['calculate', 'y', '', '${x} + ${n}'],
      ['calculate', 'z', '', 'indexed-repeat(${x}, ${r}, ${n})'],
      ['end_repeat', '', '', ''],
    ]);
    expect(xform).toContain('calculate=" ../g/x  +  /data/n "');
    expect(xform).toContain('calculate="indexed-repeat( /data/r/g/x ,  /data/r ,  /data/n )"');
  });

  it('use current() in filters and in predicates over an instance', () => {
    const { xform } = compileSurvey(
      [
        ['type', 'name', 'label', 'choice_filter', 'calculation'],
        ['begin_repeat', 'r', 'R', '', ''],
        ['text', 'where', 'Where', '', ''],
        ['select_one town', 't', 'T', 'region = ${where}', ''],
        ['calculate', 'l', '', '', "instance('town')/root/item[name = ${t}]/label"],
        ['end_repeat', '', '', '', ''],
      ],
      { choices: LIST },
    );
    expect(xform).toContain(`<itemset nodeset="instance('town')/root/item[region =  current()/../where ]">`);
    expect(xform).toContain('item[name =  current()/../t ]/label');
  });

  it('to the last saved record bring its instance', () => {
    const { xform, files } = compileSurvey([
      ['type', 'name', 'label', 'default'],
      ['text', 'a', 'A', '${last-saved#a}'],
    ]);
    expect(xform).toContain('<instance id="__last-saved" src="jr://instance/last-saved"/>');
    expect(xform).toContain(`value=" instance('__last-saved')/data/a "`);
    expect(files).toEqual([]);
  });

  it.each([
    ['unknown', 'note', 'See ${nobody}', 'reference_unknown'],
    ['malformed', 'note', 'See ${a b}', 'reference_malformed'],
    ['unfinished', 'note', 'See ${a', 'reference_malformed'],
  ])('that are %s are refused', (_what, type, label, code) => {
    const result = compileSurvey([
      ['type', 'name', 'label'],
      [type, 'a', label],
    ]);
    expect(result.diagnostics).toMatchObject([{ code, row: 2, column: { name: 'label', letter: 'C' } }]);
  });

  it('to a name that several questions have are refused', () => {
    const result = compileSurvey([
      ['type', 'name', 'label'],
      ['begin_group', 'g', 'G'],
      ['text', 'a', 'A'],
      ['end_group', '', ''],
      ['text', 'a', 'See'],
      ['note', 'b', '${a}'],
    ]);
    expect(errors(result)).toEqual(['reference_ambiguous']);
  });
});

describe('containers', () => {
  it('repeats have a template and one instance; nested ones a template in the template only', () => {
    const { xform } = compileSurvey([
      ['type', 'name', 'label', 'repeat_count'],
      ['begin_repeat', 'r', 'R', '2 + 1'],
      ['begin_repeat', 's', 'S', ''],
      ['text', 'a', 'A', ''],
      ['end_repeat', '', '', ''],
      ['end_repeat', '', '', ''],
    ]);
    expect(xform).toContain('<r jr:template=""><s jr:template=""><a/></s></r><r><s><a/></s></r>');
    expect(xform).toContain(
      '<bind nodeset="/data/r_count" type="string" readonly="true()" calculate="2 + 1"/>',
    );
    expect(xform).toContain('<repeat nodeset="/data/r" jr:count=" /data/r_count ">');
  });

  it('that are not closed, not opened or badly named are each told once', () => {
    const result = compileSurvey([
      ['type', 'name', 'label'],
      ['begin_group', '1', 'G'],
      ['text', 'a', 'A'],
      ['end_group', '', ''],
      ['end_repeat', '', ''],
      ['begin_group', 'h', 'H'],
      ['text', 'b', 'B'],
    ]);
    expect(result.diagnostics.map(({ code, row }) => [code, row])).toEqual([
      ['invalid_name', 2],
      ['unmatched_end', 5],
      ['unmatched_begin', 6],
    ]);
  });

  it('loops become a group per choice', () => {
    const { xform } = compileSurvey(
      [
        ['type', 'name', 'label'],
        ['begin loop over town', 'l', ''],
        ['integer', 'n', 'People in %(label)s'],
        ['end loop', '', ''],
      ],
      { choices: LIST },
    );
    expect(xform).toContain('<l><a><n/></a><b><n/></b></l>');
    expect(xform).toContain('<label>People in B</label>');
  });

  it('loops over choices that cannot name a group are refused', () => {
    const rows = [
      ['type', 'name', 'label'],
      ['begin loop over town', 'l', ''],
      ['integer', 'n', 'N'],
      ['end loop', '', ''],
    ];
    const choices = [LIST[0]!, ['town', '1st', 'First', 'n']];
    expect(errors(compileSurvey(rows, { choices }))).toEqual(['invalid_name']);
  });
});

describe('questions', () => {
  it.each([
    ['range', 'start=0 end=1 step=0.1', '<range ref="/data/q" start="0" end="1" step="0.1"'],
    ['geopoint', 'capture-accuracy=5', 'accuracyThreshold="5"'],
    ['geotrace', 'incremental=true', 'incremental="true"'],
    ['photo', 'max-pixels=800', 'orx:max-pixels="800"'],
    ['audio', 'quality=low', 'odk:quality="low"'],
    ['text', 'rows=3', 'rows="3"'],
  ])('of type %s take %s', (type, parameters, markup) => {
    const { xform } = compileSurvey([
      ['type', 'name', 'label', 'parameters'],
      [type, 'q', 'Q', parameters],
    ]);
    expect(xform).toContain(markup);
  });

  it.each([
    ['range', 'start=0 end=1 step=0.3 tick_interval=0.5', 'range_not_multiple'],
    ['range', 'step=0', 'range_zero'],
    ['range', 'end=many', 'parameter_not_number'],
    ['geopoint', 'capture-accuracy=near', 'parameter_not_number'],
    ['geotrace', 'incremental=false', 'parameter_invalid'],
    ['photo', 'max-pixels=big', 'parameter_not_integer'],
    ['audio', 'quality=best', 'parameter_invalid'],
    ['text', 'row=3', 'parameter_unknown'],
    ['text', 'rows 3', 'parameters_malformed'],
    ['audit', 'location-priority=balanced', 'audit_location_incomplete'],
  ])('of type %s refuse %s', (type, parameters, code) => {
    const name = type === 'audit' ? '' : 'q';
    const result = compileSurvey([
      ['type', 'name', 'label', 'parameters'],
      ['text', 'other', 'O', ''],
      [type, name, 'Q', parameters],
    ]);
    expect(errors(result)).toEqual([code]);
    expect(result.diagnostics[0]).toMatchObject({ sheet: 'survey', row: 3, column: { name: 'parameters' } });
  });

  it('set by a trigger are set in its control, not by their bind', () => {
    const { xform } = compileSurvey([
      ['type', 'name', 'label', 'trigger', 'calculation'],
      ['text', 'a', 'A', '', ''],
      ['dateTime', 'at', '', '${a}', 'now()'],
      ['background-geopoint', 'place', '', '${a}', ''],
    ]);
    expect(xform).toContain('<bind nodeset="/data/at" type="dateTime"/>');
    expect(xform).toContain('<setvalue ref="/data/at" event="xforms-value-changed" value="now()"/>');
    expect(xform).toContain('<odk:setgeopoint ref="/data/place" event="xforms-value-changed"/>');
  });

  it('or_other adds the choice and its question', () => {
    const { xform, model } = compileSurvey(
      [
        ['type', 'name', 'label'],
        ['select_one town or_other', 't', 'T'],
      ],
      { choices: LIST },
    );
    expect(xform).toContain(`relevant="selected(../t, 'other')"`);
    expect(model!.choiceLists.town!.choices.map(({ value }) => value)).toEqual(['a', 'b', 'other']);
  });
});

describe('files and lists', () => {
  it('are not set by a default, for they have no answer', () => {
    const { ok, xform } = compileSurvey([
      ['type', 'name', 'label', 'default'],
      ['text', 'a', 'A', 'now()'],
      ['csv-external', 'staff', '', 'now()'],
    ]);
    expect(ok).toBe(true);
    expect(xform).toContain('ref="/data/a"');
    expect(xform).not.toContain('/data/staff');
  });

  it('are listed with the form', () => {
    const { files, xform } = compileSheets(
      sheetsOf({
        survey: [
          ['type', 'name', 'label', 'media::image', 'calculation', 'choice_filter', 'appearance'],
          ['select_one_from_file sites.geojson', 's', 'S', 'map.png', '', '', ''],
          ['csv-external', 'staff', '', '', '', '', ''],
          ['calculate', 'p', '', '', "pulldata('prices', 'price', 'code', ${s})", '', ''],
          ['select_one_external town', 't', 'T', '', '', 'region = ${s}', ''],
          ['select_one town', 'u', 'U', '', '', '', "search('towns')"],
        ],
        choices: LIST,
        external_choices: LIST,
      }),
    );
    expect(files.map(({ name, kind }) => [name, kind])).toEqual([
      ['itemsets.csv', 'generated'],
      ['sites.geojson', 'data'],
      ['staff.csv', 'data'],
      ['prices.csv', 'data'],
      ['map.png', 'image'],
      ['towns.csv', 'data'],
    ]);
    expect(files[0]!.content).toBe(
      '"list_name","name","label","region"\r\n"town","a","A","n"\r\n"town","b","B","s"\r\n',
    );
    expect(xform).toContain(
      '<itemset nodeset="instance(\'sites\')/root/item"><value ref="id"/><label ref="title"/></itemset>',
    );
  });

  it('that share a name are refused', () => {
    const result = compileSurvey(
      [
        ['type', 'name', 'label'],
        ['csv-external', 'town', ''],
        ['select_one town', 't', 'T'],
      ],
      { choices: LIST },
    );
    expect(errors(result)).toEqual(['instance_conflict']);
  });
});

describe('entities', () => {
  const survey = [
    ['type', 'name', 'label', 'save_to'],
    ['text', 'full_name', 'Name', 'full_name'],
  ];

  it('are created with id, label and properties', () => {
    const { xform, model } = compileSurvey(survey, {
      entities: [
        ['list_name', 'label'],
        ['people', '${full_name}'],
      ],
    });
    expect(xform).toContain('entities:entities-version="2024.1.0"');
    expect(xform).toContain('<entity dataset="people" create="1" id=""><label/></entity>');
    expect(xform).toContain('entities:saveto="full_name"');
    expect(model!.entities).toEqual([
      {
        list: 'people',
        path: '/data/meta/entity',
        label: '/data/full_name',
        properties: { full_name: '/data/full_name' },
      },
    ]);
  });

  it.each([
    ['no list', [['list_name', 'label']], 'entity_no_sheet'],
    [
      'a reserved name',
      [
        ['list_name', 'label'],
        ['__p', 'x'],
      ],
      'entity_name_prefix',
    ],
    [
      'update_if without entity_id',
      [
        ['list_name', 'label', 'update_if'],
        ['p', 'x', 'true()'],
      ],
      'entity_id_missing',
    ],
  ])('with %s are refused', (_what, entities, code) => {
    expect(errors(compileSurvey(survey, { entities }))).toContain(code);
  });
});

describe('entities and repeats', () => {
  it('an entity stands in the repeat that its questions stand in, with an id for each instance', () => {
    const { xform } = compileSurvey(
      [
        ['type', 'name', 'label', 'save_to'],
        ['begin_repeat', 'r', 'R', ''],
        ['text', 'a', 'A', 'a'],
        ['end_repeat', '', '', ''],
      ],
      {
        entities: [
          ['list_name', 'label'],
          ['people', '${a}'],
        ],
      },
    );
    expect(xform).toContain('entities:entities-version="2025.1.0"');
    expect(xform).toContain(
      '<setvalue ref="/data/r/meta/entity/@id" event="odk-new-repeat" value="uuid()"/>',
    );
    expect(xform).toContain('<bind nodeset="/data/r/meta/entity/label" calculate=" ../../../a "');
  });

  it('an entity that would need two places is refused, not left out', () => {
    const result = compileSurvey(
      [
        ['type', 'name', 'label', 'save_to'],
        ['text', 'outside', 'O', 'o'],
        ['begin_repeat', 'r', 'R', ''],
        ['text', 'inside', 'I', ''],
        ['end_repeat', '', '', ''],
      ],
      {
        entities: [
          ['list_name', 'label'],
          ['people', '${inside}'],
        ],
      },
    );
    expect(result.diagnostics).toMatchObject([{ code: 'entity_scope', row: 2, sheet: 'survey' }]);
  });

  it('two entities take two containers; a third finds none', () => {
    const rows = [
      ['type', 'name', 'label', 'save_to'],
      ['begin_group', 'g', 'G', ''],
      ['text', 'a', 'A', 'people#a'],
      ['end_group', '', '', ''],
      ['text', 'b', 'B', 'houses#b'],
    ];
    const lists = [
      ['list_name', 'label'],
      ['people', 'x'],
      ['houses', 'y'],
    ];
    const { model } = compileSurvey(rows, { entities: lists });
    expect(model!.entities.map(({ list, path }) => [list, path])).toEqual([
      ['people', '/data/g/meta/entity'],
      ['houses', '/data/meta/entity'],
    ]);
    expect(errors(compileSurvey(rows, { entities: [...lists, ['trees', 'z']] }))).toEqual([
      'entity_place_taken',
    ]);
  });
});

describe('choices from answers', () => {
  it('come from the repeat, blanks left out', () => {
    const { xform, model } = compileSurvey([
      ['type', 'name', 'label'],
      ['begin_repeat', 'r', 'R'],
      ['text', 'a', 'A'],
      ['end_repeat', '', ''],
      ['select_one ${a}', 'which', 'W'],
    ]);
    expect(xform).toContain(
      `<itemset nodeset="/data/r[./a != '']"><value ref="a"/><label ref="a"/></itemset>`,
    );
    expect(model!.items[1]).toMatchObject({ choices: { fromQuestion: 'a', value: 'a' } });
  });

  it('of a question that is not there are refused at the type', () => {
    const result = compileSurvey([
      ['type', 'name', 'label'],
      ['select_one ${nobody}', 'which', 'W'],
    ]);
    expect(result.diagnostics).toMatchObject([
      { code: 'reference_unknown', row: 2, column: { letter: 'A' } },
    ]);
  });
});

describe('settings', () => {
  it('reach the form and the submission', () => {
    const { xform, model } = compileSurvey(
      [
        ['type', 'name', 'label'],
        ['text', 'a', 'A'],
      ],
      {
        settings: [
          [
            'form_title',
            'form_id',
            'version',
            'style',
            'instance_name',
            'submission_url',
            'auto_send',
            'client_editable',
          ],
          ['My form', 'mine', '3', 'pages', '${a}', 'https://example.org', 'true', 'yes'],
        ],
      },
    );
    expect(xform).toContain('<h:title>My form</h:title>');
    expect(xform).toContain('<h:body class="pages">');
    expect(xform).toContain(
      '<submission action="https://example.org" method="post" orx:auto-send="true" odk:client-editable="true"/>',
    );
    expect(xform).toContain('<bind nodeset="/data/meta/instanceName" type="string" calculate=" /data/a "/>');
    expect(model).toMatchObject({
      formId: 'mine',
      title: 'My form',
      version: '3',
      settings: { style: 'pages' },
    });
  });

  it('an encrypted form keeps its instanceID', () => {
    const settings = [
      ['public_key', 'omit_instanceID'],
      ['MIIB', 'yes'],
    ];
    expect(
      errors(
        compileSurvey(
          [
            ['type', 'name', 'label'],
            ['text', 'a', 'A'],
          ],
          { settings },
        ),
      ),
    ).toEqual(['omit_instance_id_encrypted']);
  });
});
