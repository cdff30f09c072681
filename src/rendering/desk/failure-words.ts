/** Why a delivery failed, or what came back of it, in words, and what somebody can do about it. */
import { within } from './plain-words.ts'

export type FailureWords = { readonly says: string; readonly advice: string }

const MISTYPED =
  'Look at the address: it may be mistyped, or its owner may have left. Ask them to sign up again.'
const WAIT = 'Send it again later; nothing is wrong on our side.'
const OURS = 'Ask operations to look at how our mail is set up, then send it again.'

/** Codes of the channel itself. */
const OWN: Readonly<Record<string, FailureWords>> = {
  'gave-up': {
    says: 'Put off again and again, for a day and a half',
    advice: 'Their server, or the gateway, took nothing in all that time. Send it again when it is back.',
  },
  'bad-address': { says: 'Not an address that mail can be sent to', advice: MISTYPED },
  'no-smtputf8': {
    says: 'The mail server takes no address with letters beyond ASCII',
    advice: 'Ask operations for a server that offers SMTPUTF8, then send it again.',
  },
  complained: {
    says: 'The reader marked it as unwanted',
    advice: 'Their subscription has ended. Only they can bring it back, by signing up.',
  },
}

/** Of the gateway that texts go through. */
const BY_GATEWAY: Readonly<Record<string, FailureWords>> = {
  'sms-410': {
    says: 'The number wants no more text messages',
    advice: 'Their carrier or the gateway stopped them. Only they can have that undone.',
  },
}
const REFUSED_TEXT: FailureWords = {
  says: 'The gateway refused the number or the text',
  advice: 'If it is one or two, look at the number. If it is many, ask operations what the gateway said.',
}

/** By the enhanced status (RFC 3463, IANA's registry); the longest beginning that fits counts. */
const BY_STATUS: readonly (readonly [prefix: string, words: FailureWords])[] = [
  ['5.1.1', { says: 'There is no such mailbox', advice: MISTYPED }],
  ['5.1.2', { says: 'There is no such mail system', advice: MISTYPED }],
  ['5.1.3', { says: 'Not an address that mail can be sent to', advice: MISTYPED }],
  ['5.1.6', { says: 'The mailbox has moved and left no address', advice: MISTYPED }],
  ['5.1.10', { says: 'The domain takes no mail', advice: MISTYPED }],
  ['5.1.7', { says: 'Our own address was refused', advice: OURS }],
  ['5.1.8', { says: 'Our own domain was refused', advice: OURS }],
  ['5.1', { says: 'The address was refused', advice: MISTYPED }],
  ['5.2.1', { says: 'The mailbox is switched off, or gets too much at the moment', advice: WAIT }],
  ['5.2.2', { says: 'The mailbox is full', advice: WAIT }],
  ['5.2.3', { says: 'The message is too long for this mailbox', advice: OURS }],
  ['5.2', { says: 'The mailbox did not take it', advice: WAIT }],
  ['5.3.4', { says: 'The message is too long for their server', advice: OURS }],
  ['5.3', { says: 'Their mail system could not take it', advice: WAIT }],
  ['5.4', { says: 'No way to their server was found', advice: WAIT }],
  ['5.7.26', { says: 'Our mail is not signed as their server demands', advice: OURS }],
  ['5.7', { says: 'Their server’s policy refused it', advice: OURS }],
  ['5.6', { says: 'Their server could not read the message', advice: OURS }],
  ['5.5', { says: 'Their server did not understand ours', advice: OURS }],
]

/** By the reply alone (RFC 5321 §4.2.3), where a server says no more. */
const BY_REPLY: Readonly<Record<string, FailureWords>> = {
  'smtp-550': { says: 'The mailbox was refused, or there is none', advice: MISTYPED },
  'smtp-551': { says: 'The mailbox is elsewhere', advice: MISTYPED },
  'smtp-552': { says: 'The mailbox is full, or the message too long for it', advice: WAIT },
  'smtp-553': { says: 'The address is not allowed there', advice: MISTYPED },
}

/** `smtp-550-5.1.1`, `smtp-data-554`, `gave-up`, `bounced-5.2.2`, `delayed-4.4.1`: as the ledger has them. */
export function failureSays(code: string): FailureWords {
  const own = { ...OWN, ...BY_REPLY, ...BY_GATEWAY }
  const known = Object.hasOwn(own, code) ? own[code] : undefined
  if (known) return known
  const words = byStatus(/-[245](\.\d{1,3}\.\d{1,3})$/.exec(code)?.[1] ?? '')
  if (code.startsWith('sms-')) return REFUSED_TEXT
  if (code.startsWith('delayed')) return { says: 'Their server is still trying to deliver it', advice: WAIT }
  if (code.startsWith('bounced'))
    return {
      says: `It came back later${words === null ? '' : `: ${within(words.says)}`}`,
      advice: words?.advice ?? WAIT,
    }
  if (words !== null) return words
  if (code.startsWith('smtp-data-')) return { says: 'Their server refused the message itself', advice: OURS }
  return {
    says: 'Their server refused the address and did not say why',
    advice: 'If it is one or two, look at the address. If it is many, ask operations what the server said.',
  }
}

/** The longest beginning that fits. `detail`: the status without its class, such as `.1.1`. */
function byStatus(detail: string): FailureWords | null {
  const fits = BY_STATUS.filter(([prefix]) => `5${detail}.`.startsWith(`${prefix}.`))
  return fits.toSorted(([a], [b]) => b.length - a.length)[0]?.[1] ?? null
}
