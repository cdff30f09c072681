/** Who moderates where no label says so: whoever opens, states the ground rules and hands over. */
import type { Turn } from './model.ts'
import { isOffice } from './speakers.ts'

const RULES =
  /\b(?:on background|on the record|off the record|deep background|embargo(?:ed)?|attribut(?:ed|able)|ground rules?)\b/iu
const HANDS_OVER =
  /\b(?:turn (?:it|things|this|the call|the floor) (?:right )?over|hand (?:it|things|this|the call)? ?over|turn to|joined (?:today |this \p{L}+ )?by|joining us|we have with us|our speakers?)\b/iu
/** Paragraphs of an opening that are looked at. */
const OPENING = 12

/** The turns, with the role of an unlabelled moderator told. Labels stay as printed. */
export function moderated(turns: readonly Turn[]): Turn[] {
  const first = turns.find((turn) => turn.role !== 'operator')
  if (first?.role !== 'speaker' || isOffice(first.speaker) || turns.some((turn) => turn.role === 'moderator'))
    return [...turns]
  const opening = first.paragraphs.slice(0, OPENING)
  const hosts =
    opening.some((paragraph) => RULES.test(paragraph)) &&
    opening.some((paragraph) => HANDS_OVER.test(paragraph))
  if (!hosts) return [...turns]
  return turns.map((turn) => (turn.speaker === first.speaker ? { ...turn, role: 'moderator' } : turn))
}
