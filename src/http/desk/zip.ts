/** One archive of several texts, made piece by piece as they come, so that none of them is held whole. */
import { Zip, ZipDeflate } from 'fflate'

export type ZipPart = {
  /** With `/` between folders. */
  readonly name: string
  readonly text: Iterable<string> | AsyncIterable<string>
}

/** `at`: what each part's clock says, in ms. Throws what a part's text throws. */
export async function* zip(parts: Iterable<ZipPart>, at: number): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const archive = new Zip((error, chunk) => {
    if (error) throw error
    ready.push(chunk)
  })
  for (const { name, text } of parts) {
    const file = new ZipDeflate(name, { level: 6 })
    file.mtime = at
    archive.add(file)
    for await (const piece of text) {
      file.push(Buffer.from(piece))
      yield* ready.splice(0)
    }
    file.push(new Uint8Array(), true)
    yield* ready.splice(0)
  }
  archive.end()
  yield* ready.splice(0)
}
