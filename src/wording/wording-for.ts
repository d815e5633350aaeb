import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from '../../definitions/defaults'
import { de } from './languages/de'
import { en } from './languages/en'
import { es } from './languages/es'
import { fr } from './languages/fr'
import { it } from './languages/it'
import { pt } from './languages/pt'
import type { Wording } from './wording'

const TABLES: Record<Language, Wording> = {
  English: en,
  Français: fr,
  Deutsch: de,
  Español: es,
  Italiano: it,
  Português: pt,
}

/**
 * What people read, in a language.
 * @param language by its own name, as in the configuration; English for none and for an unknown one, since the SDK
 * does not check configurations
 */
export const wordingFor = (language: string | undefined): Wording =>
  TABLES[LANGUAGES.find((each) => each === language) ?? DEFAULT_LANGUAGE]
