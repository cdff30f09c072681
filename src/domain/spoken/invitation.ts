/** What an invitation to a call says of it before anything is said on it: its title, when, where, and who speaks. */
import { DateTime } from 'luxon'
import type { Transcript } from '../transcript/model.ts'
import { type CallDay, saidDay } from './call-day.ts'
import { type Moment, readMoments } from './moments.ts'
import { sentencesOf } from './sentences.ts'
import { wordsOf } from './words.ts'

/** What was read, and the words it was read from. */
type Found<T> = { readonly value: T; readonly quote: string }

export type Invitation = {
  readonly title: Found<string> | null
  readonly venue: Found<string> | null
  /** `date` as `YYYY-MM-DD`, `time` as `HH:MM`, `timeZone` by IANA name; each null where it is not said. */
  readonly starts: Found<{
    readonly date: string | null
    readonly time: string | null
    readonly timeZone: string | null
  }> | null
  readonly speakers: Found<readonly { readonly name: string; readonly title: string | null }[]> | null
  /** Whether it says its rules under headings, which nobody who speaks does. */
  readonly isHeaded: boolean
  /** Its words without headings, for whoever reads the ground rules and the embargo in them. */
  readonly prose: string
}

type Heading = 'title' | 'when' | 'where' | 'who' | 'rules' | 'embargo' | 'other'

const HEADINGS: readonly (readonly [Heading, RegExp])[] = [
  ['title', /^(?:subject|what|topic|title|re)$/iu],
  ['when', /^(?:when|date|time|day|date and time|date\/time|call time)$/iu],
  ['where', /^(?:where|venue|location|place)$/iu],
  ['who', /^(?:who|speakers?|briefers?|participants?|officials)(?: \([^)]{0,80}\))?$/iu],
  ['rules', /^(?:ground rules?|rules|attribution|basis)$/iu],
  ['embargo', /^embargo(?:ed)?$/iu],
  ['other', /^(?:dial[- ]in|rsvp|contact|from|to|sent|cc|passcode|phone|notes?|please note)$/iu],
]
/** No heading is longer. */
const LABELLED = /^[*•\s]{0,4}([\p{L}\- /]{2,40}(?: \([^)]{0,80}\))?)\*{0,2}\s{0,2}:\*{0,2}\s{0,4}([\s\S]*)$/u
/** An invitation has no more lines; what is longer is a transcript, and its own lines are left as they are. */
const MOST_LINES = 300
/** Nor a longer paragraph. */
const LONGEST_LINE = 1000

type Line = { readonly heading: Heading | null; readonly text: string; readonly raw: string }

/** `today`: the day that a date without a year is nearest to, `YYYY-MM-DD`; `timeZone`: of a clock without one. */
export function readInvitation(text: string, today: string, timeZone: string): Invitation {
  const all = text.split(/\r?\n/u).map((line) => line.trim())
  const lines = headed(all.slice(0, MOST_LINES))
  const title = lines.find(({ heading, text: said }) => heading === 'title' && said !== '')
  const where = lines.find(({ heading, text: said }) => heading === 'where' && said !== '')
  return {
    title: title ? { value: title.text.replace(/^(?:re|fwd?):\s*/iu, ''), quote: title.raw } : null,
    venue: where ? { value: where.text, quote: where.raw } : null,
    starts: startsOf(lines, today, timeZone),
    speakers: speakersOf(lines),
    isHeaded: lines.some(({ heading }) => heading === 'rules' || heading === 'embargo' || heading === 'when'),
    prose: [...lines.map(proseOf), ...all.slice(MOST_LINES)].join('\n'),
  }
}

/** Lines under a heading of their own belong to it up to the next one, or to an empty line. */
function headed(lines: readonly string[]): readonly Line[] {
  let current: Heading | null = null
  return lines.map((raw) => {
    const [, label = '', rest = ''] = LABELLED.exec(raw) ?? []
    const heading = HEADINGS.find(([, names]) => names.test(label.trim()))?.[0] ?? null
    if (heading !== null) current = heading
    else if (raw === '' || label !== '') current = null
    return { heading: heading ?? current, text: heading === null ? raw : rest, raw }
  })
}

