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
      if (error !== undefined && error !== null) return next(new UnreadForm(error))
      const words = req.file?.buffer.toString('utf8').trim()
      if (words) req.body.text = words
      next()
    })
  }
}

/** A form that was too large, or not in its own form: the sender's fault, as the fields say that answer it. */
class UnreadForm extends Error {
  readonly status: number
  readonly type: string

  constructor(cause: unknown) {
    super('A form could not be read', { cause })
    const isTooLarge = cause instanceof multer.MulterError && cause.code.startsWith('LIMIT_')
    this.status = isTooLarge ? 413 : 400
    this.type = isTooLarge ? 'entity.too.large' : 'form.malformed'
  }
}

/** Whether a text is a page, by how it begins: an element, a comment or a doctype. */
export function isHtml(text: string): boolean {
  return /^\s*<(?:!doctype|!--|[a-z][a-z0-9]*[\s>])/iu.test(text.slice(0, 2000))
}
