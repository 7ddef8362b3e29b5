import { escapeXml } from '#platform/files/xml.ts';
import type { ColumnKind } from '../data-set.ts';
import { FILTER_FUNCTIONS } from '../domain/odata-filter.ts';
import type { AccessedColumn } from '../store/rows.ts';
import type { OpenSet } from './open.ts';

/** Types of OData for what a column holds; shapes leave by the geographic feed alone. */
const TYPES: Record<Exclude<ColumnKind, 'point' | 'geometry'>, string> = {
  text: 'Edm.String',
  integer: 'Edm.Int64',
  decimal: 'Edm.Double',
  boolean: 'Edm.Boolean',
  date: 'Edm.Date',
  datetime: 'Edm.DateTimeOffset',
  choice: 'Edm.String',
  choices: 'Collection(Edm.String)',
  uuid: 'Edm.Guid',
};

/** Columns of a set as properties. */
export const propertiesOf = (open: OpenSet): AccessedColumn[] =>
  open.columns.filter((c) => c.kind !== 'point' && c.kind !== 'geometry');

const VOCABULARIES = 'https://oasis-tcs.github.io/odata-vocabularies/vocabularies';
const reference = (name: string, alias: string): string =>
  `<edmx:Reference Uri="${VOCABULARIES}/${name}.xml"><edmx:Include Namespace="${name}" Alias="${alias}"/></edmx:Reference>`;

/** The metadata document (OData CSDL XML 4.0) of what one caller may read. */
export const metadataXml = (sets: readonly OpenSet[]): string => `<?xml version="1.0" encoding="UTF-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
${reference('Org.OData.Core.V1', 'Core')}
${reference('Org.OData.Capabilities.V1', 'Capabilities')}
<edmx:DataServices>
<Schema Namespace="Sojourn" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<Term Name="Masked" Type="Edm.String" AppliesTo="Property"><Annotation Term="Core.Description" String="The values are hidden from this caller: masked, sealed, or partly (in some operations). A property that is masked or sealed is null in every entity and can be neither filtered nor sorted by."/></Term>
${sets.map(entityType).join('\n')}
<EntityContainer Name="Feeds">
<Annotation Term="Capabilities.BatchSupported" Bool="false"/>
<Annotation Term="Capabilities.FilterFunctions"><Collection>${FILTER_FUNCTIONS.map((name) => `<String>${name}</String>`).join('')}</Collection></Annotation>
${sets.map(entitySet).join('\n')}
</EntityContainer>
</Schema>
</edmx:DataServices>
</edmx:Edmx>
`;

function entityType(open: OpenSet): string {
  const { set, say } = open;
  const properties = propertiesOf(open).map((c) => {
    const masked = c.access === 'seen' ? '' : `<Annotation Term="Sojourn.Masked" String="${c.access}"/>`;
    const nullable = c.required ? ' Nullable="false"' : '';
    const precision = c.kind === 'datetime' ? ' Precision="6"' : '';
    const type = TYPES[c.kind as keyof typeof TYPES];
    return `<Property Name="${c.name}" Type="${type}"${nullable}${precision}><Annotation Term="Core.Description" String="${escapeXml(say(c.label))}"/>${masked}</Property>`;
  });
  return `<EntityType Name="${set.id}"><Key><PropertyRef Name="${set.key}"/></Key>
${properties.join('\n')}
</EntityType>`;
}

const paths = (name: string, properties: readonly string[]): string =>
  properties.length === 0
    ? ''
    : `<PropertyValue Property="${name}"><Collection>${properties.map((p) => `<PropertyPath>${p}</PropertyPath>`).join('')}</Collection></PropertyValue>`;

const restriction = (term: string, values: string): string =>
  `<Annotation Term="Capabilities.${term}"><Record>${values}</Record></Annotation>`;
const refused = (name: string): string => `<PropertyValue Property="${name}" Bool="false"/>`;

function entitySet(open: OpenSet): string {
  const properties = propertiesOf(open);
  const hidden = properties.filter((c) => c.access === 'masked' || c.access === 'sealed').map((c) => c.name);
  const lists = properties.filter((c) => c.kind === 'choices').map((c) => c.name);
  return `<EntitySet Name="${open.set.id}" EntityType="Sojourn.${open.set.id}">
<Annotation Term="Core.Description" String="${escapeXml(open.say(open.set.title))}"/>
${restriction('FilterRestrictions', paths('NonFilterableProperties', hidden))}
${restriction('SortRestrictions', paths('NonSortableProperties', [...hidden, ...lists]))}
${restriction('ExpandRestrictions', refused('Expandable'))}
${restriction('SearchRestrictions', refused('Searchable'))}
${restriction('InsertRestrictions', refused('Insertable'))}
${restriction('UpdateRestrictions', refused('Updatable'))}
${restriction('DeleteRestrictions', refused('Deletable'))}
</EntitySet>`;
}
