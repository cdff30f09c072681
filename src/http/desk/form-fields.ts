/** How typed fields are read: trimmed, lists in one line, zones by their city, times by day and clock; faults at their field. */
import { type Fault, isRefusal } from '../../domain/refusals.ts'
import { resolveTime, TimeInput } from '../../domain/wall-time.ts'
import { zoneOf } from '../../domain/zone-names.ts'
import { settledInstant, settledValue, timeChoices, wallTyped } from '../../rendering/desk/time-field.ts'

/** A form's fields, by name. */
export type Fields = Readonly<Record<string, string>>

/** What is wrong so far; each reader adds its own, so that all of it is said at once. */
export type Faults = Fault[]

export function typed(fields: Fields, name: string): string {
  return (fields[name] ?? '').trim()
}

/** How many rows a form has of something, by its hidden field. */
export function countIn(fields: Fields, name: string, most: number, first = 1): number {
  const count = Number(fields[name] ?? first)
  return Number.isInteger(count) ? Math.min(most, Math.max(1, count)) : first
}

/** No list of names or topics is longer. */
const LONGEST_LIST = 20_000

/** Commas and semicolons part; what holds one of them stands in quotation marks. */
export function readList(text: string): readonly string[] {
  const parts = text.slice(0, LONGEST_LIST).match(/\s*"(?:[^"]|"")*"\s*|[^,;]+/g) ?? []
  return parts
    .map((part) => part.trim())
    .map((part) => (/^".*"$/s.test(part) ? part.slice(1, -1).replaceAll('""', '"').trim() : part))
    .filter((part) => part !== '')
}

export function writeList(items: readonly string[]): string {
  return items.map((item) => (/[",;]/.test(item) ? `"${item.replaceAll('"', '""')}"` : item)).join(', ')
}

/** The IANA zone of a name, a city or letters; undefined where nothing is typed or nothing is known by it. */
export function readZone(fields: Fields, name: string, faults: Faults): string | undefined {
  const text = typed(fields, name)
  const zone = zoneOf(text)
  if (zone === undefined && text !== '')
    faults.push({ path: name, message: 'A city that clocks are named after, such as Rome or Europe/Rome' })
  return zone
}

/** The time of `<base>Date` and `<base>Time` as input takes it; undefined where neither is typed, or with a fault. */
export function readTime(fields: Fields, base: string, timeZone: string, faults: Faults): string | undefined {
  const [date, time] = [typed(fields, `${base}Date`), typed(fields, `${base}Time`)]
  if (date === '' && time === '') return undefined
  if (date === '') return fault(faults, `${base}Date`, 'On which day?')
  if (time === '') return fault(faults, `${base}Time`, 'At what time?')
  const text = settledInstant(fields, base, timeZone) ?? wallTyped(fields, base)
  if (!TimeInput.safeParse(text).success) return fault(faults, `${base}Time`, 'A time such as 14:30')
  const planned = resolveTime(text, timeZone, '')
  if (!isRefusal(planned)) return text
  const choices = timeChoices(fields, base, timeZone)
  return choices === null
    ? fault(faults, `${base}Date`, 'There is no such day or time')
    : fault(faults, `${base}Settled`, choices.says)
}

function fault(faults: Faults, path: string, message: string): undefined {
  faults.push({ path, message })
}

/** The fields of a time that input takes: wall time, or an instant with its offset, as clocks in the zone show it. */
export function writeTime(text: string | undefined, timeZone: string, base: string): Fields {
  if (text === undefined) return {}
  const wall = wallIn(text, timeZone)
  const [date = '', time = ''] = wall.split('T')
  const settled = wall === text ? {} : { [`${base}Settled`]: settledValue(wall, timeZone, text) }
  return { [`${base}Date`]: date, [`${base}Time`]: time, ...settled }
}

function wallIn(text: string, timeZone: string): string {
  if (!/(?:Z|[+-]\d\d:\d\d)$/.test(text)) return text
  const planned = resolveTime(text, timeZone, '')
  return isRefusal(planned) ? text : planned.local.replace(/:00$/, '')
}

/** Minutes as people type them, or any other duration as it is written (ISO 8601). */
export function readMinutes(text: string): string {
  return /^\d{1,5}$/.test(text) ? `PT${text}M` : text
}

export function writeMinutes(duration: string | undefined): string {
  return /^PT(\d{1,5})M$/.exec(duration ?? '')?.[1] ?? duration ?? ''
}
