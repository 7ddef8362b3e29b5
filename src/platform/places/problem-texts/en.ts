export const texts = {
  'places.import.file_empty': '{file} is empty. Choose the file again.',
  'places.import.file_too_large':
    '{file} is larger than {limit, number} MB. Split it by level or simplify its shapes.',
  'places.import.unknown_format':
    '{file} is none of the formats that can be read: GeoJSON, TopoJSON, zipped Shapefile, CSV, XLSX, XLS, ODS.',
  'places.import.too_many_files': 'One import takes at most {limit, number} files.',
  'places.import.file_twice':
    'A file named {file} is already part of this import. Remove it first or rename the new one.',
  'places.import.archive_bomb':
    '{file} unpacks to more than can be true of boundaries (limit {limit, number} MB). It was not opened.',
  'places.import.archive_broken': '{file} is damaged or was not sent completely. Send it again.',
  'places.import.archive_entries':
    '{file} holds more than {limit, number} entries. Pack only the files of the boundaries.',
  'places.import.archive_empty': '{file} holds neither a Shapefile (.shp with .dbf) nor GeoJSON.',
  'places.import.json_broken': '{file} is not valid JSON {where}. It may have been cut on the way.',
  'places.import.not_utf8': '{file} is not written in UTF-8, as GeoJSON must be. Export it again.',
  'places.import.not_features': '{file} holds no GeoJSON features (a FeatureCollection is expected).',
  'places.import.no_rows': '{file} holds no rows.',
  'places.import.other_crs': '{file} uses the reference system {crs}. Export it in WGS84 (EPSG:4326).',
  'places.import.too_many_rows': '{file} takes the import over {limit, number} rows. Split it.',
  'places.import.too_many_columns':
    '{file} has more than {limit, number} columns. Remove those that are not needed.',
  'places.import.too_many_vertices':
    'The shapes have more than {limit, number} points together. Simplify them or import level by level.',
  'places.import.csv_broken':
    '{file} cannot be read as CSV at line {line}. Look for an unclosed quotation mark.',
  'places.import.workbook_broken':
    '{file} is not a workbook that can be read. Open it in a spreadsheet and save it as .xlsx.',
  'places.import.workbook_locked': '{file} is protected by a password. Save it without one.',
  'places.import.shp_alone': '{file} is one part of a Shapefile. Pack its .shp, .dbf and .prj into one .zip.',
  'places.import.shp_no_dbf': '{file} has no .dbf beside its .shp, so its names and P-codes are missing.',
  'places.import.shp_broken': '{file} is not a Shapefile that can be read.',
  'places.import.shp_cut': '{file} ends too early. It was cut on the way; send it again.',
  'places.import.shp_counts':
    '{file} has {shapes, number} shapes but {records, number} records. Export it again.',
  'places.import.shp_not_polygons': '{file} holds points or lines. Areas need polygons.',
  'places.import.prj_unknown':
    '{file} uses a reference system that is not understood. Export it in WGS84 (EPSG:4326).',
  'places.import.has_errors':
    '{count, plural, one {# error keeps} other {# errors keep}} this import from being applied. Nothing was changed.',
  'places.import.not_open': 'This import was already applied or discarded.',
  'places.import.no_files': 'Add a file first.',
  'places.import.nothing_mapped': 'No row was read. Choose at least one layer and its P-code column.',
  'places.import.mapping_layer': 'The mapping names a layer that is not in the files.',
  'places.import.mapping_column': 'There is no column {column}.',
  'places.import.mapping_no_pcode': 'Choose the column that holds the P-codes.',
  'places.import.older_edition':
    'An edition valid from {current} is in force; one from {day} is older and cannot follow it.',
  'places.import.pcode_missing': 'The P-code is missing in column {column}.',
  'places.import.pcode_malformed': '“{pcode}” is no P-code: 2 to 20 letters and digits are expected.',
  'places.import.pcode_not_iso':
    'P-code {pcode} begins neither with {alpha2} nor with {alpha3}, the codes of the country.',
  'places.import.pcode_tidied': 'Blanks or small letters of the P-code were mended: {pcode}.',
  'places.import.pcode_repaired': 'P-code {from} was read as {to}, which is known.',
  'places.import.pcode_duplicate': 'P-code {pcode} stands already in row {firstRow} of {firstLayer}.',
  'places.import.pcode_length':
    'P-code {pcode} has another length than the others of its level ({length}). A zero may be missing.',
  'places.import.not_nested': 'P-code {pcode} does not begin with that of its parent {parent}.',
  'places.import.orphan':
    '{pcode} belongs to {parent}, which is neither in the files nor in force. Import level {level} first.',
  'places.import.parent_missing':
    'No parent on level {level} is named for {pcode}, and its code does not tell one.',
  'places.import.parent_guessed': 'The parent of {pcode} was taken from its code: {parent}.',
  'places.import.parent_repaired': 'Parent {from} was read as {to}, which is known.',
  'places.import.parent_level':
    '{pcode} (level {level}) names {parent} (level {parentLevel}) as its parent, which is not above it.',
  'places.import.parent_made':
    '{pcode} (level {level}) is made from the columns of the areas below it, without a shape.',
  'places.import.country_made': 'The country {pcode} is added as level 0, without a shape.',
  'places.import.level_unknown': 'The level of the row is not a number from 0 to 4.',
  'places.import.level_changed': '{pcode} is in force on level {before}; here it stands on level {level}.',
  'places.import.children_left': '{pcode} would lose its parent {parent}. Import both levels together.',
  'places.import.name_missing': 'Area {pcode} has no name.',
  'places.import.name_tidied': 'Blanks of the name were mended: {name}.',
  'places.import.name_capitals': 'The name is written in capitals: {name}.',
  'places.import.name_repeated': '{name} ({pcode}) has the same name and parent as {other}.',
  'places.import.date_malformed':
    '“{value}” in column {column} is no date (year-month-day is expected) and was left out.',
  'places.import.row_closed': 'The area ended on {day} and was left out.',
  'places.import.shape_empty': '{pcode} has no shape; it is imported without one.',
  'places.import.shape_not_polygon': 'The shape of {pcode} is a {kind}. A polygon is needed.',
  'places.import.shape_not_numbers': 'The shape of {pcode} holds something that is no number.',
  'places.import.shape_ring_short': 'A ring of {pcode} has fewer than three points and was left out.',
  'places.import.shape_ring_open':
    '{count, plural, one {A ring} other {# rings}} of {pcode} did not end where it began and was closed.',
  'places.import.shape_crosses_itself':
    'The outline of {pcode} crosses itself at {lat}, {lon}; it was resolved into clean parts.',
  'places.import.shape_broken':
    'The outline of {pcode} crosses itself and cannot be mended. Repair it in a GIS.',
  'places.import.shape_no_area': 'The shape of {pcode} encloses no area.',
  'places.import.shape_not_compared': 'The shapes of {pcode} and {other} could not be compared.',
  'places.import.coordinates_range':
    'The coordinates of {pcode} (about {lat}, {lon}) are not degrees of the world.',
  'places.import.coordinates_swapped': 'Latitude and longitude of {pcode} stand in each other’s place.',
  'places.import.outside_country': '{pcode} lies far outside the country (about {lat}, {lon}).',
  'places.import.overlap': '{pcode} and {other} overlap by {percent} % of the smaller one.',
  'places.import.outside_parent': '{percent} % of {pcode} lies outside its parent {other}.',
  'places.import.changed_name': '{pcode} gets another name.',
  'places.import.changed_alternates': '{pcode} gets other alternate names.',
  'places.import.changed_parent': '{pcode} moves to another parent.',
  'places.import.changed_shape': '{pcode} gets another shape.',
  'places.import.removed': '{pcode} (level {level}) is not in the new edition and ends.',
  'places.import.split': '{from} was split into {to}.',
  'places.import.merged': '{from} were merged into {to}.',
  'places.import.recoded': '{from} has the new code {to}.',
  'places.import.redrawn': '{from} were redrawn as {to}.',
  'places.country.not_user_assigned':
    '{code} is not one of the codes that ISO 3166 leaves to users (AA, QM to QZ, XA to XZ, ZZ).',
  'places.country.code_taken': 'A country with this code exists already.',
  'places.site.code_taken': 'Another site of this operation has this code.',
  'places.site.operation_unknown': 'There is no such operation.',
  'places.map.too_wide': 'Choose a country, a level or a parent.',
  'places.site.closed_needs_date': 'A closed site needs the day on which it was closed.',
  'places.site.closed_before_opened': 'The site would be closed before it was opened.',
  'places.site.date_in_future': 'The day of closing lies in the future.',
  'places.site.changed_meanwhile':
    'Someone else has changed this site since you opened it. Look at it again before you save.',
  'places.site.area_unknown': 'There is no area {pcode} in force.',
  'places.site_import.code_missing': 'The code of the site is missing.',
  'places.site_import.code_malformed':
    '“{code}” is no site code: letters, digits and . _ / - are expected, at most 40.',
  'places.site_import.code_duplicate': 'Site {code} stands already in row {firstRow}.',
  'places.site_import.name_missing': 'Site {code} has no name.',
  'places.site_import.name_long': 'The name of site {code} is longer than 200 characters.',
  'places.site_import.name_repeated': 'A site named {name} in the same area stands under {other}.',
  'places.site_import.not_a_number': '“{value}” ({field}) is not a number.',
  'places.site_import.unknown_word': '“{value}” ({field}) is not known and was read as the general value.',
  'places.site_import.half_point': 'Only one of latitude and longitude is given.',
  'places.site_import.null_island': 'The point 0, 0 stands for a missing one and was left out.',
  'places.site_import.point_range': 'The point {lat}, {lon} is not in degrees.',
  'places.site_import.swapped': 'Latitude and longitude ({lat}, {lon}) stand in each other’s place.',
  'places.site_import.outside_areas': 'The point {lat}, {lon} lies in no known area.',
  'places.site_import.pcode_unknown': 'There is no area {pcode} in force.',
  'places.site_import.pcode_mismatch':
    'The row says {pcode}, but the point lies in {found}; the point counts.',
} as const;

export type ProblemCode = keyof typeof texts;

/** A text for every code; a language that lacks one does not compile. */
export type ProblemTexts = Readonly<Record<ProblemCode, string>>;
