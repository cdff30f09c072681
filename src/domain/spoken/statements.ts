/** What each sentence of staff states of the embargo on their call. */
import { clausesOf } from './clauses.ts'
import { readAgain } from './said-again.ts'
import type { StaffSentence } from './staff.ts'
import { readClause, type Statement } from './statement.ts'
import { type Word, wordsOf } from './words.ts'
import type { ZoneHints } from './zone-words.ts'

const QUESTION = /\?["”’)\]]*$/u
const TAG = /,? (?:okay|ok|right|all right|alright|yes|yeah|correct|got it|everyone|clear)\?["”’)\]]*$/iu
/** So many sentences after the word was said, "it" and "that" may still mean it. */
const REMEMBERED = 3

/** Reads statements sentence by sentence; `hints` are the places that the call names. */
export function statementsOf(sentences: readonly StaffSentence[], hints: ZoneHints): readonly Statement[] {
  let remembered = 0
  let before: readonly Word[] = []
  return sentences.flatMap((sentence) => {
    const words = wordsOf(sentence.quote.text)
    const previous = sentence.follows ? before : []
    before = words
    if (!sentence.follows) remembered = sentence.answersEmbargo ? REMEMBERED : 0
    remembered -= 1
    if (QUESTION.test(sentence.quote.text) && !TAG.test(sentence.quote.text)) return []
    const clauses = clausesOf(words)
    const read = clauses.flatMap((clause) => readClause(clause, sentence, previous, hints))
    if (read.some((one) => one.standing !== 'aside')) remembered = REMEMBERED
    else if (clauses.some((clause) => clause.sort === 'embargo')) remembered = 0
    if (clauses.length > 0 || remembered <= 0) return read
    return readAgain(words, sentence, previous, hints)
  })
}
