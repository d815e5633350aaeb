import type { Wording } from '../wording'
import { durationIn, pluralIn } from './plural'

const counted = pluralIn('pt')
const duration = durationIn(counted, {
  minutes: { one: '# min', other: '# min' },
  hours: { one: '# h', other: '# h' },
  days: { one: '# dia', other: '# dias' },
})

/**
 * Portuguese of Brazil, as Brevo's own. Brevo's words: conversa, visitante, operador (agente in older texts),
 * e-mail (help.brevo.com/hc/pt, on how visitors receive messages).
 */
export const pt: Wording = {
  botLabel: 'Bot',
  agentLabel: 'Operador',
  userLabel: 'Usuário',
  colon: ': ',
  quoted: (text) => `“${text}”`,

  asksForAgent: (name = 'Um usuário') => `${name} quer falar com um operador`,
  lastMessage: 'Última mensagem',
  email: 'E-mail',
  contact: 'Contato',
  details: 'Detalhes',
  conversationSoFar: 'Conversa até agora',
  notShown: (count) =>
    counted(count, { one: '(# mensagem anterior não exibida)', other: '(# mensagens anteriores não exibidas)' }),
  earlierAgent: '(conversa anterior com um operador)',
  earlierAgentEnd: '(fim dessa conversa)',

  picture: 'Imagem',
  audio: 'Áudio',
  video: 'Vídeo',
  file: 'Arquivo',
  place: 'Local',
  noLink: '(sem link)',
  emptyMessage: '(mensagem vazia)',
  unreadable: (type) => `(uma mensagem do tipo “${type}” que não pode ser exibida aqui)`,

  delayed: (minutes) => `(Com ${duration(minutes)} de atraso: a Brevo não aceitava mensagens.)`,
  tooMany: (count) =>
    counted(count, {
      one: '(# mensagem anterior não foi entregue: havia mensagens demais na espera. Ela está no Botpress.)',
      other: '(# mensagens anteriores não foram entregues: havia mensagens demais na espera. Elas estão no Botpress.)',
    }),
  rejected: (count) =>
    counted(count, {
      one: '(# mensagem anterior não pôde ser exibida aqui: a Brevo a recusou.)',
      other: '(# mensagens anteriores não puderam ser exibidas aqui: a Brevo as recusou.)',
    }),
  finishedBefore: '(O chat foi encerrado antes da chegada desta mensagem. O usuário está de novo com o bot.)',

  userLeft:
    'O usuário saiu deste chat. Sua última mensagem não foi entregue. Encerre esta conversa; o usuário pode pedir um operador novamente.',
  alreadyFinished: 'Este chat já estava encerrado. Sua última mensagem não foi entregue.',
  neverConnected:
    'O usuário nunca foi conectado a este chat. Sua última mensagem não foi entregue. Encerre esta conversa.',
  sendAgain: 'Sua última mensagem pode não ter chegado ao usuário. Envie-a novamente.',

  setupTest: '(Teste da conexão com o Botpress. Ninguém está esperando; encerre esta conversa.)',

  unopenableFile: '(um arquivo que não pode ser aberto)',
  correction: (text) => `Correção: ${text}`,
  partMissing: '(parte desta mensagem não pôde ser exibida)',
}
