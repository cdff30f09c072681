/** `/openapi.json` and `/docs`: the contract for programs and for the people who write them. */
import { type RequestHandler, Router } from 'express'
import { renderDocs } from '../../rendering/docs/docs-page.ts'
import { sendPage } from '../send-page.ts'
import { apiDocument } from './document.ts'

/** `publicUrl`: no slash at its end. */
export function createDocsRoutes(site: {
  readonly publicUrl: string
  readonly organisation: string
}): RequestHandler {
  const docs = renderDocs(apiDocument(site.publicUrl), site.organisation)
  const router = Router()
  router.get('/openapi.json', (req, res) => {
    // Tools on other hosts read it, and it is public whoever asks.
    res.set({ 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' })
    sendPage(req, res, docs.json)
  })
  router.get('/docs', (req, res) => sendPage(req, res, docs.page))
  return router
}
