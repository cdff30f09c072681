/** What clearing a release will do, in words, and who may do it. */
import { isSamePerson } from '../../domain/actor.ts'
import type { Embargo } from '../../domain/embargo.ts'
import { approvedBy, type Release } from '../../domain/release.ts'
import { inMails } from './plain-words.ts'
import { termsSentence } from './terms-words.ts'

/** `people`: how many would be told. */
export function clearSays(embargo: Embargo, hereZone: string, people: number): readonly string[] {
  if (embargo.state === 'lifted')
    return [`The embargo has lifted: it is public in the moment you clear it. ${inMails(people)} told.`]
  if (embargo.state === 'void') return ['Its embargo is void: it will never be published.']
  const held = embargo.hold === null ? '' : ' It is held now.'
  return [
    `It stays embargoed ${termsSentence(embargo.terms, hereZone)}, and goes out in the instant that lifts.${held}`,
    `As of now, ${inMails(people).replace(/^\S/, (letter) => letter.toLowerCase())} told then.`,
  ]
}

/** `approve`: the first of two. `wait`: this person gave the first. `clear`: what makes it go out. */
export type ClearStep = {
  readonly step: 'approve' | 'wait' | 'clear'
  /** Who approved it first. */
  readonly first: string | null
}

export function clearStep(release: Release, reader: string, twoPerson: boolean): ClearStep {
  const first = approvedBy(release)
  if (!twoPerson) return { step: 'clear', first: null }
  if (first === null) return { step: 'approve', first }
  return { step: isSamePerson(first, reader) ? 'wait' : 'clear', first }
}
