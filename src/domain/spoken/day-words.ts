/** Days as spoken: "tomorrow", "Saturday", "October 30th", "the 30th", and the part of the day with them. */
import type { Half } from './clock.ts'
import { readNumber, readOrdinal } from './number-words.ts'
import { textAt, type Word } from './words.ts'

/** What was said of a day; null where nothing was. `offset` counts from the call, `weekday` from Monday, 1. */
export type Day = {
  readonly offset: number | null
  readonly weekday: number | null
  readonly month: number | null
  readonly date: number | null
  readonly year: number | null
  readonly part: Half | null
  /** "Next Tuesday", which may be this week's or the next one's. */
  readonly isNext: true | null
  /** The night runs on past midnight: "12:01 tonight" is tomorrow's. */
  readonly isNight: true | null
}

export const NO_DAY: Day = {
  offset: null,
  weekday: null,
  month: null,
  date: null,
  year: null,
  part: null,
  isNext: null,
  isNight: null,
}

/** What was read and how many words it takes. */
type DayRead = { readonly day: Partial<Day>; readonly length: number }

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const MONTHS: readonly string[] = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october'],
  ...['november', 'december'],
]
const PARTS: ReadonlyMap<string, Partial<Day>> = new Map<string, Partial<Day>>([
  ['morning', { part: 'am' }],
  ['afternoon', { part: 'pm' }],
  ['evening', { part: 'pm' }],
  ['night', { part: 'pm', isNight: true }],
])
const RELATIVE: ReadonlyMap<string, Partial<Day>> = new Map<string, Partial<Day>>([
  ['today', { offset: 0 }],
  ['tonight', { offset: 0, part: 'pm', isNight: true }],
  ['tomorrow', { offset: 1 }],
])

/** Reads a day word, a date or a part of a day at `index`. */
export function readDay(words: readonly Word[], index: number): DayRead | null {
  const text = textAt(words, index)
  const relative = RELATIVE.get(text)
  if (relative) return { day: relative, length: 1 }
  if (text === 'day' && textAt(words, index + 1) === 'after' && textAt(words, index + 2) === 'tomorrow')
    return { day: { offset: 2 }, length: 3 }
  const weekday = WEEKDAYS.indexOf(text.replace(/^tues$/u, 'tuesday').replace(/^thurs?$/u, 'thursday'))
  const isNext = textAt(words, index - 1) === 'next' ? true : null
  if (weekday >= 0) return { day: { weekday: weekday + 1, isNext }, length: 1 }
  return partAt(words, index) ?? countedAt(words, index) ?? slashedAt(words, index) ?? dateAt(words, index)
}

/** "This morning" is today's; "in the morning" and "tomorrow morning" only tell the half. */
function partAt(words: readonly Word[], index: number): DayRead | null {
  if (textAt(words, index) === 'this') {
    const part = PARTS.get(textAt(words, index + 1))
    return part ? { day: { offset: 0, ...part }, length: 2 } : null
  }
  const part = PARTS.get(textAt(words, index))
  return part ? { day: part, length: 1 } : null
}

/** "A week from today", "two days from now". */
function countedAt(words: readonly Word[], index: number): DayRead | null {
  const isOne = /^(?:a|one)$/u.test(textAt(words, index))
  const count = isOne ? { value: 1, length: 1 } : readNumber(words, index)
  if (!count) return null
  const at = index + count.length
  const days = { day: 1, days: 1, week: 7, weeks: 7 }[textAt(words, at)]
  const from = { today: 0, now: 0, tomorrow: 1 }[textAt(words, at + 2)]
  if (days === undefined || from === undefined || textAt(words, at + 1) !== 'from') return null
  return { day: { offset: count.value * days + from }, length: count.length + 3 }
}

/** "3/17", the month first. */
function slashedAt(words: readonly Word[], index: number): DayRead | null {
  const [month, date] = [Number(textAt(words, index)), Number(textAt(words, index + 2))]
  if (textAt(words, index + 1) !== '/' || !(month >= 1 && month <= 12 && date >= 1 && date <= 31)) return null
  return { day: { month, date }, length: 3 }
}

function dateAt(words: readonly Word[], index: number): DayRead | null {
  const month = MONTHS.indexOf(textAt(words, index)) + 1
  if (month > 0) {
    const the = textAt(words, index + 1) === 'the' ? 1 : 0
    const date = readOrdinal(words, index + 1 + the, true)
    if (!date || /^(?:a|p)\.?m\.?$/u.test(textAt(words, index + 1 + the + date.length))) return null
    return withYear(words, index, { month, date: date.value }, 1 + the + date.length)
  }
  const isThe = textAt(words, index) === 'the'
  const start = isThe ? index + 1 : index
  const date = readOrdinal(words, start, true)
  if (!date) return null
  const of = textAt(words, start + date.length) === 'of' ? 1 : 0
  const later = MONTHS.indexOf(textAt(words, start + date.length + of)) + 1
  const length = start - index + date.length
  if (later > 0) return withYear(words, index, { month: later, date: date.value }, length + of + 1)
  return isThe && readOrdinal(words, start, false) && /\d/u.test(textAt(words, start))
    ? { day: { date: date.value }, length }
    : null
}

function withYear(words: readonly Word[], index: number, day: Partial<Day>, length: number): DayRead {
  const comma = textAt(words, index + length) === ',' ? 1 : 0
  const year = textAt(words, index + length + comma)
  return /^20\d\d$/u.test(year)
    ? { day: { ...day, year: Number(year) }, length: length + comma + 1 }
    : { day, length }
}
