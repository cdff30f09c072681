/** `/v1/calls`: schedule, change, start, end and cancel press calls, and take what was said on them. */
import express, { type RequestHandler, Router } from 'express'
import { z } from 'zod'
import { AppendTurnsInput, appendTurns } from '../../commands/append-turns.ts'
import { type CallView, loadCall, viewCall } from '../../commands/call-view.ts'
import { cancelCall } from '../../commands/cancel-call.ts'
import { ChangeCallInput, changeCall } from '../../commands/change-call.ts'
import { EndCallInput, endCall } from '../../commands/end-call.ts'
import { putTranscript, type TranscriptView } from '../../commands/put-transcript.ts'
import { ScheduleCallInput, scheduleCall } from '../../commands/schedule-call.ts'
import { startCall } from '../../commands/start-call.ts'
import { isRefusal, refuse } from '../../domain/refusals.ts'
import type { Words } from '../../editing/take-transcript.ts'
import { actorOf } from '../authenticate.ts'
import { JsonAnswer } from '../json-answer.ts'
import { callAnswer, transcriptAnswer } from './answers.ts'
import { type Answer, change, type IntakeDependencies, NoBody, param, read, readPage } from './handle.ts'
import { BODY_LIMIT, byForm, TranscriptBody } from './transcript-body.ts'

export function createCallRoutes(dependencies: IntakeDependencies): RequestHandler {
  const { store } = dependencies
  const router = Router()
  const takes = <B>(body: z.ZodType<B>, wordsOf: (body: B) => Words) =>
    change(dependencies, {
      body,
      act: ({ work, req, body, ifMatch }) =>
        putTranscript(work, param(req, 'id'), portionOf(req.query.portion), wordsOf(body), ifMatch),
      present: transcriptResult,
    })
  const answer = (status: number) => (view: CallView) => callResult(dependencies, view, status)

  router.get(
    '/calls',
    read(async (req, res) => {
      const page = readPage(req)
      if (isRefusal(page)) return page
      const { items, next } = await store.calls.list(page)
      const views = await Promise.all(items.map((call) => viewCall(store, call, actorOf(res))))
      return { status: 200, body: { items: views.map((view) => callAnswer(store, view)), next } }
    }),
  )
  router.post(
    '/calls',
    change(dependencies, {
      body: ScheduleCallInput,
      act: ({ work, body }) => scheduleCall(work, body),
      present: answer(201),
    }),
  )
  router.get(
    '/calls/:id',
    read(async (req, res) => {
      const view = await loadCall(store, param(req, 'id'), actorOf(res))
      return view === null ? refuse('not-found') : callResult(dependencies, view, 200)
    }),
  )
  router.patch(
    '/calls/:id',
    change(dependencies, {
      body: ChangeCallInput,
      act: ({ work, req, body, ifMatch }) => changeCall(work, param(req, 'id'), body, ifMatch),
      present: answer(200),
    }),
  )
  router.post(
    '/calls/:id/start',
    change(dependencies, {
      body: NoBody,
      act: ({ work, req, ifMatch }) => startCall(work, param(req, 'id'), ifMatch),
      present: answer(200),
    }),
  )
  router.post(
    '/calls/:id/end',
    change(dependencies, {
      body: EndCallInput,
      act: ({ work, req, body, ifMatch }) => endCall(work, param(req, 'id'), body, ifMatch),
      present: answer(200),
    }),
  )
  router.post(
    '/calls/:id/cancel',
    change(dependencies, {
      body: NoBody,
      act: ({ work, req, ifMatch }) => cancelCall(work, param(req, 'id'), ifMatch),
      present: answer(200),
    }),
  )
  router.put(
    '/calls/:id/transcript',
    express.text({ type: ['text/plain', 'text/html'], limit: BODY_LIMIT }),
    byForm({
      text: takes(z.string(), (text) => ({ form: 'text', text })),
      html: takes(z.string(), (text) => ({ form: 'html', text })),
      turns: takes(TranscriptBody, (transcript) => ({ form: 'turns', transcript })),
    }),
  )
  router.post(
    '/calls/:id/turns',
    change(dependencies, {
      body: AppendTurnsInput,
      act: ({ work, req, body }) => appendTurns(work, param(req, 'id'), portionOf(req.query.portion), body),
      present: transcriptResult,
    }),
  )
  return router
}

function callResult({ store }: IntakeDependencies, view: CallView, status: number): Answer {
  const { id, revision } = view.call
  return { status, revision, location: `/v1/calls/${id}`, body: callAnswer(store, view) }
}

function transcriptResult(view: TranscriptView): Answer {
  return { status: 200, revision: view.release.revision, body: new JsonAnswer(transcriptAnswer(view)) }
}

function portionOf(query: unknown): string | null {
  return typeof query === 'string' && query !== '' ? query : null
}
