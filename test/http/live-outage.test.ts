/** Who follows what goes public hears of it also where Redis could not be asked about it in that moment. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { killRelease } from '../../src/commands/kill-release.ts'
import { createLive } from '../../src/http/newsroom/live.ts'
import { aPublicStatement } from '../support/a-release.ts'
import { granted } from '../support/granted.ts'
import { openRedis } from '../support/redis.ts'
import { openWorkshop } from '../support/store.ts'

test('a kill that came while releases could not be read is told once they can be', async () => {
  const shop = openWorkshop()
  const pages = openRedis('request')
  await once(pages, 'ready')
  const failed = Promise.withResolvers<void>()
  const log = pino({ level: 'warn' }, { write: () => failed.resolve() })
  const live = createLive(shop.another(pages), openRedis(), log)
  const server = createServer(express().use(live.routes)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const leaving = new AbortController()
  onTestFinished(async () => {
    leaving.abort()
    await live.close()
    server.close()
    await shop.close()
  })
  const address: AddressInfo | string | null = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const { body } = await fetch(`http://127.0.0.1:${port}/live`, { signal: leaving.signal })
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  const toldUntilReleases = async (count: number) => {
    const events = () => heard.match(/(?<=event: )\w+(?=\ndata: .*\n\n)/g) ?? []
    while (events().filter((kind) => kind === 'release').length < count)
      heard += (await reader?.read())?.value ?? ''
    return events()
  }

  const { release } = await aPublicStatement(shop)
  expect(await toldUntilReleases(1)).toEqual(['release'])
  pages.disconnect()
  granted(await killRelease(shop.work, release.id, { reason: 'wrong', publicNotice: 'Withdrawn.' }, null))
  await failed.promise
  await pages.connect()
  await aPublicStatement(shop)
  expect(await toldUntilReleases(2)).toEqual(['release', 'kill', 'release'])
})
