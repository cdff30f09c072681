/** The guard for what press staff decided: nothing they struck or took for a name is left in what goes out. */
import type { Content } from './content.ts'
import { draftContent, type Source, texts } from './draft.ts'
import { type Edit, fits } from './edits.ts'
import { passagePath, passageText } from './passages.ts'
import { findProposals } from './proposals.ts'
import { createNameGuard } from './redaction.ts'
import { type Fault, type Refusal, refuse } from './refusals.ts'

/**
 * Refuses content in which a strike or an accepted proposal was not made, or in which words that were
 * accepted as a name stand elsewhere: undecided in the body, or in a headline or label that no edit reaches. Says where, not what.
 */
export function refuseUnsettled(content: Content, source: Source): Refusal | null {
  const made = source.edits.filter((edit) => edit.kind !== 'declined')
  if (made.length === 0) return null
  const faults = [...notMade(content, source, made), ...undecided(source), ...inOtherFields(content, source)]
  return faults.length === 0 ? null : refuse('withheld-name', ...faults)
}

function notMade(content: Content, source: Source, made: readonly Edit[]): readonly Fault[] {
  const expected = draftContent(content.kind, source, { call: null, note: null }).body
  return made
    .filter(
      (edit) => !fits(edit, source.body) || passageText(expected, edit) !== passageText(content.body, edit),
    )
    .map((edit) => ({ path: passagePath(source.body, edit), message: 'Holds words that were taken out' }))
}

function undecided(source: Source): readonly Fault[] {
  return findProposals(source)
    .filter(({ blocks }) => blocks)
    .map((place) => ({
      path: passagePath(source.body, place),
      message: 'Holds words that were accepted as a name elsewhere: accept or decline them here too',
    }))
}

/** Labels, headline and the like: no edit reaches them. */
function inOtherFields(content: Content, source: Source): readonly Fault[] {
  const others = [...texts(content)].filter(([path]) => !IN_BODY.test(path))
  return refuseAccepted(others, source)?.faults ?? []
}

/** Refuses texts of any kind in which words stand that were accepted as a name. */
export function refuseAccepted(
  named: readonly (readonly [path: string, text: string])[],
  source: Source,
): Refusal | null {
  const accepted = source.edits.filter((edit) => edit.kind === 'accepted')
  const isNamed = createNameGuard(
    accepted.map(({ words }) => ({ name: '', aliases: [words] })),
    source.rules.attribution,
  )
  const faults = named
    .filter(([, text]) => isNamed(text))
    .map(([path]) => ({ path, message: 'Holds words that were accepted as a name' }))
  return faults.length === 0 ? null : refuse('withheld-name', ...faults)
}

const IN_BODY = /^(?:body|turns\.\d+(?:\.paragraphs\.\d+)?)$/u
