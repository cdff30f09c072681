/** The end of the call in the words staff have for it: "its conclusion", "we hang up", "this call wraps". */

const CALL =
  "(?:(?:this|the|our|that|today's|tonight's|this morning's|this afternoon's|this evening's|press|media|conference|background|entire|whole|full) ){0,4}(?:call|briefing|session|conversation|discussion|gaggle|teleconference|backgrounder|roundtable|interview|q & a|presser|webinar|zoom)(?:'s)?"
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
    `^(?:after |once |when )?(?:we|it|i|you|you all|everyone|everybody|all of us|that|this|we're|we've|it's|i'm|you're|you've|that's|i've)${MIDDLE} (?:${ENDS}|hang up|hangs up|hung up|sign off|signed off|get off|got off|off the|through\\b|drop off|hop off|hang up)`,
    'u',
  ),
  new RegExp(
    `^(?:after )?(?:hanging up|hang - up|signing off|(?:completing|concluding|ending|finishing|wrapping(?: up)?) ${CALL})`,
    'u',
  ),
]
/** The place of the form that says who ends it. */
const PERSONS = 2
/** "After this call" ends with it, "on this call" does not. */
const AFTER_CALL = new RegExp(
  `^(?:(?:right|immediately|directly|just) after )?${CALL}(?= ?(?:$|[.,;—–]))`,
  'u',
)
/** Right after a call's end, these make it another's: "the briefing by the minister", "the session tomorrow". */
const OTHERS =
  /^ (?:tomorrow|tonight|by|with (?!that)|between|later|next|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|this (?:afternoon|evening)|in (?!about)|of)\b/u
/** Whoever ends, finishes or wraps up something else does not end the call. */
const MAY_FOLLOW =
  /^(?:$| ?[.,;:—–)]| (?:up(?= ?(?:$|[.,;—–]|here|the call|this call))|and|so|which|but|or|here|now|because|as|at|around|everyone|folks|all|talking|speaking|shortly|soon|today|for (?:today|tonight|the day)|on (?:this|the) call|with (?:this|the|our|that)(?: press)? (?:call|briefing|q)|(?:the|this|our|today's)(?: press| background)? (?:call|briefing|session|conversation|q|line|phone)(?! for)|off|in about)\b)/u

/** The words of the call's end at the start of a text; null where there are none. `isAfter`: "after" stands before. */
export function callEndIn(text: string, isAfter: boolean): string | null {
  for (const [order, form] of CALL_END.entries()) {
    const found = form.exec(text)?.[0]
    if (found === undefined) continue
    const rest = text.slice(found.length)
    const isPersons = order === PERSONS
    if (isPersons ? MAY_FOLLOW.test(rest) : !OTHERS.test(rest)) return found
  }
  return isAfter ? (AFTER_CALL.exec(text)?.[0] ?? null) : null
}
