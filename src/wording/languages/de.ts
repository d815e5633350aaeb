import type { Wording } from '../wording'
import { durationIn, pluralIn } from './plural'

const counted = pluralIn('de')
const duration = durationIn(counted, {
  minutes: { one: '# Min.', other: '# Min.' },
  hours: { one: '# Std.', other: '# Std.' },
  days: { one: '# Tag', other: '# Tage' },
})

/**
 * German, formal. Brevo's own words: Unterhaltung, Besucher, Mitarbeiter, schließen (help.brevo.com/hc/de, overview
 * of the Unterhaltungen dashboard).
 */
export const de: Wording = {
  botLabel: 'Bot',
  agentLabel: 'Mitarbeiter',
  userLabel: 'Nutzer',
  colon: ': ',
  quoted: (text) => `„${text}“`,

  asksForAgent: (name = 'Ein Nutzer') => `${name} möchte mit einem Menschen sprechen`,
  lastMessage: 'Letzte Nachricht',
  email: 'E-Mail',
  contact: 'Kontakt',
  details: 'Details',
  conversationSoFar: 'Bisheriger Verlauf',
  notShown: (count) =>
    counted(count, { one: '(# frühere Nachricht nicht angezeigt)', other: '(# frühere Nachrichten nicht angezeigt)' }),
  earlierAgent: '(früheres Gespräch mit einem Mitarbeiter)',
  earlierAgentEnd: '(Ende dieses Gesprächs)',

  picture: 'Bild',
  audio: 'Audio',
  video: 'Video',
  file: 'Datei',
  place: 'Ort',
  noLink: '(ohne Link)',
  emptyMessage: '(leere Nachricht)',
  unreadable: (type) => `(eine Nachricht vom Typ „${type}“, die hier nicht angezeigt werden kann)`,

  delayed: (minutes) => `(Um ${duration(minutes)} verspätet: Brevo nahm keine Nachrichten an.)`,
  tooMany: (count) =>
    counted(count, {
      one: '(# frühere Nachricht wurde nicht zugestellt: Es warteten zu viele. Sie ist in Botpress.)',
      other: '(# frühere Nachrichten wurden nicht zugestellt: Es warteten zu viele. Sie sind in Botpress.)',
    }),
  rejected: (count) =>
    counted(count, {
      one: '(# frühere Nachricht konnte hier nicht angezeigt werden: Brevo hat sie abgelehnt.)',
      other: '(# frühere Nachrichten konnten hier nicht angezeigt werden: Brevo hat sie abgelehnt.)',
    }),
  finishedBefore: '(Der Chat wurde beendet, bevor diese Nachricht ankam. Der Nutzer ist wieder beim Bot.)',

  userLeft:
    'Der Nutzer hat den Chat verlassen. Ihre letzte Nachricht wurde nicht zugestellt. Bitte schließen Sie diese Unterhaltung.',
  alreadyFinished: 'Dieser Chat war bereits beendet. Ihre letzte Nachricht wurde nicht zugestellt.',
  neverConnected:
    'Der Nutzer wurde nie mit diesem Chat verbunden. Ihre letzte Nachricht wurde nicht zugestellt. Bitte schließen Sie diese Unterhaltung.',
  sendAgain: 'Ihre letzte Nachricht hat den Nutzer möglicherweise nicht erreicht. Bitte senden Sie sie noch einmal.',

  setupTest: '(Test der Verbindung mit Botpress. Niemand wartet; bitte schließen Sie diese Unterhaltung.)',

  unopenableFile: '(eine Datei, die sich nicht öffnen lässt)',
  correction: (text) => `Korrektur: ${text}`,
  partMissing: '(ein Teil dieser Nachricht konnte nicht angezeigt werden)',
}
