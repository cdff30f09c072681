/** The end of the call in the words staff have for it: "its conclusion", "we hang up", "this call wraps". */

const CALL =
  "(?:(?:this|the|our|that|today's|tonight's|this morning's|this afternoon's|this evening's|press|media|conference|background|phone|zoom|entire|whole|full) ){0,4}(?:call|briefing|session|conversation|discussion|gaggle|teleconference|backgrounder|roundtable|interview|q & a|presser|webinar|zoom|chat|talk|line|phone)(?:'s)?"
const END_NOUN =
  '(?:end|conclusion|completion|close|finish|ending|termination|wrap|wrap - up|duration|remainder|length|entirety|adjournment)'
const ENDS =
  '(?:ends?|ended|ending|over|done|finished|finishes|finish|concludes?|concluded|concluding|wraps?|wrapped|wrapping|closes?|closed|completes?|completed|complete|adjourns?|adjourned|terminates?|stops?|drops?|dropped|disconnects?|disconnected|goes dead|gone dead|goes quiet|cuts? off|comes? to (?:an|its) (?:end|close|conclusion)|reach(?:es|ed)? its end|at an end|breaks? up|through|behind us|up)\\b'
const MIDDLE =
  "(?: (?:is|are|has|have|had|'s|been|all|both|finally|officially|formally|fully|actually|just|all|also|then|now))*"
const LEAD =
  "(?:(?:at|on|upon|after|the|its|it's|this|our|of|very|immediate|full|successful|right|just|about|around|also|through|—|–|,|-|it|call's) )*"
/** Leaving the line or the room, each with all it takes to be of this call. */
const LEAVES =
  '(?:hang(?:s|ing)? up|hung up|hang up|ring off|rung off|sign(?:s|ed)? off|get off|got off|gotten off|off the (?:line|phone|call|air|zoom)|log(?:ged)? off|drop off|dropped off|hop off|disconnect(?:ed)?|part ways|say (?:goodbye|good - bye|our goodbyes)|said (?:goodbye|good - bye|our goodbyes)|put (?:down )?the (?:phones?|receivers?)(?: down)?|(?:walk|walked|get|gotten|got|file|filed|step|stepped|be) out of (?:this|the) (?:room|building|briefing room|call|briefing)|(?:leave|left|exit|exited|clear|cleared) (?:this|the) (?:room|line|call|briefing|briefing room|session|zoom|podium)|let (?:you|everyone|everybody) go|(?:end|ended|close|closed|finish|finished|conclude|concluded|wrap|wrapped|complete|completed|shut|adjourn|adjourned)(?: (?:up|down|out|off))? (?:this|the|our) (?:press |background |whole |entire )?(?:call|briefing|session|conversation|discussion|line|q & a|gaggle|roundtable|presser|chat)|call it a (?:day|wrap)|(?:finished|done|through) (?:talking|speaking|here|with (?:this|the|our|your|you|questions?|the questions|q & a))|break up|broken up|off(?= ?(?:$|[.,;—–])))'
const CALL_END: readonly RegExp[] = [
  new RegExp(
    `^${LEAD}(?:${CALL} )?${END_NOUN}(?: of (?:${CALL}|this|it|our time|today)(?! of\\b| of$))?(?! of\\b)(?! - of)\\b`,
    'u',
  ),
  new RegExp(`^(?:after |the |once |when )?${CALL}${MIDDLE} ${ENDS}`, 'u'),
  new RegExp(
    `^(?:after |once |when )?(?:we|it|i|you|you all|we all|everyone(?:'s)?|everybody(?:'s)?|(?:all|the last|every one|each|any|none) of (?:us|you)|that|this|we're|we've|it's|i'm|you're|you've|that's|i've)${MIDDLE} (?:${LEAVES}|${ENDS})`,
    'u',
  ),
  new RegExp(
    `^(?:(?:as|so) long as |while )?(?:${CALL} (?:lasts|runs|goes on|continues|is (?:still )?(?:on|going|going on|under way|underway|in progress|running))|(?:we|you)(?:'re| are)(?: all| still)* (?:on (?:this|the) (?:call|line|phone|briefing)|talking|speaking|in (?:this|the) (?:room|call|briefing)|live|connected))\\b`,
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
  `^(?:(?:(?:right|immediately|directly|just) )?after )?${CALL}(?= ?(?:$|[.,;—–]))`,
  'u',
)
/** Right after a call's end, these make it another's: "the briefing by the minister", "the session tomorrow". */
const OTHERS =
  /^ (?:tomorrow|tonight|by|with (?!that)|between|later|next|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|this (?:afternoon|evening)|in (?!about)|of)\b/u
/** Whoever ends, finishes or wraps up something else does not end the call. */
const MAY_FOLLOW =
  /^(?:$| ?[.,;:—–)]| (?:up(?= ?(?:$|[.,;—–]|here|the call|this call))|and|so|then|which|but|or|here|now|because|as|at|around|everyone|everybody|folks|all|talking|speaking|shortly|soon|today|you|you're|it's|it|for (?:today|tonight|the day)|on (?:this|the) call|with (?:this|the|our|that)(?: press)? (?:call|briefing|q)|(?:the|this|our|today's)(?: press| background)? (?:call|briefing|session|conversation|q|line|phone)(?! for)|off|in about|to (?:file|report|publish|post|write|use|tweet|run))\b)/u

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
