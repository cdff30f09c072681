/** The schema of what a transcript, or an invitation, is read to say. */
import { z } from 'zod'
import { Basis, GroundRules } from '../../domain/ground-rules.ts'
import { Transcript } from '../../domain/transcript/model.ts'

const Quote = z
  .strictObject({ text: z.string(), turn: z.int(), paragraph: z.int() })
  .meta({ id: 'Quote', description: 'A sentence as said, and its place; both count from 0.' })

const SpokenTerms = z
  .strictObject({
    kind: z.enum(['call-end', 'time', 'event', 'notice', 'none', 'mixed', 'unstated']),
    at: z
      .string()
      .optional()
      .meta({ description: 'Wall time in `timeZone`.', examples: ['2021-10-30T05:00'] }),
    timeZone: z.string().optional(),
    event: z.string().optional().meta({ description: 'What is waited for, in the words of the sentence.' }),
    quote: z.string(),
    quotes: z.array(Quote),
    conflict: z.boolean().meta({ description: 'Staff contradict each other or themselves.' }),
  })
  .meta({ id: 'SpokenTerms', description: 'When the embargo was said to lift; in doubt never `none`.' })

const ProposedRules = GroundRules.pick({ basis: true }).extend({
  attribution: z.string().optional(),
  speakers: z.array(z.strictObject({ name: z.string(), withheld: z.boolean() })),
})
const ProposedTerms = z.union([
  z.strictObject({ until: z.enum(['none', 'call-end']) }),
  z.strictObject({ until: z.literal('time'), at: z.string(), timeZone: z.string() }),
  z.strictObject({ until: z.literal('notice'), name: z.string() }),
])
const proposed = { groundRules: ProposedRules, embargo: ProposedTerms }

const Proposal = z
  .union([
    z.strictObject(proposed),
    z.strictObject({
      portions: z.array(z.strictObject({ name: z.string(), ...proposed })),
      turns: z.array(z.strictObject({ from: z.int(), to: z.int() })),
    }),
  ])
  .meta({
    id: 'ProposedCall',
    description:
      'What `POST /v1/calls` takes; `turns` says which of them each portion has, from 0, the last not in it. Nothing is recorded until a person does it.',
  })

export const ReadingAnswer = Transcript.extend({
  groundRules: z.strictObject({
    basis: z.union([Basis, z.literal('mixed')]).nullable(),
    attribution: z.array(z.string()),
    quotes: z.array(Quote),
  }),
  terms: SpokenTerms,
  liftAnnounced: z.boolean(),
  announcement: Quote.nullable(),
  changes: z.array(
    z.strictObject({
      turn: z.int(),
      basis: Basis.nullable(),
      terms: SpokenTerms.nullable(),
      quote: Quote,
    }),
  ),
  proposal: Proposal,
}).meta({ id: 'Reading' })
