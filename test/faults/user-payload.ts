/** The types of message that a user can send to an agent. */
export const USER_TYPES = ['text', 'image', 'audio', 'video', 'file', 'bloc'] as const
export type UserType = (typeof USER_TYPES)[number]

/**
 * A user's message of a type.
 * @param marker stands in it, and makes its address one of its own
 * @returns the payload, and the marker of each of its parts
 */
export const payloadOf = (type: UserType, marker: string): { payload: Record<string, unknown>; markers: string[] } => {
  const url = `https://files.example/${marker.replaceAll(/\D/g, '')}`
  switch (type) {
    case 'text':
      return { payload: { text: `${marker} says: wo bleibt's? 100 % & mehr` }, markers: [marker] }
    case 'image':
      return { payload: { imageUrl: `${url}.png`, title: marker }, markers: [marker] }
    case 'audio':
      return { payload: { audioUrl: `${url}.mp3`, title: marker }, markers: [marker] }
    case 'video':
      return { payload: { videoUrl: `${url}.mp4`, title: marker }, markers: [marker] }
    case 'file':
      return { payload: { fileUrl: `${url}.pdf`, title: marker }, markers: [marker] }
    case 'bloc': {
      const second = marker.replace('!', 'b!')
      const items = [marker, second].map((text) => ({ type: 'text', payload: { text } }))
      return { payload: { items }, markers: [marker, second] }
    }
    default:
      return type satisfies never
  }
}
