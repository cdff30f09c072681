/** Pages and messages are rendering's alone: no other value has their type, and nobody else makes one. */
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Message } from '../../src/rendering/message.ts'
import { createPages } from '../../src/rendering/newsroom-pages.ts'
import { Page } from '../../src/rendering/page.ts'
import { TextMessage } from '../../src/rendering/text-message.ts'
import { aCleared } from './a-cleared.ts'

const ROOT = join(import.meta.dirname, '../..')

test('nothing that only looks like a page or a message is taken for one', () => {
  const looksLikeOne = { type: 'text/html', body: 'early', etag: '"x"', subject: 'early' }
  // @ts-expect-error: no other value has the type.
  expect(Page.isGenuine(looksLikeOne)).toBe(false)
  // @ts-expect-error: no other value has the type.
  expect(Message.isGenuine(looksLikeOne)).toBe(false)
  // @ts-expect-error: no other value has the type.
  expect(TextMessage.isGenuine(looksLikeOne)).toBe(false)
  // @ts-expect-error: the constructor is the class's own.
  expect(() => new Page('text/html', 'early')).not.toThrow()
})

test('a page of a release is made from a proof only', async () => {
  const { contents, first } = aCleared({})
  const pages = createPages({ contents, publicUrl: 'https://news.example' })
  expect(Page.isGenuine(await pages.release(first))).toBe(true)
  // @ts-expect-error: a release is no proof.
  await expect(pages.release(first.release)).rejects.toThrow()
})

/** Whether a file takes more of these classes than their types: it could make one. */
function couldMakeOne(source: string): boolean {
  return /^(?:import|export)\s(?!type\s)[^'()]*'[^']*rendering\/(?:page|message|text-message)\.ts'/m.test(
    source,
  )
}

test('outside rendering, the three classes are known by type alone', async () => {
  expect(couldMakeOne("import { Page } from '../rendering/page.ts'")).toBe(true)
  expect(couldMakeOne("import {\n  Message,\n} from '../../src/rendering/message.ts'")).toBe(true)
  expect(couldMakeOne("import type { Page } from '../rendering/page.ts'")).toBe(false)
  const makers: string[] = []
  for await (const file of glob('{src,workers}/**/*.ts', { cwd: ROOT }))
    if (!file.startsWith('src/rendering/') && couldMakeOne(await readFile(join(ROOT, file), 'utf8')))
      makers.push(file)
  expect(makers).toEqual([])
})
