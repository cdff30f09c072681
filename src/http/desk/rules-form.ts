/** Ground rules as a form has them: the basis, the phrase, and a row for each speaker. */
import { Basis, GroundRules, type Speaker } from '../../domain/ground-rules.ts'
import { countIn, type Faults, type Fields, readList, typed, writeList } from './form-fields.ts'

/** As many speakers as ground rules may have. */
const MOST_SPEAKERS = 50
/** Rows that stand there without asking for more. */
const FIRST_ROWS = 3

export function speakersIn(fields: Fields, prefix: string): number {
  return countIn(fields, `${prefix}speakers`, MOST_SPEAKERS, FIRST_ROWS)
}

/** The rules of the fields that begin with `prefix`; undefined with a fault. */
export function readRules(fields: Fields, prefix: string, faults: Faults): GroundRules | undefined {
  const before = faults.length
  const basis = Basis.safeParse(typed(fields, `${prefix}basis`))
  if (!basis.success) faults.push({ path: `${prefix}basis`, message: 'Choose how it may be used' })
  const attribution = typed(fields, `${prefix}attribution`)
  if (attribution === '' && basis.data === 'on-background')
    faults.push({ path: `${prefix}attribution`, message: 'On background: attributed to whom?' })
  if (attribution !== '' && !GroundRules.shape.attribution.safeParse(attribution).success)
    faults.push({ path: `${prefix}attribution`, message: 'A phrase of up to 200 characters' })
  const speakers = readSpeakers(fields, prefix, faults)
  if (faults.length > before || !basis.success) return undefined
  return GroundRules.parse({ basis: basis.data, speakers, ...(attribution !== '' && { attribution }) })
}

function readSpeakers(fields: Fields, prefix: string, faults: Faults): readonly Speaker[] {
  const speakers: Speaker[] = []
  for (let number = 1; number <= speakersIn(fields, prefix); number += 1) {
    const row = `${prefix}s${number}-`
    const [name, title] = [typed(fields, `${row}name`), typed(fields, `${row}title`)]
    const aliases = readList(typed(fields, `${row}aliases`))
    if (name === '' && title === '' && aliases.length === 0) continue
    const withheld = typed(fields, `${row}print`) !== 'named'
    const short = aliases.some((alias) => alias.length < 2 || alias.length > 200) || aliases.length > 20
    if (name.length < 2 || name.length > 200)
      faults.push({ path: `${row}name`, message: 'The name of this speaker' })
    else if (title !== '' && (title.length < 2 || title.length > 300))
      faults.push({ path: `${row}title`, message: 'A title of up to 300 characters' })
    else if (short) faults.push({ path: `${row}aliases`, message: 'Up to 20 names of two letters or more' })
    else speakers.push({ name, ...(title !== '' && { title }), aliases: [...aliases], withheld })
  }
  return speakers
}

/** The fields that {@link readRules} reads these rules from. */
export function writeRules({ basis, attribution, speakers }: GroundRules, prefix: string): Fields {
  return Object.assign(
    {
      [`${prefix}basis`]: basis,
      [`${prefix}attribution`]: attribution,
      [`${prefix}speakers`]: String(Math.max(FIRST_ROWS, speakers.length)),
    },
    ...speakers.map(({ name, title, aliases, withheld }, index) => {
      const row = `${prefix}s${index + 1}-`
      return {
        [`${row}name`]: name,
        [`${row}title`]: title ?? '',
        [`${row}aliases`]: writeList(aliases),
        [`${row}print`]: withheld ? 'withheld' : 'named',
      }
    }),
  )
}
