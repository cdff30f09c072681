/** What is waited for in the words after "until": a clock, the call's end, staff's word, or something else. */
import { callEndIn } from './call-end-words.ts'
import { readClock, readSpan } from './clock-words.ts'
import { type Moment, type MomentRun, readMoments } from './moments.ts'
import { isNotice } from './notice-words.ts'
import { textAt, type Word } from './words.ts'
import type { ZoneHints } from './zone-words.ts'

/** What one "until" waits for, and the index after its last word; `event` is in the sentence's words. */
export type Wait =
  | { readonly kind: 'time'; readonly moments: readonly Moment[]; readonly end: number }
  | { readonly kind: 'call-end' | 'notice' | 'mixed'; readonly end: number }
  | { readonly kind: 'event'; readonly event: string; readonly end: number }

const LONGEST_WORDS = 40
const LONGEST_EVENT = 25
const LONGEST_SENTENCE = 80
const BEFORE_CLOCK = 6
/** Most words begin no clock, and are looked at no longer. */
const MAY_BE_CLOCK =
  /^(?:\d.*|noon|midday|midnight|high|half|quarter|a|top|bottom|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)$/u

/** A stretch of the calendar with no clock in it: what it ends at is anyone's guess. */
const VAGUE =
  /^(?:the |this |our |close of |end of |opening of )*(?:end of (?:the |this |next )?(?:day|week|month|year|business)|close of (?:business|markets?|the markets?)|c\.?o\.?b|markets? (?:open|close)|(?:later|then|soon|next|some ?time|a later)\b)/u
/** "Until then", "until you do", "after that": whatever was said before. */
const POINTS_BACK =
  /^(?:then\b|(?:that|this|it|which|now)(?= ?(?:$|[.,;—]))|(?:that|this) (?:happens|time|point|moment|hour|occurs|comes|does|is)\b|(?:you|we|it|they|he|she) (?:do|does|did|is|has|have|are)(?= ?[.,;—]|$))/u
