/** Staff's word as what is waited for: "until we notify you", "until further notice". */

const PRESS_TEAM =
  '(?:we|i|our (?:\\w+ )?(?:team|office|staff|folks)|my (?:team|office)|the (?:\\w+ ){0,2}(?:office|team|staff|moderator)|someone|somebody|one of us|you)'
const MAIL =
  '(?:e - mail|email|message|text|note|notice|notification|word|signal|go - ahead|all - clear|green light)'
const NOTICE: readonly RegExp[] = [
  /^(?:further|otherwise|notified|told|advised|informed|instructed|additional notice|our (?:notice|word|signal|go - ahead|notification|email|e - mail|say - so|ok|okay)|notice\b|notification|word from|confirmation from|the all - clear|an all - clear|the go - ahead|the green light|a green light|given (?:the|a|our) |such time as (?:we|i) )/u,
  // "You have that email from us", "everyone has seen our note".
  new RegExp(
    `^(?:after |when |once )?(?:you|you've|everyone|everybody|people|folks)(?: (?:have|has|all|do|actually|both))*(?: (?:get|gets|got|gotten|have|has|had|see|sees|seen|receive|receives|received|read))? (?:(?:an?|the|that|our|this|another|my|final) )?(?:\\S+ ){0,2}?${MAIL}\\b`,
    'u',
  ),
  new RegExp(
    `^(?:an?|the|that|our|this|my|your) (?:\\S+ ){0,2}?${MAIL} (?:(?:from (?:us|me|our \\S+)|to that effect) )?(?:arrives?|comes?|lands?|goes out|reaches|is sent|has gone|has arrived|hits|is in|gets to|is out)\\b`,
    'u',
  ),
  /^(?:we|i|we've|i've)(?: (?:have|ourselves|actually))* (?:e - mailed|emailed|texted|called|notified|told|rung|messaged|phoned|put out (?:a|an|the) (?:note|email|notice)|sent|given) (?:you|everyone|everybody|word|out|round|around|the (?:email|note|notice|word|all - clear|go - ahead|signal)|that (?:email|note)|an? (?:email|note|notice|word|signal))/u,
  new RegExp(
    `^(?:after |when |once )?${PRESS_TEAM}(?:'re|'ve|'ll)?(?: (?:have|had|will|can|are|all|both|officially|formally|specifically|actually|both|explicitly|do|personally|then))* (?:notif|tell|told|say\\b|says\\b|said\\b|lets? (?:you|everyone|folks|people|participants|them|the)|inform|advise|confirm|alert|reach out|get back|come back (?:on|to you|and)|circle back|are back|return to you|follow up|gives? (?:you|everyone|the)|emails? (?:you|everyone)|e - mail you|text you|calls? you|sends? (?:you )?(?:word|an? (?:note|notice|email|e - mail|signal|message)|out (?:an? )?(?:note|notice|email))|sends? (?:word|notice|(?:the|that|our|this) (?:\\S+ ){0,2}?(?:email|e - mail|note|message|notice|word|signal|all - clear|go - ahead))|gives? the|issues? (?:the|a|an)|lift|clear|hear (?:back )?(?:from|otherwise|differently)|heard from|get (?:the|our|a|an|word|notice|confirmation|notification)|receive (?:the|our|a|an|word|notice|confirmation|notification)|signal|announce (?:otherwise|that it|that the embargo|it has been lifted|the embargo)|announce to you|state otherwise|indicate|hear otherwise|declare)`,
    'u',
  ),
]
/** Whether a text starts with staff's word, or with hearing it. */
export function isNotice(text: string): boolean {
  return NOTICE.some((form) => form.test(text))
}
