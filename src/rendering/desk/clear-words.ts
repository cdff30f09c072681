/** What clearing a release will do, in words. */
import type { Embargo } from '../../domain/embargo.ts'
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
