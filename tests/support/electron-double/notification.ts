import { EventEmitter } from 'node:events'
import type { NotificationConstructorOptions, Notification as Real } from 'electron'

/** Those that were shown, in order. */
export const shown: Notification[] = []

export class Notification extends EventEmitter implements Pick<Real, 'show' | 'close'> {
  static isSupported = () => true
  readonly options: NotificationConstructorOptions

  constructor(options: NotificationConstructorOptions = {}) {
    super()
    this.options = options
  }

  show(): void {
    shown.push(this)
    this.emit('show')
  }

  close(): void {
    this.emit('close')
  }
}
