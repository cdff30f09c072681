/** What a measurement says: ours, what a user would pick instead, and the limit set for it. */

export type Row = Readonly<{
  what: string
  ours: string
  /** What it is beside, and its figure in the same run; empty where nothing is. */
  beside: string
  /** Ours to theirs, where that means something. */
  ratio: string
  limit: string
  met: boolean
}>

export type Part = Readonly<{
  title: string
  /** How it was measured, in a sentence or two. */
  how: string
  rows: readonly Row[]
}>

const HEADS = ['what', 'ours', 'beside', 'ratio', 'limit', ''] as const

/** A part as a Markdown table; the terminal and the page read the same. */
export function renderPart({ title, how, rows }: Part): string {
  const cells = rows.map(({ what, ours, beside, ratio, limit, met }) =>
    [what, ours, beside, ratio, limit, limit === '' ? '' : met ? 'met' : 'missed'].map((cell) =>
      cell.replaceAll('|', '\\|'),
    ),
  )
  const widths = HEADS.map((head, column) =>
    Math.max(head.length, 3, ...cells.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [`## ${title}`, '', how, '', line(HEADS), rule, ...cells.map(line), ''].join('\n')
}

/** The value below which `share` of the sorted figures lie. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export const ms = (figure: number): string => `${Number.isInteger(figure) ? figure : figure.toFixed(1)} ms`
export const perSecond = (figure: number): string => `${Math.round(figure).toLocaleString('en')}/s`
