/** Who moderates where no label says so: whoever opens, states the ground rules and hands over. */
import type { Turn } from './model.ts'
import { isOffice } from './speakers.ts'

const RULES =
  /\b(?:(?:on|deep|under) background|(?:on|off) the record|embargo(?:ed)?|attribut(?:ed?|able|ion)|ground rules?)\b|\bbackground (?:call|briefing|session)\b/iu
const HANDS_OVER =
  /\b(?:turn (?:it|things|this|you|the call|the floor|the mic(?:rophone)?) (?:right |straight )?over|turn (?:now )?to|hand (?:it|things|this|you|the call|off)? ?(?:right |straight )?(?:over|to|off)|pass (?:it|things|the mic(?:rophone)?) (?:over |off )?to|joined (?:today |here |this \p{L}{1,12} )?by|joining (?:us|me)|we have with us|with (?:us|me) (?:today|here|now)|our (?:\p{L}{1,12} )?(?:speakers?|briefers?|officials?)|let me (?:introduce|hand|bring)|over to|the floor is|without further ado|get out of the way|go ahead)\b|\p{L},? please\.$/iu
/** What only the host of a call says in its course and at its close. */
const MANAGES =
  /\b(?:next question|(?:last|final|first|one more|another|next) (?:question|one)|(?:take|open|go to|move to|turn to|time for)(?: \p{L}{1,12}){0,4} (?:questions?|q&a)|questions,? please|open(?: it)? up|go(?: now)? to the line|we(?:['’]ll| will| have to| can) (?:leave|end|stop|wrap|close) (?:it|this|things)|(?:thanks|thank you)(?:,? (?:again|so much|very much))?,? (?:all|everyone|everybody|folks|for (?:joining|coming|being|calling|dialing|your time)|to (?:our|everyone|all|both))|that(?:['’]s| is) (?:all|our time|where we|it for)|call is over|concludes?|embargo)\b/iu
/** Paragraphs of an opening that are looked at. */
const OPENING = 12

/** The turns, with the role of an unlabelled moderator told. Labels stay as printed. */
export function moderated(turns: readonly Turn[]): Turn[] {
  const first = turns.find((turn) => turn.role !== 'operator')
  if (first?.role !== 'speaker' || isOffice(first.speaker) || turns.some((turn) => turn.role === 'moderator'))
    return [...turns]
  const opening = first.paragraphs.slice(0, OPENING)
  const statesRules = opening.some((paragraph) => RULES.test(paragraph))
  if (!statesRules || !isHost(first, opening, turns)) return [...turns]
  return turns.map((turn) => (turn.speaker === first.speaker ? { ...turn, role: 'moderator' } : turn))
}

/** Gives others the floor in the opening; or runs the questions later, while others answer them. */
function isHost(first: Turn, opening: readonly string[], turns: readonly Turn[]): boolean {
  if (opening.some((paragraph) => HANDS_OVER.test(paragraph))) return true
  const others = turns.some((turn) => turn.role === 'speaker' && turn.speaker !== first.speaker)
  const later = turns.filter((turn) => turn !== first && turn.speaker === first.speaker)
  return others && later.some(({ paragraphs }) => paragraphs.some((paragraph) => MANAGES.test(paragraph)))
}
