/** What comes with the turn of a page in the middle of what was said: its number, "more", the heading again. */
import { collapse } from './lines.ts'

/** A line, and the label it opens with, if any. */
type Printed = { readonly line: string; readonly label: unknown }

const BETWEEN_PAGES =
  /^(?:[-–—([]? ?(?:more|continued|cont[’']d|over)(?: on next page)? ?[-–—)\]]?|[-–—([]? ?(?:page|p\.) ?\d{1,3}(?: ?(?:of|\/) ?\d{1,3})? ?[-–—)\]]?)$/iu
/** "Background Briefing: Tides    Page 2 of 4", "Page 2 | Tides". */
const WITH_ITS_NUMBER =
  /(?:^|[\s|·•–—-])(?:page|pg\.?|p\.) ?\d{1,3}(?: ?(?:of|\/) ?\d{1,3})?$|^(?:page|pg\.?|p\.) ?\d{1,3}(?: ?(?:of|\/) ?\d{1,3})?(?=[\s|·•–—-])/iu
const PAGE_NUMBER = /^[-–—]? ?(\d{1,3}) ?[-–—]?$/u
const DIGITS = /\d+/gu
const SENTENCE = /[.?!…;,][”"’')\]]*$/u
const LONGEST = 160
/** A heading has so many lines on either side of its page's number. */
const AROUND = 2

/** Drops what comes with the turn of a page: its numbers, in their order, "more", and the heading again. */
export function withoutPageTurns<L extends Printed>(
  lines: readonly L[],
  heading: ReadonlySet<string>,
): readonly L[] {
  const turns = turnsOf(lines, heading)
  if (turns.size === 0 && heading.size === 0) return lines
  const heads = headsAround(lines, turns)
  // Most lines are told from those of the heading by how they begin.
  const begins = new Set([...heading].map((line) => line.charCodeAt(0)))
  const isHeading = (line: string) => begins.has(line.charCodeAt(0)) && heading.has(collapse(line))
  return lines.filter(
    ({ line }, index) => line.length > LONGEST || !(turns.has(index) || heads.has(index) || isHeading(line)),
  )
}

function turnsOf(lines: readonly Printed[], heading: ReadonlySet<string>): ReadonlySet<number> {
  const places = new Set(numbersOfPages(lines))
  const numbered = new Map<string, number[]>()
  for (const [index, { line, label }] of lines.entries()) {
    if (line.length > LONGEST || label !== null) continue
    if (BETWEEN_PAGES.test(line)) places.add(index)
    else if (!SENTENCE.test(line) && WITH_ITS_NUMBER.test(line)) {
      const shape = shapeOf(line)
      numbered.set(shape, [...(numbered.get(shape) ?? []), index])
    }
  }
  // Once may be said; a page's head comes again, or stood over the first page.
  const heads = new Set([...heading].map(shapeOf))
  for (const [shape, indices] of numbered)
    if (indices.length > 1 || heads.has(shape)) for (const index of indices) places.add(index)
  return places
}

const shapeOf = (line: string) => collapse(line).replace(DIGITS, '0')

/** Lines beside the turn of a page that stand, but for their figures, beside another one too. */
function headsAround(lines: readonly Printed[], turns: ReadonlySet<number>): ReadonlySet<number> {
  const seen = new Map<string, number[]>()
  for (const turn of turns)
    for (let step = -AROUND; step <= AROUND; step += 1) {
      const { line = '', label } = lines[turn + step] ?? {}
      if (step === 0 || line === '' || line.length > LONGEST || label !== null || SENTENCE.test(line))
        continue
      const shape = shapeOf(line)
      seen.set(shape, [...(seen.get(shape) ?? []), turn + step])
    }
  return new Set([...seen.values()].filter((places) => new Set(places).size > 1).flat())
}

/** Where lone numbers count up from 1 or 2: a number that stands out of that order was said. */
function numbersOfPages(lines: readonly Printed[]): ReadonlySet<number> {
  const places = new Set<number>()
  let next: number | null = null
  for (const [index, { line }] of lines.entries()) {
    const found = line.length > 8 ? null : PAGE_NUMBER.exec(line)
    if (!found) continue
    const number = Number(found[1])
    if (next === null ? number !== 1 && number !== 2 : number !== next) continue
    places.add(index)
    next = number + 1
  }
  return places
}
