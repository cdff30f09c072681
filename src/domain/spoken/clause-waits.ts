/** Where in a clause the words stand that say what its embargo waits for. */

import { readAdjunct } from './adjunct-waits.ts'
import { type Clause, textOf } from './clauses.ts'
import { readClock } from './clock-words.ts'
import { readMoments } from './moments.ts'
import { speaksOfPapers } from './subjects.ts'
import { readWait, type Wait } from './waits.ts'
import { textAt, type Word } from './words.ts'
import type { ZoneHints } from './zone-words.ts'

const STRONG = /^(?:until|till|til|unto|pending)$/u
const WEAK =
  /^(?:for|at|upon|after|when|once|following|to|by|is|of|on|be|soon|was|before|from|at|in|starting|beginning|while|moment|minute|second)$/u
const OPENS_AN_EVENT = /^(?:when|once|after|upon|following|soon|moment|minute|second)$/u
/** What an embargo does when it ends. */
const LIFTS =
  /^(?:lift|lifts|lifted|lifting|expire|expires|expired|break|breaks|broken|end|ends|ended|goes|go|away|come|comes|off|drop|drops|dropped|over|up|released?|run|runs|out|falls?|dissolves?|terminates?|ceases?|vanishes|disappears|report|reportable|publish|use|reported|published|used|usable|reporting|publishing|write|file|post|air|broadcast|quote|tweet|live|public|it|set)$/u
