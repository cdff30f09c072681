/** What each sentence of staff states of the embargo on their call. */
import { readShortAnswer } from './asked.ts'
import { type Clause, clausesOf, mayState, withoutTheWord } from './clauses.ts'
import { asGuess, besidePapers, withLimits } from './limits.ts'
import { readRestraint } from './restraint.ts'
import { correctsItself, readAgain } from './said-again.ts'
import type { StaffSentence } from './staff.ts'
import { readClause, type Statement } from './statement.ts'
import { speaksOfCall } from './subjects.ts'
import { type Word, wordsOf } from './words.ts'
import type { ZoneHints } from './zone-words.ts'

const STATES = /mbarg/iu
const QUESTION = /\?["”’)\]]*$/u
const TAG = /,? (?:okay|ok|right|all right|alright|yes|yeah|correct|got it|everyone|clear)\?["”’)\]]*$/iu
/** So many sentences after the word was said, "it" and "that" may still mean it. */
const REMEMBERED = 3
/** After a reporter's question it may take longer to come to the answer. */
const REMEMBERED_WHEN_ASKED = 5
/** "I forgot to give you the time. It's two o'clock": where an embargo was said, and not until when. */
const NAMES_A_TIME = /\b(?:time|hour|when|embargo\w*|lifts?|until when)\b/iu
const SAME =
  /\b(?:the same|so (?:is|are|does)|likewise|ditto|as (?:is|are)|(?:that|it|which) (?:goes|holds|applies|covers)|goes for|applies (?:equally |also )?to|covers?|also|too|including)\b/iu
/** In the sentence that states the papers': "this call is under the same embargo". */
const SAME_TERMS =
  /\bthe same (?:\S+ )?(?:embargo|terms?|time|rules?|restrictions?)\b|\blikewise\b|\bditto\b/u
/** So many sentences of an answer may be its "yes". */
const OPENING = 2

/** Characters of sentences that may be on an embargo; the staff of no call say a tenth of it. */
const MOST_HEARD = 120_000

/** Reads statements sentence by sentence; `hints` are the places that the call names. */
export function statementsOf(sentences: readonly StaffSentence[], hints: ZoneHints): readonly Statement[] {
  let heard = 0
  let remembered = 0
  let before = ''
  let place = 0
  let isHeld = false
  let isOpen = false
  let isStated = false
  let ofPapers: readonly Statement[] = []
  return sentences.flatMap((said) => {
    const { text } = said.quote
    const previous = said.follows ? before : ''
    before = text
    // "Embargoed? Yes. Till nine."
    const asksItself = STATES.test(previous) && QUESTION.test(previous) && !TAG.test(previous)
    const sentence = asksItself ? { ...said, asked: previous } : said
    place = sentence.follows && !asksItself ? place + 1 : 0
    if (asksItself || (!sentence.follows && sentence.answersEmbargo)) remembered = REMEMBERED_WHEN_ASKED
    else if (!sentence.follows) remembered = 0
    remembered -= 1
    if (QUESTION.test(text) && !TAG.test(text)) return []
    const isLate =
      sentence.isHost &&
      ((isOpen && NAMES_A_TIME.test(previous)) || (isStated && correctsItself(text.toLowerCase())))
    const isSame = sentence.isHost && ofPapers.length > 0 && SAME.test(text)
    if (remembered <= 0 && !isLate && !isSame && !mayState(text, sentence.isHost)) return []
    const wasHeard = heard <= MOST_HEARD
    heard += text.length
    if (heard > MOST_HEARD) return wasHeard ? [inDoubt(said)] : []
    const words = wordsOf(text)
    const clauses = clausesOf(words, sentence.isHost)
    const told = clauses.flatMap((clause) => readClause(clause, sentence, wordsOf(previous), hints))
    const papers = told.every((one) => one.kind === 'held') ? onCall(clauses, sentence, hints) : []
    const terms = papers.length > 0 && SAME_TERMS.test(text) ? papers : isSame ? ofPapers : []
    const isCarried = told.every((one) => one.kind === 'held') && speaksOfCall(words)
    const read =
      isCarried && terms.length > 0
        ? terms
        : told.length === 0 && papers.length > 0
          ? besidePapers(words, sentence, hints)
          : withLimits(settled(told, words, sentence, hints), words, sentence, hints)
    ofPapers = told.length > 0 ? [] : papers
    isStated ||= read.some((one) => one.standing === 'firm')
    isOpen = read.some((one) => one.standing === 'firm') ? read.every((one) => one.kind === 'held') : isOpen
    if (read.some((one) => one.standing !== 'aside')) remembered = REMEMBERED
    else if (clauses.some((clause) => clause.sort === 'embargo')) remembered = 0
    const wasHeld = isHeld
    isHeld = read.length > 0 && read.every((one) => one.kind === 'held')
    if (read.length > 0) return read
    if (remembered <= 0 && !isLate) return readRestraint(words, sentence, hints)
    const again = clauses.length > 0 ? [] : readAgain(words, sentence, wordsOf(previous), hints, wasHeld)
    if (again.length > 0) return again
    const answer = place >= OPENING ? [] : readShortAnswer(sentence)
    return answer.length > 0 ? answer : asGuess(readRestraint(words, sentence, hints))
  })
}

/** Not all of it is heard, and so nothing is known for certain. */
function inDoubt({ quote }: StaffSentence): Statement {
  return {
    kind: 'mixed',
    moments: [],
    event: null,
    quote,
    standing: 'firm',
    section: null,
    isChange: false,
  }
}

/** What would be stated if the clauses were of the call: "The same goes for this call" may follow. */
function onCall(clauses: readonly Clause[], sentence: StaffSentence, hints: ZoneHints): readonly Statement[] {
  return clauses
    .filter((clause) => clause.sort === 'embargo')
    .flatMap((clause) => readClause(clause, sentence, [], hints, true))
    .filter((one) => one.kind !== 'held')
}

/** "Nothing may be used before five; that's the embargo": what it waits for stands beside the word. */
function settled(
  told: readonly Statement[],
  words: readonly Word[],
  sentence: StaffSentence,
  hints: ZoneHints,
): readonly Statement[] {
  if (!sentence.isHost || told.length === 0 || !told.every((one) => one.kind === 'held')) return told
  const beside = withoutTheWord(words).flatMap((clause) => readClause(clause, sentence, [], hints))
  if (beside.some((one) => one.kind !== 'held')) return beside
  const cue = words.findLastIndex((word) => word.text.includes('mbarg'))
  const after = readAgain(words.slice(cue + 1), sentence, [], hints)
  return after.length > 0 ? after : told
}
