/** What a server got, in order, and waiting for more of it. */

export function createReceived<T>() {
  const all: T[] = []
  const watchers = new Set<() => void>()

  const watch = <W>(find: () => W | undefined): Promise<W> =>
    new Promise((resolve) => {
      const look = () => {
        const found = find()
        if (found === undefined) return
        watchers.delete(look)
        resolve(found)
      }
      watchers.add(look)
      look()
    })

  return {
    all: all as readonly T[],
    add(one: T): void {
      all.push(one)
      for (const look of watchers) look()
    },
    /** The first that fits, now or later. */
    until: (fits: (one: T) => boolean) => watch(() => all.find(fits)),
    /** All, once there are so many. */
    count: (number: number) => watch(() => (all.length >= number ? all : undefined)),
  }
}
