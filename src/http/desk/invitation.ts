/** An invitation's words, or a transcript's, as the fields of a call's form: the reader proposes, a person corrects. */
import { DateTime } from 'luxon'
import type { Work } from '../../commands/work.ts'
import { GroundRules } from '../../domain/ground-rules.ts'
import { isRefusal } from '../../domain/refusals.ts'
import { asOpening, type Invitation, isInvitation, readInvitation } from '../../domain/spoken/invitation.ts'
import type { Quote, Spoken } from '../../domain/spoken/model.ts'
import { type Proposal, proposeCall } from '../../domain/spoken/proposal.ts'
import { readHtml } from '../../domain/transcript/html.ts'
import type { Transcript } from '../../domain/transcript/model.ts'
import { zoneOf } from '../../domain/zone-names.ts'
import { portionPrefix } from './call-form.ts'
import { type Fields, typed } from './form-fields.ts'
import { writeRules } from './rules-form.ts'
import { writeTerms } from './terms-form.ts'
import { isHtml } from './upload.ts'

/**
 * The fields with those filled in that could be read, the sentence of each beside it as `said-<field>`, and what came
 * of it as `read`. What was typed stays where nothing was read. Nothing is stored.
 */
export async function withInvitation(work: Pick<Work, 'editor' | 'store'>, fields: Fields): Promise<Fields> {
  const clean = Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith('said-')))
  const pasted = typed(fields, 'invitation')
  if (pasted === '') return { ...clean, read: 'Paste it first.' }
  const text = isHtml(pasted) ? readHtml(pasted) : pasted
  const timeZone = zoneOf(typed(fields, 'timeZone')) ?? 'America/New_York'
  const today = DateTime.fromMillis(await work.store.clock.now(), { zone: timeZone }).toISODate() ?? ''
  const found = readInvitation(text, today, timeZone)
  const printed = await work.editor.read({ form: 'text', text: found.prose })
  if (isRefusal(printed)) return { ...clean, read: 'Nothing could be read in it.' }
  // In a transcript a day and a clock may be of anything.
  const [invitation, transcript] = isInvitation(printed)
    ? [found, asOpening(printed)]
    : [{ ...found, starts: null }, printed]
  const callDate = transcript.callDate ?? invitation.starts?.value.date ?? null
  const spoken = await work.editor.hear(transcript, { callDate, timeZone })
  const filled = { ...factFields(invitation, transcript), ...ruleFields(invitation, transcript, spoken) }
  return { ...clean, ...filled, read: readSays(filled, spoken) }
}

function factFields({ title, venue, starts }: Invitation, transcript: Transcript): Fields {
  const date = transcript.callDate ?? starts?.value.date
  const time = transcript.start?.wall ?? starts?.value.time
  const letters = transcript.start && zoneOf(transcript.start.zone)
  const zone = letters ?? starts?.value.timeZone
  const place = transcript.venue ?? venue?.value
  return {
    ...(title && { title: title.value.slice(0, 300), 'said-title': title.quote }),
    ...(place && { venue: place.slice(0, 200), 'said-venue': venue?.quote ?? place }),
    ...(date && { startsDate: date }),
    ...(time && { startsTime: time }),
    ...(zone && { timeZone: zone }),
    ...((date || time) && { 'said-starts': starts?.quote ?? 'The lines above the transcript' }),
  }
}

/** Rules and terms of each portion that was spoken of; those nobody spoke of stay as they were. */
function ruleFields({ speakers }: Invitation, transcript: Transcript, spoken: Spoken): Fields {
  const proposal: Proposal = proposeCall(transcript, spoken)
  const portions = 'portions' in proposal ? proposal.portions : [{ name: '', ...proposal }]
  const hasRules = spoken.basis !== null || spoken.attribution.length > 0
  const ofWhom = speakers?.value.map(({ name, title }) => ({ name, ...(title && { title }) }))
  const all = portions.map(({ name, groundRules, embargo }, index) => {
    const prefix = portionPrefix(index + 1)
    const withheld = groundRules.basis !== 'on-the-record'
    const named = ofWhom?.map((one) => ({ ...one, withheld })) ?? groundRules.speakers
    const {
      [`${prefix}basis`]: basis = '',
      [`${prefix}attribution`]: attribution = '',
      ...rows
    } = writeRules(GroundRules.parse({ ...groundRules, speakers: named }), prefix)
    return {
      ...(portions.length > 1 && { [`${prefix}name`]: name }),
      ...(hasRules && { [`${prefix}basis`]: basis }),
      ...(groundRules.attribution !== undefined && { [`${prefix}attribution`]: attribution }),
      ...(named.length > 0 && rows),
      ...(spoken.terms.kind !== 'unstated' && writeTerms(embargo, prefix, '')),
      ...saidOf(prefix, spoken),
    }
  })
  return Object.assign({}, portions.length > 1 && { portions: String(portions.length) }, ...all)
}

function saidOf(prefix: string, { basisQuotes, attribution, terms }: Spoken): Fields {
  const telling = basisQuotes.filter(({ text }) => /\b(?:attribut|on background|record)/iu.test(text))
  const basis = wordsOf(telling.length > 0 ? telling : basisQuotes)
  const phrase = attribution[0]?.quote.text ?? ''
  const until = wordsOf(terms.quotes)
  return {
    ...(basis !== '' && { [`said-${prefix}basis`]: basis }),
    ...(phrase !== '' && { [`said-${prefix}attribution`]: phrase }),
    ...(until !== '' && { [`said-${prefix}terms`]: until }),
  }
}

function wordsOf(quotes: readonly Quote[]): string {
  return [...new Set(quotes.map(({ text }) => text))].join(' … ').slice(0, 1000)
}

const NAMES: readonly (readonly [string, string])[] = [
  ['title', 'the title'],
  ['venue', 'the venue'],
  ['startsDate', 'the day'],
  ['startsTime', 'the start'],
  ['p1-basis', 'the basis'],
  ['p1-attribution', 'the attribution'],
  ['p1-s1-name', 'who speaks'],
  ['p1-t1-until', 'the embargo'],
]

function readSays(filled: Fields, { terms }: Spoken): string {
  const names = NAMES.flatMap(([field, name]) => (filled[field] ? [name] : []))
  if (names.length === 0) return 'Nothing of a call could be read in it.'
  const listed = new Intl.ListFormat('en-US').format(names)
  const conflict = terms.conflict ? ' It says two things about the embargo: settle which one holds.' : ''
  const unstated = terms.kind === 'unstated' ? ' It states no embargo.' : ''
  return `Filled in below: ${listed}, each with the words it was read from. Check them.${conflict}${unstated}`
}
