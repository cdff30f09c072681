/** Everything that is taken out of a source, or may have to be, each in its context: what press staff review. */
import { type Source, sourceTexts } from './draft.ts'
import { type Edit, idOf } from './edits.ts'
import { withheldSpeakers } from './ground-rules.ts'
import { type InContext, inContext, passageText } from './passages.ts'
import { byWeight, findProposals, type Proposal } from './proposals.ts'
import { createRedactor } from './redaction.ts'
import type { Span } from './span.ts'

/** A withheld name that is taken out without asking; `path` says of which text. */
export type Automatic = Span & { readonly path: string; readonly mark: string; readonly context: InContext }
export type Strike = Extract<Edit, { kind: 'strike' }> & { readonly id: string; readonly context: InContext }
export type Redactions = {
  readonly automatic: readonly Automatic[]
  readonly strikes: readonly Strike[]
  /** Likely ones first. */
  readonly proposals: readonly (Proposal & { readonly context: InContext })[]
  /** How many proposals nobody has decided. */
  readonly open: number
}

export function listRedactions(source: Source): Redactions {
  const { rules, body } = source
  const redactionsIn = createRedactor(withheldSpeakers(rules), rules.attribution)
  const contextAt = (place: Proposal | Edit) => inContext(passageText(body, place) ?? '', place)
  const proposals = findProposals(source)
  return {
    automatic: [...sourceTexts(source)].flatMap(([path, text]) =>
      redactionsIn(text).map(({ start, end, mark }) => ({
        ...{ path, start, end, mark },
        context: inContext(text, { start, end }),
      })),
    ),
    strikes: source.edits.flatMap((edit) =>
      edit.kind === 'strike' ? [{ ...edit, id: idOf(edit), context: contextAt(edit) }] : [],
    ),
    proposals: byWeight(proposals).map((proposal) => ({ ...proposal, context: contextAt(proposal) })),
    open: proposals.filter(({ decision }) => decision === null).length,
  }
}
