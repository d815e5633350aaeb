import type { Wording } from '../wording'
import { durationIn, pluralIn } from './plural'

const counted = pluralIn('it')
const duration = durationIn(counted, {
  minutes: { one: '# min', other: '# min' },
  hours: { one: '# ora', other: '# ore' },
  days: { one: '# giorno', other: '# giorni' },
})

/**
 * Italian, informal as Brevo's own. Brevo's words: conversazione, visitatore, operatore (beside agente), chiudere
 * (help.brevo.com/hc/it, overview of the Conversazioni dashboard).
 */
export const it: Wording = {
  botLabel: 'Bot',
  agentLabel: 'Operatore',
  userLabel: 'Utente',
  colon: ': ',
  quoted: (text) => `«${text}»`,

  asksForAgent: (name = 'Un utente') => `${name} chiede di parlare con un operatore`,
  lastMessage: 'Ultimo messaggio',
  email: 'Email',
  contact: 'Contatto',
  details: 'Dettagli',
  conversationSoFar: 'Conversazione finora',
  notShown: (count) =>
    counted(count, { one: '(# messaggio precedente non mostrato)', other: '(# messaggi precedenti non mostrati)' }),
  earlierAgent: '(conversazione precedente con un operatore)',
  earlierAgentEnd: '(fine di quella conversazione)',

  picture: 'Immagine',
  audio: 'Audio',
  video: 'Video',
  file: 'File',
  place: 'Posizione',
  noLink: '(senza link)',
  emptyMessage: '(messaggio vuoto)',
  unreadable: (type) => `(un messaggio di tipo «${type}» che non può essere mostrato qui)`,

  delayed: (minutes) => `(In ritardo di ${duration(minutes)}: Brevo non accettava messaggi.)`,
  tooMany: (count) =>
    counted(count, {
      one: "(# messaggio precedente non è stato consegnato: ce n'erano troppi in attesa. Si trova in Botpress.)",
      other: '(# messaggi precedenti non sono stati consegnati: erano troppi. Si trovano in Botpress.)',
    }),
  rejected: (count) =>
    counted(count, {
      one: '(# messaggio precedente non può essere mostrato qui: Brevo lo ha rifiutato.)',
      other: '(# messaggi precedenti non possono essere mostrati qui: Brevo li ha rifiutati.)',
    }),
  finishedBefore: "(La chat è stata chiusa prima che arrivasse questo messaggio. L'utente è di nuovo con il bot.)",

  userLeft:
    "L'utente ha lasciato questa chat. Il tuo ultimo messaggio non è stato consegnato. Chiudi questa conversazione; l'utente può chiedere di nuovo un operatore.",
  alreadyFinished: 'Questa chat era già chiusa. Il tuo ultimo messaggio non è stato consegnato.',
  neverConnected:
    "L'utente non è mai stato collegato a questa chat. Il tuo ultimo messaggio non è stato consegnato. Chiudi questa conversazione.",
  sendAgain: "Il tuo ultimo messaggio potrebbe non essere arrivato all'utente. Invialo di nuovo.",

  setupTest: '(Prova della connessione con Botpress. Nessuno è in attesa; chiudi questa conversazione.)',

  unopenableFile: '(un file che non si può aprire)',
  correction: (text) => `Correzione: ${text}`,
  partMissing: '(non è stato possibile mostrare una parte di questo messaggio)',
}
