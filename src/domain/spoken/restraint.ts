/** A host's restraint in words that no rule knows: a doubt, so that nothing said with "until" goes unheard. */
import { holdsTheLine } from './line-held.ts'
import type { StaffSentence } from './staff.ts'
import type { Statement } from './statement.ts'
import { speaksOfPapers } from './subjects.ts'
import { readWait } from './waits.ts'
import { textAt, type Word } from './words.ts'
import type { ZoneHints } from './zone-words.ts'

const STRONG = /^(?:until|till|til|before)$/u
const RESTRAINS =
  /\b(?:not|cannot|no|none|nothing|nobody|never|hold|keep|kept|wait|sit|stays?|quiet|secret|private|silent|silence|sealed|lock|locked|strict\w*|confiden\w+|refrain|frozen|yourselves|bound|restrict\w*)\b|n't\b/u
/** What reporters do with what they hear, or what they heard. */
const USES =
  /\b(?:report\w*|publi\w+|us(?:e|ed|able)|writ\w+|tweet\w*|post\w*|stor(?:y|ies)|fil(?:e|ed|ing)|air\w*|broadcast|quot\w+|out|print\w*|room|exists?|happened|hear|heard|said|contents?|call|briefing|news|wires?|this|any|anything|everything|all of it|information|materials?|what)\b/u

/** Words before "until" that may hold back; a rule is no longer. */
const NEAR = 12
const LONGEST = 60

/** A guess that the call is held; nothing where a sentence holds nothing back, or a paper. */
export function readRestraint(
  words: readonly Word[],
  sentence: StaffSentence,
  hints: ZoneHints,
): readonly Statement[] {
  if (!sentence.isHost || speaksOfPapers(words)) return []
  const at = words.findIndex((word) => STRONG.test(word.text))
  if (at === -1) return []
  const near = words.slice(at === 0 ? 0 : Math.max(0, at - NEAR), at === 0 ? LONGEST : at)
  const text = near.map((word) => word.text).join(' ')
  if (words.length > LONGEST || !RESTRAINS.test(text) || holdsTheLine(text) || !USES.test(text)) return []
  const wait = readWait(words, at + 1, hints, textAt(words, at) !== 'before')
  const isKnown = wait !== null && wait.kind !== 'mixed' && !isDayAlone(wait)
  if (!isKnown) return []
  const { quote } = sentence
  return [
    { kind: 'held', moments: [], event: null, quote, standing: 'aside', section: null, isChange: false },
  ]
}

function isDayAlone(wait: NonNullable<ReturnType<typeof readWait>>): boolean {
  return wait.kind === 'time' && wait.moments.every((moment) => moment.clock === null)
}
