/** What was heard on a call of its rules and its embargo, each beside the sentence it was read from. */
import { BASIS_RULES } from '../../domain/ground-rules.ts'
import { instantSaid } from '../../domain/spoken/compare-terms.ts'
import type { Quote, Spoken, SpokenTerms } from '../../domain/spoken/model.ts'
import { clockInBoth } from './terms-words.ts'

export type HeardView = {
  readonly label: string
  readonly value: string
  /** `turn` counts from 1, as on the page. */
  readonly quotes: readonly { readonly text: string; readonly turn: number }[]
}

/** `hereZone`: the call's. Nothing that was not said is left out: that, too, is to be seen. */
export function heardView(
  { basis, basisQuotes, attribution, terms, liftAnnounced }: Spoken,
  hereZone: string,
): readonly HeardView[] {
  const basisSaid =
    basis === null ? 'Not said' : basis === 'mixed' ? 'It changes on the way' : BASIS_RULES[basis].label
  const phrases = attribution.map(({ phrase }) => `“${phrase}”`)
  return [
    { label: 'Basis', value: basisSaid, quotes: quoted(basisQuotes) },
    {
      label: 'Attributed to',
      value: phrases.length === 0 ? 'Not said' : phrases.join(', '),
      quotes: quoted(attribution.map(({ quote }) => quote)),
    },
    { label: 'Embargo', value: termsHeard(terms, hereZone), quotes: quoted(terms.quotes) },
    ...(liftAnnounced === null
      ? []
      : [{ label: 'Lifted', value: 'A moderator said so', quotes: quoted([liftAnnounced]) }]),
  ]
}

function termsHeard(terms: SpokenTerms, hereZone: string): string {
  switch (terms.kind) {
    case 'unstated':
      return 'Not said'
    case 'none':
      return 'None'
    case 'call-end':
      return 'Until the end of the call'
    case 'notice':
      return 'Until notice is given'
    case 'event':
      return terms.event === null ? 'Until something else happens' : `Until: ${terms.event}`
    case 'mixed':
      return 'Several, or in words that leave a doubt'
    case 'time':
      return timeHeard(terms, hereZone)
  }
}

function timeHeard(terms: SpokenTerms, hereZone: string): string {
  const at = instantSaid(terms)
  if (at === null || terms.timeZone === null) return 'Until a clock time that could not be told'
  return `Until ${clockInBoth(at, terms.timeZone, hereZone)}`
}

/** Each sentence once: it may have told several things. */
function quoted(quotes: readonly Quote[]): HeardView['quotes'] {
  const byText = new Map(quotes.map(({ text, turn }) => [text, turn + 1]))
  return Array.from(byText, ([text, turn]) => ({ text, turn }))
}
