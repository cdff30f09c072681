/** The page on which a readout, statement, advisory or fact sheet is written, or written anew. */
import type { Source } from '../../domain/draft.ts'
import { BASIS_RULES, Basis, type GroundRules } from '../../domain/ground-rules.ts'
import type { Terms } from '../../domain/terms.ts'
import { KIND_NAMES } from '../release-words.ts'
import type { Form } from './form.ts'
import { termsSentence } from './terms-words.ts'

type Option = { readonly value: string; readonly label: string }

export type WriteView = {
  readonly form: Form
  readonly title: string
  readonly action: string
  readonly back: { readonly href: string; readonly label: string }
  /** The revision that is written over; null for a new release. */
  readonly revision: number | null
  /** What the fields hold on a fresh form. */
  readonly first: Readonly<Record<string, string>>
  /** Where a new release may go; null for one that is somewhere. */
  readonly places: readonly Option[] | null
  readonly kinds: readonly Option[]
  readonly bases: readonly (Option & { readonly rule: string })[]
  readonly wasCleared: boolean
}

const KINDS = (['statement', 'readout', 'fact-sheet', 'advisory'] as const).map((value) => ({
  value,
  label: KIND_NAMES[value],
}))

const BASES = Basis.options.map((value) => ({ value, ...BASIS_RULES[value] }))

type Place = {
  readonly callId: string
  readonly portionId: string
  readonly title: string
  readonly portion: string | null
  readonly rules: GroundRules
  readonly terms: Terms
  readonly timeZone: string
}

/** `callId`: the call it was asked for under. */
export function newReleaseView(places: readonly Place[], callId: string | null, form: Form): WriteView {
  const options = places.map(({ callId: call, portionId, title, portion, rules, terms, timeZone }) => ({
    value: `${call} ${portionId}`,
    label: `${title}${portion === null ? '' : `, ${portion}`}: ${BASIS_RULES[rules.basis].label.toLowerCase()}, ${termsSentence(terms, timeZone)}`,
  }))
  const asked = options.find(({ value }) => value.startsWith(`${callId} `))
  return {
    ...{ form, title: 'Write a release', action: '/desk/releases/new', revision: null, wasCleared: false },
    back:
      callId === null
        ? { href: '/desk/releases', label: 'Releases' }
        : { href: `/desk/calls/${callId}`, label: 'Back to the call' },
    first: { under: asked?.value ?? 'own', 'e-until': 'none' },
    places: options,
    kinds: KINDS,
    bases: BASES,
  }
}

export function editReleaseView(
  { release, source }: { readonly release: { id: string; revision: number; state: string }; source: Source },
  form: Form,
): WriteView {
  const href = `/desk/releases/${release.id}`
  const { headline, summary, body, topics, contact } = source
  return {
    ...{ form, title: 'Edit the release', action: `${href}/edit`, revision: release.revision },
    back: { href, label: 'Back to the review' },
    first: {
      headline,
      summary: summary ?? '',
      body: body.form === 'markdown' ? body.text : '',
      topics: topics.join(', '),
      contactName: contact?.name ?? '',
      contactEmail: contact?.email ?? '',
    },
    ...{ places: null, kinds: KINDS, bases: BASES },
    wasCleared: release.state === 'cleared',
  }
}
