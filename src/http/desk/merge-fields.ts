/** Two people's changes of one form: what only others changed is taken over, what both changed stays as typed, and is said. */
import type { Fields } from './form-fields.ts'

type Group = { readonly label: string; readonly of: (name: string) => boolean }

/** What belongs together is taken from one person. */
const GROUPS: readonly Group[] = [
  group('Title', /^title$/),
  group('Venue', /^venue$/),
  group('Start', /^(?:starts|timeZone)/),
  group('Expected end', /^ends/),
  group('Topics', /^topics$/),
  group('Contact', /^contact/),
  group('Announced', /^announce/),
  group('Ends by itself', /^endOnAnnouncement$/),
]

function group(label: string, names: RegExp): Group {
  return { label, of: (name) => names.test(name) }
}

function groupsOf(portions: number): readonly Group[] {
  const ofPortions = Array.from({ length: portions }, (_, index) => {
    const where = portions === 1 ? '' : ` of portion ${index + 1}`
    const of = (label: string, fields: string) =>
      group(`${label}${where}`, new RegExp(`^p${index + 1}-${fields}`))
    return [of('Basis', 'basis$'), of('Attribution', 'attribution$'), of('Speakers', '(?:speakers$|s\\d)')]
  })
  return [...GROUPS, ...ofPortions.flat()]
}

export type Merged = {
  readonly fields: Fields
  readonly changed: readonly {
    readonly label: string
    readonly theirs: string
    readonly yours: string | null
  }[]
}

/** `before`: the form as it was opened; `theirs`: as it would be opened now; `mine`: as it was sent. */
export function mergeFields(before: Fields, theirs: Fields, mine: Fields, portions: number): Merged {
  const changed = groupsOf(portions).flatMap(({ label, of }) => {
    const said = (fields: Fields) => saidIn(fields, of)
    if (said(theirs) === said(before)) return []
    const isMine = said(mine) !== said(before) && said(mine) !== said(theirs)
    return [{ label, of, theirs: said(theirs), yours: isMine ? said(mine) : null }]
  })
  const taken = changed.filter(({ yours }) => yours === null)
  const isTaken = (name: string) => taken.some(({ of }) => of(name))
  const kept = Object.entries(mine).filter(([name]) => !isTaken(name))
  const over = Object.entries(theirs).filter(([name]) => isTaken(name))
  return {
    fields: Object.fromEntries([...kept, ...over]),
    changed: changed.map(({ label, theirs: now, yours }) => ({ label, theirs: now, yours })),
  }
}

/** What the fields of a group say, as one line. What settles a clock time goes with it; rows are no words. */
function saidIn(fields: Fields, of: Group['of']): string {
  return Object.keys(fields)
    .filter((name) => of(name) && !/(?:Settled|speakers)$/.test(name))
    .filter((name) => !name.endsWith('-print') || isSpeaker(fields, name))
    .sort()
    .map((name) => (fields[name] ?? '').trim())
    .filter((value) => value !== '')
    .join(', ')
}

function isSpeaker(fields: Fields, print: string): boolean {
  return (fields[print.replace(/print$/, 'name')] ?? '').trim() !== ''
}
