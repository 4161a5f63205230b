/** Writes one after the other what changes faster than it can be written: the newest only. */
export class Newest<T> {
  private waiting: { readonly value: T } | null = null;
  private writing: Promise<void> | null = null;
  private fault: { readonly error: unknown } | null = null;

  constructor(private readonly write: (value: T) => Promise<void>) {}

  put(value: T): void {
    this.waiting = { value };
    this.writing ??= this.drain();
  }

  private async drain(): Promise<void> {
    try {
      for (let next = this.waiting; next !== null; next = this.waiting) {
        this.waiting = null;
        await this.write(next.value);
      }
    } catch (error) {
      this.fault = { error };
    } finally {
      this.writing = null;
    }
  }

  /** When everything is written. @throws what the last write that failed threw */
  async settled(): Promise<void> {
    await this.writing;
    if (this.fault !== null) throw this.fault.error;
  }
}
