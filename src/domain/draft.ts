/** From what press staff wrote or loaded to a revision that is ready to publish: names out, rules stated. */
import { z } from 'zod'
import { Contact, Topic } from './call.ts'
import type { Content, ReleaseKind } from './content.ts'
import { Edit, replacementsOf } from './edits.ts'
import { GroundRules, withheldSpeakers } from './ground-rules.ts'
import type { Instant } from './instant.ts'
import { createNameGuard, redact, redactTranscript } from './redaction.ts'
import { type Fault, type Refusal, refuse } from './refusals.ts'
import { Transcript } from './transcript/model.ts'

/**
 * What a release is made from, with every name in it, and the rules that say which are withheld.
 *
 * Attachments will hang here and on {@link Content}: a list beside `body`, each with an id, a name, a media type
 * and the key of a sealed value of its own (a name is redacted as a headline is, and the guard reads it). An edit
 * of theirs becomes one more kind of `edits` whose place is the attachment's id, and what fits only text, such as
 * a paragraph's offsets, stays with the kinds that are there now.
 */
export const Source = z.strictObject({
  rules: GroundRules,
  /** The call's rules are meant: when they change, these do. */
  inheritsRules: z.boolean(),
  headline: z.string(),
  summary: z.string().nullable(),
  body: z.discriminatedUnion('form', [
    z.strictObject({ form: z.literal('transcript'), transcript: Transcript }),
    z.strictObject({ form: z.literal('markdown'), text: z.string() }),
  ]),
  topics: z.array(Topic),
  contact: Contact.nullable(),
  /** What press staff struck, and which proposals they accepted or declined; the body stays as it was given. */
  edits: z.array(Edit).default([]),
})
export type Source = z.infer<typeof Source>

/** The revision as it would be published: every withheld name is the bracketed attribution. */
export function draftContent(
  kind: ReleaseKind,
  source: Source,
  more: { call: { startsAt: Instant; timeZone: string } | null; note: string | null },
): Content {
  const { rules, body } = source
  const editsAt = replacementsOf(source.edits, rules.attribution)
  const withheld = withheldSpeakers(rules)
  const clean = (text: string) => redact(text, withheld, rules.attribution)
  return {
    kind,
    headline: clean(source.headline),
    summary: source.summary === null ? null : clean(source.summary),
    body:
      body.form === 'markdown'
        ? { form: 'markdown', text: redact(body.text, withheld, rules.attribution, editsAt(0, 0)) }
        : {
            form: 'transcript',
            transcript: redactTranscript(body.transcript, withheld, rules.attribution, editsAt),
          },
    groundRules: { basis: rules.basis, attribution: rules.attribution },
    topics: [...source.topics],
    contact: source.contact,
    call: more.call,
    note: more.note === null ? null : clean(more.note),
  }
}

/** The guard: refuses content in which a withheld name, title or alias is left, saying where, not what. */
export function refuseWithheld(content: Content, rules: GroundRules): Refusal | null {
  return refuseNames([...texts(content)], rules)
}

/** The same for any texts that are about to be public, each with its path. */
export function refuseNames(
  named: readonly (readonly [path: string, text: string])[],
  rules: GroundRules,
): Refusal | null {
  const isNamed = createNameGuard(withheldSpeakers(rules), rules.attribution)
  // Read in several ways, a place is told once.
  const places = new Set(named.filter(([, text]) => isNamed(text)).map(([path]) => path))
  if (places.size === 0) return null
  const faults = [...places].map(
    (path): Fault => ({ path, message: 'Holds a withheld name, title or alias' }),
  )
  return refuse('withheld-name', ...faults)
}

/**
 * The same for a slug. It is in Latin letters, whatever its headline is in: there a name may be one that is none in
 * the headline.
 */
export function refuseInSlug(slug: string, rules: GroundRules): Refusal | null {
  return refuseNames([['headline', slug.replaceAll('-', ' ')]], rules)
}

/** Every text of a revision with its path. */
export function* texts(content: Content): Generator<readonly [string, string]> {
  yield ['headline', content.headline]
  if (content.summary !== null) yield ['summary', content.summary]
  if (content.note !== null) yield ['note', content.note]
  yield ['groundRules.attribution', content.groundRules.attribution]
  if (content.contact !== null) {
    yield ['contact.name', content.contact.name]
    // Without its host, which is an office's: "doe.gov" names nobody.
    const local = content.contact.email.replace(/@.*$/, '')
    yield ['contact.email', `${local}@host`]
    yield ['contact.email', local.replace(/[^\p{L}]+/gu, ' ')]
  }
  yield ['topics', content.topics.join(' ').replaceAll('-', ' ')]
  // As a handle too, which they are made like: "#jdoe".
  yield ['topics', content.topics.map((topic) => `#${topic}`).join(' ')]
  yield* bodyTexts(content.body)
  // A name may be split over two paragraphs.
  if (content.body.form === 'transcript')
    for (const [index, turn] of content.body.transcript.turns.entries())
      yield [`turns.${index}`, turn.paragraphs.join(' ')]
}

/** Every text of a source in which names are taken out, with its path. */
export function* sourceTexts({ headline, summary, body }: Source): Generator<readonly [string, string]> {
  yield ['headline', headline]
  if (summary !== null) yield ['summary', summary]
  yield* bodyTexts(body)
}

function* bodyTexts(body: Content['body']): Generator<readonly [string, string]> {
  if (body.form === 'markdown') return yield ['body', body.text]
  const { venue, turns } = body.transcript
  if (venue !== null) yield ['venue', venue]
  for (const [index, turn] of turns.entries()) {
    yield [`turns.${index}.speaker`, turn.speaker]
    for (const [place, paragraph] of turn.paragraphs.entries())
      yield [`turns.${index}.paragraphs.${place}`, paragraph]
  }
}
