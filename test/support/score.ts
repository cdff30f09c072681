/** Scores the reading of whole transcripts against labels made by hand, as the judges of real ones do. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DateTime } from 'luxon'
import { z } from 'zod'
import { readSpoken } from '../../src/domain/spoken/read-spoken.ts'
import { readHtml } from '../../src/domain/transcript/html.ts'
import { readTranscript } from '../../src/domain/transcript/read.ts'

const Clock = z.looseObject({ wall: z.string() }).nullable()
const Label = z.looseObject({
  file: z.string(),
  assumedCallDate: z.string().nullable(),
  start: Clock,
  end: Clock,
  basis: z.string().nullable(),
  attribution: z.array(z.string()),
  embargo: z.looseObject({
    kind: z.string(),
    zone: z.string().nullable(),
    zoneStated: z.boolean(),
    at: z.string().nullable(),
    quote: z.string().nullish(),
  }),
  liftAnnounced: z.boolean(),
  conflict: z.boolean(),
  reporterTurnsAuto: z.number(),
  /** Words of the turns with their labels, counted by hand; where there are none, of the whole text. */
  wordsSaid: z.number().optional(),
})
export type Label = z.infer<typeof Label>

/** One thing compared: its row of the table, whether it agrees, and what was wanted and read. */
export type Mark = {
  readonly row: string
  readonly isRight: boolean
  readonly file: string
  readonly note: string
}

/** The labels of a folder with `labels.jsonl` and `texts/`; none when it does not exist. */
export function labelsIn(folder: string): readonly Label[] {
  const file = join(folder, 'labels.jsonl')
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.filter((line) => line !== '').map((line) => Label.parse(JSON.parse(line)))
}

/** Reads one transcript and marks what agrees. The row `dangerous` is right where the reading holds. */
export function markOne(folder: string, label: Label): readonly Mark[] {
  const { embargo: wanted, file } = label
  const printed = readFileSync(join(folder, 'texts', file), 'utf8')
  const text = file.endsWith('.html') ? readHtml(printed) : printed
  const isHome = wanted.kind === 'time' && !wanted.zoneStated && wanted.zone !== null
  const timeZone = isHome && wanted.zone !== null ? wanted.zone : 'America/New_York'
  const transcript = readTranscript(text)
  const said = readSpoken(transcript, { callDate: label.assumedCallDate, timeZone })
  const { terms } = said
  const marks: Mark[] = []
  const mark = (row: string, isRight: boolean, note: string) => marks.push({ row, isRight, file, note })
  for (const side of ['start', 'end'] as const)
    mark(
      side,
      (transcript[side]?.wall ?? null) === (label[side]?.wall ?? null),
      `want ${label[side]?.wall} got ${transcript[side]?.wall}`,
    )
  const turns = transcript.turns.map((turn) => `${turn.speaker} ${turn.paragraphs.join(' ')}`).join(' ')
  const kept = wordsIn(turns) / (label.wordsSaid ?? wordsIn(text))
  mark('words kept ≥ 97 %', kept >= 0.97, kept.toFixed(3))
  // A few words of furniture among many said are no harm; a page of them is.
  if (label.wordsSaid !== undefined) mark('no furniture among them', kept <= 1.01, kept.toFixed(3))
  const asked = transcript.turns.filter((turn) => turn.role === 'reporter').length
  mark(
    'reporter turns ± 2',
    Math.abs(asked - label.reporterTurnsAuto) <= 2,
    `want ${label.reporterTurnsAuto} got ${asked}`,
  )
  mark(
    'basis',
    said.basis === label.basis,
    `want ${label.basis} got ${said.basis} ${said.basisQuotes.map((one) => `«${one.text.slice(0, 150)}»`).join(' ')}`,
  )
  const [first] = label.attribution
  const phrases = said.attribution.map(({ phrase }) => phrase)
  if (first !== undefined)
    mark(
      'attribution',
      phrases.some((one) => loose(one) === loose(first)),
      `want ${first} got ${phrases.join('; ')}`,
    )
  const got = `${terms.kind} ${terms.at ?? terms.event ?? ''} ${terms.timeZone ?? ''} «${terms.quotes
    .map((one) => one.text)
    .join(' | ')
    .slice(0, 400)}»`
  mark(
    'terms kind',
    terms.kind === wanted.kind,
    `want ${wanted.kind} ${wanted.at ?? ''} «${wanted.quote ?? ''}» got ${got}`,
  )
  const want =
    wanted.kind === 'time' && wanted.at !== null ? instant(wanted.at, wanted.zone ?? timeZone) : null
  const have = terms.at === null ? null : instant(terms.at, terms.timeZone ?? timeZone)
  if (want !== null) mark('instant', have === want, `want ${wanted.at} ${wanted.zone} got ${got}`)
  mark(
    'lift announced',
    (said.liftAnnounced !== null) === label.liftAnnounced,
    `want ${label.liftAnnounced} got ${said.liftAnnounced?.text}`,
  )
  mark('conflict', terms.conflict === label.conflict, `want ${label.conflict} got ${terms.conflict} ${got}`)
  const isEarly = want !== null && have !== null && have < want && !terms.conflict
  const isFreed =
    ['call-end', 'time', 'event', 'notice', 'mixed'].includes(wanted.kind) &&
    (terms.kind === 'none' || terms.kind === 'unstated')
  const isSoon =
    ['time', 'event', 'notice'].includes(wanted.kind) && terms.kind === 'call-end' && !terms.conflict
  mark('dangerous', !(isEarly || isFreed || isSoon), `want ${wanted.kind} ${wanted.at ?? ''} got ${got}`)
  return marks
}

/** How much agrees, row by row, in the order of the marks. */
export function tally(
  marks: readonly Mark[],
): ReadonlyMap<string, { readonly right: number; readonly of: number }> {
  const rows = new Map<string, { right: number; of: number }>()
  for (const { row, isRight } of marks) {
    const before = rows.get(row) ?? { right: 0, of: 0 }
    rows.set(row, { right: before.right + (isRight ? 1 : 0), of: before.of + 1 })
  }
  return rows
}

/** The table as text, a row a line. */
export function tableOf(marks: readonly Mark[]): string {
  return Array.from(tally(marks), ([row, { right, of }]) =>
    row === 'dangerous'
      ? `dangerous readings     ${String(of - right).padStart(4)}`
      : `${row.padEnd(22)} ${String(right).padStart(4)} of ${String(of).padEnd(4)} ${((100 * right) / of).toFixed(1)} %`,
  ).join('\n')
}

function instant(at: string, zone: string): number {
  return DateTime.fromISO(at, { zone }).toMillis()
}

function wordsIn(text: string): number {
  return text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu)?.length ?? 0
}

function loose(phrase: string): string {
  return phrase
    .toLowerCase()
    .replace(/[“”"‘’']/gu, '')
    .replace(/\b(?:a|an|the)\b/gu, ' ')
    .replace(/s\b/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
}
