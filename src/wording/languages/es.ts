import type { Wording } from '../wording'
import { durationIn, pluralIn } from './plural'

const counted = pluralIn('es')
const duration = durationIn(counted, {
  minutes: { one: '# min', other: '# min' },
  hours: { one: '# h', other: '# h' },
  days: { one: '# día', other: '# días' },
})

/**
 * Spanish, informal as Brevo's own. Brevo's words: conversación, visitante, agente, cerrar, email
 * (help.brevo.com/hc/es, overview of the Conversaciones dashboard).
 */
export const es: Wording = {
  botLabel: 'Bot',
  agentLabel: 'Agente',
  userLabel: 'Usuario',
  colon: ': ',
  quoted: (text) => `«${text}»`,

  asksForAgent: (name = 'Un usuario') => `${name} pide hablar con un agente`,
  lastMessage: 'Último mensaje',
  email: 'Email',
  contact: 'Contacto',
  details: 'Detalles',
  conversationSoFar: 'Conversación hasta ahora',
  notShown: (count) =>
    counted(count, { one: '(# mensaje anterior no mostrado)', other: '(# mensajes anteriores no mostrados)' }),
  earlierAgent: '(conversación anterior con un agente)',
  earlierAgentEnd: '(fin de esa conversación)',

  picture: 'Imagen',
  audio: 'Audio',
  video: 'Vídeo',
  file: 'Archivo',
  place: 'Ubicación',
  noLink: '(sin enlace)',
  emptyMessage: '(mensaje vacío)',
  unreadable: (type) => `(un mensaje de tipo «${type}» que no se puede mostrar aquí)`,

  delayed: (minutes) => `(Con ${duration(minutes)} de retraso: Brevo no aceptaba mensajes.)`,
  tooMany: (count) =>
    counted(count, {
      one: '(# mensaje anterior no se ha entregado: había demasiados en espera. Está en Botpress.)',
      other: '(# mensajes anteriores no se han entregado: había demasiados en espera. Están en Botpress.)',
    }),
  rejected: (count) =>
    counted(count, {
      one: '(# mensaje anterior no se ha podido mostrar aquí: Brevo lo ha rechazado.)',
      other: '(# mensajes anteriores no se han podido mostrar aquí: Brevo los ha rechazado.)',
    }),
  finishedBefore: '(El chat se cerró antes de que llegara este mensaje. El usuario está de nuevo con el bot.)',

  userLeft:
    'El usuario ha salido de este chat. Tu último mensaje no se ha entregado. Cierra esta conversación; el usuario puede volver a pedir un agente.',
  alreadyFinished: 'Este chat ya estaba cerrado. Tu último mensaje no se ha entregado.',
  neverConnected:
    'El usuario no llegó a conectarse a este chat. Tu último mensaje no se ha entregado. Cierra esta conversación.',
  sendAgain: 'Es posible que tu último mensaje no haya llegado al usuario. Envíalo de nuevo.',

  setupTest: '(Prueba de la conexión con Botpress. Nadie está esperando; cierra esta conversación.)',

  unopenableFile: '(un archivo que no se puede abrir)',
  correction: (text) => `Corrección: ${text}`,
  partMissing: '(no se pudo mostrar una parte de este mensaje)',
}
