/** The one use made of MJML, which brings no types of its own. */
declare module 'mjml' {
  export default function mjml2html(
    source: string,
    options: {
      readonly filePath: string
      readonly ignoreIncludes: boolean
      readonly validationLevel: 'strict' | 'soft' | 'skip'
      readonly keepComments: boolean
      readonly fonts: Readonly<Record<string, string>>
    },
  ): Promise<{ readonly html: string }>
}
