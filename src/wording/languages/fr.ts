import type { Wording } from '../wording'
import { durationIn, pluralIn } from './plural'

const counted = pluralIn('fr')
const duration = durationIn(counted, {
  minutes: { one: '# min', other: '# min' },
  hours: { one: '# h', other: '# h' },
  days: { one: '# jour', other: '# jours' },
})

/**
 * French, formal. Brevo's own words: conversation, visiteur, agent, clôturer (help.brevo.com/hc/fr, overview of the
 * Conversations dashboard). No-break spaces before colons and inside quotation marks.
 */
export const fr: Wording = {
  botLabel: 'Bot',
  agentLabel: 'Agent',
  userLabel: 'Utilisateur',
  colon: '\u00A0: ',
  quoted: (text) => `«\u00A0${text}\u00A0»`,

  asksForAgent: (name = 'Un utilisateur') => `${name} demande un agent`,
  lastMessage: 'Dernier message',
  email: 'E-mail',
  contact: 'Contact',
  details: 'Détails',
  conversationSoFar: 'Échanges précédents',
  notShown: (count) =>
    counted(count, { one: '(# message antérieur non affiché)', other: '(# messages antérieurs non affichés)' }),
  earlierAgent: '(échange antérieur avec un agent)',
  earlierAgentEnd: '(fin de cet échange)',

  picture: 'Image',
  audio: 'Audio',
  video: 'Vidéo',
  file: 'Fichier',
  place: 'Lieu',
  noLink: '(sans lien)',
  emptyMessage: '(message vide)',
  unreadable: (type) => `(un message de type «\u00A0${type}\u00A0» qui ne peut pas être affiché ici)`,

  delayed: (minutes) => `(Retard de ${duration(minutes)}\u00A0: Brevo n'acceptait pas de messages.)`,
  tooMany: (count) =>
    counted(count, {
      one: "(# message antérieur n'a pas été transmis\u00A0: trop de messages étaient en attente. Il est dans Botpress.)",
      other: "(# messages antérieurs, trop nombreux, n'ont pas été transmis. Ils sont dans Botpress.)",
    }),
  rejected: (count) =>
    counted(count, {
      one: "(# message antérieur n'a pas pu être affiché ici\u00A0: Brevo l'a refusé.)",
      other: "(# messages antérieurs n'ont pas pu être affichés ici\u00A0: Brevo les a refusés.)",
    }),
  finishedBefore:
    "(La conversation a été clôturée avant l'arrivée de ce message. L'utilisateur est de nouveau avec le bot.)",

  userLeft:
    "L'utilisateur a quitté cette conversation. Votre dernier message n'a pas été transmis. Merci de la clôturer.",
  alreadyFinished: "Cette conversation était déjà clôturée. Votre dernier message n'a pas été transmis.",
  neverConnected:
    "L'utilisateur n'a jamais rejoint cette conversation. Votre dernier message n'a pas été transmis. Merci de la clôturer.",
  sendAgain: "Votre dernier message n'est peut-être pas parvenu à l'utilisateur. Merci de le renvoyer.",

  setupTest: "(Test de la connexion avec Botpress. Personne n'attend ; merci de clôturer cette conversation.)",

  unopenableFile: '(un fichier impossible à ouvrir)',
  correction: (text) => `Correction\u00A0: ${text}`,
  partMissing: "(une partie de ce message n'a pas pu être affichée)",
}
