/** An answer's body that is JSON already, too long to be made twice. */
import type { Response } from 'express'
import { type Json, valueOfJson } from '../domain/json.ts'

export class JsonAnswer {
  readonly #json: Json<unknown>

  constructor(json: Json<unknown>) {
    this.#json = json
  }

  send(res: Response): void {
    const { buffer, byteOffset, byteLength } = this.#json.bytes
    res.type('application/json').send(Buffer.from(buffer, byteOffset, byteLength))
  }

  /** For the record of an answer under an Idempotency-Key. */
  toJSON(): unknown {
    return valueOfJson(this.#json)
  }
}