const NONE = /^(?:none|no|n\/a)(?: embargo)?(?:\s*[.;,]\s*|\s*$)/iu

/** As a host would say it on the call. */
function proseOf({ heading, text }: Line): string {
  if (text === '' || heading === 'when' || heading === 'who' || heading === 'other') return ''
  if (heading === 'rules' && /^(?:on|off|deep|not|background)\b/iu.test(text))
    return `This call is ${text.replace(/^\S+/u, (word) => word.toLowerCase()).replace(/^background/u, 'on background')}`
  if (heading !== 'embargo' || /embargo/iu.test(text)) return text
  const [none] = NONE.exec(text) ?? []
  if (none !== undefined) return `There is no embargo on this call. ${text.slice(none.length)}`.trim()
  // "No reporting before 5:00 a.m." is a rule in words of its own.
  return /^(?:no|not|nothing|hold|please)\b/iu.test(text)
    ? text
    : `The contents of this call are embargoed ${/^(?:until|till)\b/iu.test(text) ? text : `until ${text}`}`
}

function startsOf(all: readonly Line[], today: string, timeZone: string): Invitation['starts'] {
  const lines = all.filter(({ text }) => text.length <= LONGEST_LINE)
  const when = lines.filter(({ heading, text }) => heading === 'when' && text !== '')
  const named = when.map(({ text }) => text).join(', ')
  const sentences = lines.filter(({ heading }) => heading === null).flatMap(({ text }) => sentencesOf(text))
  for (const quote of named === '' ? sentences : [named, ...sentences]) {
    if (/embargo|deadline|rsvp/iu.test(quote)) continue
    const moment = momentIn(quote)
    if (moment === null) continue
    const call: CallDay = {
      date: DateTime.fromISO(today, { zone: 'utc' }),
      isPrinted: false,
      timeZone,
      startsAt: null,
      endsAt: null,
    }
    const date = saidDay(moment.day, call)?.date.toISODate() ?? null
    const time = wallOf(moment)
    if (date !== null || time !== null) return { value: { date, time, timeZone: moment.zone }, quote }
  }
  return null
}

/** A sentence tells when the call is where it has a clock and a day together. */
function momentIn(sentence: string): Moment | null {
  const words = wordsOf(sentence)
  for (let index = 0; index < words.length; index += 1) {
    const run = readMoments(words, index, { places: new Set(), local: null })
    const found = run?.moments.find(
      ({ clock, day }) => clock !== null && (day.date ?? day.weekday ?? day.offset) !== null,
    )
    if (found) return found
    if (run) index = Math.max(index, run.end - 1)
  }
  return null
}

/** Null where nothing says which half of the day is meant. */
function wallOf({ clock, day }: Moment): string | null {
  if (clock?.kind !== 'wall') return null
  const half = clock.half ?? day.part
  if (half === null && clock.hour >= 1 && clock.hour <= 12) return null
  const hour = half === 'pm' && clock.hour < 12 ? clock.hour + 12 : clock.hour
  return `${String(hour).padStart(2, '0')}:${String(clock.minute).padStart(2, '0')}`
}

/** "Jane Q. Doe, Senior Director for Europe", one a line. */
const SPEAKER =
  /^[*•·–-]?\s{0,3}(\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,4})(?:\s{0,2}(?:,|–|—| - )\s{0,2}(.{2,300}))?$/u

function speakersOf(lines: readonly Line[]): Invitation['speakers'] {
  const who = lines.filter(({ heading, text }) => heading === 'who' && text !== '')
  const speakers = who.flatMap(({ text }) => {
    const [, name, title] = SPEAKER.exec(text) ?? []
    return name === undefined ? [] : [{ name, title: title?.trim() ?? null }]
  })
  return speakers.length === 0 ? null : { value: speakers, quote: who.map(({ text }) => text).join('; ') }
}

/** Whether nobody is named as speaking: it is an invitation, and no transcript. */
export function isInvitation({ turns }: Transcript): boolean {
  return turns.every(({ role }) => role === 'unknown')
}

/** Its prose as the opening of a call: whoever invites is its host. */
export function asOpening(transcript: Transcript): Transcript {
  return { ...transcript, turns: transcript.turns.map((turn) => ({ ...turn, role: 'moderator' as const })) }
}
