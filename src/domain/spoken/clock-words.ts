/** Clock times as spoken: "5:00 a.m.", "noon", "five o'clock", "half past six", "in 30 minutes". */
import { type Clock, type ClockRead, wallAt } from './clock.ts'
import { type Read, readNumber } from './number-words.ts'
import { COUNTED, readNumbered, withHalf } from './numbered-clocks.ts'
import { textAt, type Word } from './words.ts'

/** Reads a clock time at `index`; a bare number is one only where the words around it allow. */
export function readClock(words: readonly Word[], index: number): ClockRead | null {
  return (
    named(words, index) ?? fromNow(words, index) ?? pastTheHour(words, index) ?? readNumbered(words, index)
  )
}

function named(words: readonly Word[], index: number): ClockRead | null {
  const text = textAt(words, index)
  const twelve = text === '12' || text === 'twelve' || text === '12:00' || text === 'high' ? 1 : 0
  const name = textAt(words, index + twelve)
  if (name === 'noon' || name === 'midday') return { clock: wallAt(12, 0, 'pm'), length: 1 + twelve }
  if (name === 'midnight') return { clock: { kind: 'midnight' }, length: 1 + twelve }
  const place = [0, 1, 2, 3].map((step) => textAt(words, index + step)).join(' ')
  if (place === 'top of the hour') return { clock: { kind: 'next', minute: 0 }, length: 4 }
  if (place === 'bottom of the hour') return { clock: { kind: 'next', minute: 30 }, length: 4 }
  return null
}

/** "In 30 minutes", "an hour from now", "for one more hour". */
function fromNow(words: readonly Word[], index: number): ClockRead | null {
  const isNext = textAt(words, index) === 'the' && textAt(words, index + 1) === 'next'
  const isIn = textAt(words, index) === 'in'
  const lead = isNext ? 2 : isIn ? 1 : 0
  const span = readSpan(words, index + lead)
  if (!span) return null
  const end = index + lead + span.length
  const isNow = textAt(words, end) === 'from' && textAt(words, end + 1) === 'now'
  const isFor = textAt(words, index - 1) === 'for'
  const isAfterSomething = /^(?:after|of|before|following|past|once)$/u.test(textAt(words, end))
  if (isAfterSomething || !(isIn || isNow || isFor)) return null
  return { clock: { kind: 'later', minutes: span.value }, length: lead + span.length + (isNow ? 2 : 0) }
}

/** Reads a stretch of time in minutes: "30 minutes", "half an hour", "one more hour", "another hour". */
export function readSpan(words: readonly Word[], index: number): Read | null {
  let at = index
  let minutes = 1
  if (textAt(words, at) === 'a' && textAt(words, at + 1) === 'half') at += 1
  if (textAt(words, at) === 'half') {
    minutes = 0.5
    at += 1
  }
  const count = readNumber(words, at)
  if (count) {
    minutes *= count.value
    at += count.length
  } else if (/^(?:an?|another)$/u.test(textAt(words, at))) at += 1
  else if (minutes === 1) return null
  if (/^(?:more|additional|full)$/u.test(textAt(words, at))) at += 1
  const unit = textAt(words, at)
  if (/^hours?$/u.test(unit)) return { value: minutes * 60, length: at + 1 - index }
  return /^(?:minutes?|mins?)$/u.test(unit) ? { value: minutes, length: at + 1 - index } : null
}

/** "Half past six", "quarter to five", "ten past two", and "half past" alone. */
function pastTheHour(words: readonly Word[], index: number): ClockRead | null {
  let at = index
  if (textAt(words, at) === 'a') at += 1
  const share = { half: 30, quarter: 15 }[textAt(words, at)]
  const one = textAt(words, at) === 'minute' && at > index ? { value: 1, length: 0 } : null
  const count = share === undefined ? (one ?? readNumber(words, at)) : { value: share, length: 1 }
  if (!count) return null
  at += count.length
  if (/^(?:minutes?|-)$/u.test(textAt(words, at))) at += 1
  const side = textAt(words, at)
  const twelve = /^(?:past|after|to|before)$/u.test(side)
    ? /^(?:noon|midnight)$/u.exec(textAt(words, at + 1))
    : null
  if (twelve) return { clock: aroundTwelve(twelve[0], side, count.value), length: at + 2 - index }
  if (!/^(?:past|after|to|of|before|till)$/u.test(side) || (side !== 'past' && !isHour(words, at + 1)))
    return null
  const hour = readNumber(words, at + 1)
  if (!hour) {
    const isTheHour = textAt(words, at + 1) === 'the' && textAt(words, at + 2) === 'hour'
    const isAlone = share !== undefined && side === 'past'
    if (!isTheHour && !isAlone) return null
    return { clock: { kind: 'next', minute: count.value }, length: at + (isTheHour ? 3 : 1) - index }
  }
  if (hour.value < 1 || hour.value > 12 || count.value > 59) return null
  const end = withHalf(words, at + 1 + hour.length)
  const isPast = side === 'past' || side === 'after'
  const full = isPast ? hour.value : hour.value === 1 ? 12 : hour.value - 1
  const minute = isPast ? count.value : 60 - count.value
  return { clock: wallAt(full, minute, end.half), length: end.at - index }
}

/** "A minute past midnight", "ten to noon". Before midnight is the evening of the day it is named with. */
function aroundTwelve(name: string, side: string, minutes: number): Clock {
  const isPast = side === 'past' || side === 'after'
  if (name === 'noon') return isPast ? wallAt(12, minutes, 'pm') : wallAt(11, 60 - minutes, 'am')
  return isPast ? wallAt(12, minutes, 'am') : wallAt(11, 60 - minutes, 'pm')
}

function isHour(words: readonly Word[], index: number): boolean {
  const hour = readNumber(words, index)
  return (
    hour !== null && hour.value >= 1 && hour.value <= 12 && !COUNTED.test(textAt(words, index + hour.length))
  )
}
