/** What is waited for in the words after "until": a clock, the call's end, staff's word, or something else. */
import { readSpan } from './clock-words.ts'
import { type Moment, readMoments } from './moments.ts'
import { textAt, type Word } from './words.ts'
import type { ZoneHints } from './zone-words.ts'

/** What one "until" waits for, and the index after its last word; `event` is in the sentence's words. */
export type Wait =
  | { readonly kind: 'time'; readonly moments: readonly Moment[]; readonly end: number }
  | { readonly kind: 'call-end' | 'notice' | 'mixed'; readonly end: number }
  | { readonly kind: 'event'; readonly event: string; readonly end: number }

const LONGEST_WORDS = 40
const LONGEST_EVENT = 25

const CALL =
  "(?:(?:this|the|our|that|today's|tonight's|this morning's|this afternoon's|this evening's|press|media|conference|background|entire|whole|full) ){0,4}(?:call|briefing|session|conversation|discussion|gaggle|teleconference|backgrounder|roundtable|interview|q & a|presser|press conference|webinar|zoom)(?:'s)?"
const END_NOUN =
  '(?:end|conclusion|completion|close|finish|ending|termination|wrap|wrap - up|duration|remainder|length|entirety|adjournment)'
const ENDS =
  '(?:ends?|ended|ending|over|done|finished|finishes|finish|concludes?|concluded|concluding|wraps?|wrapped|wrapping|closes?|closed|completes?|completed|complete|adjourns?|adjourned|terminates?|stops?|drops?|up)\\b'
const MIDDLE =
  "(?: (?:is|are|has|have|had|'s|been|finally|officially|formally|fully|actually|just|all|also|then))*"
const LEAD =
  "(?:(?:at|on|upon|after|the|its|it's|this|our|of|very|immediate|full|successful|right|just|about|around|also|through|—|–|,|-|it|call's) )*"
const CALL_END: readonly RegExp[] = [
  new RegExp(
    `^${LEAD}(?:${CALL} )?${END_NOUN}(?: of (?:${CALL}|this|it|our time|today)(?! of\\b| of$))?(?! of\\b)(?! - of)\\b`,
    'u',
  ),
  new RegExp(`^(?:after |the |once |when )?${CALL}${MIDDLE} ${ENDS}`, 'u'),
  new RegExp(
    `^(?:after |once |when )?(?:we|it|i|you|you all|everyone|everybody|all of us|that|this|we're|we've|it's|i'm|you're|they|you've|that's|this's|i've)${MIDDLE} (?:${ENDS}|hang up|hangs up|hung up|sign off|signed off|get off|got off|off the|through\\b|drop off|hop off|hang up)`,
    'u',
  ),
  new RegExp(
    `^(?:after )?(?:hanging up|hang - up|signing off|(?:completing|concluding|ending|finishing|wrapping(?: up)?) ${CALL})`,
    'u',
  ),
]
/** "After this call" ends with it, "on this call" does not. */
const AFTER_CALL = new RegExp(`^${CALL}(?= ?(?:$|[.,;—–]))`, 'u')
const PRESS_TEAM =
  '(?:we|i|our (?:\\w+ )?(?:team|office|staff|folks)|my (?:team|office)|the (?:\\w+ ){0,2}(?:office|team|staff|moderator)|someone|somebody|one of us|you)'
const NOTICE: readonly RegExp[] = [
  /^(?:further|otherwise|notified|told|advised|informed|instructed|additional notice|our (?:notice|word|signal|go - ahead|notification|email|e - mail|say - so|ok|okay)|notice\b|notification|word from|confirmation from|the all - clear|an all - clear|the go - ahead|the green light|a green light|given (?:the|a|our) |such time as (?:we|i) )/u,
  new RegExp(
    `^(?:after |when |once )?${PRESS_TEAM}(?:'re|'ve|'ll)?(?: (?:have|had|will|can|are|all|both|officially|formally|specifically|actually|both|explicitly|do|personally|then))* (?:notif|tell|told|say\\b|says\\b|said\\b|lets? (?:you|everyone|folks|people|participants|them|the)|inform|advise|confirm|alert|reach out|get back|follow up|gives? (?:you|everyone|the)|emails? (?:you|everyone)|e - mail you|text you|calls? you|sends? (?:you )?(?:word|an? (?:note|notice|email|e - mail|signal|message)|out (?:an? )?(?:note|notice|email))|sends? (?:word|notice)|lift|clear|hear (?:back )?(?:from|otherwise|differently)|heard from|get (?:the|our|a|an|word|notice|confirmation|notification)|receive (?:the|our|a|an|word|notice|confirmation|notification)|signal|announce (?:otherwise|that it|that the embargo|it has been lifted|the embargo)|announce to you|state otherwise|indicate|hear otherwise|declare)`,
    'u',
  ),
]
/** A stretch of the calendar with no clock in it: what it ends at is anyone's guess. */
const VAGUE =
  /^(?:the |this |our |close of |end of |opening of )*(?:end of (?:the |this |next )?(?:day|week|month|year|business)|close of (?:business|markets?|the markets?)|c\.?o\.?b|markets? (?:open|close)|(?:later|then|soon|next|some ?time|a later)\b)/u
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

function readOne(words: readonly Word[], index: number, hints: ZoneHints, open: boolean): Wait | null {
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
  const isAfter = /^(?:after|following|until|till)$/u.test(textAt(words, index - 1))
  const ended = firstMatch(isAfter ? [...CALL_END, AFTER_CALL] : CALL_END, text)
  if (ended !== null) return { kind: 'call-end', end: index + countWords(ended) }
  const notice = firstMatch(NOTICE, text)
  if (notice !== null) return { kind: 'notice', end: endOfClause(words, index) }
  if (run) return open || textAt(words, index - 1) === 'for' ? { kind: 'time', ...run } : null
  if (VAGUE.test(text)) return open ? { kind: 'mixed', end: endOfClause(words, index) } : null
  if (!open) return null
  const end = endOfClause(words, index)
  const event = eventWords(words, index, end)
  return event === '' ? null : { kind: 'event', event, end }
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

function firstMatch(forms: readonly RegExp[], text: string): string | null {
  for (const form of forms) {
    const found = form.exec(text)
    if (found) return found[0]
  }
  return null
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
  if (text === ',') return /^(?:and|but|so|or|whichever)$/u.test(next)
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
