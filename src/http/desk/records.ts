/** `/desk/calls/:id/record`: every act on a call, and the whole of it as one archive for the office. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type RequestHandler, Router } from 'express'
import { type ExportedRecord, exportRecord } from '../../commands/export-record.ts'
import { showRecord } from '../../commands/show-record.ts'
import { isRefusal } from '../../domain/refusals.ts'
import { recordView } from '../../rendering/desk/record.ts'
import { recordDocument } from '../../rendering/desk/record-document.ts'
import { publishedTexts } from '../../rendering/desk/record-texts.ts'
import { auditAnswer } from '../intake/answers.ts'
import { idOf } from './act-route.ts'
import { type DeskDependencies, deskPage, sendDeskPage, sendPart } from './desk-route.ts'
import { recordJson } from './record-json.ts'
import { type ZipPart, zip } from './zip.ts'

export function createRecordRoutes(dependencies: DeskDependencies): RequestHandler {
  const { pages } = dependencies
  const router = Router()
  router.get(
    '/calls/:id/record',
    deskPage(dependencies, async ({ req, work, frame }) => {
      const record = await showRecord(work, idOf(req.params.id))
      if (isRefusal(record)) return record
      return pages.page('record', recordView(record), await frame('Record of the call', 'calls'))
    }),
  )
  router.get(
    '/calls/:id/record.zip',
    sendPart(dependencies, async ({ req, work, person }, res) => {
      const asked = { addresses: req.query.addresses === 'yes' }
      const exported = await exportRecord(work, idOf(req.params.id), asked)
      if (isRefusal(exported)) return sendDeskPage(res, pages.nothing(), 404)
      const { call, now } = exported.record
      res.status(200).type('application/zip').set('Cache-Control', 'no-store')
      // Its id, never its title: a file's name is seen by more than its reader.
      res.attachment(`${call.id}-record.zip`)
      await pipeline(Readable.from(zip(partsOf(dependencies, exported, person.name), now)), res).catch(
        (error: unknown) => {
          if (!res.closed) throw error
        },
      )
    }),
  )
  return router
}

/** Each made when its turn comes. */
function* partsOf(
  { store, pages }: DeskDependencies,
  exported: ExportedRecord,
  by: string,
): Generator<ZipPart> {
  const part = (name: string, text: string): ZipPart => ({ name, text: [text] })
  const json = (name: string, value: unknown) => part(name, `${JSON.stringify(value, null, 2)}\n`)
  yield { name: 'record.json', text: recordJson(store, exported, by) }
  yield json('audit.json', exported.record.entries.map(auditAnswer))
  yield part('record.html', pages.part('record-document', recordDocument(exported, by)))
  for (const release of exported.releases)
    for (const { name, text } of publishedTexts(release))
      yield part(`releases/${release.release.id}/${name}`, text)
  const { deliveries } = exported
  if (deliveries === null) return
  for (const { alert } of exported.alerts)
    yield { name: `deliveries/${alert.id}.ndjson`, text: linesOf(deliveries(alert.id)) }
}

async function* linesOf(pages: AsyncIterable<readonly object[]>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((one) => `${JSON.stringify(one)}\n`).join('')
}
