/** Values as the bytes of their JSON: what is sealed or answered without being made into objects again. */

/** `of` is never there: it tells whose JSON the bytes are, UTF-8. */
export type Json<T> = { readonly bytes: Uint8Array<ArrayBuffer>; readonly of?: T }

/** The same in pieces, which more than one may have. */
export type JsonPieces<T> = { readonly pieces: readonly Uint8Array[]; readonly of?: T }

const encoder = new TextEncoder()
const decoder = new TextDecoder()

export function jsonOf<T>(value: T): Json<T> {
  return { bytes: encoder.encode(JSON.stringify(value)) }
}

export function valueOfJson<T>({ bytes }: Json<T>): T {
  return JSON.parse(decoder.decode(bytes))
}

/** An object, which is not empty, with one more member that is JSON already. */
export function jsonWith<O extends object, N extends string, M>(
  object: O,
  name: N,
  { pieces }: JsonPieces<M>,
): JsonPieces<O & Record<N, M>> {
  const head = encoder.encode(`${JSON.stringify(object).slice(0, -1)},${JSON.stringify(name)}:`)
  return { pieces: [head, ...pieces, END_OF_OBJECT] }
}

/** Items of a list that stand one after the other, for {@link listOf}; there is at least one. */
export function runOf<T>(items: readonly T[]): JsonPieces<T> {
  return { pieces: [encoder.encode(JSON.stringify(items).slice(1, -1))] }
}

export function listOf<T>(runs: readonly JsonPieces<T>[]): JsonPieces<T[]> {
  const pieces = runs.flatMap((run, at) => (at === 0 ? run.pieces : [COMMA, ...run.pieces]))
  return { pieces: [START_OF_LIST, ...pieces, END_OF_LIST] }
}

const COMMA = encoder.encode(',')
const START_OF_LIST = encoder.encode('[')
const END_OF_LIST = encoder.encode(']')
const END_OF_OBJECT = encoder.encode('}')

export function joined<T>({ pieces }: JsonPieces<T>): Json<T> {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return { bytes }
}
