/** Values as the bytes of their JSON: what is sealed or answered without being made into objects again. */

/** `of` is never there: it tells whose JSON the bytes are, UTF-8. */
export type Json<T> = { readonly bytes: Uint8Array<ArrayBuffer>; readonly of?: T }

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
  member: Json<M>,
): Json<O & Record<N, M>> {
  const head = encoder.encode(`${JSON.stringify(object).slice(0, -1)},${JSON.stringify(name)}:`)
  const tail = encoder.encode('}')
  const bytes = new Uint8Array(head.length + member.bytes.length + tail.length)
  bytes.set(head)
  bytes.set(member.bytes, head.length)
  bytes.set(tail, head.length + member.bytes.length)
  return { bytes }
}
