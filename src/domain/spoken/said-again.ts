/** What is said of an embargo without the word, right after it: "Let's make that 6", "It will now lift at 2". */
import { asksOfPapers } from './asked.ts'
import { readClock } from './clock-words.ts'
import type { StaffSentence } from './staff.ts'
import { isChange, type Statement, termsOf } from './statement.ts'
import { readWait, type Wait } from './waits.ts'
import { textAt, type Word } from './words.ts'
import type { ZoneHints } from './zone-words.ts'

/** Each ends right before the wait; after the last one there is nothing else in the sentence. */
const LEADS: readonly RegExp[] = [
  /^(?:\S+ ){0,6}?(?:the|our|a|that) (?:new|revised|updated|correct|corrected|right|actual|final|real) (?:\S+ )?(?:time|hour|lift|embargo|deadline|moment|day|one|release)(?:'s| is| will be| becomes| would be| :| now)+(?= )/u,
  /^(?:\S+ ){0,6}?(?:it's|that's|it is|we're|it will be|it'll be|which makes it|making it) (?:now|instead)(?: going to be| at| for| set for)?(?= )/u,
  /^(?:\S+ ){0,2}?not (?:\S+ ){1,5}?but(?: rather)?(?: at| until| till)?(?= )/u,
  /^(?:\S+ ){0,6}?(?:make (?:that|it)|let's (?:say|do|go with|call it)|i mean|i meant)(?= )/u,
  /^(?:\S+ ){0,6}?(?:mov(?:e|ing)|push(?:ing)?|extend(?:ing)?|chang(?:e|ing)|shift(?:ing)?|bump(?:ing)?|delay(?:ing)?|slid(?:e|ing)|mak(?:e|ing)|hold) (?:\S+ ){0,4}?(?:to|until|till|for)(?= )/u,
  /^(?:\S+ ){0,4}?(?:it|that|which|we)(?:'ll|'s|'re)? (?:\S+ ){0,4}?(?:lifts?(?: it| that)?|lifted|expires?|breaks?|ends|runs out|comes off|drops|goes away|go away)(?: (?:at|on|when|once|upon))?(?= )/u,
  /^(?:\S+ ){0,6}?(?:it|that|this|we)(?:'ll|'s|'re)? (?:\S+ ){0,4}?(?:is|be|are|good|holds?|stays?|remains?|stands?|applies) (?:until|till)(?= )/u,
  /^(?:(?:so|again|sorry|actually|correction|no|yes|yeah|yep|sure|right|correct|ok|okay|well|just|and|rather|that's|that is|it's|it is|that would be|that will be|excuse me|apologies|now|until|till|i'm|[,.—–:-]) )+/u,
]
/** "You are, until noon", where a reporter asked. */
const LEAD_OF_ANSWER = /^(?:\S+ ){0,6}?(?:until|till)(?= )/u
/** "I said six; it's six tomorrow morning." */
const CORRECTION =
  /\b(?:i (?:\S+ )?(?:said|told you|gave you|meant|misspoke|misstated|should have said)|correction|to correct|let me correct|(?:i|that) was (?:wrong|mistaken))\b/u
const LEAD_OF_CORRECTION =
  /^(?:\S+ ){0,20}?(?:it's|it is|it should be|should be|should have been|should have said|make it|that's|i meant|is)(?: actually| really| in fact| now)?(?= )/u

/** "4:00, sorry." */
const SORRY =
  /^(?:at |until )?[^ ,]+(?: [^ ,]+){0,4} ?, (?:sorry|apologies|my (?:mistake|apologies|bad|error))\b/u
/** "So it's lifted." */
const IS_LIFTED =
  /^(?:(?:so|and|okay|ok|then|,) ){0,3}(?:it|that)(?:'s| is| has)(?: (?:now|been|officially))* lifted(?= ?[.,;—]|$)/u

/** Whether a sentence takes back what its speaker said; `text` is its words in small letters. */
export function correctsItself(text: string): boolean {
  return CORRECTION.test(text) || SORRY.test(text)
}

/** What may follow a clock that was said again, however long. */
const GOES_ON =
  /^(?:[.,;—] ){0,2}(?:whether|regardless|no matter|for everyone|and not|not|even if|come what)\b/u
const NO_ONE =
  /\bthere(?:'s| is| will be)? (?:not one|none|no such)|\bthere (?:isn't|is not|won't be) (?:one|any)\b|\bit(?:'s| is) not\b[ .,]*$/u

/**
 * Reads a sentence without the word; the wait must be a clock, the call's end or staff's word. `wasHeld`: the
 * sentence before said that there is an embargo, and not until when.
 */
export function readAgain(
  words: readonly Word[],
  sentence: StaffSentence,
  previous: readonly Word[],
  hints: ZoneHints,
  wasHeld = false,
): readonly Statement[] {
  if (sentence.hasTrade && !sentence.isHost) return []
  const text = words.map((word) => word.text).join(' ')
  const before = previous.map((word) => word.text).join(' ')
  const base = { quote: sentence.quote, section: null, isChange: isChange(`${before} ${text}`) } as const
  if (sentence.isHost && IS_LIFTED.test(text))
    return [{ ...base, kind: 'lifted', moments: [], event: null, standing: 'firm' }]
  const leads = [
    ...LEADS,
    ...(sentence.asked === '' ? [] : [LEAD_OF_ANSWER]),
    ...(correctsItself(text) ? [LEAD_OF_CORRECTION] : []),
  ]
  for (const [order, lead] of leads.entries()) {
    const found = lead.exec(text)
    if (!found) continue
    const wait = readWait(words, found[0].trimEnd().split(' ').length, hints, false)
    if (wait === null || wait.kind === 'event') continue
    if (wait.kind === 'time' && !wait.moments.some((moment) => moment.clock !== null)) continue
    const isOpening = order === LEADS.length - 1
    const rest = textAfter(words, wait.end)
    const most = wait.kind === 'time' && !GOES_ON.test(rest) ? 6 : GOES_ON.test(rest) ? 20 : 2
    if (isOpening && words.length - wait.end > most) continue
    return [{ ...base, ...termsOf(wait), standing: standingOf(sentence) }]
  }
  const bare = sentence.isHost ? clockAlone(words, hints) : null
  if (bare) return [{ ...base, ...termsOf(bare), standing: standingOf(sentence) }]
  // "An embargo applies. Noon tomorrow."
  if (wasHeld || sentence.asked !== '') {
    const answer = readAnswer(words, sentence, base, hints)
    if (wasHeld || answer.length > 0) return answer
  }
  if (!sentence.answersEmbargo || sentence.hasTrade) return []
  // "There isn't one" answers a question that is not ours to weigh: a doubt, never "none".
  if (NO_ONE.test(text)) return [{ ...base, kind: 'held', moments: [], event: null, standing: 'guess' }]
  return sentence.follows ? [] : readAnswer(words, sentence, base, hints)
}

/** "Eight tomorrow morning, not tonight.": nothing but a clock and its day. */
function clockAlone(words: readonly Word[], hints: ZoneHints): Wait | null {
  const wait = readClock(words, 0) === null ? null : readWait(words, 0, hints, false)
  return wait?.kind === 'time' && words.length - wait.end <= LONGEST_REST ? wait : null
}

const LONGEST_REST = 4

function textAfter(words: readonly Word[], index: number): string {
  return words
    .slice(index)
    .map((word) => word.text)
    .join(' ')
}

function standingOf(sentence: StaffSentence): Statement['standing'] {
  return asksOfPapers(sentence) ? 'aside' : 'firm'
}

/** "When does the embargo lift?" — "At the end of the call." */
function readAnswer(
  words: readonly Word[],
  sentence: StaffSentence,
  base: Pick<Statement, 'quote' | 'section' | 'isChange'>,
  hints: ZoneHints,
): readonly Statement[] {
  const start = leadOfAnswer(words)
  const wait = readWait(words, start, hints, false)
  if (wait === null || wait.kind === 'mixed' || words.length - wait.end > 2)
    return sentence.asked === '' ? [] : atTheEnd(words, sentence, base, hints)
  return [{ ...base, ...termsOf(wait), standing: standingOf(sentence) }]
}

/** "At", "when", "as soon as". */
function leadOfAnswer(words: readonly Word[]): number {
  const asSoonAs = [0, 1, 2].map((at) => textAt(words, at)).join(' ') === 'as soon as'
  if (asSoonAs) return 3
  return /^(?:at|when|once|until|till|after)$/u.test(textAt(words, 0)) ? 1 : 0
}

/** "I should have said that at the top: ten tonight." */
function atTheEnd(
  words: readonly Word[],
  sentence: StaffSentence,
  base: Pick<Statement, 'quote' | 'section' | 'isChange'>,
  hints: ZoneHints,
): readonly Statement[] {
  const mark = words.findLastIndex((word) => /^[:—–]$/u.test(word.text))
  const wait = mark === -1 ? null : readWait(words, mark + 1, hints, false)
  if (wait === null || wait.kind === 'mixed' || wait.kind === 'event' || words.length - wait.end > 2)
    return []
  return [{ ...base, ...termsOf(wait), standing: standingOf(sentence) }]
}
