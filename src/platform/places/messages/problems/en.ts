export const problemTexts = {
  'problem.places.import.file_empty': '{file} is empty. Choose the file again.',
  'problem.places.import.file_too_large':
    '{file} is larger than {limit, number} MB. Split it by level or simplify its shapes.',
  'problem.places.import.unknown_format':
    '{file} is none of the formats that can be read: GeoJSON, TopoJSON, zipped Shapefile, CSV, XLSX, XLS, ODS.',
  'problem.places.import.too_many_files': 'One import takes at most {limit, number} files.',
  'problem.places.import.file_twice':
    'A file named {file} is already part of this import. Remove it first or rename the new one.',
  'problem.places.import.archive_bomb':
    '{file} unpacks to more than can be true of boundaries (limit {limit, number} MB). It was not opened.',
  'problem.places.import.archive_broken': '{file} is damaged or was not sent completely. Send it again.',
  'problem.places.import.archive_entries':
    '{file} holds more than {limit, number} entries. Pack only the files of the boundaries.',
  'problem.places.import.archive_empty': '{file} holds neither a Shapefile (.shp with .dbf) nor GeoJSON.',
  'problem.places.import.json_broken': '{file} is not valid JSON {where}. It may have been cut on the way.',
  'problem.places.import.not_utf8': '{file} is not written in UTF-8, as GeoJSON must be. Export it again.',
  'problem.places.import.not_features': '{file} holds no GeoJSON features (a FeatureCollection is expected).',
  'problem.places.import.no_rows': '{file} holds no rows.',
  'problem.places.import.other_crs':
    '{file} uses the reference system {crs}. Export it in WGS84 (EPSG:4326).',
  'problem.places.import.too_many_rows': '{file} takes the import over {limit, number} rows. Split it.',
  'problem.places.import.too_many_columns':
    '{file} has more than {limit, number} columns. Remove those that are not needed.',
  'problem.places.import.too_many_vertices':
    'The shapes have more than {limit, number} points together. Simplify them or import level by level.',
  'problem.places.import.csv_broken':
    '{file} cannot be read as CSV at line {line}. Look for an unclosed quotation mark.',
  'problem.places.import.workbook_broken':
    '{file} is not a workbook that can be read. Open it in a spreadsheet and save it as .xlsx.',
  'problem.places.import.workbook_locked': '{file} is protected by a password. Save it without one.',
  'problem.places.import.shp_alone':
    '{file} is one part of a Shapefile. Pack its .shp, .dbf and .prj into one .zip.',
  'problem.places.import.shp_no_dbf':
    '{file} has no .dbf beside its .shp, so its names and P-codes are missing.',
  'problem.places.import.shp_broken': '{file} is not a Shapefile that can be read.',
  'problem.places.import.shp_cut': '{file} ends too early. It was cut on the way; send it again.',
  'problem.places.import.shp_counts':
    '{file} has {shapes, number} shapes but {records, number} records. Export it again.',
  'problem.places.import.shp_not_polygons': '{file} holds points or lines. Areas need polygons.',
  'problem.places.import.prj_unknown':
    '{file} uses a reference system that is not understood. Export it in WGS84 (EPSG:4326).',
  'problem.places.import.has_errors':
    '{count, plural, one {# error keeps} other {# errors keep}} this import from being applied. Nothing was changed.',
  'problem.places.import.not_open': 'This import was already applied or discarded.',
  'problem.places.import.busy':
    'This import is being checked or applied. Wait until that has ended, or cancel it.',
  'problem.places.import.errors_found':
    'Errors were found, and nothing was changed. They stand in the import, row by row.',
  'problem.places.import.no_files': 'Add a file first.',
  'problem.places.import.nothing_mapped': 'No row was read. Choose at least one layer and its P-code column.',
  'problem.places.import.mapping_layer': 'The mapping names a layer that is not in the files.',
  'problem.places.import.mapping_column': 'There is no column {column}.',
  'problem.places.import.mapping_no_pcode': 'Choose the column that holds the P-codes.',
  'problem.places.import.older_edition':
    'An edition valid from {current} is in force; one from {day} is older and cannot follow it.',
  'problem.places.import.pcode_missing': 'The P-code is missing in column {column}.',
  'problem.places.import.pcode_malformed': '“{pcode}” is no P-code: 2 to 20 letters and digits are expected.',
  'problem.places.import.pcode_not_iso':
    'P-code {pcode} begins neither with {alpha2} nor with {alpha3}, the codes of the country.',
  'problem.places.import.pcode_tidied': 'Blanks or small letters of the P-code were mended: {pcode}.',
  'problem.places.import.pcode_repaired': 'P-code {from} was read as {to}, which is known.',
  'problem.places.import.pcode_duplicate': 'P-code {pcode} stands already in row {firstRow} of {firstLayer}.',
  'problem.places.import.pcode_length':
    'P-code {pcode} has another length than the others of its level ({length}). A zero may be missing.',
  'problem.places.import.not_nested': 'P-code {pcode} does not begin with that of its parent {parent}.',
  'problem.places.import.orphan':
    '{pcode} belongs to {parent}, which is neither in the files nor in force. Import level {level} first.',
  'problem.places.import.parent_missing':
    'No parent on level {level} is named for {pcode}, and its code does not tell one.',
  'problem.places.import.parent_guessed': 'The parent of {pcode} was taken from its code: {parent}.',
  'problem.places.import.parent_repaired': 'Parent {from} was read as {to}, which is known.',
  'problem.places.import.parent_level':
    '{pcode} (level {level}) names {parent} (level {parentLevel}) as its parent, which is not above it.',
  'problem.places.import.parent_made':
    '{pcode} (level {level}) is made from the columns of the areas below it, without a shape.',
  'problem.places.import.country_made': 'The country {pcode} is added as level 0, without a shape.',
  'problem.places.import.level_unknown': 'The level of the row is not a number from 0 to 4.',
  'problem.places.import.level_changed':
    '{pcode} is in force on level {before}; here it stands on level {level}.',
  'problem.places.import.children_left':
    '{pcode} would lose its parent {parent}. Import both levels together.',
  'problem.places.import.name_missing': 'Area {pcode} has no name.',
  'problem.places.import.name_tidied': 'Blanks of the name were mended: {name}.',
  'problem.places.import.name_capitals': 'The name is written in capitals: {name}.',
  'problem.places.import.name_repeated': '{name} ({pcode}) has the same name and parent as {other}.',
  'problem.places.import.date_malformed':
    '“{value}” in column {column} is no date (year-month-day is expected) and was left out.',
  'problem.places.import.row_closed': 'The area ended on {day} and was left out.',
  'problem.places.import.shape_empty': '{pcode} has no shape; it is imported without one.',
  'problem.places.import.shape_not_polygon': 'The shape of {pcode} is a {kind}. A polygon is needed.',
  'problem.places.import.shape_not_numbers': 'The shape of {pcode} holds something that is no number.',
  'problem.places.import.shape_ring_short': 'A ring of {pcode} has fewer than three points and was left out.',
  'problem.places.import.shape_ring_open':
    '{count, plural, one {A ring} other {# rings}} of {pcode} did not end where it began and was closed.',
  'problem.places.import.shape_crosses_itself':
    'The outline of {pcode} crosses itself at {lat}, {lon}; it was resolved into clean parts.',
  'problem.places.import.shape_broken':
    'The outline of {pcode} crosses itself and cannot be mended. Repair it in a GIS.',
  'problem.places.import.shape_no_area': 'The shape of {pcode} encloses no area.',
  'problem.places.import.shape_not_compared': 'The shapes of {pcode} and {other} could not be compared.',
  'problem.places.import.coordinates_range':
    'The coordinates of {pcode} (about {lat}, {lon}) are not degrees of the world.',
  'problem.places.import.coordinates_swapped':
    'Latitude and longitude of {pcode} stand in each other’s place.',
  'problem.places.import.outside_country': '{pcode} lies far outside the country (about {lat}, {lon}).',
  'problem.places.import.overlap': '{pcode} and {other} overlap by {percent} % of the smaller one.',
  'problem.places.import.outside_parent': '{percent} % of {pcode} lies outside its parent {other}.',
  'problem.places.import.changed_name': '{pcode} gets another name.',
  'problem.places.import.changed_alternates': '{pcode} gets other alternate names.',
  'problem.places.import.changed_parent': '{pcode} moves to another parent.',
  'problem.places.import.changed_shape': '{pcode} gets another shape.',
  'problem.places.import.removed': '{pcode} (level {level}) is not in the new edition and ends.',
  'problem.places.import.split': '{from} was split into {to}.',
  'problem.places.import.merged': '{from} were merged into {to}.',
  'problem.places.import.recoded': '{from} has the new code {to}.',
  'problem.places.import.redrawn': '{from} were redrawn as {to}.',
  'problem.places.country.not_user_assigned':
    '{code} is not one of the codes that ISO 3166 leaves to users (AA, QM to QZ, XA to XZ, ZZ).',
  'problem.places.country.out_of_reach':
    'Your roles do not reach {code}: boundaries are imported by those of an operation or office of the country, or at the top office.',
  'problem.places.country.code_taken': 'A country with this code exists already.',
  'problem.places.site.code_taken': 'Another site of this operation has this code.',
  'problem.places.site.operation_unknown': 'There is no such operation.',
  'problem.places.map.too_wide': 'Choose a country, a level or a parent.',
  'problem.places.site.closed_needs_date': 'A closed site needs the day on which it was closed.',
  'problem.places.site.closed_before_opened': 'The site would be closed before it was opened.',
  'problem.places.site.date_in_future': 'The day of closing lies in the future.',
  'problem.places.site.changed_meanwhile':
    'Someone else has changed this site since you opened it. Look at it again before you save.',
  'problem.places.site.area_unknown': 'There is no area {pcode} in force.',
  'problem.places.site_import.code_missing': 'The code of the site is missing.',
  'problem.places.site_import.code_malformed':
    '“{code}” is no site code: letters, digits and . _ / - are expected, at most 40.',
  'problem.places.site_import.code_duplicate': 'Site {code} stands already in row {firstRow}.',
  'problem.places.site_import.name_missing': 'Site {code} has no name.',
  'problem.places.site_import.name_long': 'The name of site {code} is longer than 200 characters.',
  'problem.places.site_import.name_repeated': 'A site named {name} in the same area stands under {other}.',
  'problem.places.site_import.not_a_number': '“{value}” ({field}) is not a number.',
  'problem.places.site_import.unknown_word':
    '“{value}” ({field}) is not known and was read as the general value.',
  'problem.places.site_import.half_point': 'Only one of latitude and longitude is given.',
  'problem.places.site_import.null_island': 'The point 0, 0 stands for a missing one and was left out.',
  'problem.places.site_import.point_range': 'The point {lat}, {lon} is not in degrees.',
  'problem.places.site_import.swapped': 'Latitude and longitude ({lat}, {lon}) stand in each other’s place.',
  'problem.places.site_import.outside_areas': 'The point {lat}, {lon} lies in no known area.',
  'problem.places.site_import.pcode_unknown': 'There is no area {pcode} in force.',
  'problem.places.site_import.pcode_mismatch':
    'The row says {pcode}, but the point lies in {found}; the point counts.',
} as const;

export type ProblemKey = keyof typeof problemTexts;

/** A text for every code; a language that lacks one does not compile. */
export type ProblemTexts = Readonly<Record<ProblemKey, string>>;
