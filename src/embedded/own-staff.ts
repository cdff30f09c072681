/** Who may sign in to the desk of an embedded start where nobody is named. */

export const OWN_STAFF = [
  { name: 'Ana Ruiz', email: 'ana@newsroom.example', role: 'press' },
  { name: 'Ben Osei', email: 'ben@newsroom.example', role: 'press' },
  { name: 'Operations desk', email: 'ops@newsroom.example', role: 'ops' },
] as const
