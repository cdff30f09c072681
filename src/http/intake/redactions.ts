/** `/v1/releases/:id/redactions`: what is taken out of a release, for press staff to review, strike and decide. */
import { type RequestHandler, Router } from 'express'
import { PutRedactionsInput, putRedactions, type RedactionsView } from '../../commands/put-redactions.ts'
import { loadRelease, openRevision } from '../../commands/release-view.ts'
import { SERVICE } from '../../domain/actor.ts'
import { PROPOSALS } from '../../domain/find-policy.ts'
import { toIso } from '../../domain/instant.ts'
import { listRedactions } from '../../domain/redactions.ts'
import { refuse } from '../../domain/refusals.ts'
import type { Told } from '../answer-parts.ts'
import { actorOf } from '../authenticate.ts'
import { releaseAnswer } from './answers.ts'
import { type Answer, change, type IntakeDependencies, param, read } from './handle.ts'
import type { RedactionsAnswer } from './release-answer.ts'

export function createRedactionRoutes(dependencies: IntakeDependencies): RequestHandler {
  const { store } = dependencies
  const router = Router()
  const present = (view: RedactionsView): Answer => ({
    status: 200,
    revision: view.release.revision,
    body: redactionsAnswer(view),
  })

  router.get(
    '/releases/:id/redactions',
    read(async (req, res) => {
      const view = await loadRelease(store, param(req, 'id'))
      if (view === null) return refuse('not-found')
      const { release } = view
      const now = await store.clock.now()
      const { source } = await openRevision(store, release, release.content, actorOf(res), now)
      return present({ ...view, redactions: listRedactions(source) })
    }),
  )
  router.put(
    '/releases/:id/redactions',
    change(dependencies, {
      body: PutRedactionsInput,
      act: ({ work, req, body, ifMatch }) => putRedactions(work, param(req, 'id'), body, ifMatch),
      present,
    }),
  )
  return router
}

function redactionsAnswer({ release, embargo, redactions }: RedactionsView): Told<typeof RedactionsAnswer> {
  const { automatic, strikes, proposals, open } = redactions
  return {
    release: releaseAnswer({ release, embargo, openProposals: open }),
    automatic: automatic.map((one) => ({ ...one, by: SERVICE.name, at: toIso(release.updatedAt) })),
    strikes: strikes.map(({ id, turn, paragraph, start, end, mark, context, by, at }) => ({
      ...{ id, turn, paragraph, start, end, mark, context, by, at: toIso(at) },
    })),
    proposals: proposals.map(({ id, kind, turn, paragraph, start, end, mark, context, ...rest }) => ({
      ...{ id, kind, weight: PROPOSALS[kind].weight, because: PROPOSALS[kind].because },
      ...{ turn, paragraph, start, end, mark, context, blocks: rest.blocks },
      decision: rest.decision && {
        ...{ is: rest.decision.kind, by: rest.decision.by, at: toIso(rest.decision.at) },
      },
    })),
  }
}
