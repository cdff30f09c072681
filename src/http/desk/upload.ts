/** A transcript's file in a form: its words take the place of those pasted, before the form is checked. */
import type { RequestHandler } from 'express'
import multer from 'multer'

const LIMITS = { fileSize: 5_000_000, files: 1, fields: 20, fieldSize: 5_000_000 } as const

/** For forms that carry a file in the field `file`; those that carry none go on as they are. */
export function takeFile(): RequestHandler {
  const take = multer({ storage: multer.memoryStorage(), limits: LIMITS }).single('file')
  return (req, res, next) => {
    if (!req.is('multipart/form-data')) return next()
    take(req, res, (error: unknown) => {
      if (error !== undefined && error !== null) return next(error)
      const words = req.file?.buffer.toString('utf8').trim()
      if (words) req.body.text = words
      next()
    })
  }
}

/** Whether a text is a page, by how it begins: an element, a comment or a doctype. */
export function isHtml(text: string): boolean {
  return /^\s*<(?:!doctype|!--|[a-z][a-z0-9]*[\s>])/iu.test(text.slice(0, 2000))
}
