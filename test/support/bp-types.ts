import type * as bp from '../../src/bp'

/*
 * What the types of src/bp.ts must come to, whoever wrote bp_modules/hitl. The compiler is the test: a line that does
 * not hold is an error, and so is a type that has become `any` or `unknown`.
 */

type IsAny<T> = 0 extends 1 & T ? true : false
type Same<A, B> = IsAny<A> extends true ? false : [A] extends [B] ? ([B] extends [A] ? true : false) : false
type Holds<T extends true> = T

type StartHitl = bp.ActionProps['startHitl']['input']
type Texts = bp.MessageProps['hitl']['text']
type Stopped = bp.TIntegration['events']['hitlStopped']

export type BpTypes = [
  Holds<Same<keyof bp.ActionProps, 'checkSetup' | 'createUser' | 'startHitl' | 'stopHitl'>>,
  Holds<Same<keyof bp.MessageProps['hitl'], 'audio' | 'bloc' | 'file' | 'image' | 'text' | 'video'>>,
  Holds<Same<keyof StartHitl, 'userId' | 'title' | 'description' | 'hitlSession' | 'messageHistory'>>,
  Holds<Same<StartHitl['userId'], string>>,
  Holds<Same<StartHitl['title'], string | undefined>>,
  Holds<Same<keyof StartHitl['messageHistory'][number], 'source' | 'type' | 'payload'>>,
  Holds<Same<bp.ActionProps['createUser']['input']['email'], string | undefined>>,
  Holds<Same<Texts['type'], 'text'>>,
  Holds<Same<Texts['payload']['text'], string>>,
  Holds<Same<Texts['payload']['userId'], string | undefined>>,
  Holds<Same<Texts['payload']['additionalData'], string | undefined>>,
  Holds<Same<Stopped, { conversationId: string }>>,
  Holds<Same<Awaited<ReturnType<bp.IntegrationProps['actions']['createUser']>>, { userId: string }>>,
  Holds<Same<bp.Context['configuration']['apiKey'], string>>,
  Holds<Same<bp.CommonHandlerProps['client'], bp.HandlerProps['client']>>,
]
