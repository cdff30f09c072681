/** What pages load: our own files, and the few of other projects, as their npm packages have them. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import compression from 'compression'
import express, { type RequestHandler, Router } from 'express'

const own = new URL('../../templates/pages/assets', import.meta.url).pathname
const { resolve } = createRequire(import.meta.url)

/**
 * By the name a page asks for. htmx looks for its extensions in the moment after it was run: one that comes as a file
 * of its own may be late, and then nothing on the page is live.
 */
const VENDOR = {
  'pico.css': ['@picocss/pico/css/pico.min.css'],
  'htmx.js': ['htmx.org/dist/htmx.min.js', 'htmx.org/dist/ext/hx-sse.min.js'],
} as const

export function createAssetRoutes(): RequestHandler {
  const router = Router()
  // Their ETags are weak, and so the same in every coding.
  router.use('/assets', compression())
  for (const [name, files] of Object.entries(VENDOR)) {
    const body = files.map((file) => readFileSync(resolve(file), 'utf8')).join('\n;')
    const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    router.get(`/assets/vendor/${name}`, (_req, res) => {
      // As Express has it for our own files: kept, and asked for again at every use.
      res.type(name).set('Cache-Control', 'public, max-age=0').set('ETag', etag).send(body)
    })
  }
  router.use('/assets', express.static(own))
  return router
}
