/** Enhanced status codes (RFC 3463 and IANA's registry of them): what each says about an address. */

/** `dead`: nobody is there. `refuses`: the mailbox did not take it. `other`: a path, a policy, or our message. */
export type AddressVerdict = 'dead' | 'refuses' | 'other'

/**
 * No such mailbox, no such system, not an address, moved without saying where, a domain that takes no mail
 * (RFC 7505). Not 5.2.1: large providers also say it of a mailbox that gets too much at the moment. Not
 * 5.4.4: some servers say it of a domain whose name server is away.
 */
const DEAD = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10'])

/** Among those about addresses and mailboxes, what is about the sender's address or the message's length. */
const OURS = new Set(['5.1.7', '5.1.8', '5.2.3'])

/** `status` as in `5.1.1`. */
export function judgeStatus(status: string): AddressVerdict {
  if (DEAD.has(status)) return 'dead'
  return /^5\.[012]\.\d/.test(status) && !OURS.has(status) ? 'refuses' : 'other'
}