const ENDS = /^(?:lifts?|ends?|expires?|breaks?)$/u
const REASON = /^(?:since|as|given|because|that|we're|with|receive|send|share|circulate)$/u
/** "We'll let you know when the embargo lifts." */
const PROMISE =
  /\b(?:let (?:you|everyone|folks)(?: all)? know|notify (?:you|everyone)|tell (?:you|everyone)|emails? (?:you|everyone)|alert (?:you|everyone)|update (?:you|everyone)|inform (?:you|everyone)) (?:\S+ ){0,4}(?:when|once|as soon as|that) (?:the|this|our)$/u
/** "I'll release you from the embargo by text message." */
const RELEASES = /\b(?:i|we)(?:'ll| will)(?: then)? (?:release|free|lift|end|let you)\b/u
const BY_MAIL =
  /^(?:, )?(?:by|via|over|with an?|in an?) (?:\S+ )?(?:text|email|e - mail|note|message|phone|tweet|wire|slack)\b/u
/** "Embargo terms: noon", "embargo time noon". */
const NAMES_ITS_TIME = /^(?:terms|time|times|rules|deadline|lift|hour|date|details)$/u
const STANDS_BEFORE_TIME =
  /^(?:[,:—–]|today|tomorrow|tonight|on|this|the|now|currently|time|noon|midnight|midday|\d.*)$/u
/** How far a weak word may stand from what it belongs to. */
const NEAR = 5

/** Reads the wait of a clause: after its cue, else before it ("Once we hang up, the embargo lifts"). */
export function waitOf(clause: Clause, hints: ZoneHints): Wait | null {
  return after(clause, hints) ?? before(clause, hints) ?? readAdjunct(clause, hints)
}

function after(clause: Clause, hints: ZoneHints): Wait | null {
  const words = clause.words.slice(0, clause.to)
  const next = clause.cue + (NAMES_ITS_TIME.test(textAt(words, clause.cue + 1)) ? 2 : 1)
  const direct = STANDS_BEFORE_TIME.test(textAt(words, next)) ? readMoments(words, next, hints) : null
  if (direct?.moments.some((moment) => moment.clock !== null) === true) return { kind: 'time', ...direct }
  const stated = clause.sort === 'embargo' ? afterColon(words, clause.cue, hints) : null
  if (stated) return stated
  const isPlain = clause.sort === 'embargo' || clause.sort === 'hold'
  const isLifting = /^(?:lift|lifting|end|break)$/u.test(textAt(words, clause.cue - 2))
  let anchor = clause.cue
  for (let at = clause.cue + 1; at < words.length; at += 1) {
    const text = textAt(words, at)
    const early = clause.sort === 'hold' ? lengthOfBefore(words, at) : 0
    const length = STRONG.test(text) ? 1 : text === 'for' && textAt(words, at + 1) === 'when' ? 2 : early
    const isFirm = length > 0
    if (isFirm) {
      const wait = readWait(words, at + length, hints, true)
      const isDenied =
        clause.sort === 'embargo' &&
        isNegated(words, clause.cue) &&
        /ed$|'d$/u.test(textAt(words, clause.cue))
      if (wait && !isDenied && !isBrokenOff(words, wait)) return withSecond(words, wait, hints)
    }
    if (text === 'during' && clause.sort === 'hold') return { kind: 'call-end', end: at + 1 }
    if (text === 'through' && clause.sort === 'embargo') {
      const wait = readWait(words, at + 1, hints, false)
      if (wait) return wait
    }
    const isNear = (at - anchor <= NEAR || isItsVerb(clause, at)) && !hasReason(clause, anchor, at)
    if (!isFirm && isNear && (WEAK.test(text) || isAsOf(words, at))) {
      const lifts = LIFTS.test(textAt(words, anchor)) || isLifting || !isPlain
      const skip = /^(?:soon as|as of)$/u.test(`${text} ${textAt(words, at + 1)}`) ? 2 : 1
      if (isLate(words, at)) return { kind: 'mixed', end: at + 1 }
      const wait = isNegated(words, anchor)
        ? null
        : readWait(words, at + skip, hints, lifts && OPENS_AN_EVENT.test(text))
      if (
        wait &&
        (wait.kind !== 'call-end' || lifts || /^(?:for|while|upon|after|at|on|is|be|as)$/u.test(text))
      )
        return wait
    }
    if (/^(?:as|with)$/u.test(text) && ENDS.test(textAt(words, at - 1))) {
      const wait = readWait(words, at + 1, hints, text === 'with')
      if (wait?.kind === 'call-end' || wait?.kind === 'event') return wait
    }
    if (!LIFTS.test(text)) continue
    anchor = at
    const run = readMoments(words, at + 1, hints)
    if (run?.moments.some((moment) => moment.clock !== null) === true) return { kind: 'time', ...run }
  }
  return null
}

/** "The embargo is as in the invitation: 5:00 a.m." */
function afterColon(words: readonly Word[], cue: number, hints: ZoneHints): Wait | null {
  const colon = words.findIndex((word, at) => at > cue && word.text === ':')
  if (colon === -1 || words.slice(cue, colon).some(({ text }) => STRONG.test(text))) return null
  const run = readMoments(words, colon + 1, hints)
  return run?.moments[0]?.clock ? { kind: 'time', ...run } : null
}

/** "The embargo on this and on what we tell you is noon": the first verb after the noun. */
function isItsVerb(clause: Clause, at: number): boolean {
  const { words, cue } = clause
  return (
    textAt(words, at) === 'is' &&
    /^embargo$/u.test(textAt(words, cue)) &&
    /^(?:on|for|of)$/u.test(textAt(words, cue + 1)) &&
    !words.slice(cue + 1, at).some(({ text }) => /^(?:is|are|was|will|has|until|lifts?|[;—])$/u.test(text))
  )
}

/** "Reportable as of noon". */
function isAsOf(words: readonly Word[], at: number): boolean {
  return textAt(words, at) === 'as' && textAt(words, at + 1) === 'of'
}

/** "Not before five", "nothing ahead of five": how many words it takes to say so. */
function lengthOfBefore(words: readonly Word[], at: number): number {
  if (textAt(words, at) === 'before') return 1
  return /^(?:ahead of|prior to|(?:earlier|sooner) than)$/u.test(
    `${textAt(words, at)} ${textAt(words, at + 1)}`,
  )
    ? 2
    : 0
}

/** "Does not lift at the end": what it does not wait for. */
function isNegated(words: readonly Word[], at: number): boolean {
  return words.slice(Math.max(0, at - 3), at).some((word) => /^(?:not|never)$|n't$/u.test(word.text))
}

/** "30 minutes after the call", "shortly after it": later than what can be told. */
function isLate(words: readonly Word[], at: number): boolean {
  const isAfter = /^(?:after|following|once|from)$/u.test(textAt(words, at))
  return (
    isAfter &&
    /^(?:minutes?|hours?|days?|weeks?|shortly|soon|later|bit|while|sometime|little|long)$/u.test(
      textAt(words, at - 1),
    )
  )
}

/** "Until he speaks, and the second part until 5": two terms in one clause. */
function withSecond(words: readonly Word[], wait: Wait, hints: ZoneHints): Wait {
  if (wait.kind === 'time' && isForOthers(words, wait.end)) return { kind: 'mixed', end: words.length }
  const at = words.findIndex((word, index) => index >= wait.end && STRONG.test(word.text))
  if (at === -1) return wait
  const between = words.slice(wait.end, at)
  if (wait.kind !== 'event' && (!between.some(({ text }) => PARTS.test(text)) || speaksOfPapers(between)))
    return wait
  const second = readWait(words, at + 1, hints, false)
  return second === null || second.kind === 'event' || second.kind === wait.kind
    ? wait
    : { kind: 'mixed', end: second.end }
}

/** "Until 6 a.m. for print, and 7 a.m. for television": each its own. */
function isForOthers(words: readonly Word[], end: number): boolean {
  const next = textAt(words, end) === '.' ? end + 1 : end
  if (textAt(words, next) !== 'for') return false
  const second = words.findIndex(
    (word, at) => at > next && /^(?:and|but)$/u.test(word.text) && readClock(words, at + 1) !== null,
  )
  return second !== -1 && words.slice(second, second + 7).some(({ text }) => text === 'for')
}

/** What names another part of the call than the one before. */
const PARTS =
  /^(?:part|portion|section|half|second|rest|remainder|questions|q|answers|remarks|everything|other|others|else)$/u

/** "Until the call — until the call ends": the speaker began again. */
function isBrokenOff(words: readonly Word[], wait: Wait): boolean {
  return (
    wait.kind === 'event' &&
    /^[—–]$/u.test(textAt(words, wait.end)) &&
    STRONG.test(textAt(words, wait.end + 1))
  )
}

/** "Now lifted since we're at the call's end" gives a reason, no term. */
function hasReason(clause: Clause, from: number, to: number): boolean {
  const isAsSoonAs = textAt(clause.words, to) === 'soon'
  return clause.words.slice(from, isAsSoonAs ? to - 1 : to).some((word) => REASON.test(word.text))
}

function before(clause: Clause, hints: ZoneHints): Wait | null {
  const { words, from, cue } = clause
  if (clause.sort === 'hold' || /\bif\b/u.test(textOf(clause, from, cue))) return null
  const ending = textOf(clause, cue, clause.to)
  const isReleased =
    RELEASES.test(textOf(clause, from, cue)) && BY_MAIL.test(textOf(clause, cue + 1, clause.to))
  if (isReleased || PROMISE.test(textOf(clause, from, cue))) return { kind: 'notice', end: clause.to }
  const lifts =
    clause.words.slice(cue, clause.to).some((word) => LIFTS.test(word.text)) ||
    /^(?:lift|allow)$/u.test(clause.sort)
  for (let at = from; at < cue; at += 1) {
    const text = textAt(words, at)
    const isUntil = STRONG.test(text) && at === firstWord(clause)
    const isOnce =
      lifts && /^(?:at|once|when|after|upon|following|soon|effective)$/u.test(text) && opens(clause, at)
    if (!(isUntil || isOnce) || /^ed/u.test(ending)) continue
    const skip = text === 'soon' ? 2 : 1
    const wait = readWait(
      words.slice(0, cue),
      at + skip,
      hints,
      isUntil || /^(?:once|when|soon|after)$/u.test(text),
    )
    if (wait && wait.end <= cue && gapBefore(clause, wait.end) <= NEAR + 2) return wait
  }
  return null
}

function firstWord(clause: Clause): number {
  let at = clause.from
  while (at < clause.cue && /^(?:so|and|,|but|just|again|well|okay|—)$/u.test(textAt(clause.words, at)))
    at += 1
  return at
}

/** Whether a word opens the clause or what follows a comma. */
function opens(clause: Clause, at: number): boolean {
  return at === firstWord(clause) || /^(?:,|and|that|as|so|—)$/u.test(textAt(clause.words, at - 1))
}

function gapBefore(clause: Clause, end: number): number {
  return clause.cue - end
}
