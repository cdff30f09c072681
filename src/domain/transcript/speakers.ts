/** What a label names: a role of the call, a person, or an office that speaks without a name. */
import type { Role } from './model.ts'

const ROLES: Readonly<Record<string, Role>> = {
  MODERATOR: 'moderator',
  'THE MODERATOR': 'moderator',
  HOST: 'moderator',
  'THE HOST': 'moderator',
  OPERATOR: 'operator',
  'THE OPERATOR': 'operator',
  COORDINATOR: 'operator',
  'CONFERENCE OPERATOR': 'operator',
  'CONFERENCE COORDINATOR': 'operator',
  Q: 'reporter',
  QUESTION: 'reporter',
  QUESTIONER: 'reporter',
  REPORTER: 'reporter',
  JOURNALIST: 'reporter',
  CORRESPONDENT: 'reporter',
  'AUDIENCE MEMBER': 'reporter',
  'MEMBER OF THE PRESS': 'reporter',
  'THE PRESS': 'reporter',
  'PARTICIPANT QUESTION': 'reporter',
}
/** Those that are typed often enough to be mistyped. */
const TYPED = ['MODERATOR', 'OPERATOR', 'QUESTION', 'REPORTER'] as const
const LONGEST = 24
/** "UNIDENTIFIED REPORTER", "REPORTER 2". */
const WHICH_ONE =
  /^(?:UNIDENTIFIED|UNKNOWN|ANOTHER|MALE|FEMALE) (?=\p{L})| (?:#?\d{1,2}|ONE|TWO|THREE|FOUR|FIVE|SIX)$/gu

/** The role that a label says, in whatever letters, or nearly; null when it says none. */
export function roleOf(label: string): Role | null {
  if (label.length > LONGEST) return null
  if (Object.hasOwn(ROLES, label)) return ROLES[label] ?? null
  const name = label.toUpperCase().replace(WHICH_ONE, '')
  if (Object.hasOwn(ROLES, name)) return ROLES[name] ?? null
  // "MODEARTOR", "MODERATER": only in capitals, since words of a sentence come near to anything.
  if (name !== label.replace(WHICH_ONE, '') || name.includes(' ')) return null
  const meant = TYPED.find((typed) => isNearly(name, typed))
  return meant === undefined ? null : (ROLES[meant] ?? null)
}

/** Two letters changed places, or one is missing, too many, or another. */
function isNearly(typed: string, meant: string): boolean {
  if (Math.abs(typed.length - meant.length) > 1 || typed[0] !== meant[0]) return false
  let from = 0
  while (from < meant.length && typed[from] === meant[from]) from += 1
  let back = 0
  while (back < meant.length - from && typed.at(-1 - back) === meant.at(-1 - back)) back += 1
  const [left, right] = [typed.slice(from, typed.length - back), meant.slice(from, meant.length - back)]
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}

// As printed: capitals, but for the small letters of McCARTHY, DeSANTIS and the like.
const CAPITALS = /^(?:Mc|Mac|De|Di|La|Le|Van|Von|O’|O')?[^\p{Ll}]+$/u
const HONORIFIC =
  /^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Gen|Lt|Col|Adm|Amb|Sen|Rep|Gov|Prof|Secretary|Minister|Ambassador|General|Admiral|Colonel|Senator|President|Chancellor|Commissioner)\.? \p{Lu}/u
const INITIALS_ONLY = /^(?:\p{Lu}\.)+$/u
const MOST_WORDS_OF_A_NAME = 5
/** What a page or a speaker prints before a colon, in capitals, and nobody's name. */
const NO_SPEAKER: ReadonlySet<string> = new Set(
  'NOTE,NOTES,UPDATE,UPDATED,WARNING,CORRECTION,SUBJECT,DATE,TIME,TO,FROM,CC,RE,FW,CONTACT,CONTACTS,VENUE,LOCATION,PARTICIPANTS,SPEAKERS,TOPIC,EMBARGOED,EMBARGO,BACKGROUND,PS,URL,FAX,TEL,ETA,FYI,TBD,COVID,TRANSCRIPT,SUBJECTS,TOPICS,TITLE,EVENT,SUMMARY,WHAT,WHO,WHEN,WHERE,WHY,REMARKS,DURATION,LENGTH,RECORDED,ATTENDEES,ATTRIBUTION,RULES,GROUND RULES,BRIEFERS,BRIEFING,PRESS BRIEFING,BACKGROUND BRIEFING,TRANSCRIPT OF,E&OE,NATO,EU,UN,USA,UK,FOR IMMEDIATE RELEASE,EDITOR’S NOTE'.split(
    ',',
  ),
)

const NO_PERSON =
  /\b(?:RSVP|DIAL-IN|CALL-IN|PASSCODE|ADVISORY|REGISTRATION|WEBCAST|LINK|CONTACTS?|INQUIRIES|ENQUIRIES|NOTES?|RELEASE|SUBJECT|E-?MAIL|PHONE|TELEPHONE|WEBSITE|SOURCE|IMPORTANT|ADDRESS)\b/u

/** A name in capitals, as press offices print their labels, or a title with a name in any letters. */
export function isPerson(label: string): boolean {
  if (INITIALS_ONLY.test(label) || NO_SPEAKER.has(label) || NO_PERSON.test(label)) return false
  const words = label.split(' ')
  if (HONORIFIC.test(label)) return words.length <= MOST_WORDS_OF_A_NAME && words.every(startsHigh)
  return /\p{Lu}.{0,80}?\p{Lu}/u.test(label) && words.every((word) => CAPITALS.test(word))
}

const startsHigh = (word: string) => /^[^\p{Ll}]/u.test(word)

const OFFICE_NOUN =
  /^(?:officials?|spokes(?:person|man|woman)|speaker|aide|adviser|advisor|participant|interpreter|translator|staff|briefer)$/u
const OFFICE_WORD =
  /^(?:senior|junior|former|unidentified|unknown|u\.?s\.?|american|british|european|state|defen[cs]e|treasury|commerce|justice|energy|interior|military|intelligence|government|department|ministry|foreign|white|house|nsc|pentagon|administration|department|campaign|background|press|officials?|spokes(?:person|man|woman)|speaker|aide|adviser|advisor|participant|interpreter|translator|staff|briefer|number|no\.|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|#?\d{1,2}|[a-f])$/u
const MOST_WORDS_OF_AN_OFFICE = 8

/** "Senior State Department Official Two": an office in any letters, every word of it known, or a capital's. */
export function isOffice(label: string): boolean {
  const words = label.toLowerCase().split(' ')
  return (
    words.length <= MOST_WORDS_OF_AN_OFFICE &&
    startsHigh(label) &&
    words.some((word) => OFFICE_NOUN.test(word)) &&
    (words.every((word) => OFFICE_WORD.test(word)) || isTitle(label.split(' ')))
  )
}

/** "Port Authority Official 2": capitals all along, and the noun last. */
function isTitle(words: readonly string[]): boolean {
  const [last = '', before = ''] = words.toReversed().map((word) => word.toLowerCase())
  const isNumbered = NUMBER.test(last)
  return (
    words.length > 1 &&
    OFFICE_NOUN.test(isNumbered ? before : last) &&
    words.every((word) => startsHigh(word) || /^(?:of|the|and|for)$/u.test(word))
  )
}

const NUMBER = /^(?:one|two|three|four|five|six|seven|eight|nine|ten|#?\d{1,2}|[a-f])$/u
