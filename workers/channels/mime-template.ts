/** A message as MIME, composed once: what differs from one recipient to the next is spliced into its bytes. */
import { randomBytes } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { Mail, Message } from '../../src/rendering/message.ts'
import { stuffed } from './dot-stuffing.ts'

/**
 * Stand-ins while composing; both are as their real values look, so that composing treats them alike. No text can
 * hold one and so keep its own mail from leaving: each process has others.
 */
const OWN = randomBytes(4).toString('hex')
const TO_SLOT = `to-slot-${OWN}@slot.invalid`
const ID_SLOT = `id-slot-${OWN}@slot.invalid`

type Slot = 'to' | 'messageId' | 'token'

/** One mail; no value can break a header, and all but an address are ASCII. */
export type MimeTemplate = {
  /** The whole of it, to be signed. */
  fill(mail: Mail): Buffer
  /** As it goes over the wire, in pieces: what all mails have in common is never copied. */
  pieces(mail: Mail): readonly Buffer[]
}

/** Composes a message. Throws when a slot did not survive whole: a mail with a dead link must not leave. */
export async function composeMime(message: Message, from: string): Promise<MimeTemplate> {
  const { subject, text, html, replyTo, headers } = message.parts
  const composer = new MailComposer({
    from,
    to: TO_SLOT,
    messageId: `<${ID_SLOT}>`,
    subject,
    text,
    html,
    headers: { ...headers },
    ...(replyTo !== undefined && { replyTo }),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const bytes = await composer.compile().build()
  // Quoted-printable is ASCII, so that characters and bytes are the same.
  const lines = bytes.toString('latin1').replace(/\r?\n|\r/g, '\r\n')
  const source = withWhole(message.tokenSlot, lines)
  const marks = { to: TO_SLOT, messageId: ID_SLOT, token: message.tokenSlot }
  const { texts, slots } = split(source, marks)
  const count = (slot: Slot) => slots.filter((one) => one === slot).length
  if (count('to') !== 1 || count('messageId') !== 1 || count('token') !== message.tokenSlots)
    throw new Error('A personal part of a message did not survive its composing')
  const plain = texts.map((text) => Buffer.from(text, 'latin1'))
  // No personal value begins with a dot at the beginning of a line, so that this holds for every mail.
  const wire = split(stuffed(source), marks).texts.map((text) => Buffer.from(text, 'latin1'))
  const spliced = (fixed: readonly Buffer[], mail: Mail): readonly Buffer[] => {
    const own = personal(mail)
    return fixed.flatMap((bytes, index) => {
      const slot = slots[index]
      return slot === undefined ? [bytes] : [bytes, own[slot]]
    })
  }
  return {
    fill: (mail) => Buffer.concat(spliced(plain, mail)),
    pieces: (mail) => spliced(wire, mail),
  }
}

/** Throws where one would not stand in a header. */
function personal(mail: Mail): Readonly<Record<Slot, Buffer>> {
  const values = { to: mail.to, messageId: mail.messageId.slice(1, -1), token: mail.token }
  for (const value of Object.values(values))
    if (/[^\x21-\u{10ffff}]|\p{C}|\p{Z}/u.test(value))
      throw new Error('A personal value would not stand in a header')
  return {
    to: Buffer.from(values.to),
    messageId: Buffer.from(values.messageId),
    token: Buffer.from(values.token),
  }
}

/** Soft line breaks (RFC 2045 §6.7) that fell inside a slot are moved to its ends. */
function withWhole(slot: string, source: string): string {
  const broken = new RegExp([...slot].join('(?:=\\r\\n)?'), 'g')
  return source.replace(broken, (found) => (found === slot ? found : `=\r\n${slot}=\r\n`))
}

/** The texts between slots: one more than there are slots. */
function split(
  source: string,
  marks: Readonly<Record<Slot, string>>,
): { texts: readonly string[]; slots: readonly Slot[] } {
  const texts: string[] = []
  const slots: Slot[] = []
  const names = ['to', 'messageId', 'token'] as const
  let from = 0
  for (;;) {
    const next = names
      .map((slot) => ({ slot, at: source.indexOf(marks[slot], from) }))
      .filter(({ at }) => at >= 0)
      .toSorted((a, b) => a.at - b.at)[0]
    if (next === undefined) return { texts: [...texts, source.slice(from)], slots }
    texts.push(source.slice(from, next.at))
    slots.push(next.slot)
    from = next.at + marks[next.slot].length
  }
}
