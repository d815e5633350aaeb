/** The session exists but `startHitl` has not finished; the same event may succeed later. */
export class SessionNotReadyError extends Error {
  public override readonly name = 'SessionNotReadyError'
}