/** "Until, let me check, 8:15". */
const ASIDE =
  /^(?:[,—–] )?(?:let me (?:check|see|look|think)|i (?:think|believe|want to say)|hang on|hold on|sorry|well|shall we say|let's say|what is it|what was it|if i (?:have|remember|recall) (?:this|it|that) (?:right|correctly)|bear with me|one (?:moment|second)|uh|um)(?: [.,—–?])+/u
/** "At the start of her remarks": the call's own bounds are read before. */
const BOUND_OF_SOMETHING =
  /^(?:the )?(?:very )?(?:start|beginning|outset|opening|top|conclusion|end|close|completion) of (?!(?:the )?(?:day|week|month|year|business|hour|markets?|trading|next|this)\b)/u
const CLAUSE_END = /^[.;?!—–]$/u

/**
 * Reads what stands at `index`, right after a word such as "until". `open` lets any other words be an event;
 * without it only a clock, the call's end and staff's word count.
 */
export function readWait(
  words: readonly Word[],
  index: number,
  hints: ZoneHints,
  open: boolean,
): Wait | null {
  const first = readOne(words, index, hints, open)
  if (!first) return null
  const other = readAlternative(words, first.end, hints)
  return other !== null && other.kind !== first.kind ? { kind: 'mixed', end: other.end } : first
}

function readOne(words: readonly Word[], from: number, hints: ZoneHints, open: boolean): Wait | null {
  const aside = ASIDE.exec(textFrom(words, from))?.[0]
  const opening = aside === undefined ? from : from + countWords(aside)
  // "Until after 4" is until 4; what else it is after is read with the word.
  const isAfterClock = textAt(words, opening) === 'after' && readClock(words, opening + 1) !== null
  const index = isAfterClock ? opening + 1 : opening
  const start = index + leadLength(words, index)
  const text = textFrom(words, index)
  const run = isAside(words, start) ? null : readMoments(words, start, hints)
  if (run?.moments.some((moment) => moment.clock !== null) === true) return { kind: 'time', ...run }
  const span = readSpan(words, start)
  if (
    span &&
    /^(?:after|following|past|from|once|before|prior|into|to)$/u.test(textAt(words, start + span.length))
  )
    return { kind: 'mixed', end: start + span.length + 1 }
  const isAfter =
    /^(?:after|following|until|till)$/u.test(textAt(words, index - 1)) || text.startsWith('after ')
  const ended = callEndIn(text, isAfter)
  if (ended !== null) return { kind: 'call-end', end: index + countWords(ended) }
  if (isNotice(text)) return { kind: 'notice', end: endOfClause(words, index) }
  if (run) return open || textAt(words, index - 1) === 'for' ? { kind: 'time', ...run } : null
  if (POINTS_BACK.test(text)) return null
  const vague = VAGUE.exec(text)?.[0]
  const named = vague === undefined ? null : inOtherWords(words, index + countWords(vague), hints)
  if (named) return named
  if (vague !== undefined) return open ? { kind: 'mixed', end: endOfClause(words, index) } : null
  if (!open && !BOUND_OF_SOMETHING.test(text)) return null
  const end = endOfClause(words, index)
  const event = eventWords(words, index, end)
  return event === '' ? null : { kind: 'event', event, end }
}

/** "Until then": the clock was said before, in the same sentence or in the one before it. */
export function readPointed(
  words: readonly Word[],
  cue: number,
  previous: readonly Word[],
  hints: ZoneHints,
): Wait | null {
  const strong = words.findIndex((word, at) => at >= cue && /^(?:until|till|til|before)$/u.test(word.text))
  if (strong === -1 || !POINTS_BACK.test(textFrom(words, strong + 1))) return null
  const run = clockIn(words.slice(0, cue), hints) ?? clockIn(previous, hints)
  return run === null ? null : { kind: 'time', ...run }
}

function clockIn(words: readonly Word[], hints: ZoneHints): MomentRun | null {
  const near = words.slice(0, LONGEST_SENTENCE)
  const clock = near.findIndex(({ text }, at) => MAY_BE_CLOCK.test(text) && readClock(near, at) !== null)
  if (clock === -1) return null
  // The day may stand before its clock.
  for (let at = Math.max(0, clock - BEFORE_CLOCK); at <= clock; at += 1) {
    const run = readMoments(words, at, hints)
    if (run?.moments[0]?.clock) return run
  }
  return null
}

/** "Until the markets close, 4 p.m.": what is vague is said again as a clock. */
function inOtherWords(words: readonly Word[], index: number, hints: ZoneHints): Wait | null {
  if (!/^[,—–(:]$/u.test(textAt(words, index))) return null
  const run = readMoments(words, index + 1, hints)
  return run?.moments[0]?.clock ? { kind: 'time', ...run } : null
}

/** "Until — at its conclusion", "until about 5", "until at least noon". */
function leadLength(words: readonly Word[], index: number): number {
  let at = index
  while (
    /^(?:—|–|,|-|:|at|about|around|approximately|roughly|the|least|exactly|precisely|currently|set|to|for|is|now|uh|um|say|as|of|on)$/u.test(
      textAt(words, at),
    ) &&
    at - index < 5
  )
    at += 1
  return (textAt(words, at - 1) === 'the' && at > index ? at - 1 : at) - index
}

/** "Until tomorrow's speech" and "until noon remarks" are no clocks; `'s` is part of the word already. */
function isAside(words: readonly Word[], index: number): boolean {
  return /'s$/u.test(textAt(words, index))
}

function textFrom(words: readonly Word[], index: number): string {
  return words
    .slice(index, index + LONGEST_WORDS)
    .map((word) => word.text)
    .join(' ')
}

function countWords(text: string): number {
  return text.trim().split(' ').length
}

function endOfClause(words: readonly Word[], index: number): number {
  let at = index
  while (at < words.length && at - index < LONGEST_EVENT && !endsClause(words, at)) at += 1
  return at
}

/** A stop, a further clause, or another thing that may be waited for. */
function endsClause(words: readonly Word[], at: number): boolean {
  const next = textAt(words, at + 1)
  const text = textAt(words, at)
  if (CLAUSE_END.test(text)) return true
  if (text === ',') return /^(?:and|but|so|or|not|none|nothing|nobody|please|don't|whichever)$/u.test(next)
  return text === 'or' && /^(?:when|until|till|once|at|by|noon|midnight|\d.*)$/u.test(next)
}

function eventWords(words: readonly Word[], index: number, end: number): string {
  const said = words.slice(index, end)
  const first = said.findIndex((word) => /[\p{L}\d]/u.test(word.text))
  const kept = first === -1 ? [] : said.slice(first)
  return kept
    .map((word, at) => (at > 0 && word.from > (kept[at - 1]?.to ?? 0) ? ` ${word.raw}` : word.raw))
    .join('')
    .replace(/[\s,]+$/u, '')
}

/** "… or when the President speaks", "… and the call ends": a second wait tied to the first. */
function readAlternative(words: readonly Word[], end: number, hints: ZoneHints): Wait | null {
  let at = end
  while (/^[,.]$/u.test(textAt(words, at))) at += 1
  if (/^whichever$/u.test(textAt(words, at))) return { kind: 'mixed', end: at + 1 }
  const join = textAt(words, at)
  if (join !== 'or' && join !== 'and') return null
  const lead = /^(?:until|till|til|when|once|at|after|upon|as)$/u.test(textAt(words, at + 1)) ? 1 : 0
  if (join === 'and' && lead === 0 && !/^(?:the|its|this)$/u.test(textAt(words, at + 1))) return null
  return readOne(words, at + 1 + lead, hints, join === 'or')
}
