/** The policy of withheld names: what is taken out without asking, and what press staff are asked about. */

/** `certain`: bracketed in every draft, and refused at clearance. `proposed`: shown to press staff in context. */
type Treatment = 'certain' | 'proposed'

/** A row of the policy. `example` is of Margaret Q. Doe, Senior Director for Europe, also known as "Daisy". */
type Row = { readonly treatment: Treatment; readonly example: string; readonly because: string }

/** What stands in the place of a proposal once it is accepted: `[attribution]`, or `[name withheld]`. */
type ProposalRow = Row & {
  readonly treatment: 'proposed'
  /** `likely` is listed first; `doubtful` is often somebody who may be named. */
  readonly weight: 'likely' | 'doubtful'
  readonly mark: 'attribution' | 'name'
}

/** Every certain form; a test drafts and guards each example. */
export const CERTAIN_FORMS: Readonly<Record<string, Row>> = {
  'full name': { treatment: 'certain', example: 'Margaret Quincy Doe', because: 'It is the name.' },
  'family name alone': { treatment: 'certain', example: 'Ms. Doe’s plan', because: 'It names the person.' },
  'first name alone': {
    treatment: 'certain',
    example: 'Thanks, Margaret.',
    because: 'On a call of a few people it names one of them.',
  },
  'nickname with the family name': {
    treatment: 'certain',
    example: 'Peggy Doe',
    because: 'Only one who is both can be meant; half of it left would name them.',
  },
  'initials with the family name': { treatment: 'certain', example: 'M.Q. Doe', because: 'It is the name.' },
  alias: { treatment: 'certain', example: 'as Daisy said', because: 'Press staff declared it.' },
  'whole title': {
    treatment: 'certain',
    example: 'the senior director for Europe',
    because: 'One holds it.',
  },
  'name split by markup': {
    treatment: 'certain',
    example: 'Mar<b>gar</b>et',
    because: 'Readers see it whole.',
  },
  'name spelled out, or torn': {
    treatment: 'certain',
    example: 'that is M-A-R-G-A-R-E-T',
    because: 'It is how a moderator gives a name, and how a transcriber mistakes one: "Marg Aret".',
  },
  'plural of a long name': { treatment: 'certain', example: 'the Margarets', because: 'It is the name.' },
  'name with look-alikes or digits': {
    treatment: 'certain',
    example: 'Marg4ret',
    because: 'Scanners read it so, and readers read through it.',
  },
  'handle of the name': { treatment: 'certain', example: '@margaretdoe', because: 'It is the name.' },
  'handle of an initial and the family name': {
    treatment: 'certain',
    example: 'ask @mdoe',
    because: 'It is how accounts are made of names, and it leads to the person.',
  },
  'address of the name': { treatment: 'certain', example: 'mdoe@example.gov', because: 'As a handle.' },
  'link made of the name': {
    treatment: 'certain',
    example: 'https://example.gov/~mdoe',
    because: 'As a handle.',
  },
}

/** Every kind of proposal. None changes a word before someone of the press staff accepts it. */
export const PROPOSALS = {
  nickname: {
    treatment: 'proposed',
    example: 'as Peggy said',
    because:
      'A usual short form of the first name, but others bear it too. Declare it as an alias to be sure.',
    weight: 'likely',
    mark: 'attribution',
  },
  account: {
    treatment: 'proposed',
    example: 'see @RealMargaretDoePress',
    because: 'The name is inside a longer handle, address or link, which may belong to somebody else.',
    weight: 'likely',
    mark: 'attribution',
  },
  'partial-title': {
    treatment: 'proposed',
    example: 'the Director for Europe',
    because: 'Part of the title: it may be the person’s, or that of a colleague who may be named.',
    weight: 'likely',
    mark: 'attribution',
  },
  initials: {
    treatment: 'proposed',
    example: 'M.Q.D. will know',
    because: 'Initials are shared by many people and by institutions.',
    weight: 'likely',
    mark: 'attribution',
  },
  address: {
    treatment: 'proposed',
    example: 'Thanks, Saloni.',
    because:
      'A reporter or the moderator speaks to someone by a first name that nobody declared: a withheld person, or press staff, or another reporter.',
    weight: 'doubtful',
    mark: 'name',
  },
} as const satisfies Readonly<Record<string, ProposalRow>>

export const PROPOSAL_KINDS = ['nickname', 'account', 'partial-title', 'initials', 'address'] as const
export type ProposalKind = (typeof PROPOSAL_KINDS)[number]

/** The bracketed words that stand in the place of an accepted proposal. */
export function markOf(kind: ProposalKind, attribution: string): string {
  return PROPOSALS[kind].mark === 'name' ? '[name withheld]' : `[${attribution}]`
}
