/** Start, end and cancel a call: each asked once, in words that say what follows. */
import { type RequestHandler, Router } from 'express'
import { z } from 'zod'
import type { CallView } from '../../commands/call-view.ts'
import { cancelCall } from '../../commands/cancel-call.ts'
import { countToldOfLift } from '../../commands/count-told.ts'
import { endCall } from '../../commands/end-call.ts'
import { type ShownCall, showCall } from '../../commands/show-call.ts'
import { startCall } from '../../commands/start-call.ts'
import { waitingFor } from '../../domain/embargo.ts'
import { type Refusal, refuse } from '../../domain/refusals.ts'
import { cancelWords, endWords, startWords } from '../../rendering/desk/call-act-words.ts'
import { type Act, createAct } from './act-route.ts'
import type { DeskAsked, DeskDependencies } from './desk-route.ts'

/** `endedAt` empty: now. */
const EndForm = z.object({
  endedAt: z
    .string()
    .trim()
    .optional()
    .transform((text) => (text ? text : undefined)),
})

const onCall = {
  async load({ work }: DeskAsked, id: string): Promise<ShownCall | Refusal> {
    const call = await work.store.calls.read(id)
    return call === null ? refuse('not-found') : showCall(work, call)
  },
  revision: ({ call }: ShownCall) => call.revision,
  back: ({ call }: ShownCall) => ({ href: `/desk/calls/${call.id}`, label: 'Back to the call' }),
  to: ({ id }: { readonly id: string }) => `/desk/calls/${id}`,
} as const

const start: Act<ShownCall, object, CallView> = {
  ...onCall,
  path: '/calls/:id/start',
  body: z.object({}),
  words: startWords,
  run: (work, id, _body, ifMatch) => startCall(work, id, ifMatch),
  done: 'started',
}

const end: Act<ShownCall, z.infer<typeof EndForm>, CallView> = {
  ...onCall,
  path: '/calls/:id/end',
  body: EndForm,
  words: async (shown, { work }) => endWords(shown, await countToldOfLift(work, topicsOf(shown))),
  // Whoever ends a call ends it whatever was changed of it meanwhile.
  revision: () => null,
  run: (work, id, { endedAt }) => endCall(work, id, endedAt === undefined ? {} : { endedAt }, null),
  done: 'ended',
}

const cancel: Act<ShownCall, object, CallView> = {
  ...onCall,
  path: '/calls/:id/cancel',
  body: z.object({}),
  words: cancelWords,
  run: (work, id, _body, ifMatch) => cancelCall(work, id, ifMatch),
  done: 'cancelled',
}

/** Of what goes out with the end of the call. */
function topicsOf({ portions, others }: ShownCall): readonly (readonly string[])[] {
  const pieces = [...portions.flatMap(({ transcript }) => transcript ?? []), ...others]
  return pieces
    .filter(({ release, embargo }) => release.state === 'cleared' && waitingFor(embargo).includes('call-end'))
    .map(({ topics }) => topics)
}

export function createCallActRoutes(dependencies: DeskDependencies): RequestHandler {
  const router = Router()
  router.use(createAct(dependencies, start))
  router.use(createAct(dependencies, end))
  router.use(createAct(dependencies, cancel))
  return router
}
