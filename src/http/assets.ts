/** What pages load: our own files, and the few of other projects, as their npm packages have them. */
import { createRequire } from 'node:module'
import compression from 'compression'
import express, { type RequestHandler, Router } from 'express'

const own = new URL('../../templates/pages/assets', import.meta.url).pathname
const { resolve } = createRequire(import.meta.url)

/** By the name a page asks for. */
const VENDOR = {
  'pico.css': '@picocss/pico/css/pico.min.css',
  'htmx.js': 'htmx.org/dist/htmx.min.js',
  'htmx-sse.js': 'htmx.org/dist/ext/hx-sse.min.js',
} as const

export function createAssetRoutes(): RequestHandler {
  const router = Router()
  // Their ETags are weak, and so the same in every coding.
  router.use('/assets', compression())
  for (const [name, file] of Object.entries(VENDOR)) {
    const path = resolve(file)
    router.get(`/assets/vendor/${name}`, (_req, res) => res.sendFile(path))
  }
  router.use('/assets', express.static(own))
  return router
}
