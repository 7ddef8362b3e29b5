/**
 * How every document looks, in Typst. What it says comes as data and is never read as markup: no text can become code.
 */
export const TEMPLATE = `
#let data = json("/document.json")
#let rtl-doc = data.rtl
#let quiet = rgb("#5b5f66")
#let line-color = rgb("#c9ccd1")
#let near = if rtl-doc { right } else { left }
#let far = if rtl-doc { left } else { right }

#set document(title: data.title, author: data.agency, date: none)
#set text(font: ("Noto Sans", "Amiri"), lang: data.language, dir: if rtl-doc { rtl } else { ltr },
  size: if rtl-doc { 11.5pt } else { 10pt }, hyphenate: false)
#set par(leading: if rtl-doc { 0.9em } else { 0.65em }, spacing: 1.1em)
#set page(
  paper: "a4",
  margin: (x: 20mm, top: 26mm, bottom: 24mm),
  header: text(size: 0.85em, fill: quiet, grid(
    columns: (1fr, auto), align: (near, far), data.agency, if data.classification != none { data.classification })),
  footer: context text(size: 0.85em, fill: quiet, grid(
    columns: (1fr, auto), align: (near, far),
    data.title,
    text(dir: ltr)[#counter(page).display() / #counter(page).final().first()])),
)
#show title: set text(size: 20pt, weight: 600)
#show heading: set text(size: 1.25em, weight: 600)
#show heading: set block(above: 1.8em, below: 0.9em)
#show figure.caption: set align(near)
#show figure.caption: set text(size: 0.9em, fill: quiet)
#show figure.caption: it => block(sticky: true, it.body)
#show figure: set align(near)
#show figure: set block(breakable: true, above: 1.8em)
#show figure.where(kind: image): set block(breakable: false)
#set figure(gap: 0.7em)
#set figure.caption(position: top)

#title(data.title)
#text(fill: quiet, data.date)
#v(0.8em)

#let number(body) = text(dir: ltr, number-width: "tabular", body)

#let facts(block) = grid(
  columns: (auto, 1fr), column-gutter: 1.5em, row-gutter: 0.8em,
  ..block.facts.map(fact => (text(fill: quiet, fact.label), fact.value)).flatten())

#let data-table(block) = figure(
  kind: table,
  caption: block.caption,
  table(
    columns: block.columns.enumerate().map(((i, column)) => if column.numeric { auto } else if i == 0 { 1fr } else { auto }),
    align: block.columns.map(column => if column.numeric { right } else { near }),
    inset: (x: 0.6em, y: 0.5em),
    stroke: (x, y) => (bottom: if y == 0 { 0.8pt + quiet } else { 0.4pt + line-color }),
    table.header(..block.columns.map(column => text(weight: 600, column.header))),
    ..block.rows.enumerate().map(((y, row)) => row.enumerate().map(((i, cell)) => {
      let sums-up = block.endsInTotal and y == block.rows.len() - 1
      set text(weight: 600) if sums-up
      if block.columns.at(i).numeric { number(cell) } else { cell }
    })).flatten()))

#let picture(block) = figure(
  caption: block.caption,
  image(bytes(block.svg), format: "svg", alt: block.alt, width: 100%))

#for block in data.blocks {
  if block.kind == "heading" { heading(level: 1, block.text) }
  else if block.kind == "paragraph" { par(block.text) }
  else if block.kind == "facts" { facts(block) }
  else if block.kind == "table" { data-table(block) }
  else if block.kind == "picture" { picture(block) }
}
`;
