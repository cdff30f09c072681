/** Questions are shared, but never answered by one that was asked earlier. */
import { expect, test } from 'vitest'
import { shareQuestions } from '../../src/store/public-version.ts'

test('those who ask together share one question; who comes while it is under way gets the next', async () => {
  let truth = 0
  let asked = 0
  const answers: (() => void)[] = []
  const ask = shareQuestions(() => {
    asked += 1
    const seen = truth
    return new Promise<number>((resolve) => answers.push(() => resolve(seen)))
  })
  const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
  const first = [ask(), ask(), ask()]
  await turn()
  expect(asked).toBe(1)
  truth = 1
  // The question under way was sent before these were asked: it cannot know.
  const second = [ask(), ask()]
  await turn()
  expect(asked).toBe(1)
  answers.shift()?.()
  expect(await Promise.all(first)).toEqual([0, 0, 0])
  await turn()
  answers.shift()?.()
  expect(await Promise.all(second)).toEqual([1, 1])
  expect(asked).toBe(2)
})

test('a question that fails fails those who shared it, and the next is asked', async () => {
  let fails = true
  const ask = shareQuestions(async () => {
    if (fails) throw new Error('away')
    return 'back'
  })
  const results = await Promise.allSettled([ask(), ask()])
  expect(results.map((one) => one.status)).toEqual(['rejected', 'rejected'])
  fails = false
  expect(await ask()).toBe('back')
})
