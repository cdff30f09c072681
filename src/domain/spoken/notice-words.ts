/** Staff's word as what is waited for: "until we notify you", "until further notice". */

const PRESS_TEAM =
  '(?:we|i|our (?:\\w+ )?(?:team|office|staff|folks)|my (?:team|office)|the (?:\\w+ ){0,2}(?:office|team|staff|moderator)|someone|somebody|one of us|you)'
const NOTICE: readonly RegExp[] = [
  /^(?:further|otherwise|notified|told|advised|informed|instructed|additional notice|our (?:notice|word|signal|go - ahead|notification|email|e - mail|say - so|ok|okay)|notice\b|notification|word from|confirmation from|the all - clear|an all - clear|the go - ahead|the green light|a green light|given (?:the|a|our) |such time as (?:we|i) )/u,
  /^(?:after |when |once )?(?:(?:you|you've|everyone|everybody|your inbox(?:es)?)(?: (?:have|has|all|do|actually))* (?:get|gets|got|have|has|see|sees|seen|receive|receives|received|read)|(?:you|you've))? ?(?:got |received |seen |had )?(?:an?|the|that|our|this|another|one more|my|word|notice|final)(?: (?:\S+ ){0,2})?(?:e - mail|email|message|text|note|notice|notification|word|signal|go - ahead|all - clear|release notice|advisory)(?: (?:from (?:us|me|our|my|the (?:office|press))|saying|to that effect|that|arrives?|comes?|lands?|goes out|reaches you|is sent|has gone|hits|is in your|in your))/u,
  /^(?:we|i|we've|i've)(?: (?:have|ourselves|actually))* (?:e - mailed|emailed|texted|called|notified|told|rung|messaged|phoned|put out (?:a|an|the) (?:note|email|notice)|sent|given) (?:you|everyone|everybody|word|out|round|around|the (?:email|note|notice|word|all - clear|go - ahead|signal)|that (?:email|note)|an? (?:email|note|notice|word|signal))/u,
  new RegExp(
    `^(?:after |when |once )?${PRESS_TEAM}(?:'re|'ve|'ll)?(?: (?:have|had|will|can|are|all|both|officially|formally|specifically|actually|both|explicitly|do|personally|then))* (?:notif|tell|told|say\\b|says\\b|said\\b|lets? (?:you|everyone|folks|people|participants|them|the)|inform|advise|confirm|alert|reach out|get back|follow up|gives? (?:you|everyone|the)|emails? (?:you|everyone)|e - mail you|text you|calls? you|sends? (?:you )?(?:word|an? (?:note|notice|email|e - mail|signal|message)|out (?:an? )?(?:note|notice|email))|sends? (?:word|notice)|lift|clear|hear (?:back )?(?:from|otherwise|differently)|heard from|get (?:the|our|a|an|word|notice|confirmation|notification)|receive (?:the|our|a|an|word|notice|confirmation|notification)|signal|announce (?:otherwise|that it|that the embargo|it has been lifted|the embargo)|announce to you|state otherwise|indicate|hear otherwise|declare)`,
    'u',
  ),
]
/** Whether a text starts with staff's word, or with hearing it. */
export function isNotice(text: string): boolean {
  return NOTICE.some((form) => form.test(text))
}
