/** Records everything that leaves the service, by exit, and finds what must not be in it. */

export type Recorder = {
  record(exit: string, text: string): void
  /** `exit: canary` for every canary found, in any spelling it may leave in. */
  leaks(canaries: readonly string[]): readonly string[]
  /** How many texts each exit gave: an exit that gave none was not watched. */
  readonly seen: ReadonlyMap<string, number>
  forget(): void
}

export function createRecorder(): Recorder {
  const texts = new Map<string, string[]>()
  const seen = new Map<string, number>()
  return {
    seen,
    record(exit, text) {
      const all = texts.get(exit) ?? []
      all.push(text.toLowerCase())
      texts.set(exit, all)
      seen.set(exit, (seen.get(exit) ?? 0) + 1)
    },
    leaks(canaries) {
      const found = new Set<string>()
      for (const canary of canaries) {
        const spellings = spellingsOf(canary)
        for (const [exit, all] of texts)
          if (all.some((text) => spellings.some((spelling) => text.includes(spelling))))
            found.add(`${exit}: ${canary}`)
      }
      return [...found].sort()
    },
    forget: () => texts.clear(),
  }
}

/** As it is, URL-encoded, as a slug, in hexadecimal, and in base64 at each of its three alignments. */
function spellingsOf(canary: string): readonly string[] {
  const lower = canary.toLowerCase()
  const base64 = [0, 1, 2].flatMap((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(canary)])
    // The first and last characters depend on what stands beside the canary.
    const inner = bytes
      .toString('base64')
      .replace(/=+$/, '')
      .slice(shift === 0 ? 0 : 4, -2)
    return inner.length >= 8 ? [inner.toLowerCase()] : []
  })
  const slug = lower.replace(/[^a-z0-9]+/g, '-')
  return [
    lower,
    encodeURIComponent(lower).toLowerCase(),
    slug,
    Buffer.from(canary).toString('hex'),
    ...base64,
  ]
}
