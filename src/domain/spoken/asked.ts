/** A reporter's question whether there is an embargo, and staff's short answer: "Is this embargoed?" — "It is." */
import type { StaffSentence } from './staff.ts'
import type { Statement } from './statement.ts'
import { speaksOfPapers } from './subjects.ts'
import { wordsOf } from './words.ts'

const YES =
  /^(?:(?:oh|ah|well|sorry|yes|so|um|uh|no worries|good question|thanks|thank you|apologies|okay|my fault)[ ,.—–…-]+){0,4}(?:yes|yeah|yep|yup|correct|right|exactly|indeed|absolutely|affirmative|of course|sure|that(?:['’]s| is) (?:right|correct|true|so)|(?:there is|all of it|everything)(?=[ .,;—–]|$)|(?:it|this|everything|all of it|they|we) (?:is|are|sure is|certainly is)(?=[ .,;—–]|$)|you are(?=[ .,;—–]|$))/iu
const NO =
  /^(?:(?:oh|ah|well|um|uh|good question|thanks)[ ,.—–…-]+){0,2}(?:no|nope|not at all)(?=[.,;—–!]|$)/iu
/** A question that "no" answers with there being no embargo: on the call, and with nothing else in it. */
const PLAIN =
  /^(?:[^?]{0,80}[,.—–] )?(?:and |but |so |just )?(?:is (?:this|it|the call|this call|this briefing|any of (?:this|it)|all of (?:this|it)|everything)|are we)(?: all| also)? (?:embargoed|under (?:an |any )?embargo)(?: at all| in any way| or anything)?\?$|^(?:[^?]{0,80}[,.—–] )?(?:and |but |so |just )?is there (?:an|any|some(?: kind of)?) embargo(?: at all)?(?: on (?:this|it|the call|this call|this briefing|any of (?:this|it)|all of (?:this|it)))?\?$/iu
const DENIES = /\b(?:no|not|isn['’]t|without|lifted|over|off|broken|after|once)\b/iu
/** What makes of a "no" something else than that there is none. */
const GOES_ON = /\b(?:but|until|till|except|though|although|however|only|yet|before|hold|embargo)/iu

/**
 * What a short answer states: "yes" that there is an embargo, as a guess that only counts where no terms were
 * said; a host's plain "no" to a plain question that there is none. The answer opens its turn.
 */
export function readShortAnswer(sentence: StaffSentence): readonly Statement[] {
  const { asked, quote, hasTrade } = sentence
  const { text } = quote
  if (hasTrade || !asked.endsWith('?') || !/mbarg/iu.test(asked) || asksOfPapers(sentence)) return []
  const base = { moments: [], event: null, quote, section: null, isChange: false } as const
  const isNo = NO.test(text) && PLAIN.test(asked)
  if (isNo && sentence.isHost && !GOES_ON.test(text)) return [{ ...base, kind: 'none', standing: 'firm' }]
  const isYes = YES.test(text) && !DENIES.test(asked)
  return isYes || isNo ? [{ ...base, kind: 'held', standing: 'guess' }] : []
}

/** "The fact sheet says embargoed?": what is answered is of the paper. */
export function asksOfPapers({ asked }: StaffSentence): boolean {
  return speaksOfPapers(wordsOf(asked).filter(({ text }) => !text.startsWith('embargo')))
}
