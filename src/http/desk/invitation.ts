/** An invitation's words, or a transcript's, as the fields of a call's form: the reader proposes, a person corrects. */
import type { Work } from '../../commands/work.ts'
import { GroundRules } from '../../domain/ground-rules.ts'
import { isRefusal } from '../../domain/refusals.ts'
import { type Proposal, proposeCall } from '../../domain/spoken/proposal.ts'
import { writeRules } from './call-form.ts'
import type { Fields } from './terms-form.ts'
import { isHtml } from './upload.ts'

/** The same fields, with those that could be read filled in. What was typed stays where nothing was read. */
export async function readInvitation({ editor }: Pick<Work, 'editor'>, fields: Fields): Promise<Fields> {
  const text = fields.invitation ?? ''
  const transcript = await editor.read({ form: isHtml(text) ? 'html' : 'text', text })
  if (isRefusal(transcript)) return { ...fields, readSays: 'Nothing could be read in it.' }
  const timeZone = fields.timeZone || 'America/New_York'
  const context = { callDate: fields.startDate || transcript.callDate, timeZone }
  const spoken = await editor.hear(transcript, context)
  const proposal = proposeCall(transcript, spoken)
  const quotes = [...spoken.basisQuotes, ...spoken.terms.quotes].map(({ text: said }) => said)
  return {
    ...fields,
    ...(transcript.callDate && { startDate: transcript.callDate }),
    ...(transcript.start && { startTime: transcript.start.wall }),
    ...(transcript.venue && { venue: transcript.venue }),
    ...proposed(proposal),
    readSays:
      quotes.length === 0
        ? 'No ground rules and no embargo are stated in it.'
        : [...new Set(quotes)].join('\n'),
    readConflict: spoken.terms.conflict ? 'yes' : '',
  }
}

function proposed(proposal: Proposal): Fields {
  const portions = 'portions' in proposal ? proposal.portions : [{ name: '', ...proposal }]
  return {
    portions: String(portions.length),
    ...Object.assign(
      {},
      ...portions.map(({ name, groundRules, embargo }, index) => ({
        [`p${index}-name`]: name,
        ...writeRules(GroundRules.parse(groundRules), index),
        ...termsFields(embargo, `p${index}-`),
      })),
    ),
  }
}

type ProposedTerms = Extract<Proposal, { embargo: unknown }>['embargo']

function termsFields(terms: ProposedTerms, prefix: string): Fields {
  const fields = { [`${prefix}until`]: terms.until, [`${prefix}both`]: '' }
  if (terms.until === 'notice') return { ...fields, [`${prefix}notice`]: terms.name }
  if (terms.until !== 'time') return fields
  return {
    ...fields,
    [`${prefix}date`]: terms.at.slice(0, 10),
    [`${prefix}time`]: terms.at.slice(11, 16),
    [`${prefix}zone`]: terms.timeZone,
  }
}
