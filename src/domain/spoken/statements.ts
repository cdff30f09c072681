/** What each sentence of staff states of the embargo on their call. */
import { clausesOf } from './clauses.ts'
import type { StaffSentence } from './staff.ts'
import { isChange, readClause, type Statement, termsOf } from './statement.ts'
import { readWait } from './waits.ts'
import { type Word, wordsOf } from './words.ts'
import type { ZoneHints } from './zone-words.ts'

const QUESTION = /\?["”’)\]]*$/u
const TAG = /,? (?:okay|ok|right|all right|alright|yes|yeah|correct|got it|everyone|clear)\?["”’)\]]*$/iu
/** Without the word, right after it was said: "Let's make that 6." */
const AGAIN =
  /^(?:\S+ ){0,6}?(?:make (?:that|it)|let's (?:say|do|go with|call it)|i mean|i meant|(?:mov(?:e|ing)|push(?:ing)?|extend(?:ing)?|chang(?:e|ing)|shift(?:ing)?|bump(?:ing)?|delay(?:ing)?|slid(?:e|ing)|mak(?:e|ing)) (?:\S+ ){0,4}(?:to|until|till|for)|hold (?:\S+ ){0,4}(?:to|until|till))(?= )/u
const AGAIN_FIRST =
  /^(?:(?:so|again|sorry|actually|correction|no|ok|okay|well|just|and|rather|that's|that is|that would be|that will be|excuse me|apologies|now|until|till|i'm|[,.—–:-]) )+/u

/** Reads statements sentence by sentence; `hints` are the places that the call names. */
export function statementsOf(sentences: readonly StaffSentence[], hints: ZoneHints): readonly Statement[] {
  let isNearEmbargo = 0
  let before: readonly Word[] = []
  return sentences.flatMap((sentence) => {
    const words = wordsOf(sentence.quote.text)
    const previous = sentence.follows ? before : []
    before = words
    if (!sentence.follows && !sentence.answersEmbargo) isNearEmbargo = 0
    if (sentence.answersEmbargo && !sentence.follows) isNearEmbargo = 3
    if (QUESTION.test(sentence.quote.text) && !TAG.test(sentence.quote.text)) return []
    const clauses = clausesOf(words)
    const read = clauses.flatMap((clause) => readClause(clause, sentence, previous, hints))
    if (clauses.some((clause) => clause.sort === 'embargo')) isNearEmbargo = 3
    else isNearEmbargo -= 1
    return read.length > 0 || isNearEmbargo < 0 ? read : readAgain(words, sentence, hints)
  })
}

function readAgain(words: readonly Word[], sentence: StaffSentence, hints: ZoneHints): readonly Statement[] {
  const text = words.map((word) => word.text).join(' ')
  const found = AGAIN.exec(text) ?? AGAIN_FIRST.exec(text)
  if (!found) return []
  const at = found[0].trimEnd().split(' ').length
  const wait = readWait(words, at, hints, false)
  if (wait?.kind !== 'time' || !wait.moments.some((moment) => moment.clock !== null)) return []
  return [
    { ...termsOf(wait), quote: sentence.quote, standing: 'firm', section: null, isChange: isChange(text) },
  ]
}
