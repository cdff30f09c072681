/** Whether a clause says that the embargo is lifted now, or that there is none. */
import { type Clause, textOf } from './clauses.ts'

const ADVERBS =
  '(?: (?:now|hereby|officially|formally|also|been|all|already|effectively|therefore|thereby|just|then|both|fully|as of now|at this point|of course|considered))*'
const LIFTED: readonly RegExp[] = [
  new RegExp(
    `\\b(?:is|are|has|have|it's|that's|'s|embargo's)${ADVERBS} (?:lifted|over|off|expired|ended|gone|up|removed|done|dropped|finished|history|behind us|no more)\\b`,
    'u',
  ),
  new RegExp(`\\b(?:has|have)${ADVERBS} (?:come off|broken|concluded|gone away|run out)\\b`, 'u'),
  /\b(?:lift|lifts|end|ends|expires?|breaks?|lifting|lifting (?:it|that)|over|off|lifted|goes away)(?: (?:right|as of|effective|beginning|starting))* (?:now|immediately|here|at this (?:time|point|moment)|as we speak|right now)\b/u,
  /\b(?:lift|lifting|drop|dropping|end|ending) (?:the|this|our) (?:\S+ ){0,2}?embargo (?:(?:right|as of|effective) )?(?:now|immediately|at this point)\b/u,
  /\bno longer (?:under |held under |in |subject to )?(?:an |any |the |this )?embargo/u,
  /\b(?:is|are|we're|you're|now) (?:now )?off (?:of )?(?:the )?embargo\b/u,
  /\b(?:we|i|we're|i'm|i am|we are)(?: (?:now|hereby|officially|formally|going to|go ahead and|will|can))* (?:now|hereby|officially|lifting)(?: (?:lift|lifting))? (?:the |this |our )?(?:\S+ ){0,3}embargo/u,
  /\bconsider (?:the |this |that )?(?:\S+ ){0,2}(?:embargo )?(?:lifted|over)\b/u,
  /\b(?:now that|since|with that|given that)\b.{0,90}\b(?:embargo|contents?)\b.{0,40}\b(?:lift|lifts|ends?|expires?)\b/u,
  /\bembargo (?:now )?lifted\b/u,
  /\b(?:that|this|which) (?:now |then )?(?:lifts|ends|concludes) (?:the|our|this|your) (?:\S+ ){0,2}embargo\b/u,
  /\b(?:with|at|after) (?:that|this)(?: ,)? (?:the|our|your) embargo (?:comes off|lifts|ends|drops|goes|is done)\b/u,
  /\bembargo (?:comes off|drops|goes|ends|lifts) (?:now|here|with (?:that|it|the call))\b/u,
  /\b(?:ends|concludes|closes) (?:the|this|our|today's) (?:call|briefing)(?: ,)? and (?:with it )?(?:the|our) embargo\b/u,
  /\b(?:out from under|free of|free from|released from) (?:the|our|that|any) embargo\b/u,
  /\b(?:i|we)(?: now| hereby)? (?:release|free) you from (?:the|our|that) embargo\b/u,
]
const NOT_YET =
  /\b(?:once|when|until|till|after|before|if|whether|unless|not|isn't|hasn't|haven't|aren't|never|would|should|may|might|could|soon as|won't|think|asked|ask|likely|probably|upon|to be)\b/u

/** Present and perfect tense only: "will be lifted", "once lifted" and "not lifted" announce nothing. */
export function isLifted(clause: Clause): boolean {
  const text = textOf(clause)
  const found = LIFTED.map((form) => form.exec(text)).find((one) => one !== null)
  if (!found) return false
  const before = text.slice(0, found.index + found[0].length)
  if (/\b(?:will|to) be(?: \w+)? (?:lifted|over)$/u.test(before)) return false
  return !NOT_YET.test(before.replace(/\b(?:once|when|after|now) (?:again|that)\b/u, ''))
}

const NONE_BEFORE =
  /(?:\b(?:no|zero|(?:do not|don't|does not|doesn't|did not|won't|not going to) have(?: an| any)?|without|without an|without any|(?:not|n't|aren't|isn't|won't be|never) (?:putting|placing|imposing|setting|applying|asking for|attaching)(?: an| any)?(?: kind of| sort of)?)(?: (?:strict|hard|formal|news|press|media|such|actual))?|\b(?:not|never|isn't|aren't|nothing is|nothing's|(?:nothing|none of (?:this|it|that|what)) (?:\S+ ){0,6}?(?:is|was|will be)|won't be|neither|free of)(?: (?:currently|actually|being|be|going to be|held|technically))*(?: (?:under|held under|subject to|on|any sort of|any kind of|covered by))?(?: (?:an|any|a|the))?)$/u
const NONE_AFTER =
  /^(?:$|[.,;—–!)]|(?:on|for|here|today|now|so|and|but|whatsoever|of any|at all|or|this|because|since|involved|in place|in effect|in force|period|as|tonight|attached|applies|applied|restrictions?|to worry|with|over|to speak of|associated|in this|in|like|nor|which|anyone|right|per se|call|briefing|conversation|that|you|we|free|either)\b)/u
/** These deny or only report what follows. */
const DENIED =
  /\b(?:if|unless|whether|didn't|don't|doesn't|wasn't|weren't|do not|did not|wish|would|assum\w+|mistak\w+|invitation|advisory|email|e - mail|invite|previously|originally|erroneously|incorrectly|not that|not true|asked|asking|ask|heard|wonder\w*|confus\w+|wrongly|thought|think|may|might|could|until|rumor\w*)\b/u

/** "As I said in my email" bears out what follows. */
const SAID_BEFORE =
  /^(?:(?:and|so|again|,) )*as (?:i|we) (?:\S+ ){0,3}?(?:said|noted|mentioned|wrote|indicated) (?:\S+ ){1,5}?, /u

/** `denied`: the words are there, and around them others that leave a doubt. */
export function saysNone(clause: Clause): 'yes' | 'denied' | 'no' {
  const { words, cue } = clause
  if (clause.sort !== 'embargo') return 'no'
  const before = textOf(clause, clause.from, cue)
  const after = textOf(clause, cue + 1, clause.to)
  const cueText = words[cue]?.text ?? ''
  const isFree =
    /^(?:un|non-)/u.test(cueText) ||
    /^(?:- )?free\b/u.test(after) ||
    /^: (?:none|no(?= ?(?:$|[.,;]))|n \/ a)\b/u.test(after)
  if (!isFree && !NONE_BEFORE.test(before)) return 'no'
  if (!isFree && !NONE_AFTER.test(after)) return 'no'
  return DENIED.test(before.replace(NONE_BEFORE, '').replace(SAID_BEFORE, '')) ||
    /^(?:, )?(?:isn't|is not|was wrong|is wrong|was a)/u.test(after)
    ? 'denied'
    : 'yes'
}
