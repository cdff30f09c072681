/** What one would lift with instead: a delayed job of BullMQ, or a timer in the process. */
import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { scheduleJob } from 'node-schedule'

/** Milliseconds late, for `count` jobs over `overMs`, by this host's clock, which is Redis's here. */
export async function latenessOfBullmq(
  socket: string,
  count: number,
  overMs: number,
): Promise<readonly number[]> {
  const connection = new Redis(socket, { maxRetriesPerRequest: null })
  const queue = new Queue('bench', { connection })
  const late: number[] = []
  const start = Date.now() + 1500
  const done = new Promise<void>((resolve) => {
    const worker = new Worker(
      'bench',
      async ({ data }: { data: { due: number } }) => {
        late.push(Date.now() - data.due)
        if (late.length === count) void worker.close().then(resolve)
      },
      { connection, concurrency: 20 },
    )
  })
  for (let index = 0; index < count; index += 1) {
    const due = start + Math.floor((index * overMs) / count)
    await queue.add('lift', { due }, { delay: due - Date.now() })
  }
  await done
  await queue.close()
  connection.disconnect()
  return late
}

export async function latenessOfNodeSchedule(count: number, overMs: number): Promise<readonly number[]> {
  const start = Date.now() + 500
  return Promise.all(
    Array.from({ length: count }, (_, index) => {
      const due = start + Math.floor((index * overMs) / count)
      return new Promise<number>((resolve) => scheduleJob(new Date(due), () => resolve(Date.now() - due)))
    }),
  )
}
