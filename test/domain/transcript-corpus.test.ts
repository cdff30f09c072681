/** Whole transcripts read and compared with labels made by hand: ours, and real ones where they are at hand. */
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { labelsIn, markOne, tableOf, tally } from '../support/score.ts'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..')

/** The least share that must agree, by row of the table; every reading must be safe. */
const TARGETS: Readonly<Record<string, number>> = {
  start: 0.98,
  end: 0.98,
  'words kept ≥ 97 %': 1,
  'reporter turns ± 2': 0.96,
  basis: 0.95,
  attribution: 0.9,
  'terms kind': 0.97,
  instant: 0.95,
  'lift announced': 0.95,
  conflict: 0.95,
  dangerous: 1,
}

const FOLDERS = [join(ROOT, 'test/transcripts'), join(ROOT, '../shared/transcripts')]

describe.each(FOLDERS.map((folder) => ({ name: relative(ROOT, folder), folder })))(
  '$name',
  ({ folder, name }) => {
    const labels = labelsIn(folder)

    test.skipIf(labels.length === 0)('is read as people read it', { timeout: 60_000 }, () => {
      const marks = labels.flatMap((label) => markOne(folder, label))
      process.stdout.write(`\n${name}: ${labels.length} transcripts\n${tableOf(marks)}\n`)
      const rows = tally(marks)
      const short = Object.entries(TARGETS).filter(([row, least]) => {
        const { right, of } = rows.get(row) ?? { right: 0, of: 0 }
        return of > 0 && right / of < least
      })
      const misses = marks.filter((mark) => !mark.isRight && short.some(([row]) => row === mark.row))
      expect(misses.map(({ row, file, note }) => `${row}: ${file} ${note}`)).toEqual([])
    })

    test.runIf(labels.length === 0)(
      `is skipped: there is no ${name}/labels.jsonl beside this repository`,
      () => {
        expect(labels).toEqual([])
      },
    )
  },
)
