/** `/desk/releases/:id/kill`: asked once, in words that say who is told. */
import type { RequestHandler } from 'express'
import { countToldOfChange } from '../../commands/count-told.ts'
import { KillReleaseInput, killRelease } from '../../commands/kill-release.ts'
import { loadRelease, openRevision, type ReleaseView } from '../../commands/release-view.ts'
import { refuse } from '../../domain/refusals.ts'
import { killWords } from '../../rendering/desk/kill-words.ts'
import { createAct } from './act-route.ts'
import type { DeskDependencies } from './desk-route.ts'

type Subject = Pick<ReleaseView, 'release'> & { readonly headline: string }

export function createKillRoutes(dependencies: DeskDependencies): RequestHandler {
  return createAct<Subject, KillReleaseInput, ReleaseView>(dependencies, {
    path: '/releases/:id/kill',
    body: KillReleaseInput,
    async load({ work: { store, actor } }, id) {
      const view = await loadRelease(store, id)
      if (view === null) return refuse('not-found')
      const { release } = view
      const now = await store.clock.now()
      const { content } = await openRevision(store, release, release.content, actor, now)
      return { release, headline: content.headline }
    },
    words: async (subject, { work }) => killWords(subject, await countToldOfChange(work, subject.release.id)),
    // Whoever withdraws it withdraws it whatever was changed of it meanwhile.
    revision: () => null,
    back: ({ release }) => ({ href: `/desk/releases/${release.id}`, label: 'Back to the release' }),
    run: (work, id, input) => killRelease(work, id, input, null),
    done: 'killed',
    to: ({ id }) => `/desk/releases/${id}`,
  })
}
