/** Clock times in figures or plain numbers: "5:00 a.m.", "10.30 pm", "five", "1600", "2230 GMT", "0600". */
import { type ClockRead, type Half, wallAt } from './clock.ts'
import { readNumber } from './number-words.ts'
import { textAt, type Word } from './words.ts'
import { readZone } from './zone-words.ts'

const HALVES: ReadonlyMap<string, Half> = new Map([
  ...['am', 'a.m', 'a.m.'].map((text) => [text, 'am'] as const),
  ...['pm', 'p.m', 'p.m.'].map((text) => [text, 'pm'] as const),
])
/** After these a bare number may be an hour. */
const BEFORE_AN_HOUR =
  /^(?:until|till|til|unto|at|by|to|for|is|that|that's|it|it's|now|from|around|about|approximately|sorry|actually|mean|meant|say|or|and|not|past|before|after|—|–|)$/u
/** Before these it is a count. */
export const COUNTED =
  /^(?:minutes?|hours?|days?|weeks?|months?|years?|percent|of|more|people|reporters?|questions?|officials?|speakers?|countries|other|others|different|to|million|billion|parts?|things?|point|time|place|another|final|last|sections?|quick|more|[-%:])$/u
/** Four figures before these are an hour of the day, and no year. */
const AFTER_FOUR = /^(?:hours|hrs|h|local|today|tonight|tomorrow|this|sharp)$/u
/** Four figures after these are an hour, unless they could be a year. */
const BEFORE_FOUR = /^(?:until|till|til|at|by|before|is|to|—|–)$/u
const YEARS = { from: 1900, to: 2100 } as const

/** Reads a clock in numbers at `index`; a bare number is one only where the words around it allow. */
export function readNumbered(words: readonly Word[], index: number): ClockRead | null {
  return withMinutes(words, index) ?? fourFigures(words, index) ?? hourAlone(words, index)
}

/** "5:00 a.m.", "17:00", and with the full stop that the British print: "10.30 pm". */
function withMinutes(words: readonly Word[], index: number): ClockRead | null {
  const text = textAt(words, index)
  const dotted = dottedAt(words, index)
  const [hours, minutes] = (dotted ?? text).split(':').map(Number)
  if (hours === undefined || minutes === undefined || !/^\d{1,2}:\d\d$/u.test(dotted ?? text)) return null
  const end = withHalf(words, index + (dotted === null ? 1 : 3))
  const isClock = minutes < 60 && (hours <= 12 || (hours < 24 && end.half === null))
  if (!isClock) return null
  return { clock: wallAt(hours, minutes, end.half, text.startsWith('0')), length: end.at - index }
}

/** "10.30" is three words without a space between them; what is counted in it is none. */
function dottedAt(words: readonly Word[], index: number): string | null {
  const [hour, stop, minute] = words.slice(index, index + 3)
  if (!hour || !stop || !minute || stop.text !== '.' || hour.to !== stop.from || stop.to !== minute.from)
    return null
  if (!/^\d{1,2}$/u.test(hour.text) || !/^[0-5]\d$/u.test(minute.text)) return null
  return COUNTED.test(textAt(words, index + 3)) ? null : `${hour.text}:${minute.text}`
}

/** "1700 hours", "2230 UK time", "1600 today", "until 1600"; "0600", since nothing else begins with a nought. */
function fourFigures(words: readonly Word[], index: number): ClockRead | null {
  const text = textAt(words, index)
  if (!/^\d{4}$/u.test(text)) return null
  const value = Number(text)
  if (value >= 2400 || value % 100 >= 60) return null
  const next = textAt(words, index + 1)
  const isNamed = AFTER_FOUR.test(next) || readZone(words, index + 1, NOWHERE) !== null
  const mayBeYear = value >= YEARS.from && value < YEARS.to
  const isBare = !mayBeYear && BEFORE_FOUR.test(textAt(words, index - 1)) && !COUNTED.test(next)
  if (!text.startsWith('0') && !isNamed && !isBare) return null
  const length = /^(?:hours|hrs|h)$/u.test(next) ? 2 : 1
  return { clock: wallAt(Math.floor(value / 100), value % 100, null, true), length }
}

const NOWHERE = { places: new Set<string>(), local: null }

/** "Five o'clock", "5 p.m.", "eight fifteen", "5". */
function hourAlone(words: readonly Word[], index: number): ClockRead | null {
  const text = textAt(words, index)
  const hour = /^\d{4}$/u.test(text) ? null : readNumber(words, index)
  if (!hour || hour.value < 1 || hour.value > 12) return null
  const next = index + hour.length
  const hyphen = textAt(words, next) === '-' ? 1 : 0
  const spoken = /^\d/u.test(text) ? null : readNumber(words, next + hyphen)
  const minute =
    spoken && spoken.value >= 10 && spoken.value < 60 && !/^\d/u.test(textAt(words, next + hyphen))
      ? spoken
      : null
  const end = withHalf(words, minute ? next + hyphen + minute.length : next)
  if (end.at === next && !mayBeHour(words, index, next)) return null
  return { clock: wallAt(hour.value, minute?.value ?? 0, end.half), length: end.at - index }
}

function mayBeHour(words: readonly Word[], index: number, next: number): boolean {
  return (
    BEFORE_AN_HOUR.test(textAt(words, index - 1)) &&
    !COUNTED.test(textAt(words, next)) &&
    !/^(?:st|nd|rd|th)$/u.test(textAt(words, next)) &&
    !isDecimal(words, next)
  )
}

/** "Until 2.5 percent". */
function isDecimal(words: readonly Word[], stop: number): boolean {
  const [before, mark, after] = [words[stop - 1], words[stop], words[stop + 1]]
  return mark?.text === '.' && before?.to === mark.from && after?.from === mark.to && /^\d/u.test(after.text)
}

/** What follows an hour and belongs to it: "o'clock", "a.m.". */
export function withHalf(
  words: readonly Word[],
  index: number,
): { readonly half: Half | null; readonly at: number } {
  let at = index
  if (/^o'?clock$/u.test(textAt(words, at))) at += 1
  const half = HALVES.get(textAt(words, at)) ?? null
  return { half, at: half === null ? at : at + 1 }
}
