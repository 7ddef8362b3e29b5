/** Functions of XPath 1.0 and of the ODK XForms specification, with those that Collect and Enketo add. */
export const FUNCTIONS: ReadonlySet<string> = new Set(
  (
    'last position count id local-name namespace-uri name string concat starts-with contains substring-before ' +
    'substring-after substring string-length normalize-space translate boolean not true false lang number sum floor ' +
    'ceiling round if selected selected-at count-selected jr:choice-name choice-name jr:itext indexed-repeat ' +
    'instance current once pulldata pow log log10 abs sin cos tan asin acos atan atan2 sqrt exp exp10 pi random ' +
    'randomize min max int coalesce join regex uuid digest base64-decode checklist weighted-checklist position ' +
    'count-non-empty today now date date-time decimal-date-time decimal-time format-date format-date-time ' +
    'boolean-from-string ends-with substr string-join depend area distance enclosed-area geofence property ' +
    'version node text comment processing-instruction extract-signed add-date difference-in-months ' +
    'cht:difference-in-months cht:extension-lib z-score intersects attachment search'
  ).split(' '),
);
