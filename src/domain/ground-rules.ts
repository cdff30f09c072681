/** What a reporter may do with what is said: the basis, how to attribute it, and who is withheld. */
import { z } from 'zod'

export const Basis = z
  .enum(['on-the-record', 'on-background', 'deep-background', 'off-the-record'])
  .meta({ id: 'Basis', description: 'Only the first two may be published.' })
export type Basis = z.infer<typeof Basis>

/** Someone who speaks on the call. `withheld`: name, title and aliases never leave. */
export const Speaker = z
  .strictObject({
    name: z.string().trim().min(2).max(200),
    title: z.string().trim().min(2).max(300).optional(),
    aliases: z.array(z.string().trim().min(2).max(200)).max(20).default([]),
    withheld: z
      .boolean()
      .default(false)
      .meta({ description: 'The name, title and aliases never leave, in any spelling.' }),
  })
  .meta({ id: 'Speaker' })
export type Speaker = z.infer<typeof Speaker>

export const GroundRules = z
  .strictObject({
    basis: Basis,
    attribution: z
      .string()
      .trim()
      .min(2)
      .max(200)
      .default('official')
      .meta({
        description: 'What reporters may call the speakers; it stands in brackets for withheld names.',
        examples: ['senior administration official'],
      }),
    speakers: z.array(Speaker).max(50).default([]),
  })
  .meta({ id: 'GroundRules', description: 'What a reporter may do with what is said.' })
export type GroundRules = z.infer<typeof GroundRules>

/** What each basis lets out: whether the text may be published, and the rule as a reporter reads it. */
export const BASIS_RULES: Readonly<
  Record<Basis, { readonly publishable: boolean; readonly label: string; readonly rule: string }>
> = {
  'on-the-record': {
    publishable: true,
    label: 'On the record',
    rule: 'May be quoted and attributed by name and title.',
  },
  'on-background': {
    publishable: true,
    label: 'On background',
    rule: 'May be quoted, attributed only as stated.',
  },
  'deep-background': {
    publishable: false,
    label: 'Deep background',
    rule: 'May be used, with no quotation and no attribution.',
  },
  'off-the-record': {
    publishable: false,
    label: 'Off the record',
    rule: 'May not be used.',
  },
}

/** The speakers whose name, title and aliases must never leave. */
export function withheldSpeakers(rules: GroundRules): readonly Speaker[] {
  return rules.speakers.filter((speaker) => speaker.withheld)
}
