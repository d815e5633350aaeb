import { characterEntitiesHtml4 } from 'character-entities-html4'

/** The names of HTML 4 and `apos`: what editors and mail programs write. The 2,000 names of HTML 5 cost 20 KB more. */
const NAMED = new Map([...Object.entries(characterEntitiesHtml4), ['apos', "'"]])

const REFERENCE = /&(?:#(\d{1,7});?|#[xX]([\da-fA-F]{1,6});?|([A-Za-z]\w{1,31});)/g

/** Decodes HTML's character references; a name that is not known stays as it is written. */
export const decodeEntities = (html: string): string =>
  html.includes('&')
    ? html.replace(REFERENCE, (written: string, decimal?: string, hex?: string, name?: string) =>
        name === undefined
          ? characterOf(Number.parseInt(decimal ?? hex ?? '', decimal ? 10 : 16))
          : namedOf(name, written)
      )
    : html

const namedOf = (name: string, written: string): string => NAMED.get(name) ?? written

/** HTML reads the numbers 128 to 159 as Windows-1252: `&#146;` is an apostrophe. Node's decoder of it is at fault. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ'
const WINDOWS_1252_START = 128

const characterOf = (code: number): string => {
  const isSurrogate = code >= 0xd800 && code <= 0xdfff
  if (code === 0 || isSurrogate || code > 0x10ffff) {
    return '\uFFFD'
  }
  return WINDOWS_1252[code - WINDOWS_1252_START] ?? String.fromCodePoint(code)
}
