/** A preview of a mail: what will be sent, to the byte, and nothing that can be sent. */
import { expect, test } from 'vitest'
import { Cleared } from '../../src/domain/clearance.ts'
import { isRefusal } from '../../src/domain/refusals.ts'
import { createLinks } from '../../src/rendering/links.ts'
import { createMailPreviews } from '../../src/rendering/mail-previews.ts'
import { createMails } from '../../src/rendering/mails.ts'
import { Message } from '../../src/rendering/message.ts'
import { aCleared, LIFTED_AT, MINUTE, STATEMENT } from './a-cleared.ts'

const { all, contents } = aCleared({}, { content: STATEMENT })
const links = createLinks('a secret of forty characters for testing', 'https://news.example')
const previews = createMailPreviews({ contents, links })
const mails = createMails({ contents, links })

const DRAFTED_AT = LIFTED_AT - 30 * MINUTE
const ANA = { name: 'Ana Ruiz', role: 'press' } as const

/** What the press officer holds before the lift: the draft's content, and no public name. */
const drafts = all.map(({ release }) => {
  const draft = { ...release, state: 'draft' as const, slug: null, publications: [] }
  const proof = Cleared.forPress(draft, release.content, ANA, DRAFTED_AT)
  if (isRefusal(proof)) throw new Error(proof.refused)
  return proof
})

/** With the public addresses in place of the desk's: all that may differ beside the instant. */
function asPublished(text: string): string {
  return all.reduce(
    (so, { release }) => so.replaceAll(links.deskRelease(release.id), links.release(release.slug ?? '')),
    text,
  )
}

test.for([1, 2])('of %i drafts it is the mail of their lift, but for the address', async (count) => {
  const sent = (await mails.lift(all.slice(0, count))).parts
  const seen = await previews.alert('lift', drafts.slice(0, count), LIFTED_AT)
  expect(seen.subject).toBe(sent.subject)
  expect(asPublished(seen.html)).toBe(sent.html)
  // Addresses are of different lengths, but stand on lines of their own.
  expect(asPublished(seen.text)).toBe(sent.text)
  expect(seen.html).not.toBe(sent.html)
})

test('an instant that has not come yet is the only other difference', async () => {
  const [soon, later] = await Promise.all(
    [LIFTED_AT, LIFTED_AT + MINUTE].map((at) => previews.alert('release', drafts.slice(0, 1), at)),
  )
  expect(later?.html).not.toBe(soon?.html)
  expect(later?.html.replaceAll('3:19 p.m.', '3:18 p.m.')).toBe(soon?.html)
})

test('of a kill it is the mail of the kill', async () => {
  const killed = {
    slug: 'a',
    publicNotice: 'Released in error.',
    publishedAt: LIFTED_AT,
    killedAt: LIFTED_AT,
  }
  const { subject, text, html } = mails.kill(killed).parts
  expect(await previews.kill(killed)).toMatchObject({ subject, text, html })
})

test('nobody can be sent one: it is no message, and has no address to be given', async () => {
  const seen = await previews.alert('lift', drafts, LIFTED_AT)
  // @ts-expect-error: what a channel takes is addressed from a message
  const message: Message = seen
  expect(Message.isGenuine(message)).toBe(false)
  expect(seen).not.toHaveProperty('addressed')
})
