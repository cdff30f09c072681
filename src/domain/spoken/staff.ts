/** The sentences that staff said and that may state a rule of the call, and who among staff said them. */
import type { Transcript, Turn } from '../transcript/model.ts'
import type { Quote } from './model.ts'
import { sentencesOf } from './sentences.ts'

/**
 * A sentence. `isHost`: of a moderator or of whoever opened or closed the call; `follows`: the sentence
 * before it was said in the same turn; `answersEmbargo`: the turn before spoke of an embargo;
 * `asked`: what a reporter said of it there, or nothing; `hasTrade`: the call also speaks of an embargo on trade.
 */
export type StaffSentence = {
  readonly quote: Quote
  readonly isHost: boolean
  readonly follows: boolean
  readonly answersEmbargo: boolean
  readonly asked: string
  readonly hasTrade: boolean
}

// Most paragraphs have no word that a rule needs and are read no further. Plain alternatives without flags
// are what the engine finds fastest; speech is printed in lower case, a shouted word in capitals.
const EMBARGO = /mbarg|MBARG|nbarg/
const TELLING = /mbarg|MBARG|nbarg|ackground|ACKGROUND|record|RECORD|ttribut|referred|refer to/
const TELLING_OF_HOSTS =
  /eport|ublish|ublic|lift|hold|held|Hold|quot|elease|yours|cited|sourced|identif|describ|credited|fficials?[,.]?[”"'’]|(?:can|may|to) (?:use|write|file|post|air|go|run)\b|[Uu]ntil\b|[Tt]ill\b|[Bb]efore\b|mmediate|I said|isspoke|orrect|[Ss]ame |\btime\b|\b[Ss]it on|\b[Ww]ait\b|\b[Ll]et['’]s\b|tories|(?:arli|oon)er than|[Ss]orry|\b[Uu]se (?:it|this|everything|all)\b/
const LONGEST_QUESTION = 400
/** A reporter's question that is about the embargo without the word. */
const ASKS_WHEN =
  /\b(?:when|what time|how soon) (?:can|may|do|should|could|are) we (?:all |start |be )?(?:publish|report|use|file|run|post|go|tweet|able to|allowed to)|\buntil when\b/iu
/** "The embargo on Atlantis": a place where a day would be the press's. */
const PLACE =
  /mbargo(?:es)? (?:on|against|of) (?:the )?(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Q\b|January|February|March|April|May|June|July|August|September|October|November|December|Eastern|I\b)\p{Lu}/u
const TRADE =
  /\b(?:arms|oil|trade|weapons?|crude|grain|economic|naval|fuel|cuban?|russian?|iranian?|u\.s\.|export|import|gas) embargo|embargo(?:es|s)? (?:against|to Cuba|on (?:Cuba|Russia|Iran))|\b(?:cuba|sanctions)\b|\b(?:(?:re)?impos|repeal|tighten|evad|circumvent|enforc|loosen)(?:e|es|ed|ing|s)? (?:the|an|this|their|its|our|any|his|her|that) (?:[a-z]{1,20} )?embargo/iu

/** Reads what staff said, in order. Reporters and operators are never staff; a turn without a role is. */
export function staffSentences(transcript: Transcript): readonly StaffSentence[] {
  return sentencesOfTurns(transcript, isStaff)
}

/** What operators said, who read out what staff wrote for them: each as a host. */
export function operatorSentences(transcript: Transcript): readonly StaffSentence[] {
  const sentences = sentencesOfTurns(transcript, ({ role }) => role === 'operator')
  // "Please stand by until the call begins" is of the line.
  return sentences
    .filter(({ quote }) => TELLING.test(quote.text))
    .map((sentence) => ({ ...sentence, isHost: true, answersEmbargo: false, asked: '' }))
}

function sentencesOfTurns({ turns }: Transcript, isHeard: (turn: Turn) => boolean): readonly StaffSentence[] {
  const staff = turns.flatMap((turn, index) => (isHeard(turn) ? [index] : []))
  if (staff.length === 0) return []
  const named = staff.find((index) => turns[index]?.role !== 'unknown')
  const hosts = new Set(
    [staff[0], named, staff.at(-1)].flatMap((index) => (index === undefined ? [] : [index])),
  )
  const names = new Set(
    [...hosts].map((index) => turns[index]?.speaker ?? '').filter((name) => !/official|^—$/iu.test(name)),
  )
  const speaks = turns.map((turn) => turn.paragraphs.some((paragraph) => isAbout(paragraph, turn)))
  const hasTrade = turns.some(
    (turn, index) =>
      speaks[index] === true &&
      turn.paragraphs.some(
        (paragraph) => EMBARGO.test(paragraph) && (TRADE.test(paragraph) || PLACE.test(paragraph)),
      ),
  )
  return staff.flatMap((index) => {
    const turn = turns[index]
    if (!turn) return []
    const answersEmbargo = speaks[index - 1] === true
    const asked = answersEmbargo ? askedIn(turns[index - 1]) : ''
    const isHost = turn.role === 'moderator' || hosts.has(index) || names.has(turn.speaker)
    return sentencesIn(turn, index, answersEmbargo || speaks[index] === true, isHost).map((quote, order) => ({
      quote,
      isHost,
      follows: order > 0,
      answersEmbargo,
      asked,
      hasTrade,
    }))
  })
}

const isAbout = (words: string, { role }: Turn) =>
  EMBARGO.test(words) || (role === 'reporter' && ASKS_WHEN.test(words))

/** What a reporter's turn says of an embargo: those sentences alone. */
function askedIn(turn: Turn | undefined): string {
  if (turn?.role !== 'reporter') return ''
  return turn.paragraphs
    .filter((paragraph) => isAbout(paragraph, turn))
    .flatMap(sentencesOf)
    .filter((sentence) => isAbout(sentence, turn))
    .join(' ')
    .slice(0, LONGEST_QUESTION)
}

function isStaff(turn: Turn): boolean {
  return turn.role !== 'reporter' && turn.role !== 'operator'
}

/** All sentences of a turn that is about an embargo, and of other turns those of telling paragraphs. */
function sentencesIn(turn: Turn, index: number, whole: boolean, isHost: boolean): readonly Quote[] {
  return turn.paragraphs.flatMap((words, paragraph) =>
    whole || TELLING.test(words) || (isHost && TELLING_OF_HOSTS.test(words))
      ? sentencesOf(words).map((text) => ({ text, turn: index, paragraph }))
      : [],
  )
}
