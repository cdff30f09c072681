/** What a page follows ends with its reader, however early they leave, and with their session. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type RequestHandler } from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { follow } from '../../src/http/desk/follow.ts'

async function serve(handler: RequestHandler): Promise<string> {
  const server = createServer(express().use(handler)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address: AddressInfo | string | null = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}

const isIn = async () => true

test('of a reader who left before it began, it ends at once', async () => {
  const ended = Promise.withResolvers<void>()
  const url = await serve(async (_req, res) => {
    leaving.abort()
    await once(res, 'close')
    await follow(res, isIn, async () => 'x')
    ended.resolve()
  })
  const leaving = new AbortController()
  await expect(fetch(url, { signal: leaving.signal })).rejects.toThrow()
  await ended.promise
})

test('of a reader who leaves, it ends', async () => {
  const ended = Promise.withResolvers<void>()
  const url = await serve(async (_req, res) => {
    await follow(res, isIn, async () => 'x')
    ended.resolve()
  })
  const leaving = new AbortController()
  const { body } = await fetch(url, { signal: leaving.signal })
  const first = await body?.getReader().read()
  expect(new TextDecoder().decode(first?.value)).toBe('data: x\n\n')
  leaving.abort()
  await ended.promise
})

test('while nobody can tell whether they are signed in, nothing more is told; then it is over', async () => {
  const answers = [true, null, false]
  let made = 0
  const url = await serve((_req, res) =>
    follow(
      res,
      async () => {
        const answer = answers.shift()
        if (answer === null || answer === undefined) throw new Error('Redis is away')
        return answer
      },
      async () => {
        made += 1
        return `part ${made}`
      },
    ),
  )
  const text = await (await fetch(url)).text()
  expect(text).toBe('data: part 1\n\nevent: over\ndata: over\n\n')
})
