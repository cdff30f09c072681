/** What each sentence of staff states of the embargo on their call. */
import { clausesOf, mayState } from './clauses.ts'
import { readAgain } from './said-again.ts'
import type { StaffSentence } from './staff.ts'
import { readClause, type Statement } from './statement.ts'
import { wordsOf } from './words.ts'
import type { ZoneHints } from './zone-words.ts'

const QUESTION = /\?["”’)\]]*$/u
const TAG = /,? (?:okay|ok|right|all right|alright|yes|yeah|correct|got it|everyone|clear)\?["”’)\]]*$/iu
/** So many sentences after the word was said, "it" and "that" may still mean it. */
const REMEMBERED = 3

/** Reads statements sentence by sentence; `hints` are the places that the call names. */
export function statementsOf(sentences: readonly StaffSentence[], hints: ZoneHints): readonly Statement[] {
  let remembered = 0
  let before = ''
  return sentences.flatMap((sentence) => {
    const { text } = sentence.quote
    const previous = sentence.follows ? before : ''
    before = text
    if (!sentence.follows) remembered = sentence.answersEmbargo ? REMEMBERED : 0
    remembered -= 1
    if (QUESTION.test(text) && !TAG.test(text)) return []
    if (remembered <= 0 && !mayState(text, sentence.isHost)) return []
    const words = wordsOf(text)
    const clauses = clausesOf(words, sentence.isHost)
    const read = clauses.flatMap((clause) => readClause(clause, sentence, wordsOf(previous), hints))
    if (read.some((one) => one.standing !== 'aside')) remembered = REMEMBERED
    else if (clauses.some((clause) => clause.sort === 'embargo')) remembered = 0
    if (clauses.length > 0 || remembered <= 0) return read
    return readAgain(words, sentence, wordsOf(previous), hints)
  })
}
